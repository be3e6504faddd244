import dataclasses

import numpy as np

from attune_training import contract as c
from attune_training import neighbors


def test_should_read_what_it_wrote(toy_set):
    near = neighbors.count(toy_set, np.arange(toy_set.users))
    again = neighbors.read(near.write())
    for before, after in zip(near.relations(), again.relations()):
        np.testing.assert_array_equal(before, after)


def test_should_keep_few_neighbors_of_apps_only(toy_set):
    near = neighbors.count(toy_set, np.arange(toy_set.users))
    apps = toy_set.apps()
    for weights in near.relations():
        assert (weights != 0).sum(1).max() <= neighbors.NEIGHBORS
        assert not np.delete(weights, apps, 0).any() and not np.delete(weights, apps, 1).any()
        assert not np.diag(weights).any()


def test_should_find_what_follows_more_often_than_by_habit(toy_set):
    """A world of one user who opens four apps equally often, always 1 after 0 and 3 after 2."""
    session = [c.NO_ITEM, 0, 1, 2, 3, c.NO_ITEM, 2, 3, 0, 1]
    kinds = [c.DEVICE_UNLOCKED, *[c.APP_OPENED] * 4] * 2
    item = np.array([i if k == c.DEVICE_UNLOCKED else c.ITEM_BASE + i for i, k in zip(session, kinds)] * 50, np.int32)
    data = dataclasses.replace(
        toy_set,
        offsets=np.array([0, len(item)]),
        item=item,
        type=np.array(kinds * 50, np.uint8),
        gap=np.full(len(item), 2, np.uint8),
    )
    after = neighbors.count(data, np.array([0])).after[c.ITEM_BASE :, c.ITEM_BASE :]
    assert after[0, 1] > 0.8 and after[2, 3] > 0.8
    assert after[0, 2] < -1 and after[0, 3] < -1


def test_should_add_up_what_habits_say_of_all_apps():
    beside = np.array([[0, 0], [0.5, 0], [0, 2]], np.float32)
    after = np.array([[0, 0], [0, 0], [-1, 0]], np.float32)
    cand = np.array([[1, 2, 0]])
    feat = np.zeros((1, 3, c.FEATURES), np.float32)
    feat[0, :2, c.SHARE] = 0.75, 0.25
    feat[0, 1, c.SESSION_LAST] = 1
    np.testing.assert_allclose(neighbors.features((beside, after), cand, feat)[0], [[0.375, -1], [0.5, 0]])
