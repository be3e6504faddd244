import numpy as np

from attune_training import batches
from attune_training import contract as c


def test_should_keep_users_apart():
    parts = batches.split(50, 0.2, seed=4)
    assert len(parts.held_out) == 10
    assert sorted([*parts.train, *parts.held_out]) == list(range(50))


def test_should_predict_nothing_across_users(toy_set):
    goals = batches.targets(toy_set)
    last = toy_set.offsets[1:] - 1
    assert not goals.follows[last].any()
    assert not goals.opens[last].any()
    assert (goals.sample[last] == -1).all()
    assert goals.first.sum() == toy_set.users


def test_should_point_each_sample_at_the_event_before_the_opened_app(toy_set):
    goals = batches.targets(toy_set)
    at = np.flatnonzero(goals.sample >= 0)
    assert len(at) > 0
    assert (toy_set.sample_token[goals.sample[at]] == at + 1).all()
    assert (toy_set.item[at + 1] == toy_set.sample_cand[goals.sample[at], 0]).all()
    assert goals.opens[at].all()


def test_should_ask_about_notifications_with_known_answers_only(toy_set):
    goals = batches.targets(toy_set)
    at = np.flatnonzero(goals.posted)
    assert (toy_set.type[at + 1] == c.NOTIFICATION_POSTED).all()
    assert np.isin(toy_set.answer[at + 1], (0, 1)).all()


def test_should_keep_each_user_whole_and_in_order(toy_set):
    users = np.arange(toy_set.users)
    rows = batches.lanes(toy_set, users, 4, 16, np.random.default_rng(0))
    assert len(rows) % 16 == 0
    seen = rows[rows >= 0]
    assert len(np.unique(seen)) == len(seen) > 0.8 * toy_set.tokens
    first = batches.targets(toy_set).first
    for lane in rows.T:
        lane = lane[lane >= 0]
        steps = np.diff(lane)
        assert ((steps == 1) | first[lane[1:]]).all()
        assert first[lane[0]]
