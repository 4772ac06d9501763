"""What becomes of reminders when hours move, and when a person is erased."""

from typing import Any

from fair import timers
from fair.db import Work
from fair.outside import store, writes
from fair.outside.facts import ReminderTakenBack
from fair.outside.reminder import HOURS_REMINDED
from fair.outside.store import reminder_table
from fair.people.facts import PersonErased
from fair.programme import reads as programme
from fair.programme.facts import FairHoursMoved
from fair.programme.fair import SETTLED_S


def hours_moved(work: Work, fact: FairHoursMoved) -> None:
    """Tell those who asked, and remind them by the new hours."""
    fair = programme.fair(work.connection, fact.fair_id)
    if fair is not None:
        timers.start(work, HOURS_REMINDED, f"{fair.id}:", SETTLED_S)
        writes.set_clock(work, fair)


def person_erased(work: Work, fact: PersonErased) -> None:
    """Forget what somebody asked who is gone."""
    for one in store.where(work.connection, reminder_table.c.person_id == fact.person_id):
        store.drop(work, one.id)
        gone = {"reminder_id": one.id, "person_id": one.person_id}
        work.record(ReminderTakenBack(fair_id=one.fair_id, **gone))


REACTIONS: dict[Any, Any] = {FairHoursMoved: [hours_moved], PersonErased: [person_erased]}
