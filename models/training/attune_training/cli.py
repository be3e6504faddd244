"""The command line: train, evaluate, toy, sequences."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from dataclasses import asdict, fields, replace
from pathlib import Path

import torch

from attune_training import batches, card, dataset, finetune, neighbors, release, toy
from attune_training.context import command as context
from attune_training.evaluate import evaluate, table
from attune_training.model import UsageNet
from attune_training.progress import Progress
from attune_training.provenance import data_class
from attune_training.runtime import Graphs
from attune_training.sampling import stage
from attune_training.sequences import command as sequences
from attune_training.sequences.log import LogError
from attune_training.train import Settings, train


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (dataset.TrainingSetError, LogError, FileNotFoundError) as problem:
        print(f"attune_training: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nstopped; the same command continues from the last checkpoint", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m attune_training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    defaults = {f.name: f.default for f in fields(Settings)}

    t = commands.add_parser("train", help="train on an exported training set and write a release")
    t.add_argument("--data", type=Path, required=True, help="folder that attune export-training wrote")
    t.add_argument("--out", type=Path, required=True, help="release folder to write; its name is the release id")
    t.add_argument("--release-id", help="release id, if not the folder's name")
    t.add_argument("--epochs", type=int, help=f"default {defaults['epochs']}, or 1 with --from")
    t.add_argument("--seed", type=int, default=defaults["seed"])
    t.add_argument("--threads", type=int, default=1, help="threads of PyTorch and ONNX Runtime (default 1)")
    t.add_argument("--lanes", type=int, default=defaults["lanes"], help="users side by side in a batch")
    t.add_argument("--rate", type=float, help=f"highest learning rate (default {defaults['rate']}, lower with --from)")
    t.add_argument("--checkpoint", type=Path, help="checkpoint file (default: beside the release folder)")
    t.add_argument("--fresh", action="store_true", help="ignore a checkpoint")
    t.add_argument("--from", dest="base", type=Path, metavar="FILE", help="fine-tune what --keep kept of another training")
    t.add_argument("--keep", type=Path, metavar="FILE", help="keep the weights here, to be fine-tuned")
    t.add_argument("--region", help="the region whose users the data is of, for the manifest and the card")
    t.add_argument("--no-table", action="store_true", help="do not print what was measured")
    t.add_argument("--quiet", action="store_true", help="no progress")
    t.set_defaults(run=_train)

    a = commands.add_parser("sampler", help="give a release that was trained without it the graph that writes sessions")
    a.add_argument("--data", type=Path, required=True, help="the training set, with the categories of its items")
    a.add_argument("--from", dest="base", type=Path, required=True, metavar="FILE", help="what --keep kept of its training")
    a.add_argument("--release", type=Path, required=True, help="its folder; the manifest changes, so sign it again")
    a.add_argument("--seed", type=int, default=defaults["seed"], help="the seed of its training, which split users")
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--quiet", action="store_true", help="no progress")
    a.set_defaults(run=_sampler)

    e = commands.add_parser("evaluate", help="measure a release on the held-out users of a training set")
    e.add_argument("--data", type=Path, required=True)
    e.add_argument("--release", type=Path, required=True)
    e.add_argument("--seed", type=int, default=defaults["seed"], help="the seed of the training run, which split users")
    e.add_argument("--all-users", action="store_true", help="measure on all users (data that was not trained on)")
    e.add_argument("--threads", type=int, default=1)
    e.add_argument("--json", action="store_true", help="print JSON instead of a table")
    e.set_defaults(run=_evaluate)

    y = commands.add_parser("toy", help="write a small generated training set")
    y.add_argument("--out", type=Path, required=True)
    y.add_argument("--users", type=int, default=60)
    y.add_argument("--days", type=int, default=10)
    y.add_argument("--seed", type=int, default=1)
    y.set_defaults(run=_toy)
    sequences.add(commands)
    context.add(commands)
    return parser


def _train(options) -> int:
    torch.set_num_threads(options.threads)
    out, progress = options.out, Progress(options.quiet)
    release_id = options.release_id or out.resolve().name
    checkpoint = options.checkpoint or out.parent / f"{out.name}.work" / "checkpoint.pt"
    if options.fresh:
        checkpoint.unlink(missing_ok=True)
    data = dataset.load(options.data)
    data_class(data.meta)  # what can't be true is refused before anything is trained
    progress.say(f"{data.users} users, {data.tokens} tokens, {data.samples} ranking samples")
    base = finetune.load(options.base, data) if options.base else None
    settings = _settings(options, base)
    users = batches.split(data.users, settings.held_out, settings.seed)
    near = base.neighbors if base else neighbors.count(data, users.train)
    net = train(data, near, settings, checkpoint, progress, base=base.weights if base else None)
    if options.keep:
        finetune.keep(options.keep, net, near, release_id, data)

    progress.say("writing the graphs and measuring them")
    release.write_graphs(net, near, data, out)
    sampler = stage.train(net, data, users.train, settings.seed, progress)
    if sampler:
        stage.write(sampler, net, data, out)
    run = Graphs.load(out, options.threads)
    metrics = evaluate(data, users.train, users.held_out, run, near)
    if sampler:
        metrics["sample"] = stage.evaluate(sampler, data, users.held_out, run, out, settings.seed)
    (out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    described = asdict(settings)
    if options.region:
        described["region"] = options.region
    (out / "model-card.md").write_text(card.model_card(release_id, data, described, metrics), encoding="utf-8")
    release.write_manifest(out, release_id, data, described)
    if options.checkpoint is None:
        shutil.rmtree(checkpoint.parent, ignore_errors=True)
    if not options.no_table:
        print(table(metrics))
        print(f"engagement: {json.dumps(metrics['engagement'])}")
    print(f"release {release_id} written")
    return 0


def _settings(options, base: finetune.Base | None) -> Settings:
    if base:
        settings = finetune.settings(base, options.epochs, options.seed, options.lanes)
    else:
        settings = Settings(epochs=options.epochs or Settings.epochs, seed=options.seed, lanes=options.lanes)
    return settings if options.rate is None else replace(settings, rate=options.rate)


def _sampler(options) -> int:
    torch.set_num_threads(options.threads)
    data, out = dataset.load(options.data), options.release
    base = finetune.load(options.base, data)
    net = UsageNet(data.vocabulary_size).eval()
    net.load_state_dict(base.weights)
    release.require_graphs(net, out)
    users = batches.split(data.users, Settings.held_out, options.seed)
    sampler = stage.train(net, data, users.train, options.seed, Progress(options.quiet))
    if sampler is None:
        raise dataset.TrainingSetError("categories.txt: not found beside the vocabulary, so cohorts can't be summarized")
    stage.write(sampler, net, data, out)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    metrics = json.loads((out / "metrics.json").read_text(encoding="utf-8"))
    metrics["sample"] = stage.evaluate(sampler, data, users.held_out, Graphs.load(out, options.threads), out, options.seed)
    (out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    described = manifest["training"]["settings"]
    (out / "model-card.md").write_text(card.model_card(manifest["releaseId"], data, described, metrics), encoding="utf-8")
    release.write_manifest(out, manifest["releaseId"], data, described)
    (out / "manifest.json.sig").unlink(missing_ok=True)
    print(f"release {manifest['releaseId']} can write sessions; sign it")
    return 0


def _evaluate(options) -> int:
    data = dataset.load(options.data)
    users = batches.split(data.users, Settings.held_out, options.seed)
    measured = users.held_out
    if options.all_users:
        measured = batches.everyone(data.users)
    near = neighbors.read((options.release / "neighbors.bin").read_bytes())
    metrics = evaluate(data, users.train, measured, Graphs.load(options.release, options.threads), near)
    print(json.dumps(metrics, indent=2) if options.json else table(metrics))
    return 0


def _toy(options) -> int:
    toy.write(options.out, options.users, options.days, options.seed)
    print(f"toy training set of {options.users} users written")
    return 0
