"""One ranker of counts, back-off, recurrence and item-item scores; its weights are learned on validation cells.

Counts are mixed and smoothed before the logarithm, ``log(sum w_k count_k + sum v_k share_k)``, with positive weights;
the others are added after it. Learning starts from the weights that the reference set by hand, and what ranks best in
validation is kept, so there it is never worse than those.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from attune_training.context.cells import Uses
from attune_training.context.counts import Counts, Queries

STEPS, BATCH = 240, 64
TIE = 1e-7


def by_hand(counts: Counts, level: int = 4) -> np.ndarray:
    """The reference's best counts: half of all uses, those in like contexts in full, 20 times the popularity there.

    ``level`` 0 to 3 leave out what it added step by step: all uses only; the first column; the others; the back-off.
    """
    names, columns = counts.names, len(counts.uses.counted)
    weights = np.zeros(len(names), np.float32)
    weights[0] = 1.0 if level == 0 else 0.5
    if level >= 1:
        weights[1] = 1.0
    if level >= 2:
        weights[1 : 1 + columns] = 1.0
    if level >= 3:
        weights[names.index(f"popular by {names[1]}")] = 20.0
    weights[1 + columns] += TIE
    return weights


class Combined(nn.Module):
    """Scores [N, items] from count features [N, F, items] and others [N, K, items]."""

    def __init__(self, start: np.ndarray, others: int):
        super().__init__()
        self.weights = nn.Parameter(torch.log(torch.from_numpy(np.maximum(start, 1e-3))))
        self.others = nn.Parameter(torch.zeros(others))

    def forward(self, counted: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        mixed = torch.einsum("nfi,f->ni", counted, self.weights.exp())
        return torch.log(mixed + 1e-6) + torch.einsum("nki,k->ni", other, self.others)


@dataclass(frozen=True)
class Learned:
    weights: np.ndarray
    others: np.ndarray
    validation: float

    def scores(self, counted: np.ndarray, other: np.ndarray) -> np.ndarray:
        mixed = np.einsum("nfi,f->ni", counted, self.weights)
        return np.log(mixed + 1e-6) + np.einsum("nki,k->ni", other, self.others)


def learn(counts: Counts, queries: Queries, others: np.ndarray, seed: int, most: int = 3000) -> Learned:
    """``others`` [queries, K, items]. Of many queries some are enough for so few weights."""
    torch.manual_seed(seed)
    rng = np.random.default_rng((seed, 23))
    chosen = np.sort(rng.choice(len(queries.row), min(most, len(queries.row)), replace=False))
    counted = np.concatenate([part for _, part in counts.features(Queries(queries.row[chosen]))])
    other = others[chosen]
    target = torch.from_numpy(counts.uses.item[queries.row[chosen]].astype(np.int64))
    start = by_hand(counts)
    net = Combined(start, other.shape[1])
    optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
    best = Learned(start, np.zeros(other.shape[1], np.float32), -1.0)
    best = Learned(start, best.others, _quality(best, counted, other, target.numpy()))
    for step in range(1, STEPS + 1):
        for group in optimizer.param_groups:
            group["lr"] = 0.1 * (1.0 - step / (STEPS + 1))
        rows = rng.integers(0, len(chosen), BATCH)
        logits = net(torch.from_numpy(counted[rows]), torch.from_numpy(other[rows]))
        loss = F.cross_entropy(logits, target[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 40 == 0:
            now = Learned(net.weights.detach().exp().numpy().copy(), net.others.detach().numpy().copy(), 0.0)
            now = Learned(now.weights, now.others, _quality(now, counted, other, target.numpy()))
            best = max(best, now, key=lambda one: one.validation)
    return best


def _quality(learned: Learned, counted: np.ndarray, other: np.ndarray, target: np.ndarray) -> float:
    gains = []
    for begin in range(0, len(target), 256):
        part = slice(begin, begin + 256)
        place = places(learned.scores(counted[part], other[part]), target[part])
        gains.append(np.where(place < 10, 1.0 / np.log2(np.minimum(place, 10) + 2.0), 0.0))
    return float(np.concatenate(gains).mean())


def places(scores: np.ndarray, target: np.ndarray) -> np.ndarray:
    """From 0; of equal scores the lower item first."""
    own = scores[np.arange(len(target)), target][:, None]
    tied = (scores == own) & (np.arange(scores.shape[1]) < target[:, None])
    return (scores > own).sum(1) + tied.sum(1)


def targets(uses: Uses, queries: Queries) -> np.ndarray:
    return uses.item[queries.row].astype(np.int64)
