import json
import shutil

import numpy as np
import pytest

from attune_training import contract as c
from attune_training import dataset


@pytest.fixture
def copy(toy_folder, tmp_path):
    return shutil.copytree(toy_folder, tmp_path / "copy")


def test_should_load_what_the_generator_wrote(toy_set):
    assert toy_set.users == 24
    assert toy_set.offsets[-1] == toy_set.tokens == len(toy_set.how)
    assert toy_set.sample_feat.shape == (toy_set.samples, toy_set.meta["candidates"], c.FEATURES)
    assert (toy_set.gap[toy_set.offsets[:-1]] == 0).all()


def test_should_name_the_file_that_is_cut_short(copy):
    path = copy / "how.u8"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(dataset.TrainingSetError, match="how.u8"):
        dataset.load(copy)


def test_should_name_the_file_that_is_missing(copy):
    (copy / "sample_feat.f16").unlink()
    with pytest.raises(dataset.TrainingSetError, match="sample_feat.f16: file is missing"):
        dataset.load(copy)


@pytest.mark.parametrize("key, value", [("formatVersion", 1), ("features", 7), ("vocabularySize", 12), ("users", -1)])
def test_should_refuse_a_header_of_another_contract(copy, key, value):
    meta = json.loads((copy / "meta.json").read_text())
    (copy / "meta.json").write_text(json.dumps(meta | {key: value}))
    with pytest.raises(dataset.TrainingSetError, match=key):
        dataset.load(copy)


@pytest.mark.parametrize("name, dtype, value", [("item.i32", "<i4", -1), ("type.u8", "u1", 16), ("how.u8", "u1", 168), ("place.u8", "u1", 8)])
def test_should_refuse_an_index_that_would_miss_its_table(copy, name, dtype, value):
    array = np.fromfile(copy / name, dtype)
    array[5] = value
    array.tofile(copy / name)
    with pytest.raises(dataset.TrainingSetError, match=name):
        dataset.load(copy)


def test_should_refuse_a_sample_whose_first_candidate_was_not_opened(copy, toy_set):
    cand = np.array(toy_set.sample_cand)
    cand[3, 0] = cand[3, 0] + 1
    cand.tofile(copy / "sample_cand.i32")
    with pytest.raises(dataset.TrainingSetError, match="first candidate"):
        dataset.load(copy)


def test_should_tell_data_apart_by_digest(copy, toy_set):
    same = dataset.load(copy)
    assert same.digest() == toy_set.digest()
    array = np.fromfile(copy / "gap.u8", "u1")
    array[1] = 3 if array[1] != 3 else 4
    array.tofile(copy / "gap.u8")
    assert dataset.load(copy).digest() != toy_set.digest()
