"""The item-item table of a release: which apps go together, counted in the training users.

Two relations, as dev.attune.models.neighbor.ItemNeighbors reads them. BESIDE: apps that the same people use, by EASE
(Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", 2019). AFTER: apps that follow another in a session more
or less often than their users' habits alone would make them.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from attune_training import contract as c
from attune_training.dataset import TrainingSet

BESIDE, AFTER = 0, 1
NEIGHBORS = 32
RIDGE = 20.0
SHRINKAGE = 5.0
LONG_GAP = 11
MAGIC, VERSION = b"ATNB", 1


@dataclass(frozen=True)
class Neighbors:
    """Weights [rows, rows] by relation, of which most are zero: row by row the neighbors of a vocabulary index."""

    beside: np.ndarray
    after: np.ndarray

    def relations(self) -> tuple[np.ndarray, np.ndarray]:
        return self.beside, self.after

    def write(self) -> bytes:
        """The file as Java reads it."""
        rows = len(self.beside)
        out = [MAGIC, struct.pack("<iii", VERSION, rows, 2)]
        for weights in self.relations():
            row, column = np.nonzero(weights)
            first = np.searchsorted(row, np.arange(rows + 1))
            out += [first.astype("<i4").tobytes(), column.astype("<u2").tobytes()]
            out.append(weights[row, column].astype("<f4").tobytes())
        return b"".join(out)


def read(content: bytes) -> Neighbors:
    """Reads what ``write`` wrote."""
    _, rows, _ = struct.unpack_from("<iii", content, 4)
    at, relations = 16, []
    for _ in range(2):
        first = np.frombuffer(content, "<i4", rows + 1, at)
        at += 4 * (rows + 1)
        column = np.frombuffer(content, "<u2", first[-1], at)
        at += 2 * first[-1]
        weight = np.frombuffer(content, "<f4", first[-1], at)
        at += 4 * first[-1]
        dense = np.zeros((rows, rows), np.float32)
        dense[np.repeat(np.arange(rows), np.diff(first)), column] = weight
        relations.append(dense)
    return Neighbors(*relations)


def count(data: TrainingSet, users: np.ndarray) -> Neighbors:
    """Learns the table from these users."""
    apps = data.apps()
    column = np.full(data.vocabulary_size, -1)
    column[apps] = np.arange(len(apps))
    opened = np.flatnonzero(data.type == c.APP_OPENED)
    owner = data.user_of_token()[opened]
    mine = np.isin(owner, users) & (column[data.item[opened]] >= 0)
    opened, owner = opened[mine], np.searchsorted(users, owner[mine])
    app = column[data.item[opened]]
    used = np.zeros((len(users), len(apps)))
    np.add.at(used, (owner, app), 1.0)
    share = used / np.maximum(1.0, used.sum(1, keepdims=True))
    return Neighbors(
        _spread(_sparse(_ease(np.sqrt(share)), np.abs), apps, data.vocabulary_size),
        _spread(_after(data, opened, owner, app, share), apps, data.vocabulary_size),
    )


def _ease(used: np.ndarray) -> np.ndarray:
    gram = used.T @ used
    inverse = np.linalg.inv(gram + RIDGE / len(used) * np.trace(gram) / len(gram) * np.eye(len(gram)))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    return weights


def _after(data: TrainingSet, opened, owner, app, share: np.ndarray) -> np.ndarray:
    """ln(seen / expected) of what is opened after what; expected if only each user's habits mattered."""
    session = np.cumsum((data.type == c.DEVICE_UNLOCKED) | ((data.type == c.APP_OPENED) & (data.gap >= LONG_GAP)))
    together = (session[opened[1:]] == session[opened[:-1]]) & (owner[1:] == owner[:-1]) & (app[1:] != app[:-1])
    before, after, who = app[:-1][together], app[1:][together], owner[:-1][together]
    seen = np.zeros((share.shape[1], share.shape[1]))
    np.add.at(seen, (before, after), 1.0)
    chances = np.zeros_like(share)
    np.add.at(chances, (who, before), 1.0)
    expected = (chances / np.maximum(1e-3, 1.0 - share)).T @ share
    np.fill_diagonal(expected, 0.0)
    ratio = np.log((seen + SHRINKAGE) / (expected + SHRINKAGE))
    surprise = np.sqrt(expected + SHRINKAGE)
    return _sparse(ratio, lambda r: np.abs(r) * surprise)


def _sparse(weights: np.ndarray, value) -> np.ndarray:
    """Keeps the neighbors of each row that matter most."""
    least = np.argsort(-value(weights), axis=1)[:, NEIGHBORS:]
    out = weights.astype(np.float32)
    np.put_along_axis(out, least, 0.0, axis=1)
    return out


def _spread(weights: np.ndarray, apps: np.ndarray, rows: int) -> np.ndarray:
    out = np.zeros((rows, rows), np.float32)
    out[np.ix_(apps, apps)] = weights
    return out


def features(table: tuple[np.ndarray, np.ndarray], cand: np.ndarray, feat: np.ndarray) -> np.ndarray:
    """[N, A, 2]: what the table says of all apps, as dev.attune.models.habit.RankEvidence computes it.

    ``table``: the relations from all rows to the apps [V, A]; ``cand`` and ``feat``: the samples' candidates [N, C] and
    their features, from which habits and the app used last are read.
    """
    beside, after = table
    share = np.zeros((len(cand), len(beside)), np.float32)
    row = np.arange(len(cand))[:, None]
    share[row, cand] = feat[..., c.SHARE]
    last = np.zeros(share.shape, np.float32)
    last[row, cand] = feat[..., c.SESSION_LAST]
    # Padding has index 0 and no features, so it wrote zeros at worst.
    return np.stack((share @ beside, last @ after), 2)
