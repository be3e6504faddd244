"""Generates a log with sequential structure in the shape of MovieLens-1M: each user names each item once.

Items lie in a space of few dimensions, in genres. What comes next is, by chance, near the last item, near an earlier
one, or of the user's taste among genres; so a first-order chain gets some of it, a longer memory more. MovieLens itself
may not be redistributed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from attune_training.sequences.log import LogError

GENRES = 18
DIMENSIONS = 6
SUCCESSORS = 40
START = 956_703_932
# How often what is next follows the last item, one of the few before, or taste.
FOLLOWS_LAST, FOLLOWS_EARLIER = 0.30, 0.25


def write(path: Path | str, users: int = 6040, items: int = 3416, seed: int = 1, mean: float = 165.0) -> int:
    """Writes ``user,item,timestamp`` with a header; returns the number of rows. Equal arguments give equal bytes."""
    if users < 1 or items < 60:
        raise LogError("at least 1 user and 60 items are needed to generate a log")
    rng = np.random.default_rng(seed)
    popularity = 1.0 / (np.arange(items) + 10.0)
    popularity = rng.permutation(popularity / popularity.sum())
    genre = rng.integers(0, GENRES, items)
    order = [np.flatnonzero(genre == g) for g in range(GENRES)]
    successors = _successors(rng, items, genre)
    weight = 1.0 / np.arange(1, successors.shape[1] + 1)
    weight = np.cumsum(weight / weight.sum())
    longest = max(20, int(items * 0.68))
    lengths = np.clip(rng.lognormal(np.log(mean * 0.58), 1.05, users), 20, longest).astype(int)
    tastes = rng.dirichlet(np.full(GENRES, 0.25), users)
    by_genre = [np.cumsum(popularity[o]) / popularity[o].sum() if len(o) else None for o in order]
    everything = np.cumsum(popularity) / popularity.sum()

    names = rng.permutation(items) + 1
    rows = 0
    with Path(path).open("w", encoding="utf-8", newline="") as out:
        out.write("user,item,timestamp\n")
        for user in range(users):
            user_rng = np.random.default_rng((seed, user))
            sequence = _live(user_rng, lengths[user], tastes[user], successors, weight, order, by_genre, everything)
            clock = START + int(user_rng.integers(0, 80_000_000))
            gaps = user_rng.integers(1, 60, len(sequence))
            for item, gap in zip(sequence, gaps):
                clock += int(gap)
                out.write(f"{user + 1},{names[item]},{clock}\n")
            rows += len(sequence)
    return rows


def _successors(rng, items: int, genre: np.ndarray) -> np.ndarray:
    """For each item those nearest to a point a little further in one direction, the nearest first."""
    centers = rng.normal(0.0, 2.0, (GENRES, DIMENSIONS))
    place = centers[genre] + rng.normal(0.0, 1.0, (items, DIMENSIONS))
    goal = place + rng.normal(0.0, 0.5, DIMENSIONS)
    count = min(SUCCESSORS, items - 1)
    out = np.empty((items, count), np.int64)
    for item in range(items):
        distance = ((place - goal[item]) ** 2).sum(1)
        distance[item] = np.inf
        near = np.argpartition(distance, count - 1)[:count]
        out[item] = near[np.argsort(distance[near], kind="stable")]
    return out


def _live(rng, length, taste, successors, weight, order, by_genre, everything) -> list[int]:
    seen: set[int] = set()
    sequence: list[int] = []
    kinds = rng.random(length * 12)
    draws = rng.random((length * 12, 2))
    genres = rng.choice(len(taste), length * 12, p=taste)
    for kind, (first, second), genre in zip(kinds, draws, genres):
        if len(sequence) == length:
            break
        if sequence and kind < FOLLOWS_LAST + FOLLOWS_EARLIER:
            back = 1 if kind < FOLLOWS_LAST else 2 + int(first * 4)
            source = sequence[-min(back, len(sequence))]
            item = int(successors[source, np.searchsorted(weight, second)])
        elif by_genre[genre] is not None:
            item = int(order[genre][np.searchsorted(by_genre[genre], second)])
        else:
            item = int(np.searchsorted(everything, second))
        if item not in seen:
            seen.add(item)
            sequence.append(item)
    return sequence
