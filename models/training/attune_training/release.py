"""Writes a release folder: graphs, vocabulary, golden vectors, metrics, model card, and the manifest over them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from pathlib import Path

import numpy as np

from attune_training import contract as c
from attune_training import graphs
from attune_training.dataset import TrainingSet, TrainingSetError
from attune_training.model import UsageNet
from attune_training.neighbors import Neighbors
from attune_training.provenance import data_class
from attune_training.runtime import Graphs

GOLDEN_ROWS = 4
GOLDEN_CANDIDATES = 6

# Files that a runtime needs, in the manifest's order; the others are for people.
SERVED = (*c.GRAPHS, "vocabulary.txt", "neighbors.bin", "golden.json")
# For writing sessions; a release of items without categories has none of them.
SAMPLER = ("sample.onnx", "cohorts.json")
FOR_PEOPLE = ("metrics.json", "model-card.md")


def write_graphs(net: UsageNet, neighbors: Neighbors, data: TrainingSet, folder: Path) -> None:
    """Writes the graphs, the neighbors, the vocabulary as it came, and golden vectors computed by ONNX Runtime."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in graphs.all_graphs(net).items():
        (folder / name).write_bytes(model.SerializeToString(deterministic=True))
    vocabulary = (data.folder / data.meta.get("vocabulary", "vocabulary.txt")).read_bytes()
    (folder / "vocabulary.txt").write_bytes(vocabulary)
    (folder / "neighbors.bin").write_bytes(neighbors.write())
    golden = golden_vectors(Graphs.load(folder), data.vocabulary_size)
    (folder / "golden.json").write_text(json.dumps(golden) + "\n", encoding="utf-8")


def require_graphs(net: UsageNet, folder: Path) -> None:
    """Raises TrainingSetError unless the graphs in the folder are those of the net."""
    for name, model in graphs.all_graphs(net).items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != model.SerializeToString(deterministic=True):
            raise TrainingSetError(f"{name}: the release in {folder.name} was not made of these weights")


def golden_vectors(run: Graphs, vocabulary: int, seed: int = 20) -> dict:
    """A few inputs and what the graphs answer; arrays are flat and row-major. The format is in the README."""
    rng = np.random.default_rng(seed)
    n, k = GOLDEN_ROWS, GOLDEN_CANDIDATES
    item, last = rng.integers(0, vocabulary, (2, n))
    kind, gap = rng.integers(0, c.KINDS, n), rng.integers(0, c.GAPS, n)
    how, place = rng.integers(0, c.HOURS_OF_WEEK, n), rng.integers(0, c.PLACES, n)
    state = rng.uniform(-0.25, 1.0, (n, c.STATE)).round(3).astype(np.float32)
    cand = rng.integers(1, vocabulary, (n, k))
    cand[0, -1] = c.NO_ITEM
    features = rng.uniform(0.0, 1.0, (n, k, c.FEATURES)).round(3).astype(np.float32)
    state_out = run.update(item, kind, gap, how, state)
    representation, engagement = run.readout(state, last, how, place)
    scores = run.rank(representation, cand, features)
    return {
        "update": {
            "n": n,
            "item": _flat(item),
            "type": _flat(kind),
            "gap": _flat(gap),
            "how": _flat(how),
            "state": _flat(state),
            "stateOut": _flat(state_out),
        },
        "readout": {
            "n": n,
            "state": _flat(state),
            "last": _flat(last),
            "how": _flat(how),
            "place": _flat(place),
            "repr": _flat(representation),
            "engagement": _flat(engagement),
        },
        "rank": {
            "n": n,
            "candidates": k,
            "repr": _flat(representation),
            "cand": _flat(cand),
            "features": _flat(features),
            "scores": _flat(scores),
        },
    }


def write_manifest(folder: Path, release_id: str, data: TrainingSet, settings: dict) -> dict:
    """Writes manifest.json over the files that are in the folder; the last step of a release."""
    files = []
    sampler = [name for name in SAMPLER if (folder / name).is_file()]
    for name in (*SERVED, *sampler, *FOR_PEOPLE):
        content = (folder / name).read_bytes()
        files.append({"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()})
    digests = {entry["name"]: entry["sha256"] for entry in files}
    manifest = {
        "formatVersion": c.FORMAT_VERSION,
        "releaseId": release_id,
        "created": created(),
        "trainingDataClass": data_class(data.meta),
        "opset": c.OPSET,
        "shape": {
            "state": c.STATE,
            "representation": c.REPRESENTATION,
            "notificationCategories": c.CATEGORIES,
            "hours": c.HOURS,
            "features": c.FEATURES,
        },
        "vocabulary": {"size": data.vocabulary_size, "sha256": digests["vocabulary.txt"]},
        "training": {
            "data": data.digest(),
            "users": data.users,
            "tokens": data.tokens,
            "dataSeed": data.meta.get("seed"),
            "settings": settings,
        },
        "files": files,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def created() -> str:
    """Now, or SOURCE_DATE_EPOCH where builds are to be repeatable; ISO 8601, UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.timezone.utc) if epoch else dt.datetime.now(dt.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _flat(array: np.ndarray) -> list:
    if np.issubdtype(array.dtype, np.integer):
        return [int(v) for v in array.ravel()]
    # The shortest text that reads back as the same 32-bit float.
    return [float(str(np.float32(v))) for v in array.ravel()]
