"""Who hears that an interview changed, and that the clock of a ring stands or runs."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.booths.facts import CLOCK_FACTS, at_clocks
from fair.contract.base import Event
from fair.contract.interviews import InterviewChanged
from fair.contract.signalling import CallChanged
from fair.decisions import Fact
from fair.interviews import reads
from fair.interviews.facts import INTERVIEW_FACTS, InterviewConcluded, InterviewFact
from fair.looks import reads as looks
from fair.looks.facts import LOOK_FACTS, LookFact
from fair.looks.look import LookKind
from fair.rooms import call_reads


def interview_news(connection: Connection, facts: Sequence[InterviewFact]) -> Iterable[Event]:
    """Tell both who talked that a talk began, ended or has its answer."""
    for fact in facts:
        found = reads.interview(connection, fact.interview_id)
        if found is None:
            continue
        for to in (f"person:{found.person_id}", f"account:{found.account_id}"):
            yield InterviewChanged(
                to=to,
                interview_id=found.id,
                state=found.state.value,
                outcome=fact.outcome if isinstance(fact, InterviewConcluded) else "",
            )


def look_news(connection: Connection, facts: Sequence[LookFact]) -> Iterable[Event]:
    """Tell both who talked what became of the words of a next step."""
    for look in looks.looks(connection, {fact.look_id for fact in facts}):
        found = reads.interview(connection, look.ref) if look.kind is LookKind.NEXT_STEP else None
        if found is None:
            continue
        for to in (f"person:{found.person_id}", f"account:{found.account_id}"):
            yield InterviewChanged(
                to=to, interview_id=found.id, state=found.state.value, outcome=found.outcome or ""
            )


def clock_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell both sides of every call whose clock stands, as its booth or fair does, or runs again.

    A call is made below booths; here both are known.
    """
    booths, fairs = at_clocks(facts)
    for call in call_reads.open_calls_at(connection, booths, fairs):
        for to in call.hearers:
            yield CallChanged(to=to, call_id=call.id, booth_id=call.booth_id, state=call.state)


NEWS: tuple[Any, ...] = (
    (INTERVIEW_FACTS, interview_news),
    (LOOK_FACTS, look_news),
    (CLOCK_FACTS, clock_news),
)
