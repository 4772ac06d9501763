"""Who hears what: the audiences that sockets of this process have joined, and who may join one."""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from fair import typed
from fair.db import Database
from fair.decisions import Actor
from fair.glossary import Role

MayHear = Callable[[Connection, Actor, str], bool]
MOST_AT_ONCE = 20  # audiences that a page asks for in one packet
MOST_WATCHED = 100  # by one socket: a page of ours watches a handful
SAME_FOR_S = 1.0
MOST_REMEMBERED = 2000


class Audiences:
    """`rules` map the first part of an audience ("queue" of "queue:8f3k") to who may hear it.

    `watched` is what each socket has joined, by its name.
    """

    def __init__(self, rules: Mapping[str, MayHear], database: Database) -> None:
        self._rules, self._database = rules, database
        self.watched: dict[str, set[str]] = defaultdict(set)
        self._whose: dict[str, str] = {}
        self._hearers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._visitors: dict[str, tuple[bool, float]] = {}

    async def allowed(self, actor: Actor, asked: Sequence[str]) -> list[str]:
        """Return those of the audiences that this actor may hear.

        All visitors may hear the same, so what one of them was told a moment ago costs no reading;
        nor does what no rule is for.
        """
        known = [one for one in asked if self._rule(one)]
        told: dict[str, bool] = {}
        if actor.role is Role.VISITOR:
            now = time.monotonic()
            remembered = {one: self._visitors[one] for one in known if one in self._visitors}
            told = {one: may for one, (may, until) in remembered.items() if until > now}
        if unknown := [one for one in known if one not in told]:
            read = await self._database.read(
                lambda at: {one: self._may_hear(at, actor, one) for one in unknown},
                actor,
                "who may hear",
            )
            told |= read
            if actor.role is Role.VISITOR:
                self._remember(read)
        return [one for one in known if told[one]]

    def _remember(self, read: Mapping[str, bool]) -> None:
        if len(self._visitors) > MOST_REMEMBERED:
            self._visitors.clear()
        until = time.monotonic() + SAME_FOR_S
        self._visitors |= {one: (may, until) for one, may in read.items()}

    def _rule(self, audience: str) -> MayHear | None:
        kind, _, ref = audience.partition(":")
        return self._rules.get(kind) if ref else None

    def _may_hear(self, connection: Connection, actor: Actor, audience: str) -> bool:
        rule = self._rule(audience)
        return bool(rule and rule(connection, actor, audience.partition(":")[2]))

    def join(self, sid: str, whose: str, audience: str) -> bool:
        """Let a socket of `whose` hear an audience; False where it does, or hears too many."""
        watched = self.watched[sid]
        if audience in watched or len(watched) >= MOST_WATCHED:
            return False
        watched.add(audience)
        self._whose[sid] = whose
        self._hearers[audience][whose] += 1
        return True

    def leave(self, sid: str, audience: str) -> bool:
        """Let a socket hear an audience no more; False where it did not."""
        if audience not in self.watched.get(sid, ()):
            return False
        self.watched[sid].discard(audience)
        hearers, whose = self._hearers[audience], self._whose[sid]
        hearers[whose] -= 1
        if hearers[whose] <= 0:
            del hearers[whose]
        if not hearers:
            del self._hearers[audience]
        return True

    def forget(self, sid: str) -> None:
        """Let a socket hear nothing more."""
        for audience in tuple(self.watched.get(sid, ())):
            self.leave(sid, audience)
        self.watched.pop(sid, None)
        self._whose.pop(sid, None)

    def present(self, audience: str) -> int:
        """Return how many different people hear this audience now, in this process."""
        return len(self._hearers.get(audience, ()))


def named_in(audiences: Any) -> list[str]:
    """Return the audiences that a page names in one packet: at most twenty, as texts."""
    listed = audiences[:MOST_AT_ONCE] if isinstance(audiences, list) else []
    return [typed.line(item[:80]) for item in listed if isinstance(item, str)]
