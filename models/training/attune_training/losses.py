"""What a chunk of tokens costs: the sum of the heads' losses, and the parts for the progress line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from attune_training import contract as c
from attune_training.batches import Targets
from attune_training.dataset import TrainingSet
from attune_training.model import UsageNet
from attune_training.neighbors import Neighbors, features


# So many events of a user are the first ones.
EARLY = 60


@dataclass(frozen=True)
class Weights:
    """How much each head counts; ``others`` is the share of positions read out that are not followed by an opened app."""

    item: float = 1.0
    rank: float = 0.0
    kind: float = 0.2
    gap: float = 0.1
    engagement: float = 0.3
    others: float = 0.1
    other_items: float = 0.05
    hidden_items: float = 0.02
    early: float = 2.0  # what ranking counts in the first events of a user, of whom there is one for many later ones


class ChunkLoss:
    """Computes the loss of one chunk; holds the arrays of the training set as they are needed."""

    def __init__(self, data: TrainingSet, targets: Targets, neighbors: Neighbors):
        self.data = data
        self.targets = targets
        self.user = data.user_of_token()
        self.apps = data.apps()
        self.column = np.full(data.vocabulary_size, -1)
        self.column[self.apps] = np.arange(len(self.apps))
        self.near = tuple(np.ascontiguousarray(t[:, self.apps]) for t in neighbors.relations())

    def __call__(
        self, net: UsageNet, positions: np.ndarray, start: Tensor, weights: Weights, rng: np.random.Generator
    ) -> tuple[Tensor, Tensor, dict[str, float]]:
        """Loss, states after the chunk's last row [B, S] (detached) and the parts by name."""
        valid = positions >= 0
        p = np.maximum(positions, 0)
        names = self._names(rng, weights.hidden_items)
        states = net.states(
            _long(names[self.data.item[p]]),
            _long(self.data.kind(p)),
            _long(self.data.gap[p]),
            _long(self.data.how[p]),
            torch.from_numpy((~self.targets.first[p]).astype(np.float32)).unsqueeze(2),
            start,
        )
        after = states[-1].detach()
        states = states.flatten(0, 1)
        parts: dict[str, Tensor] = {}

        opens = valid & self.targets.opens[p]
        others = valid & self.targets.follows[p] & ~opens & (rng.random(p.shape) < weights.others)
        chosen = np.flatnonzero((opens | others).ravel())
        if chosen.size:
            parts |= self._next_event(net, states, p.ravel()[chosen], chosen, names, weights)
        known = np.argwhere(valid & self.targets.posted[p])
        if known.size:
            parts["engagement"] = self._engagement(net, states, p, known, rng)
        total = sum((getattr(weights, name) * value for name, value in parts.items()), torch.zeros(()))
        return total, after, {name: float(value.detach()) for name, value in parts.items()}

    def _next_event(self, net, states, at: np.ndarray, rows: np.ndarray, names, weights: Weights) -> dict[str, Tensor]:
        y = net.representation(
            states[torch.from_numpy(rows)],
            _long(names[self.data.item[at]]),
            _long(self.data.how[at]),
            _long(self.data.place[at]),
        )
        following = at + 1
        kind, item = self.data.type[following], self.data.item[following]
        opens = self.targets.opens[at]
        # Positions that were thinned out stand for those left out, so the head learns true frequencies.
        share = _float(np.where(opens, 1.0, 1.0 / weights.others))
        repeats = (kind == c.APP_CLOSED) | (item == c.NO_ITEM)
        named = np.where(opens, 1.0, np.where(repeats, 0.0, weights.other_items))
        item_loss = F.cross_entropy(net.item_logits(y), _long(names[item]), reduction="none")
        parts = {
            "item": (item_loss * _float(named)).sum() / max(1.0, named.sum()),
            "kind": (F.cross_entropy(net.type_head(y), _long(kind), reduction="none") * share).sum() / share.sum(),
            "gap": (
                F.cross_entropy(net.gap_head(y), _long(self.data.gap[following]), reduction="none") * share
            ).sum()
            / share.sum(),
        }
        sampled = np.flatnonzero(self.targets.sample[at] >= 0)
        if weights.rank > 0 and sampled.size:
            samples = self.targets.sample[at[sampled]]
            parts["rank"] = self._rank(net, y[torch.from_numpy(sampled)], samples, names, weights.early)
        return parts

    def _rank(self, net: UsageNet, y: Tensor, samples: np.ndarray, names: np.ndarray, early: float) -> Tensor:
        """Softmax over all apps. Those that are not in the sample's row are no habit."""
        cand = np.asarray(self.data.sample_cand[samples])
        true = self.column[cand[:, 0]]
        if (true < 0).any():
            # An app that the vocabulary does not know has no row of its own to be right about.
            kept = np.flatnonzero(true >= 0)
            return self._rank(net, y[torch.from_numpy(kept)], samples[kept], names, early) if kept.size else y.sum() * 0.0
        feat = np.array(self.data.sample_feat[samples], np.float32)
        near = features(self.near, cand, feat)
        listed = self.column[cand]
        known = listed >= 0
        slot = np.where(known, listed, 0)
        feat[..., c.FIRST_NEIGHBOR :] = np.take_along_axis(near, slot[..., None], 1)
        feat[~known] = 0.0
        match = net.match_scores(y)[:, torch.from_numpy(names[self.apps])]
        scores = match + net.near_scores(y, torch.from_numpy(near))
        slot = _long(slot)
        habit = net.habit_scores(y, _long(names[cand]), match.gather(1, slot), torch.from_numpy(feat))
        each = F.cross_entropy(scores.scatter_add(1, slot, habit), _long(true), reduction="none")
        token = self.data.sample_token[samples]
        seen = token - self.data.offsets[self.user[token]]
        weight = _float(np.where(seen < EARLY, early, 1.0))
        return (each * weight).sum() / weight.sum()

    def _engagement(self, net, states, p: np.ndarray, known: np.ndarray, rng: np.random.Generator) -> Tensor:
        """Each answered notification, from the state just before it and from an earlier one of the same user.

        The earlier one teaches the hours that are not now: a setting is chosen hours before it matters.
        """
        t, lane = known.T
        earlier = rng.integers(0, t + 1)
        same = self.user[p[earlier, lane]] == self.user[p[t, lane]]
        rows = np.concatenate((t, np.where(same, earlier, t))) * p.shape[1] + np.tile(lane, 2)
        posted = np.tile(p[t, lane] + 1, 2)
        logits = net.engagement_logits(states[torch.from_numpy(rows)])
        picked = logits[
            torch.arange(len(rows)), _long(self.data.category[posted]), _long(self.data.hour[posted])
        ]
        return F.binary_cross_entropy_with_logits(picked, _float(self.data.answer[posted]))

    def _names(self, rng: np.random.Generator, share: float) -> np.ndarray:
        """Vocabulary indexes as the model is to see them: a few items go by a hash bucket, so that buckets are learned."""
        names = np.arange(self.data.vocabulary_size)
        hidden = np.flatnonzero(rng.random(len(names)) < share)
        hidden = hidden[hidden >= c.ITEM_BASE]
        names[hidden] = c.BUCKET_BASE + rng.integers(0, c.BUCKETS, len(hidden))
        return names


def _long(array: np.ndarray) -> Tensor:
    return torch.from_numpy(array.astype(np.int64))


def _float(array: np.ndarray) -> Tensor:
    return torch.from_numpy(array.astype(np.float32))
