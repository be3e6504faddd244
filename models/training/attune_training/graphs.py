"""Writes the three graphs as ONNX, node by node.

They are built by hand and not by PyTorch's exporter: the tables are folded, the operators are few and known (a
runtime checks them against a list), and no file carries a trace of the machine it was made on.
"""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from attune_training import contract as c
from attune_training.model import UsageNet

FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64


class GraphBuilder:
    """Collects nodes and weights; every method that adds a node returns the name of its result."""

    def __init__(self, name: str):
        self.name = name
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, kind: int, *shape: int | str) -> str:
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name: str, value: str, kind: int, *shape: int | str) -> None:
        self.nodes.append(helper.make_node("Identity", [value], [name], name=f"Identity_{name}"))
        self.outputs.append(helper.make_tensor_value_info(name, kind, shape))

    def weight(self, name: str, value: torch.Tensor | np.ndarray | list) -> str:
        array = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
        if array.dtype == np.float64:
            array = array.astype(np.float32)
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, operator: str, *inputs: str, **attributes) -> str:
        result = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [result], name=result, **attributes))
        return result

    def linear(self, name: str, x: str, layer: torch.nn.Linear) -> str:
        y = self.add("MatMul", x, self.weight(f"{name}.weight", layer.weight.T))
        return y if layer.bias is None else self.add("Add", y, self.weight(f"{name}.bias", layer.bias))

    def norm(self, name: str, x: str, layer: torch.nn.LayerNorm) -> str:
        scale, bias = self.weight(f"{name}.scale", layer.weight), self.weight(f"{name}.bias", layer.bias)
        return self.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=layer.eps)

    def silu(self, x: str) -> str:
        return self.add("Mul", x, self.add("Sigmoid", x))

    def model(self) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.weights)
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", c.OPSET)],
            ir_version=c.IR_VERSION,
            producer_name="attune_training",
        )
        onnx.checker.check_model(model, full_check=True)
        return model


def update(net: UsageNet) -> onnx.ModelProto:
    """item, type (and place), gap, how int64 [B], state [B, 256] -> state_out [B, 256]; no matrix product."""
    g = GraphBuilder("update")
    item, kind, gap, how = (g.input(n, INT64, "B") for n in ("item", "type", "gap", "how"))
    state = g.input("state", FLOAT, "B", c.STATE)
    t = net.tables()
    u = g.add("Gather", g.weight("item_table", t.item), item)
    u = g.add("Add", u, g.add("Gather", g.weight("kind_table", t.kind), kind))
    u = g.add("Add", u, g.add("Gather", g.weight("gap_table", t.gap), gap))
    u = g.add("Add", u, g.add("Gather", g.weight("how_table", t.how), how))
    g.nodes.append(
        helper.make_node("Split", [u, g.weight("halves", np.array([c.STATE] * 2, np.int64))], ["u_gate", "u_candidate"], axis=1)
    )
    gate, candidate = g.add("Sigmoid", "u_gate"), g.silu("u_candidate")
    kept = g.add("Mul", gate, g.add("Sub", state, candidate))
    g.output("state_out", g.add("Add", candidate, kept), FLOAT, "B", c.STATE)
    return g.model()


def readout(net: UsageNet) -> onnx.ModelProto:
    """state [B, 256], last, how, place int64 [B] -> repr [B, 64], engagement [B, 16, 24] as probabilities."""
    g = GraphBuilder("readout")
    state = g.input("state", FLOAT, "B", c.STATE)
    last, how, place = (g.input(n, INT64, "B") for n in ("last", "how", "place"))
    embedding = g.weight("embedding", net.embedding.weight)
    x = g.add("Add", g.add("Gather", embedding, last), g.add("Gather", g.weight("query", net.query()), how))
    x = g.add("Add", x, g.add("Gather", g.weight("place_query", net.place_query.weight), place))
    read = g.add("Mul", state, g.silu(g.linear("state_gate", x, net.state_gate)))
    y = g.norm("norm_1", g.add("Add", g.linear("state_out", read, net.state_out), x), net.norm_1)
    wide = g.add("Gelu", g.linear("hidden", y, net.hidden))
    y = g.norm("norm_2", g.add("Add", g.linear("hidden_out", wide, net.hidden_out), y), net.norm_2)
    g.output("repr", y, FLOAT, "B", c.REPRESENTATION)

    e = g.silu(g.linear("engage", state, net.engage))
    # Category and hour are two small products added up; as one product it would be 384 wide.
    by_category = g.linear("engage_category", e, net.engage_category)
    by_hour = g.linear("engage_hour", e, net.engage_hour)
    by_category = g.add("Unsqueeze", by_category, g.weight("axis_hour", np.array([2], np.int64)))
    by_hour = g.add("Unsqueeze", by_hour, g.weight("axis_category", np.array([1], np.int64)))
    logits = g.add("Add", g.add("Add", by_category, by_hour), g.weight("engage_prior", net.engage_prior))
    g.output("engagement", g.add("Sigmoid", logits), FLOAT, "B", c.CATEGORIES, c.HOURS)
    return g.model()


def rank(net: UsageNet) -> onnx.ModelProto:
    """repr [B, 64], cand int64 [B, C], features [B, C, F] -> scores [B, C]; index 0 is padding."""
    g = GraphBuilder("rank")
    representation = g.input("repr", FLOAT, "B", c.REPRESENTATION)
    cand = g.input("cand", INT64, "B", "C")
    features = g.input("features", FLOAT, "B", "C", c.FEATURES)
    last_axis = g.weight("last_axis", np.array([2], np.int64))
    candidate_axis = g.weight("candidate_axis", np.array([1], np.int64))
    select = np.eye(c.FEATURES, dtype=np.float32)

    rows = g.add("Gather", g.weight("embedding", net.rank_scale * net.embedding.weight), cand)
    match = g.add("MatMul", rows, g.add("Unsqueeze", representation, last_axis))
    match = g.add("Add", match, g.add("Unsqueeze", g.add("Gather", g.weight("bias", net.bias), cand), last_axis))
    near = g.add("MatMul", features, g.weight("select_near", select[:, c.FIRST_NEIGHBOR :]))
    near = g.add("MatMul", near, g.add("Unsqueeze", g.linear("rank_near", representation, net.rank_near), last_axis))

    context = g.add("MatMul", representation, g.weight("rank_context.weight", net.rank_context.weight.T))
    hidden = g.add("Add", g.linear("rank_features", features, net.rank_features), g.add("Unsqueeze", context, candidate_axis))
    items = g.weight("rank_item", net.rank_item(net.embedding.weight))
    hidden = g.add("Add", hidden, g.add("Gather", items, cand))
    hidden = g.add("Gelu", g.add("Add", hidden, g.add("Mul", match, g.weight("rank_match", net.rank_match))))
    habit = g.add("Add", g.linear("rank_out", hidden, net.rank_out), g.linear("rank_linear", features, net.rank_linear))
    is_habit = g.add("MatMul", features, g.weight("select_habit", select[:, c.IS_HABIT : c.IS_HABIT + 1]))

    scores = g.add("Add", g.add("Add", match, near), g.add("Mul", habit, is_habit))
    scores = g.add("Squeeze", scores, last_axis)
    padding = g.add("Equal", cand, g.weight("no_item", np.array(c.NO_ITEM, np.int64)))
    scores = g.add("Where", padding, g.weight("padding_score", np.array(c.PADDING_SCORE, np.float32)), scores)
    g.output("scores", scores, FLOAT, "B", "C")
    return g.model()


def all_graphs(net: UsageNet) -> dict[str, onnx.ModelProto]:
    """By file name."""
    with torch.no_grad():
        return {"update.onnx": update(net), "readout.onnx": readout(net), "rank.onnx": rank(net)}
