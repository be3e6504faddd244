"""Makes the tiny release of the tests: the graphs of a release with made-up weights and 20 known items.

    python tiny_release.py ../resources/dev/attune/models/tiny-release

Needs numpy, onnx and onnxruntime. Weights are computed from their place, so that a test can compute them too, and
have 8 bits each, so that the files compress. The result is committed; run this again only to change it.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, checker, helper, numpy_helper

STATE, REPR, CATEGORIES, HOURS, FEATURES = 256, 64, 16, 24, 32
FIRST_KNOWN = 97
ITEMS = [f"app:tiny-{i:02d}" for i in range(16)] + ["content:tiny-00", "content:tiny-01", "theme:tiny", "setting:tiny"]
V = FIRST_KNOWN + len(ITEMS)
FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64


def weight(table: int, *shape: int, scale: float) -> np.ndarray:
    """-scale to scale in steps of scale / 128, from the place by the finalizer of MurmurHash3."""
    x = np.arange(int(np.prod(shape)), dtype=np.uint32) + np.uint32(table << 24)
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    x = (x ^ (x >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(16)
    steps = (x >> np.uint32(24)).astype(np.int32) - 128
    return (steps.astype(np.float32) / np.float32(128) * np.float32(scale)).reshape(shape)


class Graph:
    def __init__(self, name, inputs, outputs):
        self.name, self.nodes, self.weights = name, [], []
        self.inputs = [helper.make_tensor_value_info(*i) for i in inputs]
        self.outputs = [helper.make_tensor_value_info(*o) for o in outputs]

    def const(self, value):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def op(self, kind, *inputs, outputs=None, **attributes):
        names = [self.const(i) if isinstance(i, np.ndarray) else i for i in inputs]
        outputs = outputs or [f"v{len(self.nodes)}"]
        self.nodes.append(helper.make_node(kind, names, outputs, **attributes))
        return outputs[0]

    def silu(self, x):
        return self.op("Mul", x, self.op("Sigmoid", x))

    def model(self):
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
        checker.check_model(model, full_check=True)
        return model.SerializeToString(deterministic=True)


def update():
    ids = [(n, INT64, ["B"]) for n in ("item", "type", "gap", "how")]
    g = Graph("update", [*ids, ("state", FLOAT, ["B", STATE])], [("state_out", FLOAT, ["B", STATE])])
    u = g.op("Gather", weight(1, V, 2 * STATE, scale=2.0), "item")
    u = g.op("Add", u, g.op("Gather", weight(2, 128, 2 * STATE, scale=0.5), "type"))
    u = g.op("Add", u, g.op("Gather", weight(3, 16, 2 * STATE, scale=0.5), "gap"))
    u = g.op("Add", u, g.op("Gather", weight(4, 168, 2 * STATE, scale=0.5), "how"))
    g.op("Split", u, np.array([STATE, STATE], np.int64), outputs=["gate", "candidate"], axis=1)
    f, c = g.op("Sigmoid", "gate"), g.silu("candidate")
    g.op("Add", c, g.op("Mul", f, g.op("Sub", "state", c)), outputs=["state_out"])
    return g.model()


def readout():
    g = Graph(
        "readout",
        [("state", FLOAT, ["B", STATE]), ("last", INT64, ["B"]), ("how", INT64, ["B"]), ("place", INT64, ["B"])],
        [("repr", FLOAT, ["B", REPR]), ("engagement", FLOAT, ["B", CATEGORIES, HOURS])],
    )
    ones, zeros = np.ones(REPR, np.float32), np.zeros(REPR, np.float32)
    x = g.op("Gather", weight(5, V, REPR, scale=1.0), "last")
    x = g.op("Add", x, g.op("Gather", weight(6, 168, REPR, scale=0.5), "how"))
    x = g.op("Add", x, g.op("Gather", weight(15, 8, REPR, scale=0.5), "place"))
    read = g.op("Mul", "state", g.silu(g.op("MatMul", x, weight(7, REPR, STATE, scale=0.25))))
    y = g.op("Add", g.op("MatMul", read, weight(8, STATE, REPR, scale=0.25)), x)
    y = g.op("LayerNormalization", y, ones, zeros, axis=-1)
    wide = g.op("Gelu", g.op("MatMul", y, weight(9, REPR, STATE, scale=0.25)))
    y = g.op("Add", g.op("MatMul", wide, weight(10, STATE, REPR, scale=0.25)), y)
    g.op("LayerNormalization", y, ones, zeros, axis=-1, outputs=["repr"])
    e = g.silu(g.op("MatMul", "state", weight(11, STATE, 32, scale=0.25)))
    e = g.op("MatMul", e, weight(12, 32, CATEGORIES * HOURS, scale=0.5))
    e = g.op("Reshape", e, np.array([-1, CATEGORIES, HOURS], np.int64))
    g.op("Sigmoid", e, outputs=["engagement"])
    return g.model()


def rank():
    g = Graph(
        "rank",
        [("repr", FLOAT, ["B", REPR]), ("cand", INT64, ["B", "C"]), ("features", FLOAT, ["B", "C", FEATURES])],
        [("scores", FLOAT, ["B", "C"])],
    )
    last_axis = np.array([2], np.int64)
    rows = g.op("Gather", weight(5, V, REPR, scale=1.0), "cand")
    match = g.op("Squeeze", g.op("MatMul", rows, g.op("Unsqueeze", "repr", last_axis)), last_axis)
    hidden = g.op("Gelu", g.op("MatMul", "features", weight(13, FEATURES, 32, scale=1.0)))
    habit = g.op("Squeeze", g.op("MatMul", hidden, weight(14, 32, 1, scale=1.0)), last_axis)
    g.op("Add", match, habit, outputs=["scores"])
    return g.model()


def neighbors():
    """Every app is beside the one after it, and follows the one before it."""
    out = b"ATNB" + np.array([1, V, 2], "<i4").tobytes()
    for step in (1, -1):
        first, column = [0], []
        for row in range(V):
            if FIRST_KNOWN < row < FIRST_KNOWN + 15:
                column.append(row + step)
            first.append(len(column))
        out += np.array(first, "<i4").tobytes() + np.array(column, "<u2").tobytes()
        out += np.full(len(column), 0.5, "<f4").tobytes()
    return out


def golden(graphs):
    rng = np.random.default_rng(1)
    n, k = 3, 5
    run = {
        name: onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        for name, model in graphs.items()
    }
    item, last = rng.integers(0, V, (2, n))
    kind, gap, how = rng.integers(0, 128, n), rng.integers(0, 16, n), rng.integers(0, 168, n)
    place = rng.integers(0, 8, n)
    state = rng.uniform(-0.25, 1, (n, STATE)).round(3).astype(np.float32)
    cand = rng.integers(1, V, (n, k))
    cand[0, -1] = 0
    features = rng.uniform(0, 1, (n, k, FEATURES)).round(3).astype(np.float32)
    (state_out,) = run["update.onnx"].run(
        None, {"item": item, "type": kind, "gap": gap, "how": how, "state": state}
    )
    representation, engagement = run["readout.onnx"].run(None, {"state": state, "last": last, "how": how, "place": place})
    (scores,) = run["rank.onnx"].run(None, {"repr": representation, "cand": cand, "features": features})

    def flat(array):
        whole = np.issubdtype(array.dtype, np.integer)
        return [int(v) if whole else float(str(np.float32(v))) for v in array.ravel()]

    return {
        "update": {"n": n, "item": flat(item), "type": flat(kind), "gap": flat(gap), "how": flat(how),
                   "state": flat(state), "stateOut": flat(state_out)},
        "readout": {"n": n, "state": flat(state), "last": flat(last), "how": flat(how),
                    "place": flat(place), "repr": flat(representation), "engagement": flat(engagement)},
        "rank": {"n": n, "candidates": k, "repr": flat(representation), "cand": flat(cand),
                 "features": flat(features), "scores": flat(scores)},
    }  # fmt: skip


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = {"update.onnx": update(), "readout.onnx": readout(), "rank.onnx": rank()}
    files["golden.json"] = (json.dumps(golden(files)) + "\n").encode()
    files["neighbors.bin"] = neighbors()
    files["vocabulary.txt"] = "".join(f"{item}\n" for item in ITEMS).encode()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = {
        "formatVersion": 2,
        "releaseId": "tiny",
        "created": "2026-11-22T00:00:00Z",
        "trainingDataClass": "none",
        "opset": 20,
        "shape": {"state": STATE, "representation": REPR, "notificationCategories": CATEGORIES,
                  "hours": HOURS, "features": FEATURES},
        "vocabulary": {"size": V, "sha256": digests["vocabulary.txt"]},
        "files": [{"name": name, "size": len(content), "sha256": digests[name]} for name, content in files.items()],
    }  # fmt: skip
    files["manifest.json"] = (json.dumps(manifest, indent=2) + "\n").encode()
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
