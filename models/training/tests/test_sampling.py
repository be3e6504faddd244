import json

import numpy as np
import pytest
import torch

from attune_training import batches, cli
from attune_training import contract as c
from attune_training.progress import Progress
from attune_training.runtime import Graphs
from attune_training.sampling import cohorts, export, measure, stage
from attune_training.sampling.heads import SampleHeads, allowed
from attune_training.sampling.sessions import END, SAMPLED, cut, features, inputs, targets

ALMOST_ONE = np.nextafter(np.float32(1.0), np.float32(0.0))


@pytest.fixture
def sessions(toy_set):
    return cut(toy_set, batches.everyone(toy_set.users))


def test_should_cut_sessions_from_an_unlock_to_the_last_action(toy_set, sessions):
    kinds = toy_set.type[sessions.at]
    firsts = sessions.offsets[:-1]
    assert (kinds[firsts] == c.DEVICE_UNLOCKED).all()
    assert (kinds == c.DEVICE_UNLOCKED).sum() == len(sessions)
    assert np.isin(kinds[np.setdiff1d(np.arange(len(kinds)), firsts)], SAMPLED).all()
    assert (kinds[sessions.offsets[1:] - 1] != c.NOTIFICATION_POSTED).all()
    assert (np.diff(sessions.offsets) >= 2).all()
    owner = toy_set.user_of_token()
    assert (np.repeat(sessions.user, np.diff(sessions.offsets)) == owner[sessions.at]).all()
    # Every opening of the toy users is in a session.
    assert (kinds == c.APP_OPENED).sum() == (toy_set.type == c.APP_OPENED).sum()


def test_should_ask_for_the_next_event_or_the_end(toy_set, sessions):
    wanted, given = targets(sessions), inputs(sessions)
    last = sessions.offsets[1:] - 1
    assert (wanted["type"][last] == END).all() and (wanted["item"][last] == c.NO_ITEM).all()
    inner = np.setdiff1d(np.arange(len(sessions.at)), last)
    np.testing.assert_array_equal(wanted["item"][inner], given["item"][inner + 1])


def test_should_compute_the_states_that_serving_computes(tiny_net, toy_set, sessions, tmp_path):
    torch.manual_seed(3)
    from attune_training.model import UsageNet

    net = UsageNet(toy_set.vocabulary_size).eval()
    few = sessions.pick(np.arange(5))
    found = features(net, few)
    from attune_training import graphs

    models = graphs.all_graphs(net)
    run = Graphs(*(models[f"{name}.onnx"].SerializeToString() for name in ("update", "readout", "rank")))
    fed = inputs(few)
    for begin, end in zip(few.offsets[:-1], few.offsets[1:]):
        state = np.zeros((1, c.STATE), np.float32)
        for row in range(begin, end):
            state = run.update(*(fed[name][row : row + 1] for name in ("item", "kind", "gap", "how")), state)
            place = toy_set.place[few.at[row : row + 1]]
            y, _ = run.readout(state, fed["item"][row : row + 1], fed["how"][row : row + 1], place)
            np.testing.assert_allclose(found[row], np.concatenate((y, state), 1)[0], atol=5e-3)


def test_should_count_cells_by_hand():
    known = cohorts.Cells(["a", "b"], np.array([-1, 0, 1]))
    kind = np.array([c.NOTIFICATION_OPENED, c.APP_OPENED, c.APP_CLOSED, c.APP_OPENED, c.APP_OPENED])
    session, item, hour = np.array([0, 0, 0, 0, 1]), np.array([0, 1, 1, 2, 2]), np.array([7, 7, 7, 7, 23])
    counts = cohorts.Opened.of(known, session, kind, item, hour).counts(known, np.array([0, 0]), 1)[0]
    groups = known.groups
    assert counts[groups["hour"]].nonzero()[0].tolist() == [7, 23]
    assert counts[groups["categoryDaypart"]].reshape(2, 4).tolist() == [[0, 1, 0, 0], [0, 1, 0, 1]]
    assert counts[groups["categoryWay"]].reshape(2, 4).tolist() == [[0, 0, 1, 0], [1, 1, 0, 0]]
    # a -> b -> END, and START -> a, START -> b -> END
    assert counts[groups["transition"]].reshape(3, 3).tolist() == [[0, 1, 0], [0, 0, 2], [1, 1, 0]]
    assert known.count == 24 + 8 + 8 + 9


def test_should_shrink_what_the_noise_drowns(sessions, toy_set):
    known = cohorts.cells(toy_set)
    users = batches.everyone(toy_set.users)
    by_day = cohorts.days(known, sessions, users)
    assert by_day[..., known.groups["hour"]].sum() == (toy_set.type == c.APP_OPENED).sum()
    projection, draws = cohorts.project(known, by_day, np.random.default_rng(1), count=80)
    counts = by_day[:8].sum((0, 1))
    exact, noisy = projection.condition(counts, 0.0), projection.condition(counts, 0.5 * counts.sum())
    assert np.abs(noisy[:-2]).max() < 0.1 * np.abs(exact[:-2]).max()
    assert (exact[-2], exact[-1], noisy[-1]) == (0.0, 1.0, 1.0)
    assert 0.5 < noisy[-2] <= 1.0
    shares = projection.shares(counts, 0.0)
    assert (shares >= 0).all() and shares[known.groups["hour"]].sum() == pytest.approx(1.0)
    assert draws.condition.shape == (len(draws.members), cohorts.CONDITION) and np.isfinite(draws.condition).all()


@pytest.fixture(scope="module")
def release(toy_folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("sampling") / "toy-s"
    arguments = ["train", "--data", str(toy_folder), "--out", str(out), "--epochs", "2", "--lanes", "4", "--quiet"]
    assert cli.main([*arguments, "--no-table"]) == 0
    return out


def asked(rng, n, vocabulary):
    return {
        "state": rng.uniform(-0.25, 1.0, (n, c.STATE)).astype(np.float32),
        "last": rng.integers(0, vocabulary, n),
        "how": rng.integers(0, c.HOURS_OF_WEEK, n),
        "place": rng.integers(0, 5, n),
        "condition": rng.normal(size=(n, cohorts.CONDITION)).astype(np.float32),
    }


def test_should_never_sample_what_is_reserved_or_impossible(release, toy_set):
    rng, sampler = np.random.default_rng(4), export.Sampler((release / export.GRAPH).read_bytes())
    possible = allowed(cut(toy_set, batches.everyone(toy_set.users)), toy_set.vocabulary_size).numpy()
    edges = np.array([0.0, 1e-30, 0.5, ALMOST_ONE, 1.0], np.float32)
    uniform = np.array(np.meshgrid(edges, edges, edges)).reshape(3, -1).T
    uniform = np.concatenate((uniform, rng.random((400, 3), dtype=np.float32)))
    item, kind, gap, state = sampler(**asked(rng, len(uniform), toy_set.vocabulary_size), uniform=uniform)
    assert possible[kind, item].all()
    assert ((item == c.NO_ITEM) == (kind == END)).all()
    assert not ((item >= c.BUCKET_BASE) & (item < c.ITEM_BASE)).any()
    assert np.isin(kind, (END, *SAMPLED)).all() and END in kind
    assert ((gap >= 1) & (gap < c.GAPS)).all()
    assert np.isfinite(state).all()


def test_should_be_a_function_of_its_inputs_in_any_batch(release, toy_set):
    rng, sampler = np.random.default_rng(5), export.Sampler((release / export.GRAPH).read_bytes())
    rows = asked(rng, 20, toy_set.vocabulary_size) | {"uniform": rng.random((20, 3), dtype=np.float32)}
    together = sampler(**rows)
    for row in range(20):
        alone = sampler(**{name: value[row : row + 1] for name, value in rows.items()})
        assert [int(v[0]) for v in alone[:3]] == [int(v[row]) for v in together[:3]]


def test_should_fold_the_sampled_event_as_the_update_graph_does(release, toy_set):
    rng, sampler = np.random.default_rng(6), export.Sampler((release / export.GRAPH).read_bytes())
    rows = asked(rng, 30, toy_set.vocabulary_size)
    item, kind, gap, state = sampler(**rows, uniform=rng.random((30, 3), dtype=np.float32))
    folded = Graphs.load(release).update(item, kind * c.PLACES + rows["place"], gap, rows["how"], rows["state"])
    np.testing.assert_allclose(state, folded, atol=1e-6)


def test_should_sample_with_the_chances_of_the_heads(tiny_net, toy_set):
    """Uniform numbers on a fine grid give each type its share."""
    torch.manual_seed(7)
    heads = SampleHeads(tiny_net.vocabulary, _some_allowed(tiny_net.vocabulary)).eval()
    sampler = export.Sampler(export.sample(tiny_net, heads).SerializeToString())
    rng, n = np.random.default_rng(8), 4000
    one = asked(rng, 1, tiny_net.vocabulary)
    rows = {name: np.repeat(value, n, 0) for name, value in one.items()}
    grid = np.full((n, 3), 0.5, np.float32)
    grid[:, 0] = (np.arange(n) + 0.5) / n
    _, kind, _, _ = sampler(**rows, uniform=grid)
    with torch.no_grad():
        state = torch.from_numpy(one["state"])
        y = tiny_net.representation(state, *(torch.from_numpy(one[name]) for name in ("last", "how", "place")))
        trunk = heads.trunk(torch.cat((y, state), 1), torch.from_numpy(one["condition"]))
        chances = torch.softmax(heads.type_logits(trunk), 1)[0].numpy()
    np.testing.assert_allclose(np.bincount(kind, minlength=c.TYPES) / n, chances, atol=2e-3)


def _some_allowed(vocabulary):
    out = torch.zeros(c.TYPES, vocabulary, dtype=torch.bool)
    out[END, c.NO_ITEM] = True
    out[c.APP_OPENED, c.ITEM_BASE :] = True
    out[c.APP_CLOSED, c.ITEM_BASE :] = True
    return out


def test_should_write_sessions_that_end(release, toy_set):
    rng, sampler = np.random.default_rng(9), export.Sampler((release / export.GRAPH).read_bytes())
    start, places = rng.integers(0, c.HOURS_OF_WEEK, 200), np.zeros(200, np.int64)
    condition = np.zeros(cohorts.CONDITION, np.float32)
    rows = measure.sample(sampler, Graphs.load(release).update, condition, start, places, rng)
    lengths = np.bincount(rows["session"], minlength=200)
    assert 1 < lengths.mean() < measure.LONGEST / 2


def test_should_ship_golden_vectors_metrics_and_what_conditions_are_made_with(release):
    golden = json.loads((release / "golden.json").read_text())["sample"]
    again = stage.golden(release, json.loads((release / "manifest.json").read_text())["vocabulary"]["size"])
    assert again == golden
    assert golden["uniform"][:3] == [0.0, 0.0, 0.0] and golden["uniform"][3] == float(str(ALMOST_ONE))
    listed = {entry["name"] for entry in json.loads((release / "manifest.json").read_text())["files"]}
    assert {export.GRAPH, cohorts.FILE} <= listed
    found = json.loads((release / "metrics.json").read_text())["sample"]["tvd"]
    assert set(found) == {"given", "noisy", "unconditioned", "people"}
    projection = cohorts.read(release / cohorts.FILE)
    assert projection.directions.shape == (cohorts.COMPONENTS, projection.cells.count)
    assert "Written sessions" in (release / "model-card.md").read_text()


def test_should_do_without_categories(toy_folder, tmp_path):
    import shutil

    from attune_training import dataset
    from attune_training.model import UsageNet

    copy = tmp_path / "set"
    shutil.copytree(toy_folder, copy)
    (copy / "categories.txt").unlink()
    data = dataset.load(copy)
    assert stage.train(UsageNet(data.vocabulary_size), data, batches.everyone(data.users), 1, Progress(quiet=True)) is None


def test_should_give_a_release_the_sampler_it_was_trained_without(toy_folder, tmp_path, capsys):
    import shutil

    bare = tmp_path / "set"
    shutil.copytree(toy_folder, bare)
    (bare / "categories.txt").rename(tmp_path / "categories.txt")
    out, kept = tmp_path / "late-1", tmp_path / "late-1.checkpoint.pt"
    train = ["train", "--data", str(bare), "--out", str(out), "--keep", str(kept), "--epochs", "1", "--lanes", "4"]
    assert cli.main([*train, "--quiet", "--no-table"]) == 0
    assert not (out / export.GRAPH).exists()
    add = ["sampler", "--data", str(bare), "--from", str(kept), "--release", str(out), "--quiet"]
    assert cli.main(add) == 2
    assert "categories.txt" in capsys.readouterr().err
    (tmp_path / "categories.txt").rename(bare / "categories.txt")
    assert cli.main(add) == 0
    manifest = json.loads((out / "manifest.json").read_text())
    assert {path.name for path in out.iterdir()} == {e["name"] for e in manifest["files"]} | {"manifest.json"}
    assert (out / export.GRAPH).exists() and "sample" in json.loads((out / "golden.json").read_text())
    (out / "update.onnx").write_bytes(b"another")
    assert cli.main(add) == 2
    assert "was not made of these weights" in capsys.readouterr().err
