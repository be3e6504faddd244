import shutil

import numpy as np
import pytest

from attune_training import baselines, dataset, evaluate, graphs, neighbors
from attune_training.model import UsageNet
from attune_training.runtime import Graphs


def test_should_place_the_true_item_behind_better_and_equal_earlier_ones():
    scores = np.array([[0.1, 0.9, 0.5, 0.5], [0.0, 0.0, 0.0, 0.0]])
    assert evaluate.ranks(scores, np.array([3, 0])).tolist() == [2, 0]


def test_should_compute_the_metrics_by_their_definition():
    scores = np.zeros((2, 20))
    scores[0, 4] = 1.0
    scores[1, 10:16] = 1.0
    scores[1, 4] = 0.5
    metrics = evaluate._metrics(evaluate.ranks(scores, np.array([4, 4])), np.array([0, 1]))
    assert metrics["hr@1"] == metrics["hr@5"] == 0.5
    assert metrics["hr@10"] == 1.0
    assert metrics["ndcg@10"] == pytest.approx((1 + 1 / np.log2(8)) / 2)
    assert metrics["mrr"] == pytest.approx((1 + 1 / 7) / 2)


def test_should_compute_auc_with_ties():
    assert evaluate._auc(np.array([0.1, 0.4, 0.4, 0.8]), np.array([0, 0, 1, 1])) == pytest.approx(0.875)


def test_should_learn_transitions_from_training_users_only(toy_set):
    opened, previous = baselines._openings(toy_set)
    owner = toy_set.user_of_token()
    linked = previous >= 0
    assert (owner[opened[linked]] == owner[previous[linked]]).all()
    assert (~linked).sum() == len(np.unique(owner[opened]))


def test_should_compare_with_the_oracle_on_free_choices_only(toy_folder, tmp_path, tiny_run):
    folder = shutil.copytree(toy_folder, tmp_path / "with-oracle")
    data = dataset.load(folder)
    places = np.full(data.tokens, evaluate.NO_CHOICE, np.uint8)
    free = data.sample_token[::2]
    places[free] = 0
    places.tofile(folder / evaluate.ORACLE)
    everyone = np.arange(data.users)
    metrics = evaluate.evaluate(data, everyone, everyone, tiny_run, neighbors.count(data, everyone))
    assert metrics["queries"] == len(free)
    assert metrics["nextApp"]["oracle"]["hr@1"] == 1.0
    assert metrics["shareOfOracle"]["hr@5"] == metrics["nextApp"]["attune"]["hr@5"]
    assert sum(row["queries"] for row in metrics["eventsBefore"].values()) == len(free)


@pytest.fixture
def tiny_run(toy_set):
    net = UsageNet(toy_set.vocabulary_size).eval()
    return Graphs(*(m.SerializeToString() for m in graphs.all_graphs(net).values()))
