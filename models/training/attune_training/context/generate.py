"""Generates uses in contexts in Frappe's shape, with habits in them: who uses what depends on when and where.

Frappe itself may not be redistributed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from attune_training.sequences.log import LogError

DAYTIMES = ("sunrise", "morning", "noon", "afternoon", "sunset", "evening", "night")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PLACES = ("unknown", "home", "work")
WEATHERS = ("sunny", "cloudy", "rainy", "snowy", "foggy", "windy", "drizzle", "stormy", "unknown")
COUNTRIES, CITIES = 80, 230


def write(path: Path | str, users: int = 957, items: int = 4082, seed: int = 1) -> int:
    """Writes tab-separated rows with Frappe's columns; returns how many. Equal arguments give equal bytes."""
    if users < 1 or items < 40:
        raise LogError("at least 1 user and 40 items are needed to generate uses")
    rng = np.random.default_rng(seed)
    popularity = 1.0 / (np.arange(items) + 3.0) ** 1.1
    popularity = rng.permutation(popularity / popularity.sum())
    tilt = rng.normal(0.0, 1.0, (items, len(DAYTIMES)))  # when an app is used by everyone
    rows = 0
    with Path(path).open("w", encoding="utf-8", newline="") as out:
        out.write("user\titem\tcnt\tdaytime\tweekday\tisweekend\thomework\tcost\tweather\tcountry\tcity\n")
        for user in range(users):
            for row in _live(np.random.default_rng((seed, user)), items, popularity, tilt):
                out.write(f"{user}\t" + "\t".join(row) + "\n")
                rows += 1
    return rows


def _live(rng, items: int, popularity, tilt):
    own = rng.choice(items, min(items // 2, 8 + rng.poisson(14)), replace=False, p=popularity)
    base = rng.normal(0.0, 1.4, len(own))
    when = 0.7 * tilt[own] + rng.normal(0.0, 1.1, (len(own), len(DAYTIMES)))
    where = rng.normal(0.0, 0.9, (len(own), len(PLACES)))
    weekend = rng.normal(0.0, 0.5, (len(own), 2))
    times = rng.dirichlet(np.full(len(DAYTIMES), 1.2))
    country, city = str(rng.integers(COUNTRIES)), str(rng.integers(CITIES))
    seen = set()
    for _ in range(int(np.clip(rng.lognormal(2.75, 1.15), 1, 400))):
        daytime, weekday = rng.choice(len(DAYTIMES), p=times), rng.integers(7)
        free = weekday >= 5 or (weekday == 4 and daytime >= 5)  # as in Frappe, Friday evening is weekend
        place = rng.choice(3, p=(0.7, 0.22, 0.08) if free else (0.65, 0.2, 0.15))
        weather = WEATHERS[rng.choice(len(WEATHERS), p=np.array([9, 9, 3, 1, 1, 1, 1, 1, 4]) / 30)]
        cell = (daytime, weekday, place, weather)
        if cell in seen:
            continue
        seen.add(cell)
        liking = base + when[:, daytime] + where[:, place] + weekend[:, int(free)]
        chance = np.exp(liking - liking.max())
        many = min(len(own), 1 + rng.geometric(0.32))
        used = list(own[rng.choice(len(own), many, replace=False, p=chance / chance.sum())])
        used = [int(rng.choice(items, p=popularity)) if rng.random() < 0.06 else int(i) for i in used]
        for item in dict.fromkeys(used):
            count = str(1 + rng.geometric(0.25))
            kind = "weekend" if free else "workday"
            yield (str(item), count, DAYTIMES[daytime], WEEKDAYS[weekday], kind, PLACES[place], "free", weather, country, city)
