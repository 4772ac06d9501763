"""Booths to try forecasts on: driven by a real queue log, and simulated ones with their troubles.

A booth plays one day. Who has to wait is asked for; what was known at that instant is handed to
`ask`, and what happened then (called, or left first) is kept beside the answer.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from fair.rooms.ring import RING_S

ANSWER_S = 8
COUNTED = ("calls", "answered", "left", "waited")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who comes: how long the talk would take, and the patience to wait for it."""

    at: float
    talk_s: float
    patience_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of booth. `usual_s`: what its fair gives a talk, wrap-up included.

    Each recruiter takes a break of `break_s` about every `break_every_s` and is back up to
    `late_s` later; `unanswered` of the calls are not answered, and half of those return.
    """

    name: str
    recruiters: int
    usual_s: float = 540.0
    unanswered: float = 0.0
    wrap_s: tuple[float, float] = (0.0, 0.0)
    break_every_s: float = 0.0
    break_s: float = 600.0
    late_s: float = 120.0


@dataclass(slots=True)
class Known:
    """What anybody could know of a booth at an instant."""

    kind: Kind
    now: float
    place: int
    busy_s: tuple[float, ...]
    idle_s: tuple[float, ...]
    away_s: tuple[float, ...]
    talks: Sequence[tuple[float, float | None]]
    cycles: Sequence[float]
    calls: int
    answered: int
    left: int
    waited_s: float
    waits: Sequence[float]
    head_s: float


@dataclass(slots=True)
class Asked:
    """One answer and what came of it: called after `wait_s`, or gone after it."""

    pool: str
    place: int
    talks: int
    at: float
    answer: dict[str, tuple[float, float, float] | None]
    wait_s: float = 0.0
    called: bool | None = None

    @property
    def settled_at(self) -> float:
        return self.at + self.wait_s


@dataclass(slots=True, eq=False)  # two who came in one second are two
class _Person:
    joined: float
    talk_s: float
    asked: Asked | None = None
    in_line: bool = True
    second: bool = False


@dataclass(slots=True)
class _Recruiter:
    state: str = "idle"
    since: float = 0.0
    back_at: float = 0.0
    next_break: float = 0.0
    ended: float | None = None
    began: float = 0.0
    pressing: bool = False
    last: int = 0


Ask = Callable[[Known], dict[str, tuple[float, float, float] | None]]


@dataclass(slots=True)
class Day:
    """One day of one booth; of those who have to wait, each `every` one is forecast."""

    kind: Kind
    dice: random.Random
    ask: Ask = lambda _known: {}
    every: int = 1
    asked: list[Asked] = field(default_factory=list)
    _line: list[_Person] = field(default_factory=list)
    _staff: list[_Recruiter] = field(default_factory=list)
    _due: list[tuple[float, int, str, object]] = field(default_factory=list)
    _talks: list[tuple[float, float | None]] = field(default_factory=list)
    _cycles: list[float] = field(default_factory=list)
    _waits: list[float] = field(default_factory=list)
    _counts: dict[str, float] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0.0))
    _turn: int = 0
    _came: int = 0

    def play(self, arrivals: Iterator[Arrival]) -> list[Asked]:
        """Play the day; return what was asked, who still waits at the end left out."""
        for _ in range(self.kind.recruiters):
            first = self.kind.break_every_s * self.dice.uniform(0.3, 1.3)
            self._staff.append(_Recruiter(next_break=first or float("inf")))
        for one in arrivals:
            self._at(one.at, "come", one)
        while self._due:
            now, _, what, about = heappop(self._due)
            getattr(self, f"_{what}")(now, about)
        return [one for one in self.asked if one.called is not None]

    def _at(self, when: float, what: str, about: object) -> None:
        self._turn += 1
        heappush(self._due, (when, self._turn, what, about))

    def _come(self, now: float, one: Arrival) -> None:
        person = _Person(now, one.talk_s)
        self._came += 1
        waits = self._line or all(who.state != "idle" for who in self._staff)
        if waits and self._came % self.every == 0:
            known = self._known(now)
            person.asked = Asked(
                self.kind.name, known.place, len(self._talks), now, self.ask(known)
            )
            self.asked.append(person.asked)
        self._line.append(person)
        self._at(now + one.patience_s, "leave", person)
        self._press(now)

    def _leave(self, now: float, person: _Person) -> None:
        if person.in_line and not person.second:
            self._line.remove(person)
            person.in_line = False
            self._counts["left"] += 1
            self._counts["waited"] += now - person.joined
            self._end(person, now, called=False)

    def _end(self, person: _Person, now: float, *, called: bool) -> None:
        if person.asked and person.asked.called is None:
            person.asked.wait_s, person.asked.called = now - person.joined, called

    def _press(self, now: float) -> None:
        """Let idle recruiters reach for the button, as long as somebody waits for each."""
        pressing = sum(who.pressing for who in self._staff)
        for who in self._staff:
            if who.state == "idle" and not who.pressing and len(self._line) > pressing:
                who.pressing, pressing = True, pressing + 1
                low, high = self.kind.wrap_s
                self._at(now + self.dice.uniform(low, high), "call", who)

    def _call(self, now: float, who: _Recruiter) -> None:
        who.pressing = False
        if not self._line:
            return
        person = self._line.pop(0)
        person.in_line = False
        waited = now - person.joined
        self._waits.append(waited)
        self._counts["waited"] += waited
        self._counts["calls"] += 1
        self._end(person, now, called=True)
        if who.ended is not None and person.joined < who.ended:
            self._talks[who.last] = (self._talks[who.last][0], now - who.ended)
            self._cycles.append(now - who.began)
        who.state, who.since, who.began, who.ended = "busy", now, now, None
        if not person.second and self.dice.random() < self.kind.unanswered:
            self._at(now + RING_S, "rung_out", who)
            if self.dice.random() < 0.5:
                self._at(now + RING_S + self.dice.uniform(60, 600), "return", person)
            return
        self._counts["answered"] += 1
        self._at(now + ANSWER_S + person.talk_s, "free", who)

    def _rung_out(self, now: float, who: _Recruiter) -> None:
        who.state, who.since = "idle", now
        self._press(now)

    def _return(self, now: float, person: _Person) -> None:
        person.in_line, person.second, person.joined = True, True, now
        self._line.insert(1, person)
        self._press(now)

    def _free(self, now: float, who: _Recruiter) -> None:
        who.last = len(self._talks)
        self._talks.append((now - who.began, None))
        who.state, who.since, who.ended = "idle", now, now
        if now >= who.next_break:
            who.state, who.back_at = "away", now + self.kind.break_s
            who.next_break = now + self.kind.break_every_s * self.dice.uniform(0.8, 1.2)
            late = self.dice.uniform(-self.kind.late_s / 2, self.kind.late_s)
            self._at(who.back_at + late, "back", who)
        self._press(now)

    def _back(self, now: float, who: _Recruiter) -> None:
        who.state, who.since = "idle", now
        self._press(now)

    def _known(self, now: float) -> Known:
        def since(state: str) -> tuple[float, ...]:
            return tuple(now - who.since for who in self._staff if who.state == state)

        return Known(
            kind=self.kind, now=now, place=len(self._line) + 1,
            busy_s=since("busy"), idle_s=since("idle"),
            away_s=tuple(who.back_at - now for who in self._staff if who.state == "away"),
            talks=tuple(self._talks), cycles=tuple(self._cycles),
            calls=int(self._counts["calls"]), answered=int(self._counts["answered"]),
            left=int(self._counts["left"]),
            waited_s=self._counts["waited"] + sum(now - one.joined for one in self._line),
            waits=tuple(self._waits), head_s=now - self._line[0].joined if self._line else 0.0,
        )  # fmt: skip
