"""Keeps the weights of a training beside its release, and starts another from them, such as one for a region."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from attune_training.dataset import TrainingSet, TrainingSetError
from attune_training.model import UsageNet
from attune_training.neighbors import Neighbors, read
from attune_training.train import Settings


@dataclass(frozen=True)
class Base:
    """What is fine-tuned: a release's id, its weights and a digest of them, and its neighbors.

    The neighbors are kept, since those counted in fewer users would be worse.
    """

    release_id: str
    weights: dict[str, torch.Tensor]
    neighbors: Neighbors
    digest: str

    @property
    def name(self) -> str:
        return f"{self.release_id} {self.digest[:16]}"


def keep(path: Path, net: UsageNet, near: Neighbors, release_id: str, data: TrainingSet) -> None:
    """Writes what ``load`` reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    table = torch.frombuffer(bytearray(near.write()), dtype=torch.uint8)
    kept = {"release": release_id, "vocabulary": _vocabulary(data), "net": net.state_dict(), "neighbors": table}
    torch.save(kept, partial)
    partial.replace(path)


def load(path: Path, data: TrainingSet) -> Base:
    """Reads kept weights; they only fit data of the same vocabulary."""
    try:
        kept = torch.load(path, weights_only=True)
        near = read(kept["neighbors"].numpy().tobytes())
        base = Base(kept["release"], kept["net"], near, _digest(kept["net"]))
    except (OSError, RuntimeError, KeyError, TypeError, pickle.UnpicklingError) as problem:
        raise TrainingSetError(f"{path.name} holds no weights that a training kept") from problem
    if kept["vocabulary"] != _vocabulary(data):
        raise TrainingSetError(
            f"{path.name}: {base.release_id} knows other items than the training set; export it with the same catalog, or "
            "train from scratch"
        )
    return base


def settings(base: Base, epochs: int | None, seed: int, lanes: int) -> Settings:
    """A short training with a low rate, the ranker joining in from the start."""
    tuned = replace(Settings(), seed=seed, lanes=lanes, epochs=1, rate=1e-3, flat=0.3, ranking_from=0.0, base=base.name)
    return tuned if epochs is None else replace(tuned, epochs=epochs)


def _vocabulary(data: TrainingSet) -> str:
    return hashlib.sha256("\n".join(data.vocabulary).encode()).hexdigest()


def _digest(weights: dict[str, torch.Tensor]) -> str:
    digest = hashlib.sha256()
    for name in sorted(weights):
        digest.update(name.encode())
        digest.update(weights[name].contiguous().numpy().tobytes())
    return digest.hexdigest()
