import numpy as np
import onnx
import pytest
import torch

from attune_training import contract as c
from attune_training import graphs
from attune_training.runtime import Graphs

VOCABULARY = c.ITEM_BASE + 20
ALLOWED = {
    "Add", "Equal", "Gather", "Gelu", "Identity", "LayerNormalization", "MatMul", "Mul", "Sigmoid", "Split", "Squeeze",
    "Sub", "Unsqueeze", "Where",
}  # fmt: skip
FLOAT, INT64 = onnx.TensorProto.FLOAT, onnx.TensorProto.INT64
SIGNATURES = {
    "update.onnx": (
        {"item": (INT64, ["B"]), "type": (INT64, ["B"]), "gap": (INT64, ["B"]), "how": (INT64, ["B"]),
         "state": (FLOAT, ["B", 256])},
        {"state_out": (FLOAT, ["B", 256])},
    ),
    "readout.onnx": (
        {"state": (FLOAT, ["B", 256]), "last": (INT64, ["B"]), "how": (INT64, ["B"]), "place": (INT64, ["B"])},
        {"repr": (FLOAT, ["B", 64]), "engagement": (FLOAT, ["B", 16, 24])},
    ),
    "rank.onnx": (
        {"repr": (FLOAT, ["B", 64]), "cand": (INT64, ["B", "C"]), "features": (FLOAT, ["B", "C", c.FEATURES])},
        {"scores": (FLOAT, ["B", "C"])},
    ),
}  # fmt: skip


@pytest.fixture
def models(tiny_net):
    return graphs.all_graphs(tiny_net)


@pytest.fixture
def run(models):
    return Graphs(*(m.SerializeToString() for m in models.values()))


def inputs(n, seed=2):
    rng = np.random.default_rng(seed)
    tokens = [rng.integers(0, limit, n) for limit in (VOCABULARY, c.KINDS, c.GAPS, c.HOURS_OF_WEEK)]
    return tokens, rng.normal(size=(n, c.STATE)).astype(np.float32)


@pytest.mark.parametrize("name", SIGNATURES)
def test_should_have_the_signature_of_the_contract(models, name):
    def signature(values):
        return {
            v.name: (v.type.tensor_type.elem_type, [d.dim_param or d.dim_value for d in v.type.tensor_type.shape.dim])
            for v in values
        }

    graph = models[name].graph
    assert (signature(graph.input), signature(graph.output)) == SIGNATURES[name]


@pytest.mark.parametrize("name", SIGNATURES)
def test_should_be_one_plain_file(models, name):
    model = models[name]
    assert {node.op_type for node in model.graph.node} <= ALLOWED
    assert [(o.domain, o.version) for o in model.opset_import] == [("", c.OPSET)]
    assert all(w.data_location == onnx.TensorProto.DEFAULT for w in model.graph.initializer)
    assert not model.metadata_props and not any(node.metadata_props or node.doc_string for node in model.graph.node)


def test_should_update_without_any_matrix_product(models):
    assert "MatMul" not in {node.op_type for node in models["update.onnx"].graph.node}


@pytest.mark.parametrize("n", [1, 7, 256])
def test_should_answer_as_pytorch_does(tiny_net, run, n):
    (item, kind, gap, how), state = inputs(n)
    with torch.no_grad():
        tokens = [torch.from_numpy(t).unsqueeze(0) for t in (item, kind, gap, how)]
        after = tiny_net.states(*tokens, torch.ones(1, n, 1), torch.from_numpy(state))[0]
        place = np.arange(n) % c.PLACES
        y = tiny_net.representation(after, tokens[0][0], tokens[3][0], torch.from_numpy(place))
        engagement = torch.sigmoid(tiny_net.engagement_logits(after))
        cand = torch.from_numpy(np.random.default_rng(3).integers(0, VOCABULARY, (n, 9)))
        features = torch.rand(n, 9, c.FEATURES)
        scores = tiny_net.rank_scores(y, cand, features)
    np.testing.assert_allclose(run.update(item, kind, gap, how, state), after, atol=1e-5)
    representation, opened = run.readout(after.numpy(), item, how, place)
    np.testing.assert_allclose(representation, y, atol=2e-5)
    np.testing.assert_allclose(opened, engagement, atol=1e-5)
    np.testing.assert_allclose(run.rank(y.numpy(), cand.numpy(), features.numpy()), scores, atol=1e-4)


def test_should_stream_to_the_same_state_as_training_sees(tiny_net, run):
    (item, kind, gap, how), _ = inputs(40)
    with torch.no_grad():
        tokens = [torch.from_numpy(t).unsqueeze(1) for t in (item, kind, gap, how)]
        whole = tiny_net.states(*tokens, torch.ones(40, 1, 1), torch.zeros(1, c.STATE))[-1]
    state = np.zeros((1, c.STATE), np.float32)
    for t in range(40):
        state = run.update(item[t : t + 1], kind[t : t + 1], gap[t : t + 1], how[t : t + 1], state)
    np.testing.assert_allclose(state, whole, atol=1e-4)
