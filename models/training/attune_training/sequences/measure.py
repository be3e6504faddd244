"""Measures as it is served: every user streamed from BOS, item by item, through the exported graphs; full ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from attune_training.sequences.data import BOS, Sequences
from attune_training.sequences.export import Runner

CUTS = (1, 5, 10)
ROWS = 256
ROUNDS = 1000
MASKED = 200  # items of so many last rows can't be ranked, in the masked protocol
NOWHERE = 1 << 30

# Scores [users, items] of one chunk of users; columns are items 1, 2, ...
Scorer = Callable[[np.ndarray], np.ndarray]


def streamed(data: Sequences, run: Runner, back: int) -> Scorer:
    """The scorer of the graphs: all rows of a user but the last ``back`` are streamed, the state kept as 16 bits."""

    def score(users: np.ndarray) -> np.ndarray:
        ends = data.offsets[users + 1] - back
        lengths = ends - data.offsets[users]
        order = np.argsort(-lengths, kind="stable")
        users, ends, lengths = users[order], ends[order], lengths[order]
        begin = run.update(
            np.full(len(users), BOS), np.zeros((len(users), data.context.shape[1])), np.zeros((len(users), run.state), np.float32)
        )
        state = begin.astype(np.float16).astype(np.float32)
        for step in range(int(lengths.max(initial=0))):
            live = int((lengths > step).sum())
            at = data.offsets[users[:live]] + step
            state[:live] = run.update(data.item[at], data.context[at], state[:live]).astype(np.float16)
        last = np.where(lengths > 0, data.item[np.maximum(ends - 1, 0)], BOS)
        scores = run.scores(state, last, data.context[ends])[:, 1:]
        return scores[np.argsort(order)]

    return score


def places(data: Sequences, users: np.ndarray, scorer: Scorer, back: int = 1) -> dict[str, np.ndarray]:
    """The place, from 0, of each user's row ``back`` from the end, with and without masking; of equals the lower first."""
    out: dict[str, list[np.ndarray]] = {"masked": [], "unmasked": []}
    for chunk in _chunks(users):
        scores = scorer(chunk).astype(np.float32)
        ends = data.offsets[chunk + 1] - back
        target = data.item[ends].astype(np.int64) - 1
        out["unmasked"].append(_places(scores, target))
        hidden = np.zeros(len(chunk), bool)
        for row, (user, end) in enumerate(zip(chunk, ends)):
            seen = data.item[max(data.offsets[user], end - MASKED) : end] - 1
            scores[row, seen] = -np.inf
            hidden[row] = np.isneginf(scores[row, target[row]])
        out["masked"].append(np.where(hidden, NOWHERE, _places(scores, target)))
    return {name: np.concatenate(parts) for name, parts in out.items()}


def metrics(place: np.ndarray, seed: int = 5) -> dict[str, float]:
    """HR@k (with one true item also Recall@k), NDCG@k, MRR; 95% bootstrap interval over users of NDCG@10 and HR@10."""
    values = {f"hr@{k}": (place < k).astype(float) for k in CUTS}
    values |= {f"ndcg@{k}": np.where(place < k, 1.0 / np.log2(np.minimum(place, k) + 2.0), 0.0) for k in CUTS[1:]}
    values["mrr"] = 1.0 / (place + 1.0)
    out = {name: float(value.mean()) for name, value in values.items()}
    drawn = np.random.default_rng(seed).integers(0, len(place), (ROUNDS, len(place)))
    for name in ("hr@10", "ndcg@10"):
        low, high = np.quantile(values[name][drawn].mean(1), (0.025, 0.975))
        out |= {f"{name}.low": float(low), f"{name}.high": float(high)}
    return out


def table(rows: dict[str, dict[str, float]]) -> str:
    names = [*(f"hr@{k}" for k in CUTS), "ndcg@5", "ndcg@10", "mrr"]
    width = max(len(name) for name in rows) + 2
    lines = [" " * width + "".join(f"{n:>9}" for n in names) + "   95% of ndcg@10"]
    for name, row in rows.items():
        values = "".join(f"{row[n]:9.4f}" for n in names)
        lines.append(f"{name:<{width}}{values}   {row['ndcg@10.low']:.4f} to {row['ndcg@10.high']:.4f}")
    return "\n".join(lines)


def _chunks(users: np.ndarray) -> Iterator[np.ndarray]:
    for begin in range(0, len(users), ROWS):
        yield users[begin : begin + ROWS]


def _places(scores: np.ndarray, target: np.ndarray) -> np.ndarray:
    own = scores[np.arange(len(target)), target][:, None]
    tied = (scores == own) & (np.arange(scores.shape[1]) < target[:, None])
    return (scores > own).sum(1) + tied.sum(1)
