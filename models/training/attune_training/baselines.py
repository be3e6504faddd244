"""What the model has to beat: rankers without learning, computed from the same tokens and features."""

from __future__ import annotations

import numpy as np

from attune_training import contract as c
from attune_training.dataset import TrainingSet
from attune_training.neighbors import Neighbors, features

# Small enough to break ties only.
TIE = 1e-6


def scores(
    data: TrainingSet,
    near: Neighbors,
    train_users: np.ndarray,
    positions: np.ndarray,
    samples: np.ndarray,
    apps: np.ndarray,
    column: np.ndarray,
) -> dict[str, np.ndarray]:
    """Scores [queries, apps] by ranker name; popularity and transitions come from the training users only."""
    opened, previous = _openings(data)
    is_train = np.isin(data.user_of_token(), train_users)
    train = opened[is_train[opened]]
    target = column[data.item[train]]
    popular = np.bincount(target[target >= 0], minlength=len(apps)) / max(1, len(train))

    source = np.where(previous >= 0, column[data.item[np.maximum(previous, 0)]], -1)
    pairs = is_train[opened] & (source >= 0) & (column[data.item[opened]] >= 0)
    transitions = np.zeros((len(apps), len(apps)))
    np.add.at(transitions, (source[pairs], column[data.item[opened[pairs]]]), 1.0)
    transitions /= np.maximum(1.0, transitions.sum(1, keepdims=True))
    by_opening = np.full(data.tokens, -1)
    by_opening[opened] = source
    last = by_opening[positions + 1]
    markov = np.where(last[:, None] >= 0, transitions[np.maximum(last, 0)], 0.0)

    listed = column[data.sample_cand[samples]]
    row, slot = np.nonzero(listed >= 0)

    feat = np.asarray(data.sample_feat[samples], np.float32)
    beside = features(tuple(t[:, apps] for t in near.relations()), np.asarray(data.sample_cand[samples]), feat)[..., 0]

    def habit(weights: dict[str, float]) -> np.ndarray:
        out = np.zeros((len(positions), len(apps)))
        value = sum(w * feat[..., c.FEATURE_NAMES.index(name)] for name, w in weights.items())
        out[row, listed[row, slot]] = value[row, slot]
        return out

    user = habit({"share": 1.0})
    return {
        "popular": np.broadcast_to(popular, (len(positions), len(apps))),
        "user-frequent": user + TIE * popular,
        "user-frequent by daypart": habit({"daypart_share": 1.0, "share": 0.5}) + TIE * popular,
        "user-frequent by daypart and place": habit({"daypart_share": 1.0, "place_share": 1.0, "share": 0.5})
        + TIE * popular,
        "most recent": habit({"recency": 1.0}) + TIE * popular,
        "item-item": beside + TIE * popular,
        "markov": markov + TIE * popular,
        "markov + user-frequent": 0.5 * markov + user + TIE * popular,
    }


def _openings(data: TrainingSet) -> tuple[np.ndarray, np.ndarray]:
    """Positions of opened apps and for each the position of the same user's opening before, or -1."""
    opened = np.flatnonzero(data.type == c.APP_OPENED)
    owner = data.user_of_token()[opened]
    previous = np.append(-1, opened[:-1])
    same = np.append(False, owner[1:] == owner[:-1])
    return opened, np.where(same, previous, -1)
