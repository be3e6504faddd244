import dataclasses

import numpy as np
import pytest
import torch

from attune_training import neighbors
from attune_training.progress import Progress
from attune_training.train import Interrupted, Settings, train

SETTINGS = Settings(epochs=2, lanes=4, chunk=64, warm_up=5, held_out=0.2)


def weights(net):
    return torch.cat([w.detach().flatten() for w in net.parameters()])


def test_should_continue_an_interrupted_run_to_the_same_weights(toy_set, tmp_path):
    near = neighbors.count(toy_set, np.arange(toy_set.users))
    straight = train(toy_set, near, SETTINGS, tmp_path / "a.pt", Progress(quiet=True))
    with pytest.raises(Interrupted):
        train(toy_set, near, SETTINGS, tmp_path / "b.pt", Progress(quiet=True), stop_after=7)
    continued = train(toy_set, near, SETTINGS, tmp_path / "b.pt", Progress(quiet=True))
    assert torch.equal(weights(straight), weights(continued))


def test_should_not_continue_a_run_of_other_settings(toy_set, tmp_path):
    near = neighbors.count(toy_set, np.arange(toy_set.users))
    with pytest.raises(Interrupted):
        train(toy_set, near, SETTINGS, tmp_path / "c.pt", Progress(quiet=True), stop_after=3)
    other = dataclasses.replace(SETTINGS, seed=SETTINGS.seed + 1)
    from_checkpoint = train(toy_set, near, other, tmp_path / "c.pt", Progress(quiet=True))
    anew = train(toy_set, near, other, tmp_path / "d.pt", Progress(quiet=True))
    assert torch.equal(weights(from_checkpoint), weights(anew))
