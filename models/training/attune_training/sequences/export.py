"""Writes the trained net as ONNX graphs whose update has no matrix product, and runs them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import helper

from attune_training.graphs import FLOAT, INT64, GraphBuilder
from attune_training.sequences.net import NEVER, SequenceNet

GRAPHS = ("update.onnx", "readout.onnx", "rank.onnx")


def graphs(net: SequenceNet) -> dict[str, onnx.ModelProto]:
    """By file name; ``context`` is an input only where the net was trained with contexts."""
    with torch.no_grad():
        return {"update.onnx": update(net), "readout.onnx": readout(net), "rank.onnx": rank(net)}


def update(net: SequenceNet) -> onnx.ModelProto:
    """item int64 [B], context int64 [B, K], state [B, S] -> state_out [B, S]."""
    g = GraphBuilder("update")
    item, contexts = _inputs(g, "item", net)
    state = g.input("state", FLOAT, "B", net.state)
    tables = net.tables()
    u = g.add("Gather", g.weight("item_table", tables[0]), item)
    for k, (table, at) in enumerate(zip(tables[1:], contexts)):
        u = g.add("Add", u, g.add("Gather", g.weight(f"context_table_{k}", table), at))
    halves = g.weight("halves", np.array([net.state] * 2, np.int64))
    g.nodes.append(helper.make_node("Split", [u, halves], ["u_gate", "u_candidate"], axis=1))
    gate, candidate = g.add("Sigmoid", "u_gate"), g.silu("u_candidate")
    kept = g.add("Mul", gate, g.add("Sub", state, candidate))
    g.output("state_out", g.add("Add", candidate, kept), FLOAT, "B", net.state)
    return g.model()


def readout(net: SequenceNet) -> onnx.ModelProto:
    """state [B, S], last int64 [B], context int64 [B, K] of what is asked for -> repr [B, D]."""
    g = GraphBuilder("readout")
    last, contexts = _inputs(g, "last", net)
    state = g.input("state", FLOAT, "B", net.state)
    x = g.add("Gather", g.weight("embedding", net.norm_in(net.embedding.weight)), last)
    for k, (table, at) in enumerate(zip(net.context_query, contexts)):
        x = g.add("Add", x, g.add("Gather", g.weight(f"query_table_{k}", table.weight), at))
    read = g.add("Mul", state, g.silu(g.linear("state_gate", x, net.state_gate)))
    y = g.norm("norm_1", g.add("Add", g.linear("state_out", read, net.state_out), x), net.norm_1)
    wide = g.add("Gelu", g.linear("hidden", y, net.hidden))
    y = g.norm("norm_2", g.add("Add", g.linear("hidden_out", wide, net.hidden_out), y), net.norm_2)
    g.output("repr", y, FLOAT, "B", net.size)
    return g.model()


def rank(net: SequenceNet) -> onnx.ModelProto:
    """repr [B, D] -> scores [B, V] of all items; that of BOS is out of reach."""
    g = GraphBuilder("rank")
    y = g.input("repr", FLOAT, "B", net.size)
    bias = net.bias.clone()
    bias[0] = NEVER
    scores = g.add("Add", g.add("MatMul", y, g.weight("items", net.embedding.weight.T)), g.weight("bias", bias))
    g.output("scores", scores, FLOAT, "B", net.vocabulary)
    return g.model()


def _inputs(g: GraphBuilder, name: str, net: SequenceNet) -> tuple[str, list[str]]:
    item = g.input(name, INT64, "B")
    count = len(net.context_in)
    if not count:
        return item, []
    context = g.input("context", INT64, "B", count)
    axis = g.weight("context_axis", np.array([1], np.int64))
    return item, [
        g.add("Squeeze", g.add("Slice", context, *(g.weight(f"{end}_{k}", np.array([v], np.int64))
                                                   for end, v in (("from", k), ("to", k + 1))), axis), axis)
        for k in range(count)
    ]


class Runner:
    """The graphs of a folder in ONNX Runtime, on one thread."""

    def __init__(self, folder: Path):
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._update, self._readout, self._rank = (
            ort.InferenceSession((folder / name).read_bytes(), options, providers=["CPUExecutionProvider"])
            for name in GRAPHS
        )
        self.state = self._update.get_outputs()[0].shape[1]
        self.contexts = any(port.name == "context" for port in self._update.get_inputs())

    def update(self, item: np.ndarray, context: np.ndarray, state: np.ndarray) -> np.ndarray:
        return self._update.run(None, self._feed({"item": item.astype(np.int64), "state": state}, context))[0]

    def scores(self, state: np.ndarray, last: np.ndarray, context: np.ndarray) -> np.ndarray:
        y = self._readout.run(None, self._feed({"last": last.astype(np.int64), "state": state}, context))[0]
        return self._rank.run(None, {"repr": y})[0]

    def _feed(self, feed: dict, context: np.ndarray) -> dict:
        return feed | {"context": np.ascontiguousarray(context, np.int64)} if self.contexts else feed
