"""Who hears that an interview changed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from fair.contract.base import Event
from fair.contract.interviews import InterviewChanged
from fair.interviews import reads
from fair.interviews.facts import INTERVIEW_FACTS, InterviewConcluded, InterviewFact


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


NEWS = ((INTERVIEW_FACTS, interview_news),)
