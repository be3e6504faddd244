import json

import numpy as np
import pytest

from attune_training import cli
from attune_training.context import combine, generate
from attune_training.context.cells import PRESETS, TEST, TRAIN, VALIDATION, load
from attune_training.context.counts import Counts, Queries


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    out = tmp_path_factory.mktemp("context") / "uses.tsv"
    generate.write(out, users=24, items=60, seed=3)
    return out


@pytest.fixture(scope="module")
def uses(path):
    return load(path, PRESETS["frappe"], seed=7)


def test_should_generate_equal_bytes_for_equal_arguments(path, tmp_path):
    generate.write(tmp_path / "again.tsv", users=24, items=60, seed=3)
    assert (tmp_path / "again.tsv").read_bytes() == path.read_bytes()


def test_should_hold_out_whole_cells_and_nothing_of_users_with_few(uses):
    for cell in np.unique(uses.cell):
        assert len(np.unique(uses.side[uses.cell == cell])) == 1
    for user in range(uses.users):
        mine = uses.user == user
        cells = len(np.unique(uses.cell[mine]))
        assert (uses.side[mine] == TRAIN).all() if cells < 5 else {TRAIN, VALIDATION, TEST} == set(uses.side[mine])


def test_should_not_read_what_belongs_to_the_item(uses):
    assert "cost" not in uses.columns and "cnt" not in uses.columns


def test_should_count_training_rows_only_and_by_like_context(uses):
    counts, queries = Counts(uses, uses.known(TRAIN)), Queries.of(uses, TEST)
    train = uses.side == TRAIN
    daytime = uses.columns.index("daytime")
    for part, features in counts.features(queries):
        for row, counted in list(zip(queries.row[part], features))[:20]:
            own = train & (uses.user == uses.user[row])
            like = own & (uses.context[:, daytime] == uses.context[row, daytime])
            np.testing.assert_array_equal(counted[0], np.bincount(uses.item[own], minlength=len(uses.items)))
            np.testing.assert_array_equal(counted[1], np.bincount(uses.item[like], minlength=len(uses.items)))
        np.testing.assert_allclose(features[:, 5].sum(1), 1.0, rtol=1e-5)


def test_should_never_choose_weights_that_are_worse_in_validation(uses):
    counts, queries = Counts(uses, uses.known(TRAIN)), Queries.of(uses, VALIDATION)
    noise = np.random.default_rng(1).normal(size=(len(queries.row), 2, len(uses.items))).astype(np.float32)
    learned = combine.learn(counts, queries, noise, seed=1)
    start = combine.Learned(combine.by_hand(counts), np.zeros(2, np.float32), 0.0)
    counted = np.concatenate([part for _, part in counts.features(queries)])
    assert learned.validation >= combine._quality(start, counted, noise, combine.targets(uses, queries)) - 1e-9


def test_should_rank_at_least_as_well_as_counts_alone(path, capsys):
    arguments = ["context", "--csv", str(path), "--preset", "frappe", "--epochs", "2", "--quiet", "--json"]
    assert cli.main(arguments) == 0
    report = json.loads(capsys.readouterr().out)
    test = report["test"]
    assert test["combined"]["ndcg@10"] >= test["counts by context + back-off"]["ndcg@10"]
    assert test["combined"]["ndcg@10"] > 1.5 * test["popularity by context"]["ndcg@10"]
    assert report["combinedMinusBaseline"]["ndcg@10.low"] < report["combinedMinusBaseline"]["ndcg@10.high"]


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("user\titem\n1\t2\n", ["--preset", "frappe"], "no context column daytime"),
        ("user\titem\tplace\n1\t2\thome\n", ["--context", "place"], "nothing can be held out"),
        ("user\titem\n1\t2\n", [], "Give --preset or --context"),
    ],
)
def test_should_say_what_is_wrong(tmp_path, capsys, text, options, said):
    file = tmp_path / "uses.tsv"
    file.write_text(text)
    assert cli.main(["context", "--csv", str(file), "--quiet", *options]) == 2
    assert said in capsys.readouterr().err
