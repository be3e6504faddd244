"""What comes next in a session, given the frozen recurrence and the cohort: type, then item, then gap."""

from __future__ import annotations

import time

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from attune_training import contract as c
from attune_training.progress import Progress
from attune_training.sampling.cohorts import CONDITION, Draws
from attune_training.sampling.sessions import END, SAMPLED, Sessions, features, targets

IMPOSSIBLE = -1.0e9


class SampleHeads(nn.Module):
    """``allowed`` [16, V]: which item can come with which type; all others are never sampled."""

    def __init__(self, vocabulary: int, allowed: Tensor, width: int = 160):
        super().__init__()
        d, given = c.REPRESENTATION, c.REPRESENTATION + c.STATE
        self.hidden = nn.Linear(given, width)
        self.condition = nn.Linear(CONDITION, width, bias=False)
        self.condition_2 = nn.Linear(CONDITION, d, bias=False)
        self.type_head = nn.Linear(width, c.TYPES)
        self.item_hidden = nn.Linear(width, d)
        self.item_type = nn.Embedding(c.TYPES, d)
        self.items = nn.Embedding(vocabulary, d)
        self.item_bias = nn.Parameter(torch.zeros(vocabulary))
        self.gap_hidden = nn.Linear(width, d)
        self.gap_type = nn.Embedding(c.TYPES, d)
        self.gap_item = nn.Embedding(vocabulary, d)
        self.gap_head = nn.Linear(d, c.GAPS)
        self.register_buffer("allowed", torch.where(allowed, 0.0, IMPOSSIBLE))
        types = torch.full((c.TYPES,), IMPOSSIBLE)
        types[[kind for kind in (END, *SAMPLED) if allowed[kind].any()]] = 0.0
        self.register_buffer("types", types)
        gaps = torch.zeros(c.GAPS)
        gaps[0] = IMPOSSIBLE  # of a user's first event only
        self.register_buffer("gaps", gaps)
        for table in (self.item_type, self.gap_type, self.items, self.gap_item):
            nn.init.normal_(table.weight, std=0.05)

    def trunk(self, given: Tensor, condition: Tensor) -> Tensor:
        return F.gelu(self.hidden(given) + self.condition(condition))

    def type_logits(self, trunk: Tensor) -> Tensor:
        return self.type_head(trunk) + self.types

    def item_logits(self, trunk: Tensor, condition: Tensor, kind: Tensor) -> Tensor:
        hidden = F.gelu(self.item_hidden(trunk) + self.item_type(kind)) + self.condition_2(condition)
        return hidden @ self.items.weight.T + self.item_bias + self.allowed[kind]

    def gap_logits(self, trunk: Tensor, kind: Tensor, item: Tensor) -> Tensor:
        hidden = F.gelu(self.gap_hidden(trunk) + self.gap_type(kind) + self.gap_item(item))
        return self.gap_head(hidden) + self.gaps


def allowed(sessions: Sessions, vocabulary: int) -> Tensor:
    """Bool [16, V]: the items that were seen with each type; the end goes with no item."""
    found = targets(sessions)
    out = torch.zeros(c.TYPES, vocabulary, dtype=torch.bool)
    out[torch.from_numpy(found["type"]), torch.from_numpy(found["item"])] = True
    out[:, c.BUCKET_BASE : c.ITEM_BASE] = False
    out[:, c.NO_ITEM] = False
    out[END, c.NO_ITEM] = True
    return out


def fit(
    net,
    sessions: Sessions,
    draws: Draws,
    number: np.ndarray,
    progress: Progress,
    seed: int,
    epochs: int = 4,
    batch: int = 2048,
    rate: float = 4e-3,
) -> SampleHeads:
    """Trains the heads; ``number`` is each user's column in the draws. The recurrence stays as it is."""
    torch.manual_seed(seed)
    rng = np.random.default_rng((seed, 11))
    heads = SampleHeads(net.vocabulary, allowed(sessions, net.vocabulary))
    with torch.no_grad():
        heads.items.weight.copy_(net.embedding.weight)
    given, wanted = features(net, sessions), targets(sessions)
    usable = heads.allowed[torch.from_numpy(wanted["type"]), torch.from_numpy(wanted["item"])].numpy() == 0.0
    session = np.repeat(np.arange(len(sessions)), np.diff(sessions.offsets))
    rows = np.flatnonzero(usable)
    chances = np.cumsum(draws.members[:, number[sessions.user]], 0)  # [draws, sessions]
    optimizer = torch.optim.AdamW(heads.parameters(), lr=rate, weight_decay=0.01)
    total, step = epochs * -(-len(rows) // batch), 0
    begun = time.process_time()
    for epoch in range(epochs):
        # Which cohort a session is shown with: anew in each epoch, any that its user may belong to.
        at = rng.random(len(sessions)) * chances[-1]
        cohort = (chances <= at).sum(0).clip(max=len(chances) - 1)
        order = rng.permutation(rows)
        for begin in range(0, len(order), batch):
            part = order[begin : begin + batch]
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 50) * (1.0 - 0.98 * step / total)
            parts = losses(heads, given[part], draws.condition[cohort[session[part]]], {k: v[part] for k, v in wanted.items()})
            optimizer.zero_grad(set_to_none=True)
            sum(parts.values()).backward()
            optimizer.step()
            step += 1
            progress.step(step, total, {name: float(v.detach()) for name, v in parts.items()}, "sampler")
    progress.say(f"sampler trained in {time.process_time() - begun:.0f} CPU s")
    return heads.eval()


def losses(heads: SampleHeads, given: np.ndarray, condition: np.ndarray, wanted: dict[str, np.ndarray]) -> dict[str, Tensor]:
    """Mean cross-entropy of type, item and gap; the end has neither of the latter."""
    kind, item, gap = (torch.from_numpy(wanted[name]) for name in ("type", "item", "gap"))
    shown = torch.from_numpy(condition)
    trunk = heads.trunk(torch.from_numpy(given.astype(np.float32)), shown)
    some = kind != END
    return {
        "type": F.cross_entropy(heads.type_logits(trunk), kind),
        "item": F.cross_entropy(heads.item_logits(trunk[some], shown[some], kind[some]), item[some]),
        "gap": F.cross_entropy(heads.gap_logits(trunk[some], kind[some], item[some]), gap[some]),
    }
