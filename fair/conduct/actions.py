"""The office mutes somebody at its fair, sends them out, lets another one in, and takes it back.

All of it is told to the person, by whom and why, with the telephone and the way to answer.
"""

from collections.abc import Callable, Mapping
from typing import Any

from fair import days
from fair.conduct import facts, reads, store, writes
from fair.conduct.measure import Measure, Sort, Span, until
from fair.conduct.refusals import NotOfThisFair, SentOutAlready, UndoneAlready
from fair.contract.base import Done
from fair.contract.conduct import (
    LetPersonIn,
    MeasureReply,
    MutePerson,
    RemovePerson,
    UndoMeasure,
)
from fair.db import Work
from fair.people import reads as people
from fair.people.telling_writes import tell
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.signals import conduct_texts as texts
from fair.words import Catalogue

LASTS_S = 3600.0


def mute(work: Work, command: MutePerson) -> MeasureReply:
    """Let somebody write to nobody for a while; muting again counts from now.

    Refuses `NotOfThisFair` for who takes no part there, and `FairOver`.
    """
    fair = writes.running(work, command.fair_id)
    _of_fair(work, fair, command.person_id)
    made = writes.made(
        work,
        fair,
        Sort.MUTED,
        person_id=command.person_id,
        reason=command.reason,
        happened=command.happened,
        until=until(Span(command.span), work.now),
    )
    for one in reads.standing(work.connection, fair.id):
        if one.sort is Sort.MUTED and one.person_id == made.person_id:
            store.end(work, one.id)
            work.record(facts.MeasureUndone(**_of(one, work)))
    store.add(work, made)
    work.record(facts.PersonMuted(**_of(made, work), reason=made.reason, until=made.until))
    _tell(work, fair, made)
    return MeasureReply(measure_id=made.id)


def remove(work: Work, command: RemovePerson) -> MeasureReply:
    """Send somebody out of a fair; slices with places end theirs in this same work.

    Refuses `NotOfThisFair`, `SentOutAlready` and `FairOver`.
    """
    fair = writes.running(work, command.fair_id)
    _of_fair(work, fair, command.person_id)
    if fair.id in reads.removed(work.connection, command.person_id):
        raise SentOutAlready
    made = writes.made(
        work,
        fair,
        Sort.REMOVED,
        person_id=command.person_id,
        reason=command.reason,
        happened=command.happened,
    )
    for one in reads.standing(work.connection, fair.id):
        if one.sort is Sort.LET_IN and one.person_id == made.person_id:
            store.end(work, one.id)
            work.record(facts.MeasureUndone(**_of(one, work)))
    store.add(work, made)
    work.record(facts.PersonRemoved(**_of(made, work), reason=made.reason))
    _tell(work, fair, made)
    return MeasureReply(measure_id=made.id)


def let_in(work: Work, command: LetPersonIn) -> MeasureReply:
    """Say that somebody is not the one who was sent out; refuses as `remove` does."""
    fair = writes.running(work, command.fair_id)
    _of_fair(work, fair, command.person_id)
    made = writes.made(work, fair, Sort.LET_IN, person_id=command.person_id)
    store.add(work, made)
    work.record(facts.PersonLetIn(**_of(made, work)))
    return MeasureReply(measure_id=made.id)


def undo(work: Work, command: UndoMeasure) -> Done:
    """Take it back, whoever of the office did it; refuses `UndoneAlready`."""
    found = store.measure(work, command.measure_id)
    if found.sort is Sort.LET_IN or not found.holds(work.now):
        raise UndoneAlready
    if found.account_id:
        writes.undo_staff(work, found)
        return Done()
    store.end(work, found.id)
    work.record(facts.MeasureUndone(**_of(found, work)))
    return Done()


def _of_fair(work: Work, fair: Fair, person_id: str) -> None:
    who = people.person(work.connection, person_id)
    if who is None or who.erased or not people.number_of(work.connection, fair.id, person_id):
        raise NotOfThisFair


def _of(one: Measure, work: Work) -> Mapping[str, Any]:
    return {
        "fair_id": one.fair_id,
        "measure_id": one.id,
        "person_id": one.person_id,
        "account_id": work.actor.account_id,
    }


def _tell(work: Work, fair: Fair, made: Measure) -> None:
    """Text by whom, until when and whom to ring, where a text reaches the person."""
    reached = programme.has_telephone(work.connection, fair.id)
    muted = made.sort is Sort.MUTED
    text = {
        (True, True): texts.MUTED_ASK,
        (True, False): texts.MUTED,
        (False, True): texts.SENT_OUT_ASK,
        (False, False): texts.SENT_OUT,
    }[muted, reached]

    def values(known: Catalogue) -> dict[str, str]:
        end = made.until or fair.closes_at
        return {
            "helper": work.actor.name,
            "fair": fair.called(known.code),
            "until": known.moment(end, days.zone(fair.zone)),
            "office": programme.whom_to_ask(work.connection, fair.id, known),
        }

    tell(work, made.person_id, text, values, dedupe=f"conduct:{made.id}", lasts_s=LASTS_S)


HANDLERS: dict[Any, Callable[..., Any]] = {
    MutePerson: mute,
    RemovePerson: remove,
    LetPersonIn: let_in,
    UndoMeasure: undo,
}
