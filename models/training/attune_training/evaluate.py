"""Measures a release on held-out users as it is served: streamed event by event through the exported graphs.

The question is which app is opened next, asked at every ranking sample; the answer is a full ranking of all apps, no
sampled metric. Apps outside a sample's row are no habit of the user.

A set of simulated users comes with ``oracle_rank.u8``: where an oracle that knows the user would have put the app. Then
only openings that the user chose freely are asked for, and everyone is compared with the oracle on the same queries.
"""

from __future__ import annotations

import numpy as np

from attune_training import baselines
from attune_training import contract as c
from attune_training.batches import targets
from attune_training.dataset import TrainingSet, TrainingSetError
from attune_training.neighbors import Neighbors, features
from attune_training.runtime import Graphs

CUTS = (1, 5, 10)
ROWS = 256
ORACLE = "oracle_rank.u8"
NO_CHOICE = 255
# By how many events of the user were seen before.
SEGMENTS = ((0, 10), (10, 100), (100, 500), (500, 1 << 62))


def evaluate(data: TrainingSet, train_users: np.ndarray, users: np.ndarray, run: Graphs, near: Neighbors) -> dict:
    """Metrics by ranker, with the 95% interval over users of HR@5, and the notification head's quality."""
    goals = targets(data)
    positions = np.flatnonzero(goals.sample >= 0)
    owner = data.user_of_token()
    positions = positions[np.isin(owner[positions], users)]
    posted = np.flatnonzero(goals.posted)
    posted = posted[np.isin(owner[posted], users)]
    states = stream(data, users, run, np.union1d(positions, posted))

    apps = data.apps()
    samples = goals.sample[positions]
    true = data.sample_cand[samples, 0]
    known = np.isin(true, apps)
    oracle = _oracle(data)
    if oracle is not None:
        known &= oracle[positions + 1] != NO_CHOICE
    positions, samples, true = positions[known], samples[known], true[known]
    column = np.full(data.vocabulary_size, -1)
    column[apps] = np.arange(len(apps))
    rankers = {
        "attune": _model_scores(data, run, near, states, positions, samples, apps, column),
        **baselines.scores(data, near, train_users, positions, samples, apps, column),
    }
    places = {name: ranks(score, column[true]) for name, score in rankers.items()}
    if oracle is not None:
        places["oracle"] = oracle[positions + 1].astype(np.int64)
    table = {name: _metrics(place, owner[positions]) for name, place in places.items()}
    out = {"users": len(users), "queries": len(positions), "apps": len(apps), "nextApp": table}
    if oracle is not None:
        shares = {name: table["attune"][name] / table["oracle"][name] for name in ("hr@1", "hr@5", "ndcg@5")}
        out["shareOfOracle"] = shares
    out["eventsBefore"] = _segments(places, positions - data.offsets[owner[positions]] + 1)
    return out | {"engagement": _engagement(data, run, states, posted)}


def _oracle(data: TrainingSet) -> np.ndarray | None:
    path = data.folder / ORACLE
    if not path.is_file():
        return None
    places = np.fromfile(path, "u1")
    if len(places) != data.tokens:
        raise TrainingSetError(f"{ORACLE}: has {len(places)} bytes, one for each of {data.tokens} tokens expected")
    return places


def _segments(places: dict[str, np.ndarray], seen: np.ndarray) -> dict[str, dict[str, float]]:
    out = {}
    for low, high in SEGMENTS:
        inside = (seen >= low) & (seen < high)
        if inside.any():
            label = f"{low} to {high - 1}" if high < 1 << 62 else f"{low} and more"
            row = {"queries": int(inside.sum())}
            out[label] = row | {name: float((place[inside] < 5).mean()) for name, place in places.items()}
    return out


def stream(data: TrainingSet, users: np.ndarray, run: Graphs, wanted: np.ndarray) -> dict[int, np.ndarray]:
    """State after each wanted token position, kept as 16 bits between events as the profile store does."""
    wanted_set = set(wanted.tolist())
    kept: dict[int, np.ndarray] = {}
    for begin in range(0, len(users), ROWS):
        group = users[begin : begin + ROWS]
        group = group[np.argsort(-(data.offsets[group + 1] - data.offsets[group]), kind="stable")]
        lengths = data.offsets[group + 1] - data.offsets[group]
        state = np.zeros((len(group), c.STATE), np.float32)
        for step in range(int(lengths.max(initial=0))):
            live = int((lengths > step).sum())
            at = data.offsets[group[:live]] + step
            out = run.update(data.item[at], data.kind(at), data.gap[at], data.how[at], state[:live])
            state[:live] = out.astype(np.float16)
            for row, position in enumerate(at.tolist()):
                if position in wanted_set:
                    kept[position] = state[row].astype(np.float16)
    return kept


def _model_scores(data, run: Graphs, near: Neighbors, states, positions, samples, apps, column) -> np.ndarray:
    table = tuple(np.ascontiguousarray(t[:, apps]) for t in near.relations())
    out = np.empty((len(positions), len(apps)), np.float32)
    for begin in range(0, len(positions), ROWS):
        part = slice(begin, begin + ROWS)
        at = positions[part]
        state = np.stack([states[p] for p in at.tolist()]).astype(np.float32)
        representation, _ = run.readout(state, data.item[at], data.how[at], data.place[at])
        cand = np.asarray(data.sample_cand[samples[part]])
        feat = np.asarray(data.sample_feat[samples[part]], np.float32)
        every = np.zeros((len(at), len(apps), c.FEATURES), np.float32)
        listed = column[cand]
        row, slot = np.nonzero(listed >= 0)
        every[row, listed[row, slot]] = feat[row, slot]
        every[..., c.FIRST_CONTEXT : c.FIRST_NEIGHBOR] = feat[:, :1, c.FIRST_CONTEXT : c.FIRST_NEIGHBOR]
        every[..., c.FIRST_NEIGHBOR :] = features(table, cand, feat)
        out[part] = run.rank(representation, np.broadcast_to(apps, (len(at), len(apps))), every)
    return out


def ranks(scores: np.ndarray, true: np.ndarray) -> np.ndarray:
    """The place of the true column, from 0; of equal scores the lower column comes first, as item ids break ties."""
    own = scores[np.arange(len(true)), true][:, None]
    before = (scores == own) & (np.arange(scores.shape[1]) < true[:, None])
    return (scores > own).sum(1) + before.sum(1)


def _metrics(place: np.ndarray, users: np.ndarray) -> dict[str, float]:
    out = {f"hr@{k}": float((place < k).mean()) for k in CUTS}
    for k in CUTS[1:]:
        out[f"ndcg@{k}"] = float(np.where(place < k, 1.0 / np.log2(place + 2.0), 0.0).mean())
    out["mrr"] = float((1.0 / (place + 1.0)).mean())
    low, high = _interval((place < 5).astype(float), users)
    return out | {"hr@5.low": low, "hr@5.high": high}


def _interval(values: np.ndarray, users: np.ndarray, rounds: int = 500) -> tuple[float, float]:
    """95% bootstrap interval of the mean over whole users, since one user's queries are alike."""
    _, row = np.unique(users, return_inverse=True)
    sums, counts = np.bincount(row, values), np.bincount(row)
    drawn = np.random.default_rng(5).integers(0, len(sums), (rounds, len(sums)))
    means = sums[drawn].sum(1) / counts[drawn].sum(1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def _engagement(data: TrainingSet, run: Graphs, states, posted: np.ndarray) -> dict[str, float]:
    """Log loss and AUC of the opened notifications, beside always saying the mean rate of the category."""
    if not len(posted):
        return {"notifications": 0}
    predicted = []
    for begin in range(0, len(posted), ROWS):
        at = posted[begin : begin + ROWS]
        state = np.stack([states[p] for p in at.tolist()]).astype(np.float32)
        _, engagement = run.readout(state, data.item[at], data.how[at], data.place[at])
        predicted.append(engagement[np.arange(len(at)), data.category[at + 1], data.hour[at + 1]])
    p = np.clip(np.concatenate(predicted), 1e-6, 1 - 1e-6)
    answer = data.answer[posted + 1].astype(float)
    category = data.category[posted + 1]
    opened, count = np.bincount(category, answer, 16), np.bincount(category, minlength=16)
    mean = np.clip(((opened + 1) / (count + 2))[category], 1e-6, 1 - 1e-6)
    return {
        "notifications": len(posted),
        "opened": float(answer.mean()),
        "logLoss": _log_loss(p, answer),
        "logLoss.categoryMean": _log_loss(mean, answer),
        "auc": _auc(p, answer),
        "auc.categoryMean": _auc(mean, answer),
        "calibration": float(p.mean() - answer.mean()),
    }


def _log_loss(p: np.ndarray, answer: np.ndarray) -> float:
    return float(-(answer * np.log(p) + (1 - answer) * np.log(1 - p)).mean())


def _auc(p: np.ndarray, answer: np.ndarray) -> float:
    values, place, counts = np.unique(p, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2.0
    positive = answer.sum()
    negative = len(answer) - positive
    if positive == 0 or negative == 0:
        return float("nan")
    return float((middle[place][answer == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))


def table(metrics: dict) -> str:
    """The next-app metrics for people."""
    names = [*(f"hr@{k}" for k in CUTS), "ndcg@5", "ndcg@10", "mrr"]
    lines = [f"{'ranker':<24}" + "".join(f"{n:>9}" for n in names) + "   95% of hr@5"]
    for ranker, row in metrics["nextApp"].items():
        values = "".join(f"{row[n]:9.4f}" for n in names)
        lines.append(f"{ranker:<24}{values}   {row['hr@5.low']:.4f} to {row['hr@5.high']:.4f}")
    if "shareOfOracle" in metrics:
        shares = ", ".join(f"{name} {value:.3f}" for name, value in metrics["shareOfOracle"].items())
        lines.append(f"share of the oracle: {shares}")
    for seen, row in metrics["eventsBefore"].items():
        best = ", ".join(f"{n} {row[n]:.3f}" for n in ("attune", "user-frequent", "oracle") if n in row)
        lines.append(f"hr@5 after {seen} events ({row['queries']} queries): {best}")
    return "\n".join(lines)
