"""Another number for somebody: written down, told to the old one, and in force after a day."""

from collections.abc import Callable
from typing import Any

from fair import days, timers, words
from fair.contract.base import Done
from fair.contract.helpdesk_acts import ApplyNumber, CorrectNumber, KeepNumber, StopNumber
from fair.db import Work
from fair.decisions import WrongState, move
from fair.glossary import NumberChangeState
from fair.helpdesk import number_reads, number_store, store
from fair.helpdesk.facts import NumberAhead, NumberKept, NumberMoved
from fair.helpdesk.number_change import MOVES_NUMBER_CHANGE, WAITS, By, NumberChange, Way
from fair.helpdesk.refusals import NumberIsChanging
from fair.helpdesk.request import Act, require_mine
from fair.instants import microseconds
from fair.people import number_reads as numbers
from fair.people import reads as people
from fair.people.phone import masked, normal_phone
from fair.people.refusals import NumberTaken
from fair.people.telling_writes import tell
from fair.people.writes import move_number
from fair.phone_codes import text_link_writes
from fair.programme import reads as programme
from fair.screening.screen import check_fee
from fair.signals.texts import NUMBER_AHEAD

DUE_AT = "number.due"


def correct(work: Work, command: CorrectNumber) -> Done:
    """Write another number down. It counts after a day; the number on file is told at once.

    Refuses `HelpIsNotYours`, `NumberIsChanging` where one is written down already, `NumberTaken`,
    and `WrongState` where it is the number on file, or the person is gone.
    """
    request = store.request(work, command.request_id)
    require_mine(request, work.actor)
    who = people.person(work.connection, request.person_id)
    phone = normal_phone(command.phone)
    if who is None or who.erased or phone == who.phone:
        raise WrongState
    if number_reads.ahead(work.connection, who.id):
        raise NumberIsChanging
    if numbers.is_full(work.connection, phone, work.now, besides=who.id):
        raise NumberTaken
    check_fee(command.reason)
    made = NumberChange(
        id=work.new_id(),
        request_id=request.id,
        fair_id=request.fair_id,
        person_id=who.id,
        phone=phone,
        way=Way(command.way),
        account_id=work.actor.account_id,
        state=NumberChangeState.AHEAD,
        made_at=work.now,
        due_at=work.now + WAITS,
    )
    number_store.add(work, made)
    timers.start(work, DUE_AT, made.id, WAITS.total_seconds())
    store.add_step(work, request.id, Act.NUMBER, command.reason, made.id)
    work.record(
        NumberAhead(
            **_of(made), way=made.way, account_id=made.account_id, due_at=microseconds(made.due_at)
        )
    )
    _tell(work, made)
    return Done()


def keep(work: Work, _command: KeepNumber) -> Done:
    """Stop the change of the asker's own number, by the page or by the link of its text.

    Refuses `WrongState` where none is ahead: it counts by now, or was stopped.
    """
    made = number_reads.ahead(work.connection, work.actor.person_id)
    if made is None:
        raise WrongState
    kept(work, made, By.PERSON if work.actor.login_id else By.LINK)
    return Done()


def stop(work: Work, command: StopNumber) -> Done:
    """Stop a change in the office, also a colleague's; refuses `WrongState` once it is over."""
    made = number_store.change(work, command.change_id)
    check_fee(command.reason)
    kept(work, made, By.OFFICE, command.reason)
    return Done()


def kept(work: Work, made: NumberChange, by: By, text: str = "") -> None:
    """Let the number on file stay; refuses `WrongState` where the change is over."""
    state = move(MOVES_NUMBER_CHANGE, made.state, "keep")
    number_store.end(work, made.id, state)
    timers.stop(work, DUE_AT, made.id)
    store.add_step(work, made.request_id, Act.KEPT, text, made.id)
    work.record(NumberKept(**_of(made), by=by, account_id=work.actor.account_id))


def apply(work: Work, command: ApplyNumber) -> Done:
    """A day went by: the new number is the person's, and is to be confirmed like any other."""
    made = number_store.change(work, command.change_id)
    if made.state is not NumberChangeState.AHEAD:
        return Done()
    if numbers.is_full(work.connection, made.phone, work.now, besides=made.person_id):
        kept(work, made, By.FULL)
        return Done()
    number_store.end(work, made.id, move(MOVES_NUMBER_CHANGE, made.state, "apply"))
    move_number(work, made.person_id, made.phone)
    work.record(NumberMoved(**_of(made)))
    return Done()


def _tell(work: Work, made: NumberChange) -> None:
    zone = days.zone(programme.zone_of(work.connection, made.fair_id))

    def values(known: words.Catalogue) -> dict[str, str]:
        return {
            "helper": work.actor.name,
            "phone": masked(made.phone),
            "until": known.moment(made.due_at, zone),
            "key": text_link_writes.make(work, made.person_id, ""),
        }

    once, lasts_s = f"number:{made.id}", WAITS.total_seconds()
    tell(work, made.person_id, NUMBER_AHEAD, values, dedupe=once, lasts_s=lasts_s)


def _of(made: NumberChange) -> dict[str, str]:
    return {
        "change_id": made.id, "request_id": made.request_id, "fair_id": made.fair_id,
        "person_id": made.person_id,
    }  # fmt: skip


def _due(ref: str) -> ApplyNumber:
    return ApplyNumber(change_id=ref)


HANDLERS: dict[Any, Any] = {
    CorrectNumber: correct,
    KeepNumber: keep,
    StopNumber: stop,
    ApplyNumber: apply,
}
DUE: dict[str, Callable[[str], Any]] = {DUE_AT: _due}
