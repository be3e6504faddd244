"""The commands ``context`` and ``generate-context``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from attune_training.context import combine, generate, recurrent
from attune_training.context.cells import PRESETS, TEST, TRAIN, VALIDATION, Preset, Uses, load
from attune_training.context.counts import Counts, Queries, item_item, used
from attune_training.progress import Progress
from attune_training.sequences import export
from attune_training.sequences.log import LogError

BASELINE, COMBINED = "counts by context + back-off", "combined"
ROUNDS = 1000


def add(commands) -> None:
    s = commands.add_parser(
        "context",
        help="measure ranking by habits in contexts, on any CSV of user,item and context columns",
        description="A fifth of each user's context cells is held out whole, of users with 5 or more; each of their rows is "
        "a query that ranks all items. Counts are of the other rows only; the weights of the combined ranker are learned "
        "on a fifth of those.",
    )
    s.add_argument("--csv", type=Path, required=True, help="the file, with a header line")
    s.add_argument("--preset", choices=sorted(PRESETS), help="which columns make a cell and are counted by")
    s.add_argument("--context", metavar="COLUMN,...", help="the same for other files: columns that make a cell")
    s.add_argument("--delimiter", help="what separates columns (default: as found)")
    s.add_argument("--epochs", type=int, default=8, help="of the recurrence")
    s.add_argument("--seed", type=int, default=7, help="of the split and of learning")
    s.add_argument("--threads", type=int, default=1)
    s.add_argument("--json", action="store_true", help="print JSON instead of a table")
    s.add_argument("--quiet", action="store_true", help="no progress")
    s.set_defaults(run=run)

    g = commands.add_parser("generate-context", help="write uses in contexts in Frappe's shape, to try the command")
    g.add_argument("--out", type=Path, required=True)
    g.add_argument("--users", type=int, default=957)
    g.add_argument("--items", type=int, default=4082)
    g.add_argument("--seed", type=int, default=1)
    g.set_defaults(run=_generate)


def run(options) -> int:
    started = time.process_time()
    torch.set_num_threads(options.threads)
    progress = Progress(options.quiet)
    uses = load(options.csv, _preset(options), options.seed, options.delimiter)
    progress.say(uses.report)
    report = evaluate(uses, options.epochs, options.seed, progress)
    report["cpuMinutes"] = round((time.process_time() - started) / 60.0, 2)
    print(json.dumps(report, indent=2) if options.json else text(report))
    return 0


def _preset(options) -> Preset:
    if options.preset:
        return PRESETS[options.preset]
    names = tuple(name.strip() for name in (options.context or "").split(",") if name.strip())
    if not names:
        raise LogError("which columns are contexts? Give --preset or --context")
    return Preset(names, names)


def evaluate(uses: Uses, epochs: int, seed: int, progress: Progress) -> dict:
    """Learns on training rows, chooses weights on validation rows, reports on test rows."""
    train, known = uses.known(TRAIN), uses.known(TRAIN, VALIDATION)
    validating, testing = Queries.of(uses, VALIDATION), Queries.of(uses, TEST)
    with tempfile.TemporaryDirectory() as folder:
        net = recurrent.fit(uses, train, epochs, seed, Path(folder) / "checkpoint.pt", progress)
        for name, model in export.graphs(net).items():
            (Path(folder) / name).write_bytes(model.SerializeToString())
        runner = export.Runner(Path(folder))
        progress.say("learning the weights")
        learned, alone = _learn(uses, Counts(uses, train), train, validating, runner, seed)
        progress.say("measuring")
        others = _others(uses, known, testing, runner, seed)
    counts = Counts(uses, known)
    target = combine.targets(uses, testing)
    found: dict[str, list[np.ndarray]] = {}
    for part, counted in counts.features(testing):
        other = others[part]
        rankers = {
            "popularity": counted[:, 1 + len(uses.counted)],
            "popularity by context": counted[:, 2 + len(uses.counted)],
            "item-item (EASE)": other[:, 1],
            "recurrence": other[:, 0],
            "user-frequent": _by_hand(counts, counted, 0),
            "user-frequent by context": _by_hand(counts, counted, 1),
            "counts by context": _by_hand(counts, counted, 2),
            BASELINE: _by_hand(counts, counted, 3),
            "counts, learned weights": alone.scores(counted, other),
            COMBINED: learned.scores(counted, other),
        }
        for name, scores in rankers.items():
            found.setdefault(name, []).append(combine.places(scores, target[part]))
    places = {name: np.concatenate(parts) for name, parts in found.items()}
    owner, seen = uses.user[testing.row], used(uses, known)[uses.user[testing.row], target]
    return {
        "users": uses.users,
        "items": len(uses.items),
        "rows": len(uses.user),
        "cells": int(uses.cell.max()) + 1,
        "asked": {"users": len(np.unique(owner)), "queries": len(target), "used before": round(float(seen.mean()), 4)},
        "test": {name: _metrics(place, owner, seen) for name, place in places.items()},
        "combinedMinusBaseline": _difference(places[COMBINED], places[BASELINE], owner),
        "weights": {
            "counts": dict(zip(counts.names, np.round(learned.weights.astype(float), 4).tolist())),
            "recurrence": round(float(learned.others[0]), 4),
            "itemItem": round(float(learned.others[1]), 4),
        },
    }


def _learn(uses: Uses, counts: Counts, rows, queries: Queries, runner, seed: int):
    others = _others(uses, rows, queries, runner, seed)
    learned = combine.learn(counts, queries, others, seed)
    alone = combine.learn(counts, queries, np.zeros_like(others), seed)
    return learned, combine.Learned(alone.weights, np.zeros_like(alone.others), alone.validation)


def _others(uses: Uses, rows, queries: Queries, runner, seed: int) -> np.ndarray:
    """Recurrence and item-item scores, [queries, 2, items]."""
    seen = used(uses, rows)
    linear = seen.astype(np.float32) @ item_item(seen)
    return np.stack((recurrent.scores(uses, rows, queries, runner, seed), linear[uses.user[queries.row]]), 1)


def _by_hand(counts: Counts, counted: np.ndarray, level: int) -> np.ndarray:
    return np.einsum("nfi,f->ni", counted, combine.by_hand(counts, level))


def _metrics(place: np.ndarray, owner: np.ndarray, seen: np.ndarray) -> dict[str, float]:
    hit, gain = _values(place)
    users, at = np.unique(owner, return_inverse=True)
    out = {"hr@10": float(hit.mean()), "ndcg@10": float(gain.mean())}
    for name, value in (("hr@10", hit), ("ndcg@10", gain)):
        out[f"{name}.low"], out[f"{name}.high"] = _interval(value, at, len(users))
        out[f"{name}.byUser"] = float((np.bincount(at, value) / np.bincount(at)).mean())
    out["hr@10.unseen"] = float(hit[~seen].mean()) if (~seen).any() else 0.0
    return out


def _difference(one: np.ndarray, other: np.ndarray, owner: np.ndarray) -> dict[str, float]:
    """Paired: of the same queries, with whole users drawn."""
    users, at = np.unique(owner, return_inverse=True)
    out = {}
    for name, a, b in zip(("hr@10", "ndcg@10"), _values(one), _values(other)):
        out[name] = float((a - b).mean())
        out[f"{name}.low"], out[f"{name}.high"] = _interval(a - b, at, len(users))
    return out


def _values(place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return (place < 10).astype(float), np.where(place < 10, 1.0 / np.log2(np.minimum(place, 10) + 2.0), 0.0)


def _interval(value: np.ndarray, at: np.ndarray, users: int) -> tuple[float, float]:
    sums, counts = np.bincount(at, value, users), np.bincount(at, minlength=users)
    drawn = np.random.default_rng(5).integers(0, users, (ROUNDS, users))
    low, high = np.quantile(sums[drawn].sum(1) / counts[drawn].sum(1), (0.025, 0.975))
    return float(low), float(high)


def text(report: dict) -> str:
    asked, difference = report["asked"], report["combinedMinusBaseline"]
    lines = [
        f"{report['users']} users, {report['items']} items, {report['rows']} rows in {report['cells']} cells; "
        f"{asked['queries']} queries of {asked['users']} users, {asked['used before']:.1%} of items used before; full ranking",
        f"{'':<30}{'hr@10':>8}{'ndcg@10':>9}   95%                by user hr/ndcg   unseen hr",
    ]
    for name, row in report["test"].items():
        lines.append(
            f"{name:<30}{row['hr@10']:8.4f}{row['ndcg@10']:9.4f}   {row['ndcg@10.low']:.4f} to {row['ndcg@10.high']:.4f}"
            f"   {row['hr@10.byUser']:.4f}/{row['ndcg@10.byUser']:.4f}   {row['hr@10.unseen']:.4f}"
        )
    lines.append(
        f"combined minus counts with back-off: hr@10 {difference['hr@10']:+.4f} ({difference['hr@10.low']:+.4f} to "
        f"{difference['hr@10.high']:+.4f}), ndcg@10 {difference['ndcg@10']:+.4f} ({difference['ndcg@10.low']:+.4f} to "
        f"{difference['ndcg@10.high']:+.4f})"
    )
    return "\n".join((*lines, f"{report['cpuMinutes']:.1f} CPU minutes"))


def _generate(options) -> int:
    rows = generate.write(options.out, options.users, options.items, options.seed)
    print(f"{rows} rows written", file=sys.stderr)
    return 0
