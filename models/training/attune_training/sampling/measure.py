"""Shows that conditioning moves samples towards the cohort: distances of cell shares to the cohort's own law."""

from __future__ import annotations

import numpy as np

from attune_training import contract as c
from attune_training.sampling.cohorts import CONDITION, Opened, Projection, days, tilts
from attune_training.sampling.export import Sampler
from attune_training.sampling.sessions import END, LONGEST, Sessions

SAMPLES = 3000
COHORTS = 4
SIZE = 500  # people in a cohort, for the noise
# Reference: noise of a one-day summary at epsilon 1, in events per cell.
DEVIATION = 80.0


def distances(
    projection: Projection, sessions: Sessions, users: np.ndarray, sampler: Sampler, update, seed: int
) -> dict[str, dict[str, float]]:
    """Total variation distances by group of cells, mean over cohorts of held-out users.

    ``given``: conditioned on the cohort's exact summary, sessions starting when it says; ``noisy``: on that of one day of 500 people with noise;
    ``unconditioned``: on nothing; ``people``: half of the cohort's people instead of samples, what chance alone makes.
    """
    known = projection.cells
    by_day = days(known, sessions, users)
    part = known.groups["categoryDaypart"]
    mine = by_day[..., part].sum(1).reshape(len(users), len(known.categories), -1).sum(2)
    rng = np.random.default_rng((seed, 13))
    members = tilts(mine / np.maximum(1.0, mine.sum(1, keepdims=True)), COHORTS, rng)
    everyone = by_day.sum((0, 1))
    found: dict[str, list[dict[str, float]]] = {}
    for weight in members:
        weight = weight / weight.max()
        law = np.einsum("u,udc->c", weight, by_day)
        half = rng.random(len(users)) < 0.5
        people = np.einsum("u,udc->c", weight * half, by_day)
        day = np.einsum("u,uc->c", weight, by_day[:, rng.integers(by_day.shape[1])])
        day = day * SIZE / weight.sum()
        noisy = day + rng.normal(0.0, DEVIATION, len(day))
        ways = {
            "given": (projection.condition(law, 0.0), projection.shares(law, 0.0)),
            "noisy": (projection.condition(noisy, DEVIATION), projection.shares(noisy, DEVIATION)),
            "unconditioned": (np.zeros(CONDITION, np.float32), everyone),
        }
        for name, (condition, summary) in ways.items():
            hours = summary[known.groups["hour"]]
            sampled = _counts(projection, sessions, sampler, update, condition, hours / hours.sum(), rng)
            found.setdefault(name, []).append(_apart(projection, law, sampled))
        found.setdefault("people", []).append(_apart(projection, law, people))
    return {
        name: {group: round(float(np.mean([row[group] for row in rows])), 4) for group in rows[0]}
        for name, rows in found.items()
    }


def sample(sampler: Sampler, update, condition, start: np.ndarray, places: np.ndarray, rng) -> dict[str, np.ndarray]:
    """Whole sessions, one a row of ``start`` (hour of week): flat arrays of session, type, item and hour."""
    n = len(start)
    shown = np.broadcast_to(condition, (n, CONDITION))
    unlocked = np.full(n, c.DEVICE_UNLOCKED * c.PLACES) + places
    state = update(np.zeros(n), unlocked, np.zeros(n), start, np.zeros((n, c.STATE), np.float32))
    last, live = np.zeros(n, np.int64), np.arange(n)
    rows: dict[str, list[np.ndarray]] = {"session": [], "type": [], "item": [], "hour": [], "step": []}
    for step in range(LONGEST):
        uniform = rng.random((len(live), 3), dtype=np.float32)
        item, kind, _, after = sampler(state[live], last[live], start[live], places[live], shown[live], uniform)
        state[live], last[live] = after.astype(np.float16), item
        going = kind != END
        live, item, kind = live[going], item[going], kind[going]
        if not len(live):
            break
        for name, value in (("session", live), ("type", kind), ("item", item), ("hour", start[live] % c.HOURS)):
            rows[name].append(value)
        rows["step"].append(np.full(len(live), step))
    flat = {name: np.concatenate(parts) if parts else np.zeros(0, np.int64) for name, parts in rows.items()}
    order = np.lexsort((flat["step"], flat["session"]))
    return {name: value[order] for name, value in flat.items()}


def _counts(projection, sessions, sampler, update, condition, hours, rng) -> np.ndarray:
    known, data = projection.cells, sessions.data
    begin = sessions.at[sessions.offsets[:-1]]
    # Where people are by hour of week, as the training set has it: public, since simulated.
    chosen = _starts(data.how[begin].astype(np.int64), hours, rng)
    rows = sample(sampler, update, condition, data.how[begin][chosen].astype(np.int64), data.place[begin][chosen].astype(np.int64), rng)
    counted = Opened.of(known, rows["session"], rows["type"], rows["item"], rows["hour"])
    return counted.counts(known, np.zeros(SAMPLES, np.int64), 1)[0]


def _starts(how: np.ndarray, hours: np.ndarray, rng) -> np.ndarray:
    """Sessions whose starts are spread over the day as ``hours`` says."""
    share = np.bincount(how % c.HOURS, minlength=c.HOURS) / len(how)
    weight = (hours / np.maximum(share, 1e-9))[how % c.HOURS]
    return rng.choice(len(how), SAMPLES, p=weight / weight.sum())


def _apart(projection: Projection, law: np.ndarray, found: np.ndarray) -> dict[str, float]:
    out = {}
    for name, part in projection.cells.groups.items():
        p, q = law[part] / max(1.0, law[part].sum()), found[part] / max(1.0, found[part].sum())
        out[name] = 0.5 * float(np.abs(p - q).sum())
    n = len(projection.cells.categories)
    share = [v[projection.cells.groups["categoryDaypart"]].reshape(n, -1).sum(1) for v in (law, found)]
    share = [v / max(1.0, v.sum()) for v in share]
    out["category"] = 0.5 * float(np.abs(share[0] - share[1]).sum())
    return out
