"""Cuts the users' sequences into lanes and chunks, and says what is to be predicted where.

A lane is a row of users one after another; a chunk is a [T, B] slice of all lanes. The recurrent state is carried from
chunk to chunk and forgotten at each user's first event, so training sees exactly the states that serving sees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from attune_training import contract as c
from attune_training.dataset import TrainingSet


@dataclass(frozen=True)
class Split:
    """Users to train on and users kept back, both sorted."""

    train: np.ndarray
    held_out: np.ndarray


def split(users: int, share: float, seed: int) -> Split:
    """Keeps back ``share`` of the users (at least one, if there are two)."""
    order = np.random.default_rng((seed, 0x5711)).permutation(users)
    count = min(users - 1, max(1, round(users * share))) if users > 1 else 0
    return Split(np.sort(order[count:]), np.sort(order[:count]))


@dataclass(frozen=True)
class Targets:
    """Per token position p: what the model, having seen everything up to p, should say.

    ``opens``: the next token opens an app; ``follows``: there is a next token of the same user; ``sample``: the ranking
    sample of the next token or -1; ``posted``: the next token is a notification whose answer is known.
    """

    follows: np.ndarray
    opens: np.ndarray
    posted: np.ndarray
    sample: np.ndarray
    first: np.ndarray


def targets(data: TrainingSet) -> Targets:
    n = data.tokens
    first = np.zeros(n + 1, bool)
    first[data.offsets] = True
    follows = ~first[1:]
    next_kind = np.append(data.type[1:], 0)
    known = np.append(data.answer[1:] != c.UNKNOWN_BYTE, False)
    named = np.append(data.category[1:] < c.CATEGORIES, False)
    sample = np.full(n, -1, np.int32)
    before = data.sample_token - 1
    usable = (before >= 0) & follows[np.maximum(before, 0)]
    sample[before[usable]] = np.flatnonzero(usable)
    return Targets(
        follows=follows,
        opens=follows & (next_kind == c.APP_OPENED),
        posted=follows & (next_kind == c.NOTIFICATION_POSTED) & known & named,
        sample=sample,
        first=first[:-1],
    )


def lanes(data: TrainingSet, users: np.ndarray, count: int, chunk: int, rng: np.random.Generator) -> np.ndarray:
    """Token positions [length, count] with length a multiple of ``chunk``; -1 is padding at the end of a lane.

    Users come in random order, each whole, always into the shortest lane.
    """
    order = rng.permutation(users)
    rows: list[list[np.ndarray]] = [[] for _ in range(count)]
    lengths = np.zeros(count, np.int64)
    for user in order:
        lane = int(lengths.argmin())
        rows[lane].append(np.arange(data.offsets[user], data.offsets[user + 1]))
        lengths[lane] += len(rows[lane][-1])
    # The longest lanes stick out a little; what is beyond the mean is left to the next epoch's order.
    length = max(chunk, int(np.ceil(lengths.mean() / chunk)) * chunk)
    out = np.full((length, count), -1, np.int64)
    for lane, parts in enumerate(rows):
        positions = np.concatenate(parts)[:length] if parts else np.zeros(0, np.int64)
        out[: len(positions), lane] = positions
    return out


def everyone(users: int) -> np.ndarray:
    """All users, for data that was not trained on."""
    return np.arange(users)
