"""What is counted: a user's uses of each item, in all and in contexts like the one asked for, and everyone's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from attune_training.context.cells import Uses

ROWS = 256


@dataclass(frozen=True)
class Queries:
    """Rows to be told: which of all items the user used in this context; ordered by user."""

    row: np.ndarray

    @classmethod
    def of(cls, uses: Uses, side: int) -> Queries:
        rows = uses.known(side)
        return cls(rows[np.argsort(uses.user[rows], kind="stable")])


class Counts:
    """Counts from some rows only, so that what is asked for was never counted."""

    def __init__(self, uses: Uses, rows: np.ndarray):
        self.uses = uses
        order = np.argsort(uses.user[rows], kind="stable")
        self.rows = rows[order]
        self.bounds = np.searchsorted(uses.user[self.rows], np.arange(uses.users + 1))
        self.popular = np.bincount(uses.item[rows], minlength=len(uses.items)) / max(1, len(rows))
        self.by_value = []  # per counted column: the popularity of items in contexts of each value
        for column in uses.counted:
            table = np.zeros((uses.sizes[column], len(uses.items)), np.float32)
            np.add.at(table, (uses.context[rows, column], uses.item[rows]), 1.0)
            self.by_value.append(table / np.maximum(1.0, table.sum(1, keepdims=True)))

    @property
    def names(self) -> list[str]:
        """Of the features, in order."""
        columns = [self.uses.columns[column] for column in self.uses.counted]
        return ["all", *columns, "popular", *(f"popular by {name}" for name in columns)]

    def features(self, queries: Queries) -> Iterator[tuple[slice, np.ndarray]]:
        """Parts of the queries with their features [rows, features, items]: own counts, then everyone's shares."""
        uses = self.uses
        for begin in range(0, len(queries.row), ROWS):
            part = slice(begin, begin + ROWS)
            rows = queries.row[part]
            out = np.zeros((len(rows), len(self.names), len(uses.items)), np.float32)
            for user in np.unique(uses.user[rows]):
                mine = np.flatnonzero(uses.user[rows] == user)
                own = self.rows[self.bounds[user] : self.bounds[user + 1]]
                np.add.at(out, (mine[:, None], 0, uses.item[own][None]), 1.0)
                for k, column in enumerate(uses.counted, 1):
                    query, use = np.nonzero(uses.context[rows[mine], column][:, None] == uses.context[own, column])
                    np.add.at(out, (mine[query], k, uses.item[own][use]), 1.0)
            first = 1 + len(uses.counted)
            out[:, first] = self.popular
            for k, (column, table) in enumerate(zip(uses.counted, self.by_value), first + 1):
                out[:, k] = table[uses.context[rows, column]]
            yield part, out


def used(uses: Uses, rows: np.ndarray) -> np.ndarray:
    """Bool [users, items]."""
    out = np.zeros((uses.users, len(uses.items)), bool)
    out[uses.user[rows], uses.item[rows]] = True
    return out


def item_item(seen: np.ndarray, strength: float = 150.0) -> np.ndarray:
    """EASE (Steck, 2019): [items, items] weights."""
    x = seen.astype(np.float32)
    inverse = np.linalg.inv(x.T @ x + strength * np.eye(x.shape[1], dtype=np.float32))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    return weights.astype(np.float32)
