"""Reads a log of ``user,item,timestamp[,context columns]`` from CSV, with or without a header line."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

REQUIRED = ("user", "item", "timestamp")
# What data sets call the required columns, in lower case.
ALIASES = {
    "user": ("user", "user_id", "userid", "uid"),
    "item": ("item", "item_id", "itemid", "movieid", "movie_id", "app", "app_name", "iid"),
    "timestamp": ("timestamp", "time", "ts", "unixtimestamp", "date"),
}
MOST_VALUES = 4096  # of a context column
MOST_BAD = 0.05  # the share of rows above which the file was misunderstood rather than dirty
EXAMPLES = 5


class LogError(ValueError):
    """The file is no usable log; the message names the file, the line where there is one, and what to fix."""


@dataclass(frozen=True)
class Columns:
    """How to find the columns. ``order`` names those of a file without a header, in their order."""

    order: tuple[str, ...] = REQUIRED
    names: dict[str, str] = field(default_factory=dict)
    contexts: tuple[str, ...] = ()
    delimiter: str | None = None
    timestamps: bool = True

    @property
    def required(self) -> tuple[str, ...]:
        return REQUIRED if self.timestamps else REQUIRED[:2]


@dataclass(frozen=True)
class Log:
    """Rows in the file's order: codes into ``users``, ``items`` and ``values[c]``, and times."""

    user: np.ndarray
    item: np.ndarray
    time: np.ndarray
    context: np.ndarray  # [rows, contexts]
    users: list[str]
    items: list[str]
    values: dict[str, list[str]]
    rows: int
    bad: dict[str, list[int]]  # by reason: line numbers, all of them

    def report(self) -> str:
        """What was read, and which rows were left out and why."""
        left_out = sum(len(lines) for lines in self.bad.values())
        text = f"{self.rows} rows read, {self.rows - left_out} used, {left_out} left out"
        for reason, lines in self.bad.items():
            shown = ", ".join(str(n) for n in lines[:EXAMPLES]) + (", ..." if len(lines) > EXAMPLES else "")
            text += f"\n  {len(lines)} left out: {reason} (line{'s' if len(lines) > 1 else ''} {shown})"
        return text


class _Codes:
    """Numbers for names, in order of first appearance."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}

    def of(self, name: str) -> int:
        return self.names.setdefault(name, len(self.names))


def read(path: Path | str, columns: Columns = Columns()) -> Log:
    """Reads the whole file.

    Rows that can't be used are counted and left out; if there are too many, or columns are missing, it is an error.
    """
    path = Path(path)
    if not path.is_file():
        raise LogError(f"there is no file {path}")
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        lines = _rows(stream, columns.delimiter or _delimiter(path))
        first = next(lines, None)
        if first is None:
            raise LogError(f"{path.name} is empty")
        at, header = _layout(path, first[1], columns)
        rows = lines if header else _chain(first, lines)
        return _collect(path, rows, at, columns)


def _collect(path: Path, rows, at: dict[str, int], columns: Columns) -> Log:
    users, items = _Codes(), _Codes()
    values = {name: _Codes() for name in columns.contexts}
    out: tuple[list[int], list[int], list[float], list[list[int]]] = ([], [], [], [])
    bad: dict[str, list[int]] = {}
    count, width = 0, max(at.values()) + 1
    for number, fields in rows:
        if not fields:
            continue
        count += 1
        reason, moment = None, 0.0
        if len(fields) < width:
            reason = f"fewer than {width} columns"
        elif not fields[at["user"]] or not fields[at["item"]]:
            reason = "no user" if not fields[at["user"]] else "no item"
        elif columns.timestamps:
            moment = _time(fields[at["timestamp"]])
            if moment is None:
                reason = "timestamp is neither a number nor ISO 8601"
        if reason:
            bad.setdefault(reason, []).append(number)
            continue
        out[0].append(users.of(fields[at["user"]]))
        out[1].append(items.of(fields[at["item"]]))
        out[2].append(moment)
        if columns.contexts:
            out[3].append([values[name].of(fields[at[name]]) for name in columns.contexts])
    used = len(out[0])
    log = Log(
        user=np.array(out[0], np.int32),
        item=np.array(out[1], np.int32),
        time=np.array(out[2], np.float64),
        context=np.array(out[3], np.int32).reshape(used, len(columns.contexts)),
        users=list(users.names),
        items=list(items.names),
        values={name: list(codes.names) for name, codes in values.items()},
        rows=count,
        bad=bad,
    )
    _check(path, log)
    return log


def _check(path: Path, log: Log) -> None:
    left_out = sum(len(lines) for lines in log.bad.values())
    if left_out > MOST_BAD * log.rows:
        raise LogError(
            f"{path.name}: {left_out} of {log.rows} rows can't be used, so its columns are probably other ones; "
            f"give --columns or --delimiter.\n{log.report()}"
        )
    if not len(log.user):
        raise LogError(f"{path.name} has no rows")
    for name, values in log.values.items():
        if len(values) > MOST_VALUES:
            raise LogError(f"{path.name}: context column {name} has {len(values)} values, more than {MOST_VALUES}")


def _layout(path: Path, first: list[str], columns: Columns) -> tuple[dict[str, int], bool]:
    """The place of each needed column, and whether the first line is a header."""
    lowered = [name.strip().lower() for name in first]
    found = {}
    for wanted in columns.required:
        given = columns.names.get(wanted)
        names = (given.lower(),) if given else ALIASES[wanted]
        hits = [name for name in names if name in lowered]
        if hits:
            found[wanted] = lowered.index(hits[0])
    if len(found) == len(columns.required):
        return found | _contexts(path, first, lowered, columns), True
    if columns.names or found:
        missing = [columns.names.get(name, name) for name in columns.required if name not in found]
        raise LogError(f"{path.name} line 1: no column {', '.join(missing)}; there are {', '.join(first)}")
    order = {name: place for place, name in enumerate(columns.order)}
    for wanted in (*columns.required, *columns.contexts):
        if wanted not in order:
            raise LogError(f"{path.name} has no header and --columns does not name {wanted}")
    if len(first) <= max(order[name] for name in columns.required):
        raise LogError(
            f"{path.name} line 1: {len(first)} column(s) where user, item and timestamp are expected; "
            "give --delimiter if they are separated by something else"
        )
    return {name: order[name] for name in (*columns.required, *columns.contexts)}, False


def _contexts(path: Path, first: list[str], lowered: list[str], columns: Columns) -> dict[str, int]:
    missing = [name for name in columns.contexts if name.lower() not in lowered]
    if missing:
        raise LogError(f"{path.name} line 1: no context column {', '.join(missing)}; there are {', '.join(first)}")
    return {name: lowered.index(name.lower()) for name in columns.contexts}


def _rows(stream, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    if len(delimiter) == 1:
        reader = csv.reader(stream, delimiter=delimiter)
        try:
            for fields in reader:
                yield reader.line_num, [field.strip() for field in fields]
        except csv.Error as problem:
            raise LogError(f"line {reader.line_num}: {problem}") from problem
        return
    for number, line in enumerate(stream, 1):
        text = line.rstrip("\r\n")
        yield number, [field.strip() for field in text.split(delimiter)] if text else []


def _chain(first, rest):
    yield first
    yield from rest


def _delimiter(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        line = stream.readline()
    return max(("::", "\t", ";", ","), key=lambda d: line.count(d) if d in line else -1)


def _time(text: str) -> float | None:
    try:
        value = float(text)
        return value if np.isfinite(value) else None
    except ValueError:
        pass
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.timezone.utc)).timestamp()
