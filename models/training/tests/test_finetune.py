import json

import pytest
import torch

from attune_training import cli, finetune, toy


@pytest.fixture(scope="module")
def base(toy_folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("base") / "base-1"
    kept = out.parent / "base-1.checkpoint.pt"
    arguments = ["train", "--data", str(toy_folder), "--out", str(out), "--keep", str(kept), "--quiet", "--no-table"]
    assert cli.main([*arguments, "--epochs", "1", "--lanes", "4"]) == 0
    return kept


def test_should_start_from_the_kept_weights_and_name_the_base(base, toy_folder, toy_set, tmp_path, capsys):
    out = tmp_path / "base-1-eu"
    arguments = ["train", "--data", str(toy_folder), "--out", str(out), "--from", str(base), "--region", "eu"]
    assert cli.main([*arguments, "--lanes", "4", "--rate", "1e-9", "--quiet"]) == 0
    loaded = finetune.load(base, toy_set)
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["releaseId"] == "base-1-eu"
    assert manifest["training"]["settings"]["base"] == loaded.name
    assert manifest["training"]["settings"]["region"] == "eu"
    card = (out / "model-card.md").read_text()
    assert "base-1" in card and "eu" in card
    # With next to no learning the graphs answer as the base's.
    measured = [json.loads((f / "metrics.json").read_text())["nextApp"]["attune"] for f in (out, base.parent / "base-1")]
    assert measured[0] == pytest.approx(measured[1], abs=1e-6)


def test_should_refuse_weights_of_other_items(base, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(toy, "APPS", 41)
    other = toy.write(tmp_path / "other", users=6, days=2)
    assert cli.main(["train", "--data", str(other), "--out", str(tmp_path / "x"), "--from", str(base), "--quiet"]) == 2
    assert "knows other items" in capsys.readouterr().err


def test_should_refuse_what_is_no_checkpoint(toy_set, tmp_path):
    torch.save({"other": 1}, tmp_path / "other.pt")
    (tmp_path / "text.pt").write_text("no weights")
    for name in ("other.pt", "text.pt"):
        with pytest.raises(ValueError, match="holds no weights"):
            finetune.load(tmp_path / name, toy_set)
