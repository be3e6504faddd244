"""Reads the integer training set that ``dev.attune.models.training.TrainingSetWriter`` writes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attune_training import contract as c


class TrainingSetError(ValueError):
    """The folder is no usable training set; the message names the file and the reason."""


@dataclass(frozen=True)
class TrainingSet:
    """Tokens of all users one after another, and ranking samples that point into them.

    ``offsets`` [users+1]; per token: ``item``, ``type``, ``gap``, ``how`` (hour of week), ``place``, ``category``, ``answer``,
    ``hour``; per sample: ``sample_token`` (the APP_OPENED to predict), ``sample_cand`` [samples, candidates] with the
    true item first, 0 where there are no more, ``sample_feat`` [samples, candidates, features] as 16 bits, without
    what the release's neighbors say (``neighbors.py``).
    """

    folder: Path
    meta: dict
    vocabulary: list[str]
    offsets: np.ndarray
    item: np.ndarray
    type: np.ndarray
    gap: np.ndarray
    how: np.ndarray
    place: np.ndarray
    category: np.ndarray
    answer: np.ndarray
    hour: np.ndarray
    sample_token: np.ndarray
    sample_cand: np.ndarray
    sample_feat: np.ndarray

    @property
    def users(self) -> int:
        return len(self.offsets) - 1

    @property
    def tokens(self) -> int:
        return len(self.item)

    @property
    def samples(self) -> int:
        return len(self.sample_token)

    @property
    def vocabulary_size(self) -> int:
        return self.meta["vocabularySize"]

    def kind(self, at) -> np.ndarray:
        """Type and place of the tokens as the update graph wants them."""
        return self.type[at].astype(np.int64) * c.PLACES + self.place[at]

    def user_of_token(self) -> np.ndarray:
        """The user's number for each token, int32 [tokens]."""
        return np.repeat(np.arange(self.users, dtype=np.int32), np.diff(self.offsets))

    def apps(self) -> np.ndarray:
        """Vocabulary indexes of everything that is ever opened: all known "app:" items, else what the tokens open."""
        known = [i + c.ITEM_BASE for i, name in enumerate(self.vocabulary) if name.startswith("app:")]
        if known:
            return np.asarray(known, dtype=np.int32)
        return np.unique(self.item[self.type == c.APP_OPENED]).astype(np.int32)

    def digest(self) -> str:
        """SHA-256 over meta.json and the token files: which data a checkpoint or a release belongs to."""
        digest = hashlib.sha256((self.folder / "meta.json").read_bytes())
        for array in (self.offsets, self.item, self.type, self.gap, self.how, self.place, self.sample_token):
            digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()


def load(folder: Path | str) -> TrainingSet:
    """Loads and checks a training set; large sample files are mapped, not read."""
    folder = Path(folder)
    meta = _meta(folder)
    users, tokens, samples, candidates = (meta[k] for k in ("users", "tokens", "samples", "candidates"))
    vocabulary_file = folder / meta.get("vocabulary", "vocabulary.txt")
    if not vocabulary_file.is_file():
        raise TrainingSetError(f"{vocabulary_file.name}: file is missing")
    # As Java reads it: only line feeds end lines.
    vocabulary = vocabulary_file.read_bytes().decode("utf-8").removesuffix("\n").split("\n")

    def read(name: str, dtype: str, *shape: int) -> np.ndarray:
        path = folder / name
        expected = int(np.prod(shape)) * np.dtype(dtype).itemsize
        if not path.is_file():
            raise TrainingSetError(f"{name}: file is missing")
        if path.stat().st_size != expected:
            raise TrainingSetError(f"{name}: has {path.stat().st_size} bytes where meta.json makes it {expected}")
        if expected == 0:
            return np.zeros(shape, dtype)
        return np.memmap(path, dtype=dtype, mode="r", shape=shape)

    data = TrainingSet(
        folder=folder,
        meta=meta,
        vocabulary=vocabulary,
        offsets=np.asarray(read("offsets.i64", "<i8", users + 1)),
        item=np.asarray(read("item.i32", "<i4", tokens)),
        type=np.asarray(read("type.u8", "u1", tokens)),
        gap=np.asarray(read("gap.u8", "u1", tokens)),
        how=np.asarray(read("how.u8", "u1", tokens)),
        place=np.asarray(read("place.u8", "u1", tokens)),
        category=np.asarray(read("category.u8", "u1", tokens)),
        answer=np.asarray(read("answer.u8", "u1", tokens)),
        hour=np.asarray(read("hour.u8", "u1", tokens)),
        sample_token=np.asarray(read("sample_token.i64", "<i8", samples)),
        sample_cand=read("sample_cand.i32", "<i4", samples, candidates),
        sample_feat=read("sample_feat.f16", "<f2", samples, candidates, meta["features"]),
    )
    _check(data)
    return data


def _meta(folder: Path) -> dict:
    path = folder / "meta.json"
    if not path.is_file():
        raise TrainingSetError(f"meta.json: not found in {folder}")
    meta = json.loads(path.read_text(encoding="utf-8"))
    if meta.get("formatVersion") != c.FORMAT_VERSION:
        raise TrainingSetError(f"meta.json: formatVersion {meta.get('formatVersion')}, expected {c.FORMAT_VERSION}")
    for key in ("vocabularySize", "users", "tokens", "samples", "candidates", "features"):
        if not isinstance(meta.get(key), int) or meta[key] < 0:
            raise TrainingSetError(f"meta.json: {key} is missing or no count")
    if meta["features"] != c.FEATURES:
        raise TrainingSetError(f"meta.json: {meta['features']} features, expected {c.FEATURES}")
    if not c.ITEM_BASE <= meta["vocabularySize"] <= c.MAX_VOCABULARY:
        raise TrainingSetError(f"meta.json: vocabularySize {meta['vocabularySize']} is out of range")
    return meta


def _check(data: TrainingSet) -> None:
    if data.users == 0 or data.tokens == 0:
        raise TrainingSetError("meta.json: the training set is empty")
    if c.ITEM_BASE + len(data.vocabulary) != data.vocabulary_size:
        raise TrainingSetError(
            f"vocabulary.txt: {len(data.vocabulary)} items, meta.json says {data.vocabulary_size - c.ITEM_BASE}"
        )
    if data.offsets[0] != 0 or data.offsets[-1] != data.tokens or (np.diff(data.offsets) < 0).any():
        raise TrainingSetError("offsets.i64: must rise from 0 to the number of tokens")
    limits = (
        ("item.i32", data.item, data.vocabulary_size),
        ("type.u8", data.type, c.TYPES),
        ("gap.u8", data.gap, c.GAPS),
        ("how.u8", data.how, c.HOURS_OF_WEEK),
        ("place.u8", data.place, c.PLACES),
        ("hour.u8", data.hour, c.HOURS),
        ("sample_cand.i32", data.sample_cand, data.vocabulary_size),
        ("sample_token.i64", data.sample_token, data.tokens),
    )
    for name, values, limit in limits:
        if values.size and (values.min() < 0 or values.max() >= limit):
            raise TrainingSetError(f"{name}: value outside 0..{limit - 1}")
    if data.samples:
        if (data.type[data.sample_token] != c.APP_OPENED).any():
            raise TrainingSetError("sample_token.i64: points at a token that opens no app")
        if (data.sample_cand[:, 0] != data.item[data.sample_token]).any():
            raise TrainingSetError("sample_cand.i32: the first candidate is not the app that was opened")
        if not np.isfinite(data.sample_feat).all():
            raise TrainingSetError("sample_feat.f16: not finite")
