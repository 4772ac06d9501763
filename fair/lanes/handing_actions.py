"""One function per command about handing somebody on."""

from collections.abc import Callable
from typing import Any

from fair import timers
from fair.accounts import reads as accounts
from fair.booths import booth_writes
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.conduct import writes as conduct
from fair.contract import lanes as contract
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotAllowed, WrongState
from fair.glossary import HandingState, TicketState
from fair.lanes import facts, handing, reads, refusals, store, writes
from fair.lanes.handing import Handing
from fair.people import reads as people
from fair.people.refusals import KeptAway, NotReached
from fair.queue import line_writes
from fair.queue import reads as queue
from fair.rooms.chat import mask
from fair.screening.screen import check_fee

RUNS_OUT = "handing.run_out_due"
_TALKED = frozenset({TicketState.TALKING, TicketState.SERVED})


def hand_on(work: Work, command: contract.HandOn) -> contract.HandingReply:
    """Ask the person, during or after a talk, whether they go on to a colleague on duty.

    Ways to be reached outside are covered in the line of why, as in the chat.
    """
    ticket = queue.ticket(work.connection, command.ticket_id)
    if ticket is None:
        raise WrongState
    mine = booth_writes.require_recruiting(work, ticket.booth_id)
    conduct.require_word(work, ticket.fair_id)
    if ticket.state not in _TALKED:
        raise WrongState
    there = _stands_at(work, mine, command.account_id)
    if not people.consented(
        work.connection, mine.employer_id, ticket.person_id
    ) or people.has_blocked(work.connection, ticket.person_id, mine.employer_id):
        raise NotReached
    if reads.open_handing(work.connection, ticket.person_id):
        raise refusals.AskedAlready
    if not handing.may_ask(reads.handings_of_ticket(work.connection, ticket.id)):
        raise refusals.AskedEnough
    asked = Handing(
        id=work.new_id(), fair_id=ticket.fair_id, ticket_id=ticket.id, booth_id=there.id,
        person_id=ticket.person_id, account_id=command.account_id, state=HandingState.ASKED,
        asked_at=work.now, why=mask(command.why),
    )  # fmt: skip
    store.add_handing(work, asked)
    writes.record(work, asked, facts.HandingAsked, account_id=asked.account_id)
    timers.start(
        work, RUNS_OUT, asked.id, handing.ASKED_S, fair_id=asked.fair_id, booth_id=asked.booth_id
    )
    return contract.HandingReply(handing_id=asked.id)


def _stands_at(work: Work, mine: Booth, account_id: str) -> Booth:
    """Return the open booth of the same employer and fair where a colleague is on duty."""
    who = accounts.working(work.connection, account_id)
    duty = booths.duty(work.connection, account_id)
    there = booths.booth(work.connection, duty.booth_id) if duty and duty.here else None
    if who is None or there is None or not there.open:
        raise refusals.ColleagueNotThere
    if not work.actor.works_for(who.employer_id) or account_id == work.actor.account_id:
        raise NotAllowed
    if there.employer_id != mine.employer_id or there.fair_id != mine.fair_id:
        raise refusals.ColleagueNotThere
    return there


def answer(work: Work, command: contract.AnswerHandOn) -> Done:
    """Go there, ahead of the line, or say no: then nothing has changed."""
    asked = store.handing(work, command.handing_id)
    if asked.person_id != work.actor.person_id:
        raise NotAllowed
    if asked.state is HandingState.OVER and command.go:
        raise refusals.QuestionOver
    if asked.state is not HandingState.ASKED:
        raise WrongState
    if not command.go:
        writes.end(work, asked, "refuse", facts.HandingRefused)
        return Done()
    conduct.require_welcome(work, asked.fair_id, asked.person_id)
    booth = booths.booth(work.connection, asked.booth_id)
    if booth is None or not booth.open:
        raise refusals.NobodyTakesYou
    if people.has_blocked(work.connection, asked.person_id, booth.employer_id):
        raise KeptAway
    ticket = queue.live_ticket(work.connection, asked.person_id, booth.id)
    if ticket is not None and ticket.state is TicketState.TALKING:
        writes.agree(work, asked)
        return Done()
    writes.go(work, asked, booth)
    line_writes.stop_quiet(work, asked.person_id)
    return Done()


def run_out(work: Work, command: contract.HandOnOver) -> Done:
    """Nobody answered; what was agreed to stands."""
    asked = store.handing(work, command.handing_id)
    if asked.state is HandingState.ASKED:
        writes.end(work, asked, "end", facts.HandingOver)
    return Done()


def judge(said: contract.HandOn) -> None:
    """Refuse a line that asks a worker for money: the person reads it."""
    check_fee(said.why)


def _over(ref: str) -> contract.HandOnOver:
    return contract.HandOnOver(handing_id=ref)


HANDLERS: dict[Any, Any] = {
    contract.HandOn: hand_on,
    contract.AnswerHandOn: answer,
    contract.HandOnOver: run_out,
}
JUDGES: dict[Any, Any] = {contract.HandOn: judge}
DUE: dict[str, Callable[[str], Any]] = {RUNS_OUT: _over}
