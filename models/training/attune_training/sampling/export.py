"""The ``sample`` graph, and how it is run.

Uniform numbers come in, so equal inputs give equal events: each of type, item and gap is found where the cumulated
chances exceed its number (inverse CDF). Numbers are kept off 0 and 1 by 2^-20, so that what they find does not hang on
how a machine rounds chances that are next to nothing. What is impossible has a chance of exactly 0 and is never found.
"""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import TensorProto, helper

from attune_training import contract as c
from attune_training.graphs import FLOAT, INT64, GraphBuilder
from attune_training.model import UsageNet
from attune_training.sampling.cohorts import CONDITION
from attune_training.sampling.heads import SampleHeads

GRAPH = "sample.onnx"
ABOVE, BELOW = 2.0**-20, 1.0 - 2.0**-20


def sample(net: UsageNet, heads: SampleHeads) -> onnx.ModelProto:
    """state [B, 256], last, how, place int64 [B], condition [B, 18], uniform [B, 3] ->

    item, type, gap int64 [B], state_out [B, 256]. ``last``, ``how`` and ``place`` are of the event before, and the new
    event is folded at that hour and place. Type 0 is the end of the session; its item is 0 and its gap has no meaning.
    """
    with torch.no_grad():
        return _sample(net, heads)


def _sample(net: UsageNet, heads: SampleHeads) -> onnx.ModelProto:
    g = GraphBuilder("sample")
    state = g.input("state", FLOAT, "B", c.STATE)
    last, how, place = (g.input(n, INT64, "B") for n in ("last", "how", "place"))
    condition = g.input("condition", FLOAT, "B", CONDITION)
    uniform = g.input("uniform", FLOAT, "B", 3)

    x = g.add("Add", g.add("Gather", g.weight("embedding", net.embedding.weight), last),
              g.add("Gather", g.weight("query", net.query()), how))  # fmt: skip
    x = g.add("Add", x, g.add("Gather", g.weight("place_query", net.place_query.weight), place))
    read = g.add("Mul", state, g.silu(g.linear("state_gate", x, net.state_gate)))
    y = g.norm("norm_1", g.add("Add", g.linear("state_out", read, net.state_out), x), net.norm_1)
    wide = g.add("Gelu", g.linear("read_hidden", y, net.hidden))
    y = g.norm("norm_2", g.add("Add", g.linear("read_out", wide, net.hidden_out), y), net.norm_2)

    given = g.add("Concat", y, state, axis=1)
    trunk = g.add("Add", g.linear("trunk", given, heads.hidden), g.linear("condition_1", condition, heads.condition))
    trunk = g.add("Gelu", trunk)
    kind = _draw(g, g.add("Add", g.linear("type_head", trunk, heads.type_head), g.weight("types", heads.types)), uniform, 0)

    hidden = g.add("Gather", g.weight("item_type", heads.item_type.weight), kind)
    hidden = g.add("Gelu", g.add("Add", g.linear("item_hidden", trunk, heads.item_hidden), hidden))
    hidden = g.add("Add", hidden, g.linear("condition_2", condition, heads.condition_2))
    items = g.add("Add", g.add("MatMul", hidden, g.weight("items", heads.items.weight.T)), g.weight("item_bias", heads.item_bias))
    item = _draw(g, g.add("Add", items, g.add("Gather", g.weight("allowed", heads.allowed), kind)), uniform, 1)

    after = g.add("Add", g.add("Gather", g.weight("gap_type", heads.gap_type.weight), kind),
                  g.add("Gather", g.weight("gap_item", heads.gap_item.weight), item))  # fmt: skip
    after = g.add("Gelu", g.add("Add", g.linear("gap_hidden", trunk, heads.gap_hidden), after))
    gap = _draw(g, g.add("Add", g.linear("gap_head", after, heads.gap_head), g.weight("gaps", heads.gaps)), uniform, 2)

    t = net.tables()
    kind_place = g.add("Add", g.add("Mul", kind, g.weight("places", np.array(c.PLACES, np.int64))), place)
    u = g.add("Gather", g.weight("item_table", t.item), item)
    u = g.add("Add", u, g.add("Gather", g.weight("kind_table", t.kind), kind_place))
    u = g.add("Add", u, g.add("Gather", g.weight("gap_table", t.gap), gap))
    u = g.add("Add", u, g.add("Gather", g.weight("how_table", t.how), how))
    halves = g.weight("halves", np.array([c.STATE] * 2, np.int64))
    g.nodes.append(helper.make_node("Split", [u, halves], ["u_gate", "u_candidate"], axis=1))
    gate, candidate = g.add("Sigmoid", "u_gate"), g.silu("u_candidate")
    kept = g.add("Mul", gate, g.add("Sub", state, candidate))
    g.output("item", item, INT64, "B")
    g.output("type", kind, INT64, "B")
    g.output("gap", gap, INT64, "B")
    g.output("state_out", g.add("Add", candidate, kept), FLOAT, "B", c.STATE)
    return g.model()


def _draw(g: GraphBuilder, logits: str, uniform: str, which: int) -> str:
    """int64 [B]: how many cumulated chances are not above the number's share of their sum."""
    one = f"axis_{which}"
    axis = g.weight(one, np.array([1], np.int64))
    chances = g.add("Softmax", logits, axis=1)
    summed = g.add("CumSum", chances, g.weight(f"cumulate_{which}", np.array(1, np.int64)))
    total = g.add("ReduceMax", summed, axis, keepdims=1)
    begin, end = (g.weight(f"{name}_{which}", np.array([value], np.int64)) for name, value in (("from", which), ("to", which + 1)))
    number = g.add("Slice", uniform, begin, end, axis)
    number = g.add("Max", number, g.weight(f"above_{which}", np.array(ABOVE, np.float32)))
    number = g.add("Min", number, g.weight(f"below_{which}", np.array(BELOW, np.float32)))
    passed = g.add("LessOrEqual", summed, g.add("Mul", total, number))
    counted = g.add("ReduceSum", g.add("Cast", passed, to=TensorProto.INT64), axis, keepdims=0)
    return counted


class Sampler:
    """The graph in ONNX Runtime, on one thread."""

    def __init__(self, graph: bytes):
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def __call__(self, state, last, how, place, condition, uniform) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """item, type, gap and the state after."""
        ids = {name: np.ascontiguousarray(v, np.int64) for name, v in (("last", last), ("how", how), ("place", place))}
        floats = {name: np.ascontiguousarray(v, np.float32) for name, v in
                  (("state", state), ("condition", condition), ("uniform", uniform))}  # fmt: skip
        return tuple(self._session.run(["item", "type", "gap", "state_out"], ids | floats))
