"""What a cohort is known by: counts in public cells, of which a few standardized numbers condition the sampler.

Cells, for the categories of the catalog's apps in alphabetical order (with 12 there are 289):

* hour: openings of apps by local hour, 24;
* category x daypart: openings, night (0-5), morning, afternoon, evening;
* category x way: first opening of a session, opening after another app, opening after an opened notification, content
  seen;
* transitions from START or a category to a category or END, of openings within sessions.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attune_training import contract as c
from attune_training.dataset import TrainingSet, TrainingSetError
from attune_training.sampling.sessions import CONTENT_SEEN, Sessions

FILE = "cohorts.json"
CATEGORIES_FILE = "categories.txt"
DAYPARTS, WAYS = 4, 4
FIRST, NEXT, FROM_NOTIFICATION, CONTENT = range(WAYS)
COMPONENTS = 16
# After the components: the noise level, 0 (none) to 1; and 1, or 0 where nothing is known of the cohort.
CONDITION = COMPONENTS + 2
LEAST_NOISE, MOST_NOISE = 1e-4, 1.0  # of a share, where the noise level is 0 and 1


@dataclass(frozen=True)
class Cells:
    """Which categories there are and which row of the vocabulary is of which, -1 for none."""

    categories: list[str]
    of_item: np.ndarray  # [vocabulary]

    @property
    def groups(self) -> dict[str, slice]:
        n = len(self.categories)
        sizes = {"hour": c.HOURS, "categoryDaypart": DAYPARTS * n, "categoryWay": WAYS * n, "transition": (n + 1) ** 2}
        out, begin = {}, 0
        for name, size in sizes.items():
            out[name] = slice(begin, begin + size)
            begin += size
        return out

    @property
    def count(self) -> int:
        return self.groups["transition"].stop


def cells(data: TrainingSet) -> Cells | None:
    """From the file beside the vocabulary that names each item's category; None where there is none."""
    path = data.folder / CATEGORIES_FILE
    if not path.is_file():
        return None
    named = path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    if len(named) != len(data.vocabulary):
        raise TrainingSetError(f"{path.name}: {len(named)} lines for {len(data.vocabulary)} items")
    apps = sorted({name for item, name in zip(data.vocabulary, named) if item.startswith("app:") and name})
    if len(apps) < 2:
        return None
    number = {name: i for i, name in enumerate(apps)}
    of_item = np.full(data.vocabulary_size, -1, np.int64)
    of_item[c.ITEM_BASE :] = [number.get(name, -1) for name in named]
    return Cells(apps, of_item)


@dataclass(frozen=True)
class Opened:
    """Openings (and content seen) in order: session, category, hour, way, and the category before, -1 at the start."""

    session: np.ndarray
    category: np.ndarray
    hour: np.ndarray
    way: np.ndarray

    @classmethod
    def of(cls, known: Cells, session, kind, item, hour) -> Opened:
        """From any stream of tokens, sampled ones too: flat arrays, sessions one after another."""
        category = known.of_item[item]
        counted = ((kind == c.APP_OPENED) | (kind == CONTENT_SEEN)) & (category >= 0)
        opening = counted & (kind == c.APP_OPENED)
        before_kind = np.append(-1, kind[:-1])
        same = np.append(False, session[1:] == session[:-1])
        from_notification = same & (before_kind == c.NOTIFICATION_OPENED)
        nth = np.cumsum(opening)
        begin = np.maximum.accumulate(np.where(same, 0, nth - opening))
        first = opening & (nth - begin == 1)
        way = np.where(first, FIRST, NEXT)
        way = np.where(from_notification, FROM_NOTIFICATION, way)
        way = np.where(kind == CONTENT_SEEN, CONTENT, way)
        return cls(session[counted], category[counted], hour[counted], way[counted])

    def counts(self, known: Cells, owner: np.ndarray, owners: int) -> np.ndarray:
        """[owners, cells]; ``owner`` by session."""
        n, groups = len(known.categories), known.groups
        out = np.zeros((owners, known.count))
        whose = owner[self.session]
        opening = self.way != CONTENT
        np.add.at(out, (whose[opening], self.hour[opening]), 1)
        daypart = groups["categoryDaypart"].start + self.category * DAYPARTS + self.hour // 6
        np.add.at(out, (whose[opening], daypart[opening]), 1)
        np.add.at(out, (whose, groups["categoryWay"].start + self.category * WAYS + self.way), 1)
        session, category = self.session[opening], self.category[opening]
        if len(session):
            new = np.append(True, session[1:] != session[:-1])
            source = np.where(new, n, np.append(0, category[:-1]))
            base = groups["transition"].start
            np.add.at(out, (whose[opening], base + source * (n + 1) + category), 1)
            ending = np.append(new[1:], True)
            np.add.at(out, (whose[opening][ending], base + category[ending] * (n + 1) + n), 1)
        return out


def opened(known: Cells, sessions: Sessions) -> Opened:
    data, at = sessions.data, sessions.at
    session = np.repeat(np.arange(len(sessions)), np.diff(sessions.offsets))
    return Opened.of(known, session, data.type[at].astype(np.int64), data.item[at], data.hour[at].astype(np.int64))


@dataclass(frozen=True)
class Projection:
    """The mean of cohorts' shares, the directions in which they differ most [16, cells], and by how much (variance)."""

    cells: Cells
    mean: np.ndarray
    directions: np.ndarray
    variance: np.ndarray
    places: np.ndarray | None = None  # [hours of week, places], see whereabouts

    def condition(self, counts: np.ndarray, deviation: float) -> np.ndarray:
        """float32 [18] of one cohort and window.

        ``counts`` [cells], perhaps noisy; ``deviation`` is the standard deviation of the noise in each, 0 without. The
        components are the posterior mean under a Gaussian prior (Wiener), standardized: what the noise drowns becomes 0.
        """
        total = max(1.0, float(counts[self.cells.groups["hour"]].sum()))
        noise = deviation / total
        found = self.directions @ (counts / total - self.mean)
        components = found * np.sqrt(self.variance) / (self.variance + noise**2)
        level = np.log(np.clip(noise, LEAST_NOISE, MOST_NOISE) / LEAST_NOISE) / np.log(MOST_NOISE / LEAST_NOISE)
        return np.concatenate((np.clip(components, -4.0, 4.0), (level, 1.0))).astype(np.float32)

    def shares(self, counts: np.ndarray, deviation: float) -> np.ndarray:
        """The cells' shares [cells] as the posterior mean has them; each group of cells sums to what it does at the mean."""
        total = max(1.0, float(counts[self.cells.groups["hour"]].sum()))
        found = self.directions @ (counts / total - self.mean)
        kept = self.variance / (self.variance + (deviation / total) ** 2)
        out = np.maximum(0.0, self.mean + (found * kept) @ self.directions)
        for part in self.cells.groups.values():
            out[part] *= self.mean[part].sum() / max(1e-12, out[part].sum())
        return out

    def write(self, path: Path) -> None:
        """The format is in the README."""
        text = {
            "formatVersion": 1,
            "categories": self.cells.categories,
            "itemCategory": self.cells.of_item.tolist(),
            "groups": {name: [part.start, part.stop] for name, part in self.cells.groups.items()},
            "leastNoise": LEAST_NOISE,
            "mostNoise": MOST_NOISE,
            "mean": _short(self.mean),
            "variance": _short(self.variance),
            "directions": [_short(row) for row in self.directions],
        }
        if self.places is not None:
            text["places"] = [[round(float(share), 4) for share in row] for row in self.places]
        path.write_text(json.dumps(text) + "\n", encoding="utf-8")


def read(path: Path) -> Projection:
    text = json.loads(path.read_text(encoding="utf-8"))
    known = Cells(text["categories"], np.array(text["itemCategory"], np.int64))
    return Projection(known, *(np.array(text[name]) for name in ("mean", "directions", "variance")))


@dataclass(frozen=True)
class Draws:
    """Cohorts as the generator is to meet them: who belongs to each [draws, users], and its condition [draws, 18]."""

    members: np.ndarray
    condition: np.ndarray


def tilts(shares: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """[count, users]: how likely each user is in each cohort; cohorts like some categories more, others less."""
    centered = (shares - shares.mean(0)) / (shares.std(0) + 1e-9)
    taste = rng.normal(0.0, 1.0, (count, shares.shape[1])) / np.sqrt(shares.shape[1])
    strength = rng.uniform(0.0, 3.0, (count, 1))
    score = strength * (taste @ centered.T)
    weight = np.exp(score - score.max(1, keepdims=True))
    return weight / weight.sum(1, keepdims=True)


def project(known: Cells, by_day: np.ndarray, rng: np.random.Generator, count: int = 600) -> tuple[Projection, Draws]:
    """Learns the prior from simulated cohorts and draws conditions of them, with and without noise.

    ``by_day`` [users, days, cells].
    """
    users, days, _ = by_day.shape
    part = known.groups["categoryDaypart"]
    mine = by_day[..., part].sum(1).reshape(users, -1, DAYPARTS).sum(2)
    members = tilts(mine / np.maximum(1.0, mine.sum(1, keepdims=True)), count, rng)
    sums = np.empty((count, known.count))
    for draw in range(count):
        size = int(np.exp(rng.uniform(np.log(50), np.log(5000))))
        chosen = rng.choice(users, size, p=members[draw])
        sums[draw] = by_day[chosen, rng.integers(days)].sum(0)
    some = sums[:, known.groups["hour"]].sum(1) > 0
    members, sums, count = members[some], sums[some], int(some.sum())
    totals = sums[:, known.groups["hour"]].sum(1, keepdims=True)
    shares = sums / totals
    mean = shares.mean(0)
    _, size, directions = np.linalg.svd(shares - mean, full_matrices=False)
    kept = min(COMPONENTS, len(size))
    basis = np.zeros((COMPONENTS, known.count))
    basis[:kept] = directions[:kept]
    variance = np.full(COMPONENTS, 1e-12)
    variance[:kept] = np.maximum(1e-12, size[:kept] ** 2 / count)
    projection = Projection(known, mean, basis, variance)
    condition = np.empty((count, CONDITION), np.float32)
    for draw in range(count):
        deviation = 0.0 if rng.random() < 0.25 else totals[draw, 0] * np.exp(rng.uniform(np.log(3e-4), np.log(0.1)))
        noisy = sums[draw] + rng.normal(0.0, max(deviation, 1e-12), known.count)
        condition[draw] = projection.condition(noisy, deviation)
    condition[rng.random(count) < 0.1] = 0.0
    return projection, Draws(members, condition)


def whereabouts(sessions: Sessions) -> np.ndarray:
    """Where people are when they take out their phone, [hours of week, places] shares.

    Smoothed by the same hour of other days of the same kind; where nobody ever is, at a place nobody knows.
    """
    begin = sessions.at[sessions.offsets[:-1]]
    seen = np.zeros((7, c.HOURS, c.PLACES))
    how = sessions.data.how[begin].astype(np.int64)
    np.add.at(seen, (how // c.HOURS, how % c.HOURS, sessions.data.place[begin].astype(np.int64)), 1)
    for kind in (slice(0, 5), slice(5, 7)):
        seen[kind] = (seen[kind] + seen[kind].sum(0)) / 2
    seen[..., 0] += np.where(seen.sum(2) == 0, 1, 0)
    return (seen / seen.sum(2, keepdims=True)).reshape(-1, c.PLACES)


def days(known: Cells, sessions: Sessions, users: np.ndarray) -> np.ndarray:
    """Each user's counts by day, [users, days, cells]."""
    number = np.full(int(users.max()) + 1, -1)
    number[users] = np.arange(len(users))
    last = int(sessions.day.max(initial=0)) + 1
    owner = number[sessions.user] * last + sessions.day
    return opened(known, sessions).counts(known, owner, len(users) * last).reshape(len(users), last, -1)


def _short(values: np.ndarray) -> list[float]:
    return [float(f"{value:.7g}") for value in values]
