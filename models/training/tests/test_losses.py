import numpy as np
import torch
from torch.nn import functional as F

from attune_training import batches, neighbors
from attune_training import contract as c
from attune_training.losses import EARLY, ChunkLoss, Weights
from attune_training.model import UsageNet


def near(data):
    return neighbors.count(data, np.arange(data.users))


def test_should_rank_against_all_apps_as_a_plain_softmax_would(toy_set):
    torch.manual_seed(5)
    net = UsageNet(toy_set.vocabulary_size).eval()
    torch.nn.init.normal_(net.rank_linear.weight)
    torch.nn.init.normal_(net.rank_out.weight)
    torch.nn.init.normal_(net.rank_near.weight)
    loss = ChunkLoss(toy_set, batches.targets(toy_set), near(toy_set))
    samples = np.linspace(0, toy_set.samples // 4, 10).astype(int)
    y = torch.randn(10, c.REPRESENTATION)
    apps = toy_set.apps()
    features = np.zeros((10, len(apps), c.FEATURES), np.float32)
    for row, sample in enumerate(samples):
        for slot, index in enumerate(toy_set.sample_cand[sample]):
            features[row, np.flatnonzero(apps == index)] = toy_set.sample_feat[sample, slot]
    table = tuple(t[:, apps] for t in near(toy_set).relations())
    features[..., c.FIRST_NEIGHBOR :] = neighbors.features(
        table, np.asarray(toy_set.sample_cand[samples]), np.asarray(toy_set.sample_feat[samples], np.float32)
    )
    scores = net.rank_scores(y, torch.from_numpy(np.tile(apps.astype(np.int64), (10, 1))), torch.from_numpy(features))
    true = torch.tensor([int(np.flatnonzero(apps == toy_set.sample_cand[r, 0])[0]) for r in samples])
    each = F.cross_entropy(scores, true, reduction="none")
    token = toy_set.sample_token[samples]
    early = torch.from_numpy(token - toy_set.offsets[toy_set.user_of_token()[token]] < EARLY)
    assert early.any() and not early.all()
    expected = (each.sum() + 2 * each[early].sum()) / (10 + 2 * early.sum())
    actual = loss._rank(net, y, samples, np.arange(toy_set.vocabulary_size), early=3.0)
    torch.testing.assert_close(actual, expected)


def test_should_cost_nothing_where_there_is_only_padding(toy_set):
    net = UsageNet(toy_set.vocabulary_size).eval()
    loss = ChunkLoss(toy_set, batches.targets(toy_set), near(toy_set))
    nothing = np.full((4, 3), -1)
    value, _, parts = loss(net, nothing, torch.zeros(3, c.STATE), Weights(), np.random.default_rng(0))
    assert value.item() == 0.0 and parts == {}


def test_should_use_every_head_in_the_second_stage(toy_set):
    net = UsageNet(toy_set.vocabulary_size)
    loss = ChunkLoss(toy_set, batches.targets(toy_set), near(toy_set))
    rows = batches.lanes(toy_set, np.arange(toy_set.users), 4, 64, np.random.default_rng(0))[:64]
    value, _, parts = loss(net, rows, torch.zeros(4, c.STATE), Weights(rank=1.0), np.random.default_rng(0))
    value.backward()
    assert set(parts) == {"item", "kind", "gap", "rank", "engagement"}
    untouched = [name for name, w in net.named_parameters() if w.grad is None]
    assert untouched == []


def test_should_hide_known_items_only(toy_set):
    loss = ChunkLoss(toy_set, batches.targets(toy_set), near(toy_set))
    names = loss._names(np.random.default_rng(1), 0.5)
    assert (names[: c.ITEM_BASE] == np.arange(c.ITEM_BASE)).all()
    hidden = names[c.ITEM_BASE :][names[c.ITEM_BASE :] < c.ITEM_BASE]
    assert len(hidden) > 5
    assert (hidden >= c.BUCKET_BASE).all()
