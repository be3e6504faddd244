"""Makes the transformer that the update is compared with: what one would run to re-encode a user's last 50 events.

    python transformer.py ../resources/dev/attune/bench/reencode/transformer.onnx

Two blocks as in SASRec (Kang and McAuley, 2018), width 64, one head, point-wise layers of width 64: the cheapest form there
is. Only its cost matters, so its weights are made up; they are stored in 8 bits, which ONNX Runtime turns into floats once,
when it loads the graph. Needs numpy and onnx. The result is committed; run this again only to change it.

    events int64[B,50], the last one last -> repr float32[B,64] of the last position
"""

import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

ITEMS, EVENTS, WIDTH, BLOCKS = 512, 50, 64, 2


class Graph:
    def __init__(self):
        self.nodes, self.constants, self.random = [], [], np.random.default_rng(1)

    def const(self, value):
        name = f"w{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def op(self, kind, *inputs, output=None, **attributes):
        names = [i if isinstance(i, str) else self.const(i) for i in inputs]
        output = output or f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, names, [output], **attributes))
        return output

    def weight(self, *shape, scale):
        steps = self.random.integers(-127, 128, shape).astype(np.int8)
        return self.op("Mul", self.op("Cast", steps, to=TensorProto.FLOAT), np.float32(scale / 127))

    def dense(self, x):
        return self.op("Add", self.op("MatMul", x, self.weight(WIDTH, WIDTH, scale=0.2)), self.weight(WIDTH, scale=0.1))

    def norm(self, x):
        ones, zeros = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
        return self.op("LayerNormalization", x, ones, zeros, axis=-1)

    def block(self, x):
        y = self.norm(x)
        key = self.op("Transpose", self.dense(y), perm=[0, 2, 1])
        scores = self.op("Mul", self.op("MatMul", self.dense(y), key), np.float32(WIDTH**-0.5))
        later = np.triu(np.full((EVENTS, EVENTS), -1e9, np.float32), 1)
        attention = self.op("Softmax", self.op("Add", scores, later), axis=-1)
        x = self.op("Add", x, self.dense(self.op("MatMul", attention, self.dense(y))))
        return self.op("Add", x, self.dense(self.op("Relu", self.dense(self.norm(x)))))

    def model(self):
        x = self.op("Gather", self.weight(ITEMS, WIDTH, scale=1.0), "events")
        x = self.op("Add", x, self.weight(EVENTS, WIDTH, scale=0.5))
        for _ in range(BLOCKS):
            x = self.block(x)
        self.op("Gather", self.norm(x), np.array(EVENTS - 1, np.int64), output="repr", axis=1)
        graph = helper.make_graph(
            self.nodes,
            "transformer",
            [helper.make_tensor_value_info("events", TensorProto.INT64, ["B", EVENTS])],
            [helper.make_tensor_value_info("repr", TensorProto.FLOAT, ["B", WIDTH])],
            self.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
        checker.check_model(model, full_check=True)
        return model.SerializeToString(deterministic=True)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(Graph().model())
