import pytest
import torch

from attune_training import contract as c
from attune_training import dataset, toy
from attune_training.model import UsageNet


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory):
    return toy.write(tmp_path_factory.mktemp("toy"), users=24, days=5, seed=3)


@pytest.fixture
def toy_set(toy_folder):
    return dataset.load(toy_folder)


@pytest.fixture
def tiny_net():
    """Random weights everywhere, also where training starts from zero."""
    torch.manual_seed(11)
    net = UsageNet(c.ITEM_BASE + 20).eval()
    with torch.no_grad():
        for weight in net.parameters():
            weight += 0.1 * torch.randn_like(weight)
    return net
