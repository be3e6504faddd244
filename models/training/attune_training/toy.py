"""Generates a small training set with habits by hour and Markov transitions, in the exact format Java writes.

For tests and for trying the trainer; a release is trained on simulated phones.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from attune_training import contract as c

APPS = 40
CATEGORIES = 5
HABIT_CAPACITY = 20
CANDIDATES = 21
SECONDS_PER_DAY = 86_400


def write(folder: Path | str, users: int = 60, days: int = 10, seed: int = 1) -> Path:
    """Writes the training set and returns its folder."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    vocabulary = [f"app:toy-{i:02d}" for i in range(APPS)] + [f"content:toy-{i}" for i in range(4)]
    popularity = 1.0 / np.arange(1, APPS + 1)
    follows = rng.dirichlet(np.full(APPS, 0.05), APPS)
    columns: dict[str, list] = {k: [] for k in ("item", "type", "gap", "how", "place", "category", "answer", "hour")}
    offsets, sample_token, sample_cand, sample_feat = [0], [], [], []
    for _ in range(users):
        user = _User(rng, popularity, follows)
        for row in user.live(days):
            if row["type"] == c.APP_OPENED and rng.random() < 0.5:
                cand = user.candidates(row["item"])
                sample_token.append(len(columns["item"]))
                sample_cand.append(cand)
                sample_feat.append(user.features(cand, row["how"]))
            user.observe(row)
            for key, values in columns.items():
                values.append(row[key])
        offsets.append(len(columns["item"]))
    arrays = {
        "offsets.i64": np.array(offsets, "<i8"),
        "item.i32": np.array(columns["item"], "<i4"),
        **{f"{k}.u8": np.array(columns[k], "u1") for k in ("type", "gap", "how", "place", "category", "answer", "hour")},
        "sample_token.i64": np.array(sample_token, "<i8"),
        "sample_cand.i32": np.array(sample_cand, "<i4").reshape(-1, CANDIDATES),
        "sample_feat.f16": np.array(sample_feat, "<f2").reshape(-1, CANDIDATES, c.FEATURES),
    }
    for name, array in arrays.items():
        array.tofile(folder / name)
    (folder / "vocabulary.txt").write_text("".join(f"{v}\n" for v in vocabulary), encoding="utf-8")
    kinds = [f"kind-{i % CATEGORIES}" for i in range(len(vocabulary))]
    (folder / "categories.txt").write_text("".join(f"{kind}\n" for kind in kinds), encoding="utf-8")
    meta = {
        "formatVersion": c.FORMAT_VERSION,
        "vocabularySize": c.ITEM_BASE + len(vocabulary),
        "vocabulary": "vocabulary.txt",
        "users": users,
        "tokens": offsets[-1],
        "samples": len(sample_token),
        "candidates": CANDIDATES,
        "features": c.FEATURES,
        "notificationCategories": c.CATEGORIES,
        "seed": seed,
        "source": "simulated",
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")
    return folder


def gap_bucket(seconds: int) -> int:
    """As dev.attune.models.token.Tokenizer: log2 of the seconds, 1 to 15; 0 is kept for a user's first event."""
    return max(1, min(c.GAPS - 1, int(np.log2(max(1, seconds)))))


class _User:
    """One simulated user: a taste, a habit for each daypart, an own opinion on each notification category."""

    def __init__(self, rng: np.random.Generator, popularity: np.ndarray, follows: np.ndarray):
        self.rng = rng
        repertoire = rng.choice(APPS, 8, replace=False, p=popularity / popularity.sum())
        self.by_daypart = np.zeros((4, APPS))
        for daypart in range(4):
            self.by_daypart[daypart, repertoire] = rng.dirichlet(np.full(len(repertoire), 0.4))
        self.follows = follows
        self.opens = rng.beta(1.0, 2.0, c.CATEGORIES)
        self.counts = np.zeros((APPS, 5))
        self.recent: list[int] = []

    def live(self, days: int):
        clock, last = int(self.rng.integers(0, 7)) * SECONDS_PER_DAY, None
        end = clock + days * SECONDS_PER_DAY
        while True:
            clock += int(self.rng.exponential(3 * 3600)) + 30
            if clock % SECONDS_PER_DAY < 6 * 3600:
                clock += 5 * 3600
            if clock >= end:
                return
            previous = None
            for kind, item, extra in self._session(clock):
                yield self._row(kind, item, clock, last, extra)
                last = clock
                clock += int(self.rng.integers(2, 90))

    def _session(self, clock: int):
        rng, daypart = self.rng, clock // 3600 % 24 // 6
        if rng.random() < 0.4:
            category = int(rng.integers(1, 6))
            opened = rng.random() < self.opens[category]
            yield c.NOTIFICATION_POSTED, c.NOTIFICATION_BASE + 4 * category, (category, int(opened))
            outcome = 1 if opened else 2
            yield c.NOTIFICATION_OPENED + outcome - 1, c.NOTIFICATION_BASE + 4 * category + outcome, (category, None)
        yield c.DEVICE_UNLOCKED, c.NO_ITEM, None
        app = int(rng.choice(APPS, p=self.by_daypart[daypart]))
        for _ in range(1 + rng.geometric(0.6)):
            yield c.APP_OPENED, c.ITEM_BASE + app, None
            yield c.APP_CLOSED, c.ITEM_BASE + app, None
            law = self.follows[app] if rng.random() < 0.5 else self.by_daypart[daypart]
            app = int(rng.choice(APPS, p=law))

    def _row(self, kind: int, item: int, clock: int, last: int | None, extra: tuple | None) -> dict:
        category, answer = extra if extra else (c.UNKNOWN_BYTE, c.UNKNOWN_BYTE)
        return {
            "type": kind,
            "item": item,
            "gap": 0 if last is None else gap_bucket(clock - last),
            "how": clock // 3600 % c.HOURS_OF_WEEK,
            "hour": clock // 3600 % 24,
            "place": 1 if clock // 3600 % 24 < 12 else 2,
            "category": category,
            "answer": c.UNKNOWN_BYTE if answer is None else answer,
        }

    def observe(self, row: dict) -> None:
        if row["type"] != c.APP_OPENED:
            return
        app = row["item"] - c.ITEM_BASE
        self.counts[app, [0, 1 + row["hour"] // 6]] += 1
        if app in self.recent:
            self.recent.remove(app)
        self.recent = [app, *self.recent][:8]

    def candidates(self, true_item: int) -> list[int]:
        order = np.argsort(-self.counts[:, 0], kind="stable")
        habits = [int(a) for a in order[:HABIT_CAPACITY] if self.counts[a, 0] > 0]
        chosen = dict.fromkeys([true_item - c.ITEM_BASE, *habits])
        known = [c.ITEM_BASE + a for a in chosen][:CANDIDATES]
        return known + [c.NO_ITEM] * (CANDIDATES - len(known))

    def features(self, candidates: list[int], how: int) -> np.ndarray:
        """The features that this world has something to say about; the others stay zero."""
        out = np.zeros((len(candidates), c.FEATURES), np.float32)
        daypart = how % 24 // 6
        total, part = self.counts[:, 0].sum(), self.counts[:, 1 + daypart].sum()
        for row, index in zip(out, candidates):
            row[c.FEATURE_NAMES.index("log_evidence")] = np.log1p(total)
            count = self.counts[index - c.ITEM_BASE] if index != c.NO_ITEM else np.zeros(5)
            if count[0] == 0:
                continue
            app = index - c.ITEM_BASE
            rank = self.recent.index(app) if app in self.recent else None
            values = {
                "log_total": np.log1p(count[0]),
                "log_daypart": np.log1p(count[1 + daypart]),
                "log_day_kind": np.log1p(count[0]),
                "share": count[0] / total,
                "daypart_share": count[1 + daypart] / max(1.0, part),
                "recency": 0.0 if rank is None else 1.0 / (1 + rank),
                "is_last": float(rank == 0),
                "session_last": float(rank == 0),
                "is_habit": 1.0,
            }
            for name, value in values.items():
                row[c.FEATURE_NAMES.index(name)] = value
        return out
