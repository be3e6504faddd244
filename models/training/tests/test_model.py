import torch

from attune_training import contract as c
from attune_training.model import Recurrence, UsageNet

VOCABULARY = c.ITEM_BASE + 20


def by_autograd(u, keep, start):
    size = u.shape[-1] // 2
    states, h = [], start
    for t in range(len(u)):
        f, candidate = torch.sigmoid(u[t, :, :size]), torch.nn.functional.silu(u[t, :, size:])
        h = candidate + f * (keep[t] * h - candidate)
        states.append(h)
    return torch.stack(states)


def test_should_compute_the_recurrence_and_its_gradient():
    torch.manual_seed(0)
    u = torch.randn(7, 3, 10, dtype=torch.float64, requires_grad=True)
    keep = torch.ones(7, 3, 1, dtype=torch.float64)
    keep[3, 1] = 0.0
    start = torch.randn(3, 5, dtype=torch.float64)
    weight = torch.randn(7, 3, 5, dtype=torch.float64)
    expected, actual = by_autograd(u, keep, start), Recurrence.apply(u, keep, start)
    torch.testing.assert_close(actual, expected)
    (by_hand,) = torch.autograd.grad((actual * weight).sum(), u)
    (by_torch,) = torch.autograd.grad((expected * weight).sum(), u)
    torch.testing.assert_close(by_hand, by_torch)


def test_should_start_with_half_lives_from_one_to_a_hundred_events():
    gate = torch.sigmoid(UsageNet(VOCABULARY).gate_bias[: c.STATE])
    half_life = torch.log(torch.tensor(0.5)) / torch.log(gate)
    assert 0.9 < half_life.min() < 1.1
    assert 95 < half_life.max() < 110


def test_should_forget_the_user_before(tiny_net):
    generator = torch.Generator().manual_seed(1)
    tokens = [torch.randint(0, n, (4, 1), generator=generator) for n in (VOCABULARY, c.KINDS, c.GAPS, c.HOURS_OF_WEEK)]
    keep = torch.tensor([1.0, 1.0, 0.0, 1.0]).view(4, 1, 1)
    both = tiny_net.states(*tokens, keep, torch.randn(1, c.STATE))
    alone = tiny_net.states(*(t[2:] for t in tokens), keep[2:], torch.zeros(1, c.STATE))
    torch.testing.assert_close(both[2:], alone)


def test_should_rank_padding_below_everything_and_finite(tiny_net):
    scores = tiny_net.rank_scores(
        torch.randn(2, c.REPRESENTATION), torch.tensor([[0, 97, 98], [99, 0, 0]]), torch.rand(2, 3, c.FEATURES)
    )
    assert torch.isfinite(scores).all()
    assert (scores[[0, 1, 1], [0, 1, 2]] == c.PADDING_SCORE).all()
    assert scores[0, 1:].min() > -1e6
