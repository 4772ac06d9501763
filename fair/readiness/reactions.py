"""Who may go on duty where a fair asks for practice first; whom to ring at a company that asked."""

from typing import Any

from fair.booths.facts import DutyStarted
from fair.db import Work
from fair.enrolments import reads as enrolments
from fair.enrolments.facts import EnrolmentAccepted
from fair.readiness import reads, store
from fair.readiness.facts import ContactSaid
from fair.readiness.refusals import PractiseFirst
from fair.readiness.stand import Contact


def duty_started(work: Work, fact: DutyStarted) -> None:
    """Refuse `PractiseFirst` to who has not practised and was not let on by a colleague."""
    if not reads.may_go_on_duty(work.connection, fact.fair_id, fact.account_id, work.now):
        raise PractiseFirst


def accepted(work: Work, fact: EnrolmentAccepted) -> None:
    """Whom a company named in its request is whom the organiser rings, until somebody else is."""
    asked = enrolments.enrolment(work.connection, fact.enrolment_id)
    if asked and asked.contact_name:
        store.keep_contact(work, fact.employer_id, Contact(asked.contact_name, asked.phone))
        work.record(ContactSaid(employer_id=fact.employer_id))


REACTIONS: dict[Any, Any] = {DutyStarted: [duty_started], EnrolmentAccepted: [accepted]}
