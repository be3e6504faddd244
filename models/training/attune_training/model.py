"""The usage model in PyTorch: a gated linear recurrence with additive tables, a readout and a candidate ranker.

The update has no matrix product: everything that an event contributes is a row of a table, so the exported graph is
look-ups and element-wise arithmetic. Source: Qin et al., "Hierarchically Gated Recurrent Neural Network for Sequence
Modeling" (HGRN, 2023), without the normalization of the gate inputs, which could not be folded into tables.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from attune_training import contract as c

# A forget gate of sigmoid(x) keeps half after about ln 2 * (1 + e^x) events: 0..5 is 1..103 events.
GATE_BIAS = (0.0, 5.0)

# Hidden units of the ranker.
RANK_WIDTH = 64


class Recurrence(torch.autograd.Function):
    """h_t = c_t + f_t * (keep_t * h_{t-1} - c_t), with f = sigmoid and c = silu of the two halves of u.

    ``u`` [T, B, 2S], ``keep`` [T, B, 1] (0 at a user's first event), ``start`` [B, S]; returns all states [T, B, S].
    No gradient flows into ``start``: sequences are cut into chunks and the state is carried over.
    """

    @staticmethod
    def forward(ctx, u: Tensor, keep: Tensor, start: Tensor) -> Tensor:
        size = u.shape[-1] // 2
        gate = torch.sigmoid(u[..., :size])
        squash = torch.sigmoid(u[..., size:])
        candidate = u[..., size:] * squash
        injected = torch.addcmul(candidate, gate, candidate, value=-1.0)
        retained = gate * keep
        states = torch.empty_like(candidate)
        previous = start
        for t in range(u.shape[0]):
            torch.addcmul(injected[t], retained[t], previous, out=states[t])
            previous = states[t]
        ctx.save_for_backward(u, keep, start, gate, squash, candidate, retained, states)
        return states

    @staticmethod
    def backward(ctx, grad: Tensor):
        u, keep, start, gate, squash, candidate, retained, states = ctx.saved_tensors
        size = u.shape[-1] // 2
        total = torch.empty_like(states)
        total[-1] = grad[-1]
        for t in range(u.shape[0] - 2, -1, -1):
            torch.addcmul(grad[t], retained[t + 1], total[t + 1], out=total[t])
        before = torch.cat((start.unsqueeze(0), states[:-1])) * keep
        grad_u = torch.empty_like(u)
        torch.mul(total * (before - candidate), gate * (1.0 - gate), out=grad_u[..., :size])
        slope = squash * (1.0 + u[..., size:] * (1.0 - squash))
        torch.mul(total * (1.0 - gate), slope, out=grad_u[..., size:])
        return grad_u, None, None


@dataclass(frozen=True)
class Tables:
    """The folded tables of the update: rows to add up, [V | 128 | 16 | 168, 2S]; the gate's bias is in the item table."""

    item: Tensor
    kind: Tensor
    gap: Tensor
    how: Tensor


class UsageNet(nn.Module):
    """All parameters; ``vocabulary`` is the number of vocabulary indexes, the reserved ones included."""

    def __init__(self, vocabulary: int, dropout: float = 0.1):
        super().__init__()
        d, s, wide = c.REPRESENTATION, c.STATE, 2 * c.STATE
        self.vocabulary = vocabulary
        self.dropout = dropout
        self.embedding = nn.Embedding(vocabulary, d)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        self.item_in = nn.Linear(d, wide, bias=False)
        self.item_own = nn.Embedding(vocabulary, wide)
        self.type_in = nn.Embedding(c.TYPES, wide)
        self.place_in = nn.Embedding(c.PLACES, wide)
        self.kind_in = nn.Embedding(c.KINDS, wide)
        self.gap_in = nn.Embedding(c.GAPS, wide)
        self.hour_in = nn.Embedding(c.HOURS, wide)
        self.day_in = nn.Embedding(7, wide)
        self.how_in = nn.Embedding(c.HOURS_OF_WEEK, wide)
        self.gate_bias = nn.Parameter(torch.cat((torch.linspace(*GATE_BIAS, s), torch.zeros(s))))

        self.hour_query = nn.Embedding(c.HOURS, d)
        self.day_query = nn.Embedding(7, d)
        self.how_query = nn.Embedding(c.HOURS_OF_WEEK, d)
        self.place_query = nn.Embedding(c.PLACES, d)
        self.state_gate = nn.Linear(d, s)
        self.state_out = nn.Linear(s, d)
        self.norm_1 = nn.LayerNorm(d)
        self.hidden = nn.Linear(d, 4 * d)
        self.hidden_out = nn.Linear(4 * d, d)
        self.norm_2 = nn.LayerNorm(d)

        self.engage = nn.Linear(s, d)
        self.engage_category = nn.Linear(d, c.CATEGORIES)
        self.engage_hour = nn.Linear(d, c.HOURS, bias=False)
        self.engage_prior = nn.Parameter(torch.zeros(c.CATEGORIES, c.HOURS))
        self.type_head = nn.Linear(d, c.TYPES)
        self.gap_head = nn.Linear(d, c.GAPS)

        self.rank_scale = nn.Parameter(torch.ones(()))
        self.rank_near = nn.Linear(d, c.NEAR)
        self.rank_linear = nn.Linear(c.FEATURES, 1, bias=False)
        self.rank_features = nn.Linear(c.FEATURES, RANK_WIDTH)
        self.rank_match = nn.Parameter(torch.zeros(RANK_WIDTH))
        self.rank_item = nn.Linear(d, RANK_WIDTH, bias=False)
        self.rank_context = nn.Linear(d, RANK_WIDTH, bias=False)
        self.rank_out = nn.Linear(RANK_WIDTH, 1, bias=False)
        self._initialize()

    def _initialize(self) -> None:
        nn.init.normal_(self.embedding.weight, std=0.05)
        for table in (self.item_own, self.type_in, self.place_in, self.gap_in, self.hour_in, self.day_in):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.normal_(self.item_in.weight, std=0.5)
        for table in (self.how_in, self.kind_in, self.how_query):
            nn.init.zeros_(table.weight)
        for table in (self.hour_query, self.day_query, self.place_query):
            nn.init.normal_(table.weight, std=0.05)
        for out in (self.rank_out, self.rank_linear, self.rank_near):
            nn.init.zeros_(out.weight)
        nn.init.zeros_(self.rank_near.bias)
        nn.init.normal_(self.rank_match, std=0.1)

    def tables(self) -> Tables:
        """Everything an event contributes, folded into four tables."""
        item = self.item_in(self.embedding.weight) + self.item_own.weight + self.gate_bias
        kind = (self.type_in.weight.unsqueeze(1) + self.place_in.weight).flatten(0, 1) + self.kind_in.weight
        return Tables(item, kind, self.gap_in.weight, _week(self.hour_in, self.day_in, self.how_in))

    def query(self) -> Tensor:
        """What the hour of week asks of the state, [168, 64]."""
        return _week(self.hour_query, self.day_query, self.how_query)

    def states(self, item: Tensor, kind: Tensor, gap: Tensor, how: Tensor, keep: Tensor, start: Tensor) -> Tensor:
        """States after each event: inputs [T, B] (``kind``: type and place), ``keep`` [T, B, 1], ``start`` [B, S]; returns [T, B, S]."""
        t = self.tables()
        context = (t.kind.unsqueeze(1) + t.gap).view(-1, 2 * c.STATE)  # one look-up for kind and gap together
        u = F.embedding(item, t.item)
        u = u + F.embedding(kind * c.GAPS + gap, context)
        u = u + F.embedding(how, t.how)
        return Recurrence.apply(u, keep, start)

    def representation(self, state: Tensor, last: Tensor, how: Tensor, place: Tensor) -> Tensor:
        """[N, 64] from states [N, 256] and the last event's item, hour of week and place [N]."""
        x = F.embedding(last, self.embedding.weight) + F.embedding(how, self.query())
        x = x + F.embedding(place, self.place_query.weight)
        gate = F.silu(self.state_gate(self._drop(x)))
        y = self.norm_1(self.state_out(self._drop(state * gate)) + x)
        return self.norm_2(self.hidden_out(F.gelu(self.hidden(y))) + y)

    def engagement_logits(self, state: Tensor) -> Tensor:
        """[N, 16, 24]: depends on the state alone, so that settings do not swing with the last item."""
        e = F.silu(self.engage(state))
        return self.engage_category(e).unsqueeze(2) + self.engage_hour(e).unsqueeze(1) + self.engage_prior

    def item_logits(self, representation: Tensor) -> Tensor:
        """[N, V], tied with the embedding."""
        return F.linear(representation, self.embedding.weight, self.bias)

    def match_scores(self, representation: Tensor) -> Tensor:
        """[N, V]: how well each item suits the representation, without what is known of the user's habits."""
        return self.rank_scale * (representation @ self.embedding.weight.T) + self.bias

    def near_scores(self, representation: Tensor, near: Tensor) -> Tensor:
        """[N, C]: what the release's neighbors say [N, C, 2], weighted by the representation."""
        return (near @ self.rank_near(representation).unsqueeze(2)).squeeze(2)

    def habit_scores(self, representation: Tensor, items: Tensor, match: Tensor, features: Tensor) -> Tensor:
        """[N, C]: a function of the features [N, C, F], the match and the item, gated by the representation.

        Zero for what is no habit, whatever its other features.
        """
        hidden = self.rank_features(features) + self.rank_context(representation).unsqueeze(1)
        hidden = hidden + F.embedding(items, self.rank_item(self.embedding.weight))
        hidden = F.gelu(hidden + match.unsqueeze(2) * self.rank_match)
        habit = features[..., c.IS_HABIT]
        return habit * (self.rank_out(hidden) + self.rank_linear(features)).squeeze(2)

    def rank_scores(self, representation: Tensor, candidates: Tensor, features: Tensor) -> Tensor:
        """[N, C]: match, neighbors and habits of each candidate; padding (index 0) is far below everything."""
        match = self.match_scores(representation).gather(1, candidates)
        scores = match + self.near_scores(representation, features[..., c.FIRST_NEIGHBOR :])
        scores = scores + self.habit_scores(representation, candidates, match, features)
        return torch.where(candidates == c.NO_ITEM, torch.full_like(scores, c.PADDING_SCORE), scores)

    def _drop(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.dropout, self.training)


def _week(hour: nn.Embedding, day: nn.Embedding, own: nn.Embedding) -> Tensor:
    """[168, N] as hour + day + an own part that starts at zero: neighbors share what they have in common."""
    return (day.weight.unsqueeze(1) + hour.weight).flatten(0, 1) + own.weight
