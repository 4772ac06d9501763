"""What requests to take part do when their fair closes."""

from typing import Any

from fair.db import Work
from fair.decisions import move
from fair.enrolments import mail_writes, reads, store
from fair.enrolments.enrolment import MOVES_ENROLMENT
from fair.enrolments.facts import EnrolmentNotDecided
from fair.programme.facts import FairClosed


def fair_closed(work: Work, fact: FairClosed) -> None:
    """End what nobody decided, and mail each company what it can do."""
    for one in reads.waiting(work.connection, fact.fair_id):
        state = move(MOVES_ENROLMENT, one.state, "close")
        store.save(work, one.id, state, decided_at=work.now)
        work.record(EnrolmentNotDecided(fair_id=one.fair_id, enrolment_id=one.id))
        mail_writes.not_decided(work, one)


REACTIONS: dict[Any, Any] = {FairClosed: [fair_closed]}
