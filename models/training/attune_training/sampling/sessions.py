"""Cuts tokens into sessions: from an unlock to the last thing the user did before a silence or the next unlock.

A session knows nothing of the one before, since a made-up session has no user: the frozen recurrence starts from zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from attune_training import contract as c
from attune_training.dataset import TrainingSet
from attune_training.model import UsageNet

END = c.EVENT_TYPES.index("NONE")
CONTENT_SEEN = c.EVENT_TYPES.index("CONTENT_SEEN")
SETTING_CHANGED = c.EVENT_TYPES.index("SETTING_CHANGED")
NOTIFICATION_DISMISSED = c.EVENT_TYPES.index("NOTIFICATION_DISMISSED")
# What the user did; a session ends with one of these.
ACTIONS = (c.APP_OPENED, c.APP_CLOSED, c.NOTIFICATION_OPENED, NOTIFICATION_DISMISSED, SETTING_CHANGED, CONTENT_SEEN)
# All that a session is made of after its unlock. What Attune itself offered is left out.
SAMPLED = (*ACTIONS, c.NOTIFICATION_POSTED)
SILENCE = 10  # the gap bucket from which on a session is over: 2^10 s, 17 minutes
LONGEST = 48


@dataclass(frozen=True)
class Sessions:
    """Token positions of sessions, one after another, each beginning with its unlock."""

    data: TrainingSet
    offsets: np.ndarray  # [sessions + 1]
    at: np.ndarray  # token positions
    user: np.ndarray  # [sessions]
    day: np.ndarray  # [sessions], counted from each user's first event

    def __len__(self) -> int:
        return len(self.user)

    def pick(self, chosen: np.ndarray) -> Sessions:
        """Only these sessions, in this order."""
        lengths = np.diff(self.offsets)[chosen]
        rows = np.repeat(self.offsets[chosen] - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        at = self.at[rows + np.arange(lengths.sum())]
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        return Sessions(self.data, offsets, at, self.user[chosen], self.day[chosen])


def cut(data: TrainingSet, users: np.ndarray) -> Sessions:
    """All sessions of these users that hold anything."""
    at = np.concatenate([np.arange(data.offsets[u], data.offsets[u + 1]) for u in users])
    owner = np.repeat(users, np.diff(data.offsets)[users])
    kind = data.type[at]
    unlock = kind == c.DEVICE_UNLOCKED
    session = np.cumsum(unlock)  # 0: before the first unlock of the first user
    first = np.append(True, owner[1:] != owner[:-1])
    silent = (data.gap[at] >= SILENCE) & ~unlock & (kind != c.APP_CLOSED)
    over = _any_before(session, silent | (first & ~unlock))
    bucket = (data.item[at] >= c.BUCKET_BASE) & (data.item[at] < c.ITEM_BASE)
    kept = unlock | (np.isin(kind, SAMPLED) & ~over & ~bucket & (session > 0))
    at, owner, kind, session = at[kept], owner[kept], kind[kept], session[kept]
    # What came in after the last action, such as a notification on a phone that lay there, is no part of it.
    action = np.isin(kind, ACTIONS)
    last = np.full(session.max(initial=0) + 1, -1)
    np.maximum.at(last, session[action], np.flatnonzero(action))
    begin = np.full(len(last), 0)
    begin[session[kind == c.DEVICE_UNLOCKED]] = np.flatnonzero(kind == c.DEVICE_UNLOCKED)
    place = np.arange(len(at))
    kept = (place <= last[session]) & (place - begin[session] < LONGEST)
    at, owner, session = at[kept], owner[kept], session[kept]
    starts = np.flatnonzero(np.append(True, session[1:] != session[:-1])) if len(at) else np.zeros(0, np.int64)
    return Sessions(data, np.append(starts, len(at)), at, owner[starts], _days(data, at[starts], owner[starts]))


def inputs(sessions: Sessions) -> dict[str, np.ndarray]:
    """What the recurrence is fed with, flat: a session's first token has no gap."""
    data, at = sessions.data, sessions.at
    gap = data.gap[at].astype(np.int64)
    gap[sessions.offsets[:-1]] = 0
    return {"item": data.item[at].astype(np.int64), "kind": data.kind(at), "gap": gap, "how": data.how[at].astype(np.int64)}


def targets(sessions: Sessions) -> dict[str, np.ndarray]:
    """What follows each token: the next one, or the end, whose gap has no meaning and is 1."""
    data, at = sessions.data, sessions.at
    last = np.zeros(len(at), bool)
    last[sessions.offsets[1:] - 1] = True
    following = np.append(at[1:], at[-1:])
    return {
        "type": np.where(last, END, data.type[following]).astype(np.int64),
        "item": np.where(last, c.NO_ITEM, data.item[following]).astype(np.int64),
        "gap": np.where(last, 1, np.maximum(1, data.gap[following])).astype(np.int64),
    }


@torch.no_grad()
def features(net: UsageNet, sessions: Sessions, rows: int = 512) -> np.ndarray:
    """Representation and state after each token, [tokens, 64 + 256] as 16 bits, from the frozen net."""
    fed = inputs(sessions)
    place = sessions.data.place[sessions.at].astype(np.int64)
    lengths = np.diff(sessions.offsets)
    out = np.empty((len(sessions.at), c.REPRESENTATION + c.STATE), np.float16)
    order = np.argsort(lengths, kind="stable")
    for begin in range(0, len(order), rows):
        group = order[begin : begin + rows]
        step = np.arange(int(lengths[group].max()))[:, None]
        valid = step < lengths[group]
        at = np.where(valid, sessions.offsets[group] + step, 0)
        batch = {name: torch.from_numpy(values[at]) for name, values in fed.items()}
        states = net.states(**batch, keep=torch.ones(*at.shape, 1), start=torch.zeros(at.shape[1], c.STATE))
        flat = np.flatnonzero(valid.ravel())
        wanted = at.ravel()[flat]
        state = states.flatten(0, 1)[torch.from_numpy(flat)]
        last, how, there = (torch.from_numpy(v[wanted]) for v in (fed["item"], fed["how"], place))
        y = net.representation(state, last, how, there)
        out[wanted] = torch.cat((y, state), 1).numpy().astype(np.float16)
    return out


def _any_before(session: np.ndarray, flag: np.ndarray) -> np.ndarray:
    """Whether the flag was raised in this session up to here."""
    raised = np.cumsum(flag)
    new = np.append(True, session[1:] != session[:-1])
    before = np.where(new, raised - flag, 0)
    return raised > np.maximum.accumulate(before)


def _days(data: TrainingSet, at: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """The day of each token, from the hours of week that passed since the user's first one."""
    day_of_week = data.how.astype(np.int64) // c.HOURS
    change = np.append(0, np.diff(day_of_week) % 7)
    passed = np.cumsum(change)
    return (passed[at] - passed[data.offsets[owner]]).astype(np.int64)
