"""The last stage of a training: the sampler's heads on the frozen recurrence, their graph, and what they reach."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from attune_training import contract as c
from attune_training.dataset import TrainingSet
from attune_training.model import UsageNet
from attune_training.progress import Progress
from attune_training.sampling import cohorts, export, measure
from attune_training.sampling.heads import SampleHeads, fit
from attune_training.sampling.sessions import Sessions, cut
from attune_training.runtime import Graphs

MOST_TOKENS = 400_000  # learned from: more does not pay
GOLDEN_ROWS = 6
GOLDEN_MARGIN = np.float32(1e-4)


@dataclass(frozen=True)
class Stage:
    heads: SampleHeads
    projection: cohorts.Projection


def train(net: UsageNet, data: TrainingSet, users: np.ndarray, seed: int, progress: Progress) -> Stage | None:
    """None where items have no categories, so that no cohort can be summarized."""
    known = cohorts.cells(data)
    if known is None:
        progress.say("items have no categories, so there is no sampler")
        return None
    everything = cut(data, users)
    rng = np.random.default_rng((seed, 10))
    projection, draws = cohorts.project(known, cohorts.days(known, everything, users), rng)
    projection = replace(projection, places=cohorts.whereabouts(everything))
    number = np.full(int(users.max()) + 1, -1)
    number[users] = np.arange(len(users))
    return Stage(fit(net, _some(everything, rng), draws, number, progress, seed), projection)


def _some(sessions: Sessions, rng: np.random.Generator) -> Sessions:
    order = rng.permutation(len(sessions))
    many = np.searchsorted(np.cumsum(np.diff(sessions.offsets)[order]), MOST_TOKENS)
    return sessions.pick(np.sort(order[: max(1, int(many))]))


def write(stage: Stage, net: UsageNet, data: TrainingSet, out: Path) -> None:
    """Writes the graph and what conditions are made with, and adds to the golden vectors."""
    (out / export.GRAPH).write_bytes(export.sample(net, stage.heads).SerializeToString(deterministic=True))
    stage.projection.write(out / cohorts.FILE)
    path = out / "golden.json"
    vectors = json.loads(path.read_text(encoding="utf-8"))
    vectors["sample"] = golden(out, data.vocabulary_size)
    path.write_text(json.dumps(vectors) + "\n", encoding="utf-8")


def golden(out: Path, vocabulary: int, seed: int = 21) -> dict:
    """Inputs and answers for golden.json; the first two rows have uniform numbers at the edges.

    What is drawn must not hang on the last bit: inputs whose answers change with numbers a little off are drawn anew.
    """
    run = export.Sampler((out / export.GRAPH).read_bytes())
    while True:
        rng, n = np.random.default_rng(seed), GOLDEN_ROWS
        state = rng.uniform(-0.25, 1.0, (n, c.STATE)).round(3).astype(np.float32)
        last = rng.integers(0, vocabulary, n)
        how, place = rng.integers(0, c.HOURS_OF_WEEK, n), rng.integers(0, 5, n)
        condition = rng.normal(0.0, 1.0, (n, cohorts.CONDITION)).round(3).astype(np.float32)
        condition[0] = 0.0
        uniform = rng.random((n, 3)).round(4).astype(np.float32)
        uniform[0], uniform[1] = 0.0, np.nextafter(np.float32(1.0), np.float32(0.0))
        item, kind, gap, state_out = run(state, last, how, place, condition, uniform)
        off = [run(state, last, how, place, condition, (uniform + d).clip(0.0, 1.0)) for d in (-GOLDEN_MARGIN, GOLDEN_MARGIN)]
        if all((one[k][2:] == (item, kind, gap)[k][2:]).all() for one in off for k in range(3)):
            break
        seed += 1
    integers = {"last": last, "how": how, "place": place, "item": item, "type": kind, "gap": gap}
    floats = {"state": state, "condition": condition, "uniform": uniform, "stateOut": state_out}
    return (
        {"n": n}
        | {name: [int(v) for v in values.ravel()] for name, values in integers.items()}
        | {name: [float(str(np.float32(v))) for v in values.ravel()] for name, values in floats.items()}
    )


def evaluate(stage: Stage, data: TrainingSet, held_out: np.ndarray, run: Graphs, out: Path, seed: int) -> dict:
    """Distances between samples through the exported graph and the law of cohorts of users held out."""
    sampler = export.Sampler((out / export.GRAPH).read_bytes())
    found = measure.distances(stage.projection, cut(data, held_out), held_out, sampler, run.update, seed)
    return {"sessions": measure.SAMPLES, "cohorts": measure.COHORTS, "deviation": measure.DEVIATION, "tvd": found}
