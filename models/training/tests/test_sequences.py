import json

import numpy as np
import pytest
import torch

from attune_training import cli
from attune_training.sequences import baselines, export, fit, generate, log, measure
from attune_training.sequences.data import BOS, sequences
from attune_training.sequences.net import Dropout, FullSoftmax, SequenceNet


def written(tmp_path, text, name="log.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_should_read_with_and_without_a_header_and_find_the_delimiter(tmp_path):
    plain = log.read(written(tmp_path, "u1,a,3\nu1,b,1\n"))
    named = log.read(written(tmp_path, "item\trating\tuserId\ttime\na\t5\tu1\t3\nb\t4\tu1\t1\n"))
    double = log.read(
        written(tmp_path, "u1::a::5::3\nu1::b::4::1\n"), log.Columns(order=("user", "item", "rating", "timestamp"))
    )
    for read in (plain, named, double):
        assert (read.users, read.items, read.time.tolist()) == (["u1"], ["a", "b"], [3.0, 1.0])


def test_should_take_dates_for_times(tmp_path):
    read = log.read(written(tmp_path, "u,a,2026-01-01\nu,b,1970-01-01T00:01:00Z\nu,c,1970-01-01T02:00:00+02:00\n"))
    assert read.time[1:].tolist() == [60.0, 0.0]


def test_should_count_bad_rows_by_reason_and_line(tmp_path):
    rows = "".join(f"u{i},a,{i}\n" for i in range(100))
    read = log.read(written(tmp_path, f"user,item,timestamp\n{rows},a,1\nu,b,soon\nu,b\n"))
    assert read.bad == {"no user": [102], "timestamp is neither a number nor ISO 8601": [103], "fewer than 3 columns": [104]}
    assert len(read.user) == 100
    assert "103 rows read, 100 used, 3 left out" in read.report()


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("", [], "is empty"),
        ("who,what,when\na,b,soon\n", [], "can't be used"),
        ("user,item,when\na,b,1\n", [], "line 1: no column timestamp; there are user, item, when"),
        ("a,b,1\n", ["--context", "place"], "no header and --columns does not name place"),
        ("user,item,timestamp\na,b,1\n", ["--context", "place"], "no context column place"),
        ("a b 1\n", [], "give --delimiter"),
        ("a,b,1\na,b,2\n", [], "smaller --core"),
        ("a,b,1\na,b,2\n", ["--core", "1"], "no user has 3 rows"),
    ],
)
def test_should_say_what_is_wrong_with_a_file(tmp_path, capsys, text, options, said):
    path = written(tmp_path, text)
    assert cli.main(["sequences", "--csv", str(path), "--quiet", *options]) == 2
    assert said in capsys.readouterr().err


def test_should_name_a_file_that_is_not_there(tmp_path, capsys):
    assert cli.main(["sequences", "--csv", str(tmp_path / "none.csv")]) == 2
    assert "there is no file" in capsys.readouterr().err


def test_should_order_by_time_and_leave_out_what_is_rare(tmp_path):
    rows = [("u", "b", 2), ("u", "a", 1), ("u", "a", 5), ("u", "b", 4), ("u", "rare", 3), ("v", "a", 1), ("v", "b", 1)]
    text = "".join(",".join(map(str, row)) + "\n" for row in rows)
    data = sequences(log.read(written(tmp_path, text)), core=2)
    assert data.items == ["a", "b"]
    assert data.offsets.tolist() == [0, 4, 6]
    assert [data.items[i - 1] for i in data.item] == ["a", "b", "b", "a", "a", "b"]
    assert data.asked().tolist() == [0]
    assert data.train_ends().tolist() == [2, 6]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    path = tmp_path_factory.mktemp("log") / "small.csv"
    generate.write(path, users=150, items=80, seed=4, mean=40.0)
    return path


def test_should_generate_equal_bytes_for_equal_arguments(small, tmp_path):
    generate.write(tmp_path / "again.csv", users=150, items=80, seed=4, mean=40.0)
    assert (tmp_path / "again.csv").read_bytes() == small.read_bytes()


def test_should_form_the_loss_and_gradients_of_a_full_softmax():
    torch.manual_seed(3)
    x, weight, bias = (torch.randn(*shape, requires_grad=True) for shape in ((300, 24), (45, 24), (45,)))
    target = torch.randint(0, 45, (300,))
    plain = torch.nn.functional.cross_entropy(x @ weight.T + bias, target)
    expected = torch.autograd.grad(plain, (x, weight, bias))
    fused = FullSoftmax.apply(x, weight, bias, target, torch.float32)
    actual = torch.autograd.grad(fused, (x, weight, bias))
    assert float(fused.detach()) == pytest.approx(float(plain.detach()), rel=1e-5)
    for a, e in zip(actual, expected):
        torch.testing.assert_close(a, e, atol=1e-6, rtol=1e-4)
    low = torch.autograd.grad(FullSoftmax.apply(x, weight, bias, target, torch.bfloat16), (x,))[0]
    assert float(torch.nn.functional.cosine_similarity(low.flatten(), expected[0].flatten(), dim=0)) > 0.999


def test_should_drop_the_share_asked_for_and_keep_the_mean():
    drop = Dropout(0.25, seed=1).train()
    out = drop(torch.ones(1000, 100))
    assert float((out == 0).float().mean()) == pytest.approx(0.25, abs=0.01)
    assert float(out.mean()) == pytest.approx(1.0, abs=0.02)
    assert torch.equal(drop.eval()(torch.ones(3)), torch.ones(3))


def test_should_cover_every_training_row_once_in_windows(small):
    data = sequences(log.read(small), core=1)
    spans = fit.windows(data, 16, np.random.default_rng(2))
    rows = np.concatenate([np.arange(*span) for span in spans])
    expected = np.concatenate([np.arange(b, e) for b, e in zip(data.offsets[:-1], data.train_ends())])
    assert sorted(rows) == sorted(expected)
    assert (spans[:, 1] - spans[:, 0]).max() <= 16


def test_should_export_what_was_trained(small, tmp_path):
    """The graphs, row by row from BOS, give the representation that the net computes for a whole window."""
    text = "user,item,timestamp,place\n" + "".join(f"u,{'abc'[i % 3]},{i},{'xy'[i % 2]}\n" for i in range(9))
    data = sequences(log.read(written(tmp_path, text), log.Columns(contexts=("place",))), core=1)
    torch.manual_seed(5)
    net = SequenceNet(data.vocabulary, data.context_sizes, seed=2).eval()
    with torch.no_grad():
        for weight in net.parameters():
            weight += 0.1 * torch.randn_like(weight)
    for name, model in export.graphs(net).items():
        (tmp_path / name).write_bytes(model.SerializeToString())
    b = fit.batch(data, np.array([[0, 9]]))
    with torch.no_grad():
        y = net(b.given, b.given_context, b.target_context, b.wanted)
        scores = (y @ net.embedding.weight.T + net.bias)[7, 1:]
    runner = export.Runner(tmp_path)
    served = measure.streamed(data, runner, 2)(np.array([0]))[0]
    np.testing.assert_allclose(served, scores.numpy(), atol=5e-3)  # the state is rounded to 16 bits in between
    assert {node.op_type for node in export.update(net).graph.node}.isdisjoint({"MatMul", "Gemm"})


def test_should_rank_in_full_with_and_without_masking(tmp_path):
    text = "".join(f"u,{item},{time}\n" for time, item in enumerate("aabac"))
    data = sequences(log.read(written(tmp_path, text)), core=1)
    scorer = lambda users: np.array([[5.0, 4.0, 3.0]])  # noqa: E731
    found = measure.places(data, np.array([0]), scorer, back=1)
    assert (found["unmasked"][0], found["masked"][0]) == (2, 0)
    again = measure.places(data, np.array([0]), scorer, back=2)  # asks for "a", which was seen
    assert (again["unmasked"][0], again["masked"][0]) == (0, measure.NOWHERE)


def test_should_compute_the_baselines_by_hand(tmp_path):
    text = "".join(f"u,{item},{time}\n" for time, item in enumerate("abababcb")) + "v,c,1\nv,c,2\nv,a,3\nv,b,4\n"
    data = sequences(log.read(written(tmp_path, text)), core=1)
    named = {name: i for i, name in enumerate(data.items)}
    found = {name: scorer(np.array([0]))[0] for name, scorer in baselines.scorers(data, 1).items()}
    assert int(found["user-frequent"].argmax()) in (named["a"], named["b"])
    assert int(found["most recent"].argmax()) == named["c"]
    # Training rows: u a b a b a b, v c c; after c came c once.
    assert found["markov"][named["c"]] == pytest.approx(1.0, abs=1e-5)
    assert found["most popular"][named["a"]] == pytest.approx(3 / 8)


def test_should_learn_order_export_and_measure(small, tmp_path, capsys):
    out = tmp_path / "release"
    arguments = ["sequences", "--csv", str(small), "--out", str(out), "--epochs", "12", "--core", "1", "--quiet"]
    assert cli.main([*arguments, "--batch", "8", "--rate", "0.004", "--dropout", "0.1", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    test = report["test"]["unmasked"]
    assert report["queries"] == 150
    assert test["attune"]["ndcg@10"] > 1.2 * test["most popular"]["ndcg@10"]
    assert test["attune"]["ndcg@10.low"] < test["attune"]["ndcg@10"] < test["attune"]["ndcg@10.high"]
    manifest = json.loads((out / "manifest.json").read_text())
    assert {path.name for path in out.iterdir()} == {entry["name"] for entry in manifest["files"]} | {"manifest.json"}
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_should_continue_to_the_same_weights(small, tmp_path):
    from attune_training.progress import Progress

    data = sequences(log.read(small), core=1)
    recipe = fit.Recipe(epochs=2, batch=16, cpu_minutes=60.0)
    straight = fit.fit(data, recipe, tmp_path / "a.pt", Progress(quiet=True))

    class Stop(Exception):
        pass

    class Stopping(Progress):
        def step(self, step, *rest):
            if step == 4:
                raise Stop

    with pytest.raises(Stop):
        fit.fit(data, recipe, tmp_path / "b.pt", Stopping(quiet=True), save_seconds=0.0)
    continued = fit.fit(data, recipe, tmp_path / "b.pt", Progress(quiet=True))
    for name, weight in straight.net.state_dict().items():
        assert torch.equal(weight, continued.net.state_dict()[name]), name


def test_should_cut_the_epochs_to_the_budget(small, tmp_path):
    from attune_training.progress import Progress

    data = sequences(log.read(small), core=1)
    fitted = fit.fit(data, fit.Recipe(epochs=50, batch=64, cpu_minutes=0.01), tmp_path / "c.pt", Progress(quiet=True))
    assert fitted.epochs < 50
    assert BOS == 0
