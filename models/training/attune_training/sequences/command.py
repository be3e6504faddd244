"""The commands ``sequences`` and ``generate-sequences``."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path

import torch

from attune_training.progress import Progress
from attune_training.provenance import DATA_CLASSES
from attune_training.sequences import baselines, export, generate, log, measure, release
from attune_training.sequences.data import Sequences, sequences
from attune_training.sequences.fit import Fitted, Recipe, fit


def add(commands) -> None:
    defaults = {f.name: f.default for f in fields(Recipe)}
    s = commands.add_parser(
        "sequences",
        help="train and measure on any CSV of user,item,timestamp",
        description="Leave one out: the last item of each user tests, the one before validates. Full ranking, streamed "
        "from BOS through the exported ONNX graphs; masked: items among the user's last 200 can't be ranked.",
    )
    s.add_argument("--csv", type=Path, required=True, help="the log, with or without a header line")
    s.add_argument("--out", type=Path, help="folder for the graphs, metrics and model card (default: only measure)")
    s.add_argument("--columns", default="user,item,timestamp", help="columns of a file without a header, in order")
    s.add_argument("--user-column", help="as the header says it (default: user, user_id, userId)")
    s.add_argument("--item-column", help="as the header says it (default: item, item_id, movieId, ...)")
    s.add_argument("--timestamp-column", help="as the header says it (default: timestamp, time)")
    s.add_argument("--context", default="", metavar="COLUMN,...", help="categories that travel with each row (default: none)")
    s.add_argument("--delimiter", help="what separates columns, such as :: (default: comma, semicolon, tab or ::, as found)")
    s.add_argument("--core", type=int, default=5, help="leave out users and items with fewer rows (default 5)")
    s.add_argument("--data-class", choices=DATA_CLASSES, default="private", help="for the model card (default private)")
    s.add_argument("--epochs", type=int, default=defaults["epochs"])
    s.add_argument("--cpu-minutes", type=float, default=defaults["cpu_minutes"], help="fewer epochs if it took longer")
    s.add_argument("--batch", type=int, default=defaults["batch"])
    s.add_argument("--rate", type=float, default=defaults["rate"])
    s.add_argument("--window", type=int, default=defaults["window"])
    s.add_argument("--dropout", type=float, default=defaults["dropout"])
    s.add_argument("--state", type=int, default=defaults["state"], help="numbers kept per user")
    s.add_argument("--seed", type=int, default=defaults["seed"])
    s.add_argument("--float32", action="store_true", help="no bfloat16, also where the processor has tiles for it")
    s.add_argument("--threads", type=int, default=1)
    s.add_argument("--checkpoint", type=Path, help="default: beside --out")
    s.add_argument("--json", action="store_true", help="print JSON instead of tables")
    s.add_argument("--quiet", action="store_true", help="no progress")
    s.set_defaults(run=run)

    g = commands.add_parser("generate-sequences", help="write a log in the shape of MovieLens-1M, to try the command")
    g.add_argument("--out", type=Path, required=True)
    g.add_argument("--users", type=int, default=6040)
    g.add_argument("--items", type=int, default=3416)
    g.add_argument("--seed", type=int, default=1)
    g.set_defaults(run=_generate)


def run(options) -> int:
    started = time.process_time()
    torch.set_num_threads(options.threads)
    progress = Progress(options.quiet)
    names = {"user": options.user_column, "item": options.item_column, "timestamp": options.timestamp_column}
    rows = log.read(
        options.csv,
        log.Columns(
            order=tuple(name.strip() for name in options.columns.split(",")),
            names={name: given for name, given in names.items() if given},
            contexts=tuple(name.strip() for name in options.context.split(",") if name.strip()),
            delimiter=options.delimiter,
        ),
    )
    progress.say(rows.report())
    data = sequences(rows, options.core)
    progress.say(f"{data.users} users, {len(data.items)} items, {len(data.item)} rows; {len(data.asked())} users are asked")
    recipe = Recipe(
        epochs=options.epochs, seed=options.seed, batch=options.batch, window=options.window, rate=options.rate,
        dropout=options.dropout, state=options.state, cpu_minutes=options.cpu_minutes,
        bfloat16=False if options.float32 else None,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as temporary:
        out = options.out or Path(temporary) / "release"
        checkpoint = options.checkpoint or out.parent / f"{out.name}.work" / "checkpoint.pt"
        fitted = fit(data, recipe, checkpoint, progress)
        progress.say("writing the graphs and measuring them")
        report = evaluate(data, fitted, out)
        report["read"] = rows.report()
        report["training"]["cpuMinutesInAll"] = round((time.process_time() - started) / 60.0, 2)
        if options.out:
            release.finish(out, data, recipe, report, options.data_class)
        if options.checkpoint is None:
            shutil.rmtree(checkpoint.parent, ignore_errors=True)
    print(json.dumps(report, indent=2) if options.json else text(report))
    return 0


def evaluate(data: Sequences, fitted: Fitted, out: Path) -> dict:
    """Writes the graphs into ``out`` and returns what they reach on the test items, beside the baselines."""
    release.write_graphs(fitted.net, data, out)
    runner = export.Runner(out)
    users = data.asked()
    rankers = {"attune": measure.streamed(data, runner, 1), **baselines.scorers(data, 1)}
    linear, strength = baselines.item_item(data, users)
    found = {name: measure.places(data, users, scorer) for name, scorer in (rankers | linear).items()}
    validation = measure.places(data, users, measure.streamed(data, runner, 2), 2)
    return {
        "users": data.users,
        "items": len(data.items),
        "rows": len(data.item),
        "queries": len(users),
        "test": {
            protocol: {name: measure.metrics(place[protocol]) for name, place in found.items()}
            for protocol in ("masked", "unmasked")
        },
        "validation": {"masked": measure.metrics(validation["masked"])},
        "training": {
            "epochs": fitted.epochs,
            "bestEpoch": fitted.best_epoch,
            "validationByEpoch": fitted.validation,
            "cpuMinutes": round(fitted.cpu_seconds / 60.0, 2),
            "itemItemStrength": strength,
        },
    }


def text(report: dict) -> str:
    training = report["training"]
    return "\n".join(
        (
            f"{report['queries']} users, {report['items']} items: last item of each, full ranking, streamed from BOS "
            "through the exported graphs with a 16-bit state",
            "",
            "items of the user's last 200 masked:",
            measure.table(report["test"]["masked"]),
            "",
            "nothing masked:",
            measure.table(report["test"]["unmasked"]),
            "",
            f"validation (masked): NDCG@10 {report['validation']['masked']['ndcg@10']:.4f}; best epoch "
            f"{training['bestEpoch']} of {training['epochs']}; {training['cpuMinutes']:.1f} CPU minutes of training, "
            f"{training['cpuMinutesInAll']:.1f} in all",
        )
    )


def _generate(options) -> int:
    rows = generate.write(options.out, options.users, options.items, options.seed)
    print(f"{rows} rows written", file=sys.stderr)
    return 0
