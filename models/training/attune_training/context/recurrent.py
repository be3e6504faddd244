"""The gated linear recurrence on uses without times: in any order, anew in each epoch, with their contexts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from attune_training.context.cells import Uses
from attune_training.context.counts import Queries
from attune_training.progress import Progress
from attune_training.sequences import fit as sequences
from attune_training.sequences.data import BOS, Sequences
from attune_training.sequences.export import Runner
from attune_training.sequences.net import SequenceNet


def in_some_order(uses: Uses, rows: np.ndarray, seed: int) -> Sequences:
    """Each user's rows, cell after cell, both in random order."""
    rng = np.random.default_rng((seed, 19))
    cells = rng.permutation(int(uses.cell.max()) + 1)
    order = rows[np.lexsort((rng.random(len(rows)), cells[uses.cell[rows]], uses.user[rows]))]
    lengths = np.bincount(uses.user[order], minlength=uses.users)
    return Sequences(
        items=uses.items,
        contexts={name: [""] * size for name, size in zip(uses.columns, uses.sizes)},
        offsets=np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        item=(uses.item[order] + 1).astype(np.int32),
        context=(uses.context[order] + 1).astype(np.int32),
        held=0,
    )


def fit(uses: Uses, rows: np.ndarray, epochs: int, seed: int, checkpoint, progress: Progress) -> SequenceNet:
    """Trains on these rows alone."""
    recipe = sequences.Recipe(epochs=epochs, seed=seed, batch=16, window=100, validation_users=0, dropout=0.3)
    orders = [in_some_order(uses, rows, seed * 1000 + epoch) for epoch in range(epochs)]
    return sequences.fit(orders[0], replace(recipe), checkpoint, progress, orders=orders).net


def scores(uses: Uses, rows: np.ndarray, queries: Queries, run: Runner, seed: int) -> np.ndarray:
    """Log chances [queries, items], float32: each user's rows streamed through the exported graphs in one order."""
    data = in_some_order(uses, rows, seed)
    asked = np.unique(uses.user[queries.row])
    order = asked[np.argsort(-data.lengths[asked], kind="stable")]
    ends = data.offsets[order + 1]
    lengths = ends - data.offsets[order]
    state = run.update(np.full(len(order), BOS), np.zeros((len(order), data.context.shape[1])), np.zeros((len(order), run.state), np.float32))
    for step in range(int(lengths.max(initial=0))):
        live = int((lengths > step).sum())
        at = data.offsets[order[:live]] + step
        state[:live] = run.update(data.item[at], data.context[at], state[:live]).astype(np.float16)
    last = np.where(lengths > 0, data.item[np.maximum(ends - 1, 0)], BOS)
    place = np.full(uses.users, -1)
    place[order] = np.arange(len(order))
    at = place[uses.user[queries.row]]
    out = np.empty((len(at), len(uses.items)), np.float32)
    for begin in range(0, len(at), 256):
        part = slice(begin, begin + 256)
        context = uses.context[queries.row[part]] + 1
        logits = run.scores(state[at[part]], last[at[part]], context)[:, 1:].astype(np.float64)
        logits -= logits.max(1, keepdims=True)
        out[part] = logits - np.log(np.exp(logits).sum(1, keepdims=True))
    return out
