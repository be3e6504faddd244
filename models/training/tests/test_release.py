import hashlib
import json

import numpy as np
import pytest

from attune_training import cli
from attune_training.runtime import Graphs


@pytest.fixture(scope="module")
def folder(toy_folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("releases") / "toy-1"
    arguments = ["train", "--data", str(toy_folder), "--out", str(out), "--epochs", "6", "--lanes", "4", "--quiet"]
    assert cli.main(arguments) == 0
    return out


def test_should_write_a_complete_release_and_nothing_else(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    listed = {entry["name"] for entry in manifest["files"]}
    assert {path.name for path in folder.iterdir()} == listed | {"manifest.json"}
    assert [path.name for path in folder.parent.iterdir()] == ["toy-1"]
    for entry in manifest["files"]:
        content = (folder / entry["name"]).read_bytes()
        assert len(content) == entry["size"]
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_should_describe_itself(folder, toy_set):
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["releaseId"] == "toy-1"
    assert manifest["formatVersion"] == 2
    assert manifest["trainingDataClass"] == "simulated"
    assert manifest["vocabulary"]["size"] == toy_set.vocabulary_size
    assert (folder / "vocabulary.txt").read_bytes() == (toy_set.folder / "vocabulary.txt").read_bytes()


def test_should_reproduce_its_golden_vectors(folder):
    golden, run = json.loads((folder / "golden.json").read_text()), Graphs.load(folder)
    u, r, k = golden["update"], golden["readout"], golden["rank"]

    def rows(section, name, *shape):
        return np.array(section[name], np.float32).reshape(section["n"], *shape)

    state_out = run.update(u["item"], u["type"], u["gap"], u["how"], rows(u, "state", -1))
    np.testing.assert_allclose(state_out, rows(u, "stateOut", -1), atol=1e-6)
    representation, engagement = run.readout(rows(r, "state", -1), r["last"], r["how"], r["place"])
    np.testing.assert_allclose(representation, rows(r, "repr", -1), atol=1e-6)
    np.testing.assert_allclose(engagement, rows(r, "engagement", 16, 24), atol=1e-6)
    cand = np.array(k["cand"]).reshape(k["n"], k["candidates"])
    scores = run.rank(rows(k, "repr", -1), cand, rows(k, "features", k["candidates"], -1))
    np.testing.assert_allclose(scores, rows(k, "scores", k["candidates"]), atol=1e-5)
    assert (cand == 0).any()


def test_should_beat_what_knows_nothing_of_the_user(folder):
    table = json.loads((folder / "metrics.json").read_text())["nextApp"]
    assert table["attune"]["hr@5"] > table["popular"]["hr@5"] + 0.1


def test_should_say_what_is_wrong_and_fail(tmp_path, capsys):
    assert cli.main(["train", "--data", str(tmp_path), "--out", str(tmp_path / "x")]) == 2
    assert "meta.json" in capsys.readouterr().err
