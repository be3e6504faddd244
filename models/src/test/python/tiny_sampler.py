"""Makes what the tiny release of the tests needs to write sessions: a sample graph with made-up weights.

    python tiny_sampler.py ../resources/dev/attune/models/tiny-sampler

Needs numpy, onnx and onnxruntime. The result is committed; run this again only to change it.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto
from tiny_release import FIRST_KNOWN, FLOAT, INT64, STATE, Graph, V, weight

CONDITION, TYPES, GAPS = 18, 16, 16
END, OPENED, CLOSED = 0, 1, 2
CATEGORIES = ["one", "two", "three"]


def allowed(*shape, rows):
    out = np.full(shape, -1e9, np.float32)
    for row, columns in rows.items():
        out[row, columns] = 0.0
    return out


def draw(g, logits, which):
    axis, one = np.array([1], np.int64), np.array([1], np.int64)
    summed = g.op("CumSum", g.op("Softmax", logits, axis=1), np.array(1, np.int64))
    number = g.op("Slice", "uniform", np.array([which], np.int64), np.array([which + 1], np.int64), axis)
    number = g.op("Min", g.op("Max", number, np.float32([2.0**-20])), np.float32([1 - 2.0**-20]))
    passed = g.op("LessOrEqual", summed, g.op("Mul", g.op("ReduceMax", summed, axis, keepdims=1), number))
    return g.op("ReduceSum", g.op("Cast", passed, to=TensorProto.INT64), one, keepdims=0)


def sample():
    ids = [(n, INT64, ["B"]) for n in ("last", "how", "place")]
    floats = [("state", FLOAT, ["B", STATE]), ("condition", FLOAT, ["B", CONDITION]), ("uniform", FLOAT, ["B", 3])]
    drawn = [(n, INT64, ["B"]) for n in ("item", "type", "gap")]
    g = Graph("sample", [*floats, *ids], [*drawn, ("state_out", FLOAT, ["B", STATE])])
    kinds = g.op("Add", g.op("MatMul", "condition", weight(20, CONDITION, TYPES, scale=1.0)),
                 g.op("MatMul", "state", weight(21, STATE, TYPES, scale=0.25)))  # fmt: skip
    kinds = g.op("Add", kinds, g.op("Gather", weight(22, 168, TYPES, scale=0.25), "how"))
    kinds = g.op("Add", kinds, g.op("Gather", weight(23, 8, TYPES, scale=0.25), "place"))
    types = allowed(1, TYPES, rows={0: [END, OPENED, CLOSED]})
    kind = draw(g, g.op("Add", kinds, types), 0)
    apps = list(range(FIRST_KNOWN, FIRST_KNOWN + 16))
    items = g.op("Gather", allowed(TYPES, V, rows={END: [0], OPENED: apps, CLOSED: apps}), kind)
    items = g.op("Add", items, g.op("Gather", weight(24, V, V, scale=2.0), "last"))
    item = draw(g, items, 1)
    gaps = g.op("Gather", weight(25, V, GAPS, scale=2.0), item)
    gap = draw(g, g.op("Add", gaps, allowed(1, GAPS, rows={0: list(range(1, GAPS))})), 2)
    for name, value in (("item", item), ("type", kind), ("gap", gap)):
        g.op("Identity", value, outputs=[name])
    half = g.op("Mul", "state", np.float32([0.5]))
    g.op("Add", half, g.op("Gather", weight(26, V, STATE, scale=0.5), item), outputs=["state_out"])
    return g.model()


def golden(graph):
    rng, n = np.random.default_rng(2), 5
    given = {
        "state": rng.uniform(-0.25, 1, (n, STATE)).round(3).astype(np.float32),
        "last": rng.integers(0, V, n),
        "how": rng.integers(0, 168, n),
        "place": rng.integers(0, 8, n),
        "condition": rng.normal(size=(n, CONDITION)).round(3).astype(np.float32),
        "uniform": rng.random((n, 3)).round(3).astype(np.float32),
    }
    given["uniform"][0], given["uniform"][1] = 0.0, np.nextafter(np.float32(1), np.float32(0))
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    item, kind, gap, state = session.run(["item", "type", "gap", "state_out"], given)
    out = given | {"item": item, "type": kind, "gap": gap, "stateOut": state}

    def flat(array):
        whole = np.issubdtype(array.dtype, np.integer)
        return [int(v) if whole else float(str(np.float32(v))) for v in array.ravel()]

    return {"sample": {"n": n} | {name: flat(value) for name, value in out.items()}}


def cohorts():
    """Three categories: 24 + 12 + 12 + 16 cells, and directions that are cells themselves."""
    count = 24 + 24 + 16
    directions = np.zeros((16, count))
    directions[np.arange(16), 24 + np.arange(16)] = 1.0
    of_item = [-1] * FIRST_KNOWN + [i % 3 for i in range(V - FIRST_KNOWN)]
    return {
        "formatVersion": 1,
        "categories": CATEGORIES,
        "itemCategory": of_item,
        "leastNoise": 1e-4,
        "mostNoise": 1.0,
        "mean": [1 / 24] * 24 + [1 / 12] * 24 + [1 / 16] * 16,
        "variance": [0.01] * 16,
        "directions": directions.tolist(),
    }


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    graph = sample()
    (folder / "sample.onnx").write_bytes(graph)
    (folder / "cohorts.json").write_text(json.dumps(cohorts()) + "\n")
    (folder / "golden.json").write_text(json.dumps(golden(graph)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
