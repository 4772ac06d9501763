"""Who is reminded of a fair by text, once; and hears of its hours until then."""

from collections.abc import Callable
from typing import Any

from fair import timers
from fair.contract.base import Done
from fair.contract.outside import RemindMe, TakeBackReminder, TellReminded, TellRemindedHours
from fair.db import Work
from fair.decisions import NotFound
from fair.outside import hours_writes, reads, store, writes
from fair.outside.facts import ReminderAsked, ReminderRenewed, ReminderTakenBack, ReminderTold
from fair.outside.reminder import AT_ONCE, HOURS_REMINDED, REMINDED, check, due_at
from fair.people import reads as people
from fair.people.telling_writes import tell
from fair.programme import reads as programme
from fair.programme.fair import Fair, visible
from fair.signals.texts import OPENS_SOON


def _visible(work: Work, fair_id: str) -> Fair:
    fair = programme.fair(work.connection, fair_id)
    if fair is None or not visible(fair, work.actor):
        raise NotFound
    return fair


def remind(work: Work, command: RemindMe) -> Done:
    """Remind somebody of a fair by text, once; asking again changes nothing.

    Refuses a fair that opens now, and somebody whom no text reaches.
    """
    fair, me = _visible(work, command.fair_id), work.actor.person_id
    if reads.reminder(work.connection, fair.id, me):
        return Done()
    who = people.asker(work.connection, me)
    check(fair, who, work.now, texts=work.settings.sends_texts)
    made = store.add(work, fair.id, me)
    work.record(ReminderAsked(fair_id=fair.id, reminder_id=made.id, person_id=me))
    writes.set_clock(work, fair)
    return Done()


def take_back(work: Work, command: TakeBackReminder) -> Done:
    """Remind nobody after all."""
    one = reads.reminder(work.connection, command.fair_id, work.actor.person_id)
    if one is not None:
        store.drop(work, one.id)
        gone = {"reminder_id": one.id, "person_id": one.person_id}
        work.record(ReminderTakenBack(fair_id=one.fair_id, **gone))
    return Done()


def tell_reminded(work: Work, command: TellReminded) -> Done:
    """Text the next of those who asked that the fair opens soon; who was told is not told again."""
    fair = programme.fair(work.connection, command.fair_id)
    if fair is None or not fair.ahead:
        return Done()
    if work.now < due_at(fair):  # the hours moved meanwhile
        writes.set_clock(work, fair)
        return Done()
    some = reads.untold_after(work.connection, fair.id, command.after, AT_ONCE)
    lasts = max(60.0, (fair.closes_at - work.now).total_seconds())
    values = hours_writes.filled(work, fair)
    for one in some:
        once = f"reminder:{fair.id}:{int(fair.opens_at.timestamp())}:{one.person_id}"
        tell(work, one.person_id, OPENS_SOON, values, dedupe=once, lasts_s=lasts)
        store.tell(work, one.id)
        told = {"reminder_id": one.id, "person_id": one.person_id}
        work.record(ReminderTold(fair_id=fair.id, **told))
    if len(some) == AT_ONCE:
        timers.start(work, REMINDED, f"{fair.id}:{some[-1].id}", 0)
    return Done()


def tell_hours(work: Work, command: TellRemindedHours) -> Done:
    """Text changed hours to the next of those who asked; who takes part too hears of it once."""
    fair = programme.fair(work.connection, command.fair_id)
    if fair is None or fair.over:
        return Done()
    some = reads.all_after(work.connection, fair.id, command.after, AT_ONCE)
    hours_writes.tell_hours(work, fair, (one.person_id for one in some))
    for one in some:
        if one.told_at and work.now < due_at(fair):  # told of hours that are no more
            store.untell(work, one.id)
            again = {"reminder_id": one.id, "person_id": one.person_id}
            work.record(ReminderRenewed(fair_id=fair.id, **again))
    if len(some) == AT_ONCE:
        timers.start(work, HOURS_REMINDED, f"{fair.id}:{some[-1].id}", 0)
    return Done()


def _reminded(ref: str) -> TellReminded:
    fair_id, after = ref.split(":")
    return TellReminded(fair_id=fair_id, after=after)


def _hours(ref: str) -> TellRemindedHours:
    fair_id, *_, after = ref.split(":")
    return TellRemindedHours(fair_id=fair_id, after=after)


HANDLERS: dict[Any, Any] = {
    RemindMe: remind,
    TakeBackReminder: take_back,
    TellReminded: tell_reminded,
    TellRemindedHours: tell_hours,
}
DUE: dict[str, Callable[[str], Any]] = {REMINDED: _reminded, HOURS_REMINDED: _hours}
