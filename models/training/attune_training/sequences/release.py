"""Writes what a run on plain sequences leaves: graphs, item names, metrics, a model card and a manifest over them.

It is a benchmark of the architecture, not a release for the pipeline, which needs a vocabulary and inputs of phone
usage; the manifest says so, and the pipeline refuses it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from attune_training import contract as c
from attune_training.release import created
from attune_training.sequences import export, measure
from attune_training.sequences.data import Sequences
from attune_training.sequences.fit import Recipe
from attune_training.sequences.net import SequenceNet


def write_graphs(net: SequenceNet, data: Sequences, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, model in export.graphs(net).items():
        (out / name).write_bytes(model.SerializeToString(deterministic=True))
    (out / "items.txt").write_text("".join(f"{name}\n" for name in data.items), encoding="utf-8")


def finish(out: Path, data: Sequences, recipe: Recipe, report: dict, data_class: str) -> None:
    """Writes metrics, card and, last, the manifest."""
    (out / "metrics.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    (out / "model-card.md").write_text(_card(out.resolve().name, data, recipe, report, data_class), encoding="utf-8")
    files = []
    for name in (*export.GRAPHS, "items.txt", "metrics.json", "model-card.md"):
        content = (out / name).read_bytes()
        files.append({"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()})
    manifest = {
        "kind": "sequences",
        "name": out.resolve().name,
        "created": created(),
        "trainingDataClass": data_class,
        "opset": c.OPSET,
        "shape": {"items": len(data.items), "state": recipe.state, "representation": recipe.size},
        "contexts": {name: len(values) for name, values in data.contexts.items()},
        "training": {"data": data.digest(), "recipe": asdict(recipe)},
        "files": files,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _card(name: str, data: Sequences, recipe: Recipe, report: dict, data_class: str) -> str:
    described = ", ".join(f"{key} {value}" for key, value in asdict(recipe).items())
    training = report["training"]
    return f"""# Model card: {name}

A gated linear recurrence over plain sequences of items: {recipe.state} numbers a user, an update without a matrix product.

## Intended use

Comparing the architecture with published figures. Not for the pipeline: it knows no phones, and has no heads for them.

## Data

Class: {data_class}. {data.users} users, {len(data.items)} items, {len(data.item)} rows; SHA-256 of what was learned from:
`{data.digest()}`.

## Training

{described}. Best of {training["epochs"]} epochs in validation: {training["bestEpoch"]}. {training["cpuMinutes"]} CPU minutes.

## Quality

The last item of each of {report["queries"]} users, streamed from BOS through the exported graphs with a 16-bit state, full
ranking. Chosen by the item before the last, reported on the last. Items of the user's last {measure.MASKED} masked:

```text
{measure.table(report["test"]["masked"])}
```

Nothing masked:

```text
{measure.table(report["test"]["unmasked"])}
```

## Limits

It has learned the taste of its data and its time. Items that are not in it can't be ranked.
"""
