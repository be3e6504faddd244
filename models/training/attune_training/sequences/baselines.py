"""Rankers without a net, from the same rows: what the recurrence has to beat."""

from __future__ import annotations

import numpy as np

from attune_training.sequences.data import SHORTEST, Sequences
from attune_training.sequences.measure import Scorer, metrics, places

MOST_ITEMS = 8192  # a dense item-item matrix and its inverse
STRENGTHS = (50.0, 150.0, 500.0)
TIE = 1e-6  # small enough to break ties only


def scorers(data: Sequences, back: int) -> dict[str, Scorer]:
    """By name; popularity and transitions are counted in training rows, a user's own rows are all before the question."""
    trained = _training_rows(data)
    count = len(data.items)
    popular = np.bincount(data.item[trained] - 1, minlength=count) / trained.sum()
    successors = _successors(data, trained)

    def history(user: int) -> np.ndarray:
        return data.item[data.offsets[user] : data.offsets[user + 1] - back] - 1

    def popularity(users: np.ndarray) -> np.ndarray:
        return np.broadcast_to(popular, (len(users), count)).copy()

    def frequent(users: np.ndarray) -> np.ndarray:
        own = np.stack([np.bincount(history(u), minlength=count) / max(1, len(history(u))) for u in users])
        return own + TIE * popular

    def recent(users: np.ndarray) -> np.ndarray:
        out = TIE * popularity(users)
        for row, user in enumerate(users):
            items = history(user)
            out[row, items] = np.arange(1, len(items) + 1)  # of repeated items the last one stays
        return out

    def markov(users: np.ndarray) -> np.ndarray:
        out = TIE * popularity(users)
        for row, user in enumerate(users):
            items = history(user)
            if len(items) and items[-1] in successors:
                following, share = successors[items[-1]]
                out[row, following] += share
        return out

    return {"most popular": popularity, "user-frequent": frequent, "most recent": recent, "markov": markov}


def item_item(data: Sequences, validating: np.ndarray) -> tuple[dict[str, Scorer], float | None]:
    """EASE (Steck, 2019): a linear item-item model in closed form, its strength chosen in validation."""
    count = len(data.items)
    if count > MOST_ITEMS:
        return {}, None
    trained = _training_rows(data)
    owner = np.repeat(np.arange(data.users), data.lengths)
    used = np.zeros((data.users, count), np.float32)
    used[owner[trained], data.item[trained] - 1] = 1.0
    together = used.T @ used
    best: tuple[float, float, np.ndarray] | None = None
    for strength in STRENGTHS:
        inverse = np.linalg.inv(together + strength * np.eye(count, dtype=np.float32))
        weights = (-inverse / np.diag(inverse)).astype(np.float32)
        np.fill_diagonal(weights, 0.0)
        quality = metrics(places(data, validating, _linear(data, weights, 2), 2)["masked"])["ndcg@10"]
        if best is None or quality > best[0]:
            best = (quality, strength, weights)
    return {"item-item (EASE)": _linear(data, best[2], 1)}, best[1]


def _linear(data: Sequences, weights: np.ndarray, back: int) -> Scorer:
    def score(users: np.ndarray) -> np.ndarray:
        used = np.zeros((len(users), len(weights)), np.float32)
        for row, user in enumerate(users):
            used[row, data.item[data.offsets[user] : data.offsets[user + 1] - back] - 1] = 1.0
        return used @ weights

    return score


def _training_rows(data: Sequences) -> np.ndarray:
    rows = np.ones(len(data.item), bool)
    asked = data.lengths >= SHORTEST
    for back in (1, 2):
        rows[data.offsets[1:][asked] - back] = False
    return rows


def _successors(data: Sequences, trained: np.ndarray) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    owner = np.repeat(np.arange(data.users), data.lengths)
    pair = np.flatnonzero(trained[1:] & trained[:-1] & (owner[1:] == owner[:-1]))
    codes, counts = np.unique(
        (data.item[pair].astype(np.int64) - 1) * len(data.items) + data.item[pair + 1] - 1, return_counts=True
    )
    source, following = np.divmod(codes, len(data.items))
    out = {}
    for begin, end in _runs(source):
        out[int(source[begin])] = (following[begin:end], counts[begin:end] / counts[begin:end].sum())
    return out


def _runs(values: np.ndarray):
    bounds = np.flatnonzero(np.diff(values)) + 1
    yield from zip(np.concatenate(([0], bounds)), np.concatenate((bounds, [len(values)])))
