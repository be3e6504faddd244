"""The training loop: seeded, resumable, in two stages.

Stage one learns from the sequences alone. In stage two the ranker joins and everything is fine-tuned towards the app
that was opened, while the learning rate decays.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch

from attune_training import batches
from attune_training import contract as c
from attune_training.dataset import TrainingSet
from attune_training.losses import ChunkLoss, Weights
from attune_training.model import UsageNet
from attune_training.neighbors import Neighbors
from attune_training.progress import Progress


@dataclass(frozen=True)
class Settings:
    """The recipe. Two runs with equal settings and data give equal weights on one machine."""

    epochs: int = 3
    seed: int = 7
    lanes: int = 16
    chunk: int = 160
    rate: float = 3e-3
    decay: float = 0.01
    warm_up: int = 100
    flat: float = 0.5  # the share of steps after which the rate decays, linearly, to 2%
    ranking_from: float = 0.1  # the share of steps after which stage two begins
    ranking_item: float = 0.3  # what the next-item loss over the whole vocabulary still counts in stage two
    clip: float = 2.0
    dropout: float = 0.1
    held_out: float = 0.1
    base: str = ""  # the release that is fine-tuned, by id and digest of its weights

    def key(self, data: TrainingSet) -> str:
        """Names a run: a checkpoint is only continued by the run it belongs to."""
        text = json.dumps({"settings": asdict(self), "data": data.digest()}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Interrupted(Exception):
    """Training stopped at the asked step; the checkpoint continues it."""


def train(
    data: TrainingSet,
    neighbors: Neighbors,
    settings: Settings,
    checkpoint: Path,
    progress: Progress,
    checkpoint_seconds: float = 30.0,
    stop_after: int | None = None,
    base: dict | None = None,
) -> UsageNet:
    """Trains on the users that are not held out, whose neighbors these are; continues from ``checkpoint`` if it belongs to the same run.

    ``base`` are the weights of the release that ``settings.base`` names, to start from.
    """
    users = batches.split(data.users, settings.held_out, settings.seed).train
    loss = ChunkLoss(data, batches.targets(data), neighbors)
    torch.manual_seed(settings.seed)
    net = UsageNet(data.vocabulary_size, settings.dropout)
    if base is not None:
        net.load_state_dict(base)
    matrices = [w for w in net.parameters() if w.dim() > 1]
    vectors = [w for w in net.parameters() if w.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": settings.decay}, {"params": vectors, "weight_decay": 0.0}],
        lr=settings.rate,
        betas=(0.9, 0.98),
    )
    key = settings.key(data)
    steps = [len(_epoch(data, users, settings, e)) // settings.chunk for e in range(settings.epochs)]
    total, begin, state = sum(steps), 0, torch.zeros(settings.lanes, c.STATE)
    if checkpoint.is_file():
        saved = torch.load(checkpoint, weights_only=True)
        if saved["key"] == key:
            net.load_state_dict(saved["net"])
            optimizer.load_state_dict(saved["optimizer"])
            begin, state = saved["step"], saved["state"]
            progress.say(f"continuing at step {begin} of {total}")
        else:
            progress.say("the checkpoint belongs to other data or settings; starting anew")

    step, saved_at = 0, time.monotonic()
    net.train()
    for epoch, count in enumerate(steps):
        if step + count <= begin:
            step += count
            continue
        order = _epoch(data, users, settings, epoch)
        for chunk in range(count):
            if step < begin:
                step += 1
                continue
            if chunk == 0:
                state = torch.zeros(settings.lanes, c.STATE)
            # All randomness of a step comes from its number, so a continued run repeats nothing and skips nothing.
            rng = np.random.default_rng((settings.seed, 1, step))
            torch.manual_seed(int(rng.integers(1 << 62)))
            for group in optimizer.param_groups:
                group["lr"] = _rate(settings, step, total)
            positions = order[chunk * settings.chunk : (chunk + 1) * settings.chunk]
            value, state, parts = loss(net, positions, state, _weights(settings, step, total), rng)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), settings.clip)
            optimizer.step()
            step += 1
            progress.step(step, total, parts, f"epoch {epoch + 1}/{settings.epochs}")
            stop = stop_after is not None and step >= stop_after
            if stop or time.monotonic() - saved_at > checkpoint_seconds:
                _save(checkpoint, key, step, net, optimizer, state)
                saved_at = time.monotonic()
            if stop and step < total:
                raise Interrupted
    _save(checkpoint, key, step, net, optimizer, state)
    return net.eval()


def _epoch(data: TrainingSet, users: np.ndarray, settings: Settings, epoch: int) -> np.ndarray:
    rng = np.random.default_rng((settings.seed, 2, epoch))
    return batches.lanes(data, users, settings.lanes, settings.chunk, rng)


def _rate(settings: Settings, step: int, total: int) -> float:
    warm = min(1.0, (step + 1) / min(settings.warm_up, max(1, total // 10)))
    done = step / max(1, total)
    late = max(0.0, (done - settings.flat) / (1.0 - settings.flat))
    return settings.rate * warm * (1.0 - 0.98 * late)


def _weights(settings: Settings, step: int, total: int) -> Weights:
    if step < settings.ranking_from * total:
        return Weights()
    return replace(Weights(), item=settings.ranking_item, rank=1.0)


def _save(path: Path, key: str, step: int, net: UsageNet, optimizer, state: torch.Tensor) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(
        {"key": key, "step": step, "net": net.state_dict(), "optimizer": optimizer.state_dict(), "state": state},
        partial,
    )
    partial.replace(path)
