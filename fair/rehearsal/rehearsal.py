"""When a fair may be rehearsed and for how long, and what its made-up people do next. Pure.

Nothing of the crowd is kept but what real people leave behind, too: who came, tickets, calls and
what was typed. So it goes on after a restart as it was.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.decisions import N_
from fair.glossary import CallState
from fair.programme.fair import Fair
from fair.rehearsal.refusals import (
    NotToRehearse,
    RehearsalRuns,
    RehearsedEnough,
    TooLateToRehearse,
)

LASTS = timedelta(hours=2)
LEAST = timedelta(minutes=15)
"""So long a rehearsal lasts at least, and so long before the real fair it is over."""
LOT_OVER = timedelta(minutes=5)
"""It counts as open since then: who comes in the first minutes would wait for the lot."""
MOST = 10
MOST_PEOPLE = 120
LINES = (
    N_("Hello, I am made up: this is a rehearsal. What would you ask me?"),
    N_("I have sewn shirts for six years. When would the work begin?"),
    N_("Thank you, that is clear. You can end the talk and give me an answer."),
)
"""What somebody made up types, line by line."""
AT_A_BOOTH = 3
"""So many made-up people wait at a booth at most, and come to one that is open only."""
AT_ONCE = 4
"""So many come at one look at most."""
ANSWERS_AFTER = timedelta(seconds=2)
SPEAKS_EVERY = timedelta(seconds=6)
TALKS = timedelta(seconds=75)
COUNTS_FROM_S = 5
"""A talk of so many seconds counts as a practised call."""


def check(fair: Fair, before: Sequence[Fair], now: datetime) -> None:
    """Refuse to rehearse what is not announced, opens soon, or is rehearsed now or was so often."""
    if not fair.ahead or fair.in_draft or fair.rehearses:
        raise NotToRehearse
    if any(not one.over for one in before):
        raise RehearsalRuns
    if len(before) >= MOST:
        raise RehearsedEnough(most=MOST)
    if fair.opens_at - now < 2 * LEAST:
        raise TooLateToRehearse(minutes=int(2 * LEAST / timedelta(minutes=1)))


def closes_at(fair: Fair, now: datetime) -> datetime:
    """Return when a rehearsal that begins now closes by itself: always before the fair opens."""
    return min(now + LASTS, fair.opens_at - LEAST)


@dataclass(frozen=True, slots=True)
class Talk:
    """A call of somebody made up, as it stands; `answers` are the words typed by them so far."""

    person_id: str
    account_id: str
    call_id: str
    state: CallState
    rang_at: datetime
    shown: bool
    live_at: datetime | None
    epoch: int
    theirs: bool
    answers: int
    spoke_at: datetime | None


def next_acts(talk: Talk, now: datetime) -> tuple[str, ...]:
    """Return what somebody made up does in a call now, by names: shows, answers, stays, says, ends.

    They show the ring and answer it after a moment, hear the other side once it has its leg, type
    a line every few seconds, and hang up after a minute where the recruiter has not.
    """
    if talk.state is CallState.RINGING:
        if not talk.shown:
            return ("show",)
        return ("answer",) if now - talk.rang_at >= ANSWERS_AFTER else ()
    if not talk.epoch:
        return ("take",)
    if talk.live_at is None:
        return ("stay", "hear") if talk.theirs else ("stay",)
    if now - talk.live_at >= TALKS:
        return ("hang_up",)
    heard = () if talk.state is CallState.LIVE else ("hear",)
    quiet = talk.spoke_at is None or now - talk.spoke_at >= SPEAKS_EVERY
    return ("stay", *heard, *(("say",) if quiet and talk.answers < len(LINES) else ()))


@dataclass(frozen=True, slots=True)
class Crowd:
    """The made-up people of a rehearsal: who stands nowhere now, and who has been at which booth.

    `waiting` has the open booths at which somebody is on duty, with how many wait there.
    """

    people: Collection[str]
    idle: Sequence[str]
    been: Mapping[str, Collection[str]]
    waiting: Mapping[str, int]


def who_joins(crowd: Crowd) -> list[tuple[str, str]]:
    """Return (booth, person) for the next who join; person "" where somebody new has to come."""
    idle, found, made = list(crowd.idle), list[tuple[str, str]](), len(crowd.people)
    for booth_id, _ in sorted(crowd.waiting.items(), key=lambda one: (one[1], one[0])):
        if crowd.waiting[booth_id] >= AT_A_BOOTH or len(found) >= AT_ONCE:
            continue
        fresh = (one for one in idle if one not in crowd.been.get(booth_id, ()))
        person_id = next(fresh, "")
        if person_id:
            idle.remove(person_id)
        elif made < MOST_PEOPLE:
            made += 1
        else:
            continue
        found.append((booth_id, person_id))
    return found
