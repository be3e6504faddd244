"""The gated linear recurrence for items alone, and a full softmax that never holds all its logits.

Gates depend on the item only, so normalization before them folds exactly into the item table. Contexts, where given,
are tables added after it, which fold too.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from attune_training.model import GATE_BIAS, Recurrence

ALIGN = 32  # vocabulary rows are padded to this, and so is the product's inner size: bf16 tiles are 32 wide
NEVER = -1.0e4


class Dropout(nn.Module):
    """Dropout with masks cut at random from a pool drawn once: drawing them anew was 40% of the encoder's time."""

    POOL = 1 << 22

    def __init__(self, share: float, seed: int):
        super().__init__()
        self.share = share
        drawn = torch.rand(self.POOL, generator=torch.Generator().manual_seed(seed)) >= share
        self.pool = drawn.float() / (1.0 - share)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.share == 0.0:
            return x
        n = x.numel()
        if n >= self.POOL:
            return F.dropout(x, self.share)
        at = int(torch.randint(self.POOL - n, ()))
        return x * self.pool[at : at + n].view(x.shape)


class FullSoftmax(torch.autograd.Function):
    """Mean cross-entropy of ``x`` [N, D] against all rows of ``weight`` [V, D] plus ``bias`` [V].

    The gradient is formed chunk by chunk on the way forward, so [N, V] never exists. ``dtype`` is that of the products
    and of the softmax's result; bfloat16 is worth it where the processor multiplies it in tiles.
    """

    CHUNK = 512

    @staticmethod
    def forward(ctx, x: Tensor, weight: Tensor, bias: Tensor, target: Tensor, dtype: torch.dtype) -> Tensor:
        rows, size = weight.shape
        height, width = -(-rows // ALIGN) * ALIGN, -(-(size + 1) // ALIGN) * ALIGN
        table = torch.zeros(height, width, dtype=dtype)  # the bias is one more column
        table[:rows, :size] = weight
        table[:rows, size] = bias
        table[rows:, size] = NEVER
        wide = torch.zeros(len(x), width, dtype=dtype)
        wide[:, :size] = x
        wide[:, size] = 1.0
        gradient = torch.empty(len(x), width, dtype=dtype)
        table_gradient, of_part = torch.zeros(height, width), torch.empty(height, width, dtype=dtype)
        loss = torch.zeros((), dtype=torch.float64)
        # Written in place again and again: fresh memory for every chunk costs as much as a product.
        logits, chances = torch.empty(2, FullSoftmax.CHUNK, height, dtype=dtype)
        for begin in range(0, len(x), FullSoftmax.CHUNK):
            part = wide[begin : begin + FullSoftmax.CHUNK]
            wanted = target[begin : begin + FullSoftmax.CHUNK, None]
            torch.mm(part, table.t(), out=logits[: len(part)])
            p = torch.softmax(logits[: len(part)], 1, out=chances[: len(part)])
            loss -= p.gather(1, wanted).double().clamp_min(1e-30).log().sum()
            p.scatter_add_(1, wanted, torch.full_like(wanted, -1, dtype=dtype))
            torch.mm(p, table, out=gradient[begin : begin + FullSoftmax.CHUNK])
            table_gradient += torch.mm(p.t(), part, out=of_part)
        ctx.save_for_backward(gradient[:, :size].float(), table_gradient[:rows, :size], table_gradient[:rows, size])
        return (loss / len(x)).float()

    @staticmethod
    def backward(ctx, grad: Tensor):
        x, weight, bias = ctx.saved_tensors
        scale = grad / len(x)
        return x * scale, weight * scale, bias * scale, None, None


class SequenceNet(nn.Module):
    """One recurrence of ``state`` units over embeddings of ``size``, and a readout as the usage model's."""

    def __init__(self, vocabulary: int, contexts: tuple[int, ...] = (), size: int = 64, state: int = 256,
                 widen: int = 4, dropout: float = 0.2, seed: int = 1):
        super().__init__()
        self.vocabulary, self.size, self.state = vocabulary, size, state
        self.embedding = nn.Embedding(vocabulary, size)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        self.norm_in = nn.LayerNorm(size)
        self.item_in = nn.Linear(size, 2 * state)
        self.context_in = nn.ModuleList(nn.Embedding(n, 2 * state) for n in contexts)
        self.context_query = nn.ModuleList(nn.Embedding(n, size) for n in contexts)
        self.state_gate = nn.Linear(size, state)
        self.state_out = nn.Linear(state, size)
        self.norm_1 = nn.LayerNorm(size)
        self.hidden = nn.Linear(size, widen * size)
        self.hidden_out = nn.Linear(widen * size, size)
        self.norm_2 = nn.LayerNorm(size)
        self.drop = Dropout(dropout, seed)
        for name, weight in self.named_parameters():
            if weight.dim() > 1:
                nn.init.trunc_normal_(weight, std=0.02, a=-0.04, b=0.04)
            elif name.endswith(".bias") and not name.startswith("norm"):
                nn.init.zeros_(weight)
        with torch.no_grad():
            self.item_in.bias[:state] = torch.linspace(*GATE_BIAS, state)
            # A state gate of about one half of its input from the start lets the state through.
            self.item_in.weight.mul_(5.0)
            self.state_gate.weight.mul_(5.0)

    def tables(self) -> list[Tensor]:
        """What an item and each context add to the gates, folded: [V, 2S] and [n, 2S] each."""
        return [self.item_in(self.norm_in(self.embedding.weight)), *(table.weight for table in self.context_in)]

    def forward(self, item: Tensor, context: Tensor, asked: Tensor, wanted: Tensor) -> Tensor:
        """Representations [N, D] after the positions ``wanted`` (flat) of [T, B] items.

        ``context`` [T, B, K] belongs to the item, ``asked`` [T, B, K] to the question: what comes next, in which context.
        """
        x = self.norm_in(self.drop(self.embedding(item)))
        u = self.item_in(x)
        for k, table in enumerate(self.context_in):
            u = u + table(context[..., k])
        keep = torch.ones(*item.shape, 1)
        states = Recurrence.apply(u.float(), keep, torch.zeros(item.shape[1], self.state))
        flat = states.flatten(0, 1)[wanted]
        return self.read(flat, x.flatten(0, 1)[wanted].float(), asked.flatten(0, 1)[wanted])

    def read(self, state: Tensor, x: Tensor, asked: Tensor) -> Tensor:
        """[N, D] from states [N, S], normalized embeddings of the last items [N, D] and contexts asked for [N, K]."""
        for k, table in enumerate(self.context_query):
            x = x + table(asked[:, k])
        read = self.state_out(state * F.silu(self.state_gate(x)))
        y = self.norm_1(self.drop(read) + x)
        return self.norm_2(self.drop(self.hidden_out(F.gelu(self.hidden(y)))) + y)

    def loss(self, representation: Tensor, target: Tensor, dtype: torch.dtype) -> Tensor:
        return FullSoftmax.apply(representation.float(), self.embedding.weight, self.bias, target, dtype)


def tiles() -> bool:
    """Whether this processor multiplies bfloat16 in tiles (AMX); without, float32 is as fast."""
    supported = getattr(torch.cpu, "_is_amx_tile_supported", None)
    return bool(supported and supported())
