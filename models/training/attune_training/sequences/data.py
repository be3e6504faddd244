"""Sequences of items by user, and the leave-one-out split: the last item tests, the one before validates.

As LRURec (Yue et al., 2023) and SASRec (Kang and McAuley, 2018) evaluate, so that figures can be compared.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from attune_training.sequences.log import Log, LogError

BOS = 0  # the token every user begins with; items are 1 and up
SHORTEST = 3  # what the split needs


@dataclass(frozen=True)
class Sequences:
    """All users' items one after another, in the order of time; items are numbered from 1, contexts from 1 (0 = none)."""

    items: list[str]
    contexts: dict[str, list[str]]
    offsets: np.ndarray  # [users + 1]
    item: np.ndarray
    context: np.ndarray  # [rows, contexts]
    held: int = 2  # rows held out at each user's end

    @property
    def users(self) -> int:
        return len(self.offsets) - 1

    @property
    def vocabulary(self) -> int:
        """Rows of the item table: the items and BOS."""
        return len(self.items) + 1

    @property
    def lengths(self) -> np.ndarray:
        return np.diff(self.offsets)

    @property
    def context_sizes(self) -> tuple[int, ...]:
        return tuple(len(values) + 1 for values in self.contexts.values())

    def of(self, user: int) -> slice:
        return slice(int(self.offsets[user]), int(self.offsets[user + 1]))

    def train_ends(self) -> np.ndarray:
        """Up to where each user's rows may be learned from: all but those held out, or all where nothing is asked."""
        held = np.where(self.lengths >= SHORTEST, self.held, 0)
        return self.offsets[1:] - held

    def asked(self) -> np.ndarray:
        """Users who validate and test."""
        return np.flatnonzero(self.lengths >= SHORTEST)

    def digest(self) -> str:
        digest = hashlib.sha256("\n".join(self.items).encode())
        for array in (self.offsets, self.item, self.context):
            digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()


def sequences(log: Log, core: int = 5) -> Sequences:
    """Keeps, again and again until it holds, users and items with at least ``core`` rows; orders by time.

    Rows of one time keep the file's order. Items are numbered by how often they come, then by name.
    """
    keep = np.ones(len(log.user), bool)
    while True:
        by_user = np.bincount(log.user[keep], minlength=len(log.users))
        by_item = np.bincount(log.item[keep], minlength=len(log.items))
        next_keep = keep & (by_user[log.user] >= core) & (by_item[log.item] >= core)
        if (next_keep == keep).all():
            break
        keep = next_keep
    if not keep.any():
        raise LogError(f"no user and item is left of which each has {core} rows; give a smaller --core")
    user, item, time = log.user[keep], log.item[keep], log.time[keep]
    counts = np.bincount(item, minlength=len(log.items))
    known = sorted(np.flatnonzero(counts), key=lambda i: (-counts[i], log.items[i]))
    number = np.zeros(len(log.items), np.int32)
    number[known] = np.arange(1, len(known) + 1)
    order = np.lexsort((time, user))
    lengths = np.bincount(user, minlength=len(log.users))
    lengths = lengths[lengths > 0]
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    if not (lengths >= SHORTEST).any():
        raise LogError(f"no user has {SHORTEST} rows, so nothing can be held out")
    return Sequences(
        items=[log.items[i] for i in known],
        contexts=log.values,
        offsets=offsets.astype(np.int64),
        item=number[item[order]],
        context=log.context[keep][order] + 1,
    )
