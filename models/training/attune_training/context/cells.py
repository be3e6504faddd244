"""Reads uses of items in contexts, and holds out whole cells: all rows of a user in one context are on one side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attune_training.sequences.log import Columns, LogError, read

TRAIN, VALIDATION, TEST = 0, 1, 2
HELD_OUT, FEWEST_CELLS = 0.2, 5


@dataclass(frozen=True)
class Preset:
    """Which columns make a cell, and by which a user's uses are counted. What tells of the item is in neither."""

    cell: tuple[str, ...]
    counted: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.cell, *self.counted)))


# cost is a property of the item and cnt what a model would have to tell, so neither is read.
PRESETS = {
    "frappe": Preset(
        cell=("daytime", "weekday", "homework", "weather", "country", "city"),
        counted=("daytime", "isweekend", "weekday", "homework"),
    )
}


@dataclass(frozen=True)
class Uses:
    """Rows: user, item, the values of the columns [rows, columns], and on which side they are."""

    items: list[str]
    columns: tuple[str, ...]
    sizes: tuple[int, ...]
    counted: tuple[int, ...]
    users: int
    user: np.ndarray
    item: np.ndarray
    context: np.ndarray
    cell: np.ndarray
    side: np.ndarray
    report: str

    def known(self, *sides: int) -> np.ndarray:
        return np.flatnonzero(np.isin(self.side, sides))


def load(path: Path, preset: Preset, seed: int, delimiter: str | None = None) -> Uses:
    """Reads the file and splits it; the side of a cell is drawn by user, a fifth to test, a fifth of the rest to validate."""
    log = read(path, Columns(contexts=preset.columns, timestamps=False, delimiter=delimiter))
    of_cell = [preset.columns.index(name) for name in preset.cell]
    keyed = np.column_stack((log.user, log.context[:, of_cell]))
    _, cell = np.unique(keyed, axis=0, return_inverse=True)
    cell = cell.ravel()
    # Each row of a cell names another item; of repeated ones the first counts.
    _, first = np.unique(cell.astype(np.int64) * len(log.items) + log.item, return_index=True)
    first = np.sort(first)
    user, item, context, cell = log.user[first], log.item[first], log.context[first], cell[first]
    side = np.zeros(len(user), np.int8)
    rng = np.random.default_rng((seed, 17))
    asked = 0
    for number in range(len(log.users)):
        rows = np.flatnonzero(user == number)
        own = np.unique(cell[rows])
        if len(own) < FEWEST_CELLS:
            continue
        order = rng.permutation(own)
        test = max(1, round(HELD_OUT * len(own)))
        validate = max(1, round(HELD_OUT * (len(own) - test)))
        side[rows[np.isin(cell[rows], order[:test])]] = TEST
        side[rows[np.isin(cell[rows], order[test : test + validate])]] = VALIDATION
        asked += 1
    if not asked:
        raise LogError(f"{path.name}: no user has {FEWEST_CELLS} context cells, so nothing can be held out")
    counted = tuple(preset.columns.index(name) for name in preset.counted)
    sizes = tuple(len(log.values[name]) for name in preset.columns)
    return Uses(log.items, preset.columns, sizes, counted, len(log.users), user, item, context, cell, side, log.report())
