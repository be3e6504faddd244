"""The model card that travels with a release."""

from __future__ import annotations

from attune_training.dataset import TrainingSet
from attune_training.evaluate import table
from attune_training.provenance import DESCRIPTIONS, data_class


def model_card(release_id: str, data: TrainingSet, settings: dict, metrics: dict) -> str:
    known = data_class(data.meta)
    recipe = ", ".join(f"{name} {value}" for name, value in settings.items())
    engagement = metrics["engagement"]
    base = f"Fine-tuned from {settings['base']} (id, digest of its weights)." if settings.get("base") else "Trained from scratch."
    home = f"\nOf users of the region {settings['region']} only; for others use the base." if settings.get("region") else ""
    notifications = ""
    if engagement.get("notifications"):
        notifications = f"""
Notifications ({engagement["notifications"]} with known answers, {engagement["opened"]:.0%} opened): log loss
{engagement["logLoss"]:.4f} (always the category's mean: {engagement["logLoss.categoryMean"]:.4f}), AUC
{engagement["auc"]:.3f} (category's mean: {engagement["auc.categoryMean"]:.3f}), mean prediction minus mean outcome
{engagement["calibration"]:+.4f}.
"""
    return f"""# Model card: {release_id}

A gated linear recurrence over one user's phone events. It keeps 256 numbers for each user, ranks which app comes next
and says how likely a notification of each category is opened at each hour.

## Intended use

Ordering items that the catalog already allows for a user, and choosing notification settings from an allowed set,
inside Attune. A score is comparable within one user's list only.

Not intended: decisions about people (credit, employment, health, insurance, policing), inferring traits of a person,
use on people who did not consent to personalization, ordering items that were not filtered for age and region before.

## Data

Class: {known}. {DESCRIPTIONS[known]}{home}

{data.users} users, {data.tokens} events, {data.samples} ranking samples, vocabulary of {data.vocabulary_size} rows;
data seed {data.meta.get("seed")}. A tenth of the users was held out and is what is measured below.

## Training

{base} {recipe}. All stages and heads are described in `models/training/README.md`. Equal data, settings and seed give
equal weights on one machine. SHA-256 of the data: `{data.digest()}`.

## Quality

Next opened app, full ranking of {metrics["apps"]} apps, {metrics["queries"]} queries of {metrics["users"]} held-out users, streamed
through the exported graphs with a 16-bit state:

```text
{table(metrics)}
```
{notifications}{_sampler(metrics)}
## Limits

- It has learned the habits of its training data ({known}). On other people it is a starting point; measure before use.
- Items outside the vocabulary share 32 hash buckets; for them the user's own counts do most of the work.
- A user's first events are ranked by what is common, not by who they are.
- Scores and probabilities were not checked for groups of people, since the data has none that could be told apart.
- It may be wrong. Protected notification categories and hand-made choices must not depend on it, and in Attune do not.
"""


def _sampler(metrics: dict) -> str:
    sample = metrics.get("sample")
    if not sample:
        return "\nThe release can't write sessions: its items have no categories.\n"
    groups = list(sample["tvd"]["given"])
    rows = [f"{'':<15}" + "".join(f"{name:>17}" for name in groups)]
    rows += [f"{name:<15}" + "".join(f"{row[group]:17.3f}" for group in groups) for name, row in sample["tvd"].items()]
    lines = "\n".join(rows)
    return f"""
Written sessions: total variation distance of cell shares to those of a cohort of held-out users, mean of
{sample["cohorts"]} cohorts, {sample["sessions"]} sessions each. `given` is conditioned on the cohort's exact summary, `noisy` on one day
of 500 people with Gaussian noise of {sample["deviation"]:.0f} events in each cell, `unconditioned` on nothing; `people` is half of the
cohort instead of samples.

```text
{lines}
```
"""
