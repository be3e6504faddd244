"""Trains on windows of every user's sequence: seeded, resumable, and within a budget of CPU time."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from attune_training.progress import Progress
from attune_training.sequences.data import BOS, Sequences
from attune_training.sequences.net import SequenceNet, tiles


@dataclass(frozen=True)
class Recipe:
    """Equal recipes and data give equal weights on one machine, unless the budget cut the epochs."""

    epochs: int = 32
    seed: int = 7
    batch: int = 32
    window: int = 200
    rate: float = 2e-3
    decay: float = 0.01
    warm_up: int = 100
    flat: float = 0.6  # the share of steps after which the rate falls, linearly, to 5%
    clip: float = 5.0
    dropout: float = 0.2
    size: int = 64
    state: int = 256
    widen: int = 4
    validation_users: int = 1500
    cpu_minutes: float = 60.0
    bfloat16: bool | None = None  # None: where the processor has tiles for it

    def key(self, data: Sequences) -> str:
        text = json.dumps({"recipe": asdict(self), "data": data.digest()}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def low(self) -> bool:
        return tiles() if self.bfloat16 is None else self.bfloat16


@dataclass
class Fitted:
    net: SequenceNet
    epochs: int
    best_epoch: int
    validation: list[tuple[int, float]]  # epoch, NDCG@10
    cpu_seconds: float


@dataclass(frozen=True)
class Batch:
    """Windows side by side: [T, B] items, each preceded by what came before it, BOS at a window's start."""

    given: Tensor
    given_context: Tensor
    target: Tensor
    target_context: Tensor
    wanted: Tensor  # flat positions that are no padding


def windows(data: Sequences, length: int, rng: np.random.Generator) -> np.ndarray:
    """[windows, 2] of begin and end rows. Long sequences are cut anew in each epoch."""
    out = []
    for begin, end in zip(data.offsets[:-1], data.train_ends()):
        count = int(end - begin)
        cut = int(rng.integers(1, length + 1)) if count > length else count
        while begin < end:
            stop = min(end, begin + cut)
            out.append((begin, stop))
            begin, cut = stop, length
    return np.array(out, np.int64)


def batches(spans: np.ndarray, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Groups of windows of about one length, in random order."""
    lengths = spans[:, 1] - spans[:, 0]
    order = np.argsort(lengths + rng.uniform(-4, 4, len(lengths)), kind="stable")
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    return [spans[groups[i]] for i in rng.permutation(len(groups))]


def batch(data: Sequences, spans: np.ndarray) -> Batch:
    lengths = spans[:, 1] - spans[:, 0]
    step = np.arange(int(lengths.max()))[:, None]
    valid = step < lengths
    at = np.where(valid, spans[:, 0] + step, 0)
    before = np.maximum(at - 1, 0)
    first = step == 0
    given = np.where(valid & ~first, data.item[before], BOS)
    given_context = np.where((valid & ~first)[..., None], data.context[before], 0)
    wanted = np.flatnonzero(valid.ravel())
    return Batch(
        given=_long(given),
        given_context=_long(given_context),
        target=_long(data.item[at].ravel()[wanted]),
        target_context=_long(data.context[at]),
        wanted=torch.from_numpy(wanted),
    )


def fit(
    data: Sequences,
    recipe: Recipe,
    checkpoint: Path,
    progress: Progress,
    save_seconds: float = 60.0,
    orders: list[Sequences] | None = None,
) -> Fitted:
    """Trains; continues from ``checkpoint`` if it belongs to the same run. The best epoch in validation is kept.

    ``orders``: the same rows as in ``data``, ordered for each epoch. Without users to validate on the last epoch is kept.
    """
    torch.manual_seed(recipe.seed)
    net = SequenceNet(
        data.vocabulary, data.context_sizes, recipe.size, recipe.state, recipe.widen, recipe.dropout, recipe.seed
    )
    matrices = [w for w in net.parameters() if w.dim() > 1]
    vectors = [w for w in net.parameters() if w.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": recipe.decay}, {"params": vectors, "weight_decay": 0.0}], lr=recipe.rate
    )
    run = {"key": recipe.key(data), "epochs": recipe.epochs, "epoch": 0, "done": 0, "validation": [], "cpu": 0.0}
    best: tuple[float, int, dict] = (-1.0, 0, {})
    if checkpoint.is_file():
        saved = torch.load(checkpoint, weights_only=True)
        if saved["run"]["key"] == run["key"]:
            net.load_state_dict(saved["net"])
            optimizer.load_state_dict(saved["optimizer"])
            run, best = saved["run"], tuple(saved["best"])
            progress.say(f"continuing at epoch {run['epoch'] + 1}, batch {run['done'] + 1}")
        else:
            progress.say("the checkpoint belongs to other data or settings; starting anew")

    def save() -> None:
        checkpoint.parent.mkdir(parents=True, exist_ok=True)
        partial = checkpoint.with_suffix(".partial")
        torch.save({"run": run, "best": best, "net": net.state_dict(), "optimizer": optimizer.state_dict()}, partial)
        partial.replace(checkpoint)

    spent_before, started, saved_at = run["cpu"], time.process_time(), time.monotonic()
    dtype = torch.bfloat16 if recipe.low else torch.float32
    while run["epoch"] < run["epochs"]:
        epoch = run["epoch"]
        rng = np.random.default_rng((recipe.seed, 3, epoch))
        shown = orders[epoch] if orders else data
        order = batches(windows(shown, recipe.window, rng), recipe.batch, rng)
        net.train()
        for number, spans in enumerate(order):
            if number < run["done"]:
                continue
            step, total = epoch * len(order) + number, run["epochs"] * len(order)
            torch.manual_seed(int(np.random.default_rng((recipe.seed, 4, epoch, number)).integers(1 << 62)))
            for group in optimizer.param_groups:
                group["lr"] = _rate(recipe, step, total)
            b = batch(shown, spans)
            with torch.autocast("cpu", torch.bfloat16, enabled=recipe.low):
                y = net(b.given, b.given_context, b.target_context, b.wanted)
            loss = net.loss(y, b.target, dtype)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), recipe.clip)
            optimizer.step()
            run["done"] = number + 1
            run["cpu"] = spent_before + time.process_time() - started
            label = f"epoch {epoch + 1}/{run['epochs']}"
            progress.step(step + 1, total, {"loss": float(loss.detach())}, label)
            if time.monotonic() - saved_at > save_seconds:
                save()
                saved_at = time.monotonic()
        run["epoch"], run["done"] = epoch + 1, 0
        _fit_budget(run, recipe, progress)
        if recipe.validation_users and run["epoch"] * 2 >= run["epochs"]:
            score = validate(net, data, recipe)
            run["validation"].append((run["epoch"], score))
            progress.say(f"epoch {run['epoch']}: validation NDCG@10 {score:.4f}")
            if score > best[0]:
                best = (score, run["epoch"], {k: v.clone() for k, v in net.state_dict().items()})
        run["cpu"] = spent_before + time.process_time() - started
    save()
    if best[2]:
        net.load_state_dict(best[2])
    return Fitted(net.eval(), run["epochs"], best[1], run["validation"], run["cpu"])


def _fit_budget(run: dict, recipe: Recipe, progress: Progress) -> None:
    """Fewer epochs, if so many would take longer than the budget. Only while the rate is still flat."""
    if run["epoch"] > 2:
        return
    # Validation, export and evaluation need some of it too.
    affordable = int(0.9 * recipe.cpu_minutes * 60.0 / (run["cpu"] / run["epoch"]))
    if affordable < run["epochs"]:
        run["epochs"] = max(2, affordable)
        progress.say(f"an epoch takes {run['cpu'] / run['epoch']:.0f} CPU s: {run['epochs']} epochs fit into "
                     f"{recipe.cpu_minutes:g} CPU minutes")


@torch.no_grad()
def validate(net: SequenceNet, data: Sequences, recipe: Recipe) -> float:
    """NDCG@10 of the last item but one, items of the window masked, of some users; in PyTorch, to choose by only."""
    users = data.asked()
    if len(users) > recipe.validation_users:
        users = np.sort(np.random.default_rng((recipe.seed, 5)).choice(users, recipe.validation_users, replace=False))
    ends = data.train_ends()[users]
    begins = np.maximum(data.offsets[users], ends - recipe.window)
    order = np.argsort(ends - begins, kind="stable")
    net.eval()
    gains = []
    for at in range(0, len(users), 64):
        rows = order[at : at + 64]
        # One more row each: its target is the item to tell.
        b = batch(data, np.stack((begins[rows], ends[rows] + 1), 1))
        lengths = torch.from_numpy(ends[rows] - begins[rows])
        wanted = lengths * len(rows) + torch.arange(len(rows))
        y = net(b.given, b.given_context, b.target_context, wanted)
        scores = y @ net.embedding.weight.T + net.bias
        scores[:, BOS] = -torch.inf
        target = torch.from_numpy(data.item[ends[rows]].astype(np.int64))
        for row, (begin, end) in enumerate(zip(begins[rows], ends[rows])):
            scores[row, torch.from_numpy(data.item[begin:end].astype(np.int64))] = -torch.inf
        place = (scores > scores.gather(1, target[:, None])).sum(1)
        place[scores.gather(1, target[:, None])[:, 0] == -torch.inf] = data.vocabulary
        gains.append(torch.where(place < 10, 1.0 / torch.log2(place + 2.0), torch.zeros(())))
    return float(torch.cat(gains).mean())


def _rate(recipe: Recipe, step: int, total: int) -> float:
    warm = min(1.0, (step + 1) / min(recipe.warm_up, max(1, total // 10)))
    late = max(0.0, (step / max(1, total) - recipe.flat) / (1.0 - recipe.flat))
    return recipe.rate * warm * (1.0 - 0.95 * late)


def _long(array: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(array, np.int64))
