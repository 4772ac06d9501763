"""Somebody asks for help; somebody of the office takes it, reads a code out, says what was done."""

from typing import Any

from fair import next_page
from fair.contract.base import Done
from fair.contract.helpdesk import (
    AskForHelp,
    FinishHelp,
    HelpReply,
    OpenHelp,
    ReadCodeOut,
    TakeHelp,
    WithdrawHelp,
)
from fair.db import Work
from fair.decisions import NotFound, WrongState, move
from fair.glossary import HelpState
from fair.helpdesk import number_reads, store
from fair.helpdesk.facts import (
    CodeReadOut,
    HelpAsked,
    HelpEnded,
    HelpSaid,
    HelpTaken,
    HelpWithdrawn,
)
from fair.helpdesk.refusals import ConfirmFirst, NoFairNow, NumberIsChanging
from fair.helpdesk.request import MOVES_HELP, Act, Request, require_mine
from fair.people import reads as people
from fair.people.person import Person
from fair.phone_codes import aloud_writes
from fair.programme import reads as programme
from fair.screening.screen import check_fee


def ask(work: Work, command: AskForHelp) -> HelpReply:
    """Wait for help; asking again says it anew and keeps the place. Refuses `NoFairNow`."""
    me = work.actor.person_id
    said = {"page": _page(command.page), "about": command.about}
    here = store.running(work, me)
    if here:
        store.save(work, here.id, **said)
        if command.about:
            store.add_step(work, here.id, Act.ASKED, command.about)
        work.record(HelpSaid(**_of(here)))
        return HelpReply(request_id=here.id)
    made = _made(work, me, HelpState.WAITING, **said)
    store.add_step(work, made.id, Act.ASKED, command.about)
    return HelpReply(request_id=made.id)


def open_(work: Work, command: OpenHelp) -> HelpReply:
    """Note that somebody asked by telephone or at the counter, and help; refuses `NotFound`."""
    who = people.person(work.connection, command.person_id)
    if who is None or who.erased:
        raise NotFound
    check_fee(command.reason)
    here = store.running(work, who.id)
    if here is None:
        made = _made(work, who.id, HelpState.TAKEN, page="", about="")
        store.add_step(work, made.id, Act.NOTED, command.reason)
        return HelpReply(request_id=made.id)
    if not here.mine(work.actor):
        _take(work, here)
    store.add_step(work, here.id, Act.NOTED, command.reason)
    work.record(HelpSaid(**_of(here)))
    return HelpReply(request_id=here.id)


def take(work: Work, command: TakeHelp) -> Done:
    """Help, or help in a colleague's place; who helps already does so still."""
    request = store.request(work, command.request_id)
    if not request.mine(work.actor):
        _take(work, request)
    return Done()


def read_code(work: Work, command: ReadCodeOut) -> Done:
    """Make digits that sign the person in; the page of the request shows them to their author.

    Refuses `ConfirmFirst` where nobody knows that the number is the person's, `NumberIsChanging`
    where another one is to count, and as `aloud_writes.read_out` does.
    """
    request = store.request(work, command.request_id)
    require_mine(request, work.actor)
    who = _person(work, request)
    if not who.confirmed:
        raise ConfirmFirst
    if number_reads.ahead(work.connection, who.id):
        raise NumberIsChanging
    zone = programme.zone_of(work.connection, request.fair_id)
    aloud_writes.read_out(work, who, request.fair_id, zone)
    store.add_step(work, request.id, Act.CODE)
    work.record(CodeReadOut(**_of(request), account_id=work.actor.account_id))
    return Done()


def end(work: Work, command: FinishHelp) -> Done:
    """Say what was done; refuses words that ask for money, as the person reads them."""
    request = store.request(work, command.request_id)
    if request.state is HelpState.TAKEN:
        require_mine(request, work.actor)
    state = move(MOVES_HELP, request.state, "end")
    check_fee(command.what)
    store.end(work, request.id, state, work.now)
    store.add_step(work, request.id, Act.DONE, command.what)
    work.record(HelpEnded(**_of(request), account_id=work.actor.account_id))
    return Done()


def withdraw(work: Work, command: WithdrawHelp) -> Done:
    """The person needs no help any more: digits read out end too, in case nobody was rung.

    Refuses `NotFound` for anybody else's request.
    """
    request = store.request(work, command.request_id)
    if request.person_id != work.actor.person_id:
        raise NotFound
    withdrawn(work, request)
    aloud_writes.end(work, _person(work, request))
    return Done()


def withdrawn(work: Work, request: Request) -> None:
    """Let a request end by its person's will; refuses `WrongState` where it is over."""
    state = move(MOVES_HELP, request.state, "withdraw")
    store.end(work, request.id, state, work.now)
    store.add_step(work, request.id, Act.WITHDRAWN)
    work.record(HelpWithdrawn(**_of(request)))


def _made(work: Work, person_id: str, state: HelpState, *, page: str, about: str) -> Request:
    fair_id = _where(work, person_id)
    made = Request(
        id=work.new_id(),
        fair_id=fair_id,
        person_id=person_id,
        state=state,
        page=page,
        about=about,
        account_id=work.actor.account_id,
        asked_at=work.now,
    )
    store.add(work, made)
    work.record(HelpAsked(**_of(made), account_id=made.account_id))
    return made


def _where(work: Work, person_id: str) -> str:
    """Return the fair whose office is asked: of the person's, the one that runs, else is ahead."""
    mine = [
        programme.fair(work.connection, one)
        for one, _ in people.fairs_of(work.connection, person_id)
    ]
    found = sorted(filter(None, mine), key=lambda fair: (fair.over, fair.ahead))
    if not found:
        raise NoFairNow
    return found[0].id


def _take(work: Work, request: Request) -> None:
    state = move(MOVES_HELP, request.state, "take")
    store.save(work, request.id, state=state, account_id=work.actor.account_id)
    store.add_step(work, request.id, Act.TAKEN)
    work.record(HelpTaken(**_of(request), account_id=work.actor.account_id))


def _person(work: Work, request: Request) -> Person:
    who = people.person(work.connection, request.person_id)
    if who is None or who.erased:
        raise WrongState
    return who


def _page(said: str) -> str:
    """Return the path of a page of ours without its question, which may hold what was typed."""
    return next_page.local(said).partition("?")[0].partition("#")[0]


def _of(request: Request) -> dict[str, str]:
    return {
        "request_id": request.id, "fair_id": request.fair_id, "person_id": request.person_id,
    }  # fmt: skip


HANDLERS: dict[Any, Any] = {
    AskForHelp: ask,
    WithdrawHelp: withdraw,
    OpenHelp: open_,
    TakeHelp: take,
    ReadCodeOut: read_code,
    FinishHelp: end,
}
