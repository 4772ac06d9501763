"""What the office does in a queue for a person who asked it to: take a place, keep it, telephone.

Each goes the person's own way, by the person's own limits. The ledger has the author of the office
and the person; the reason stands with the request, and the person reads both and can undo it.
"""

from collections.abc import Callable
from typing import Any

from fair.booths import reads as booths
from fair.contract.base import Done
from fair.contract.helpdesk_acts import KeepPlaceFor, TakePlaceFor, TelephoneFor
from fair.contract.queue import JoinQueue, TicketTakenReply
from fair.db import Work
from fair.decisions import NotFound
from fair.helpdesk import facts, number_reads, store
from fair.helpdesk.refusals import NumberIsChanging
from fair.helpdesk.request import BY_HELP_DESK, Act, Request, require_mine
from fair.people import reads as people
from fair.people.telling_writes import tell
from fair.queue import reads as queue
from fair.queue import ticket_actions
from fair.screening.screen import check_fee
from fair.signals import texts
from fair.signals.text import Text
from fair.tickets.ticket import Ticket
from fair.words import Catalogue

LASTS_S = 1800.0


def take_place(work: Work, command: TakePlaceFor) -> TicketTakenReply:
    """Take a place as the person said; refuses `HelpIsNotYours`, and as `ticket.join` does."""
    request = _helped(work, command.request_id, command.reason)
    wanted = JoinQueue(booth_id=command.booth_id, vacancy_ids=command.vacancy_ids)
    who = request.person_id
    reply = ticket_actions.join_for(work, wanted, who, BY_HELP_DESK)
    store.add_step(work, request.id, Act.PLACE, command.reason, reply.ticket_id)
    work.record(
        facts.PlaceTakenFor(
            **_of(request),
            ticket_id=reply.ticket_id,
            booth_id=command.booth_id,
            account_id=work.actor.account_id,
        )
    )
    _tell(work, request, command.booth_id, texts.HELP_PLACE, f"place:{reply.ticket_id}")
    return reply


def keep_place(work: Work, command: KeepPlaceFor) -> Done:
    """Five more minutes; refuses `HelpIsNotYours`, another's ticket, `AlreadyPostponed`."""
    request = _helped(work, command.request_id, command.reason)
    ticket = _ticket(work, request, command.ticket_id)
    ticket_actions.postpone_for(work, ticket)
    store.add_step(work, request.id, Act.FIVE, command.reason, ticket.id)
    work.record(
        facts.PlaceKeptFor(**_of(request), ticket_id=ticket.id, account_id=work.actor.account_id)
    )
    _tell(work, request, ticket.booth_id, texts.HELP_FIVE, f"five:{ticket.id}")
    return Done()


def telephone(work: Work, command: TelephoneFor) -> Done:
    """By telephone, to the number on file; refuses `NumberIsChanging`, else as the person's own."""
    request = _helped(work, command.request_id, command.reason)
    ticket = _ticket(work, request, command.ticket_id)
    if number_reads.ahead(work.connection, request.person_id):
        raise NumberIsChanging
    ticket_actions.telephone_for(work, ticket, first=True)
    store.add_step(work, request.id, Act.TELEPHONE, command.reason, ticket.id)
    work.record(
        facts.TelephoneFor(**_of(request), ticket_id=ticket.id, account_id=work.actor.account_id)
    )
    once = f"telephone:{ticket.id}:{ticket.version}"
    _tell(work, request, ticket.booth_id, texts.HELP_TELEPHONE, once)
    return Done()


def _helped(work: Work, request_id: str, reason: str) -> Request:
    request = store.request(work, request_id)
    require_mine(request, work.actor)
    check_fee(reason)
    return request


def _ticket(work: Work, request: Request, ticket_id: str) -> Ticket:
    """Return a ticket of the person who is helped; anybody else's is not found here."""
    found = queue.ticket(work.connection, ticket_id)
    if found is None or found.person_id != request.person_id:
        raise NotFound
    return queue.now_of(work.connection, found)


def _tell(work: Work, request: Request, booth_id: str, text: Text, once: str) -> None:
    """Text what was done, by whom, and how it is undone, where a text reaches the person."""
    who = people.person(work.connection, request.person_id)
    booth = booths.booth(work.connection, booth_id)

    def values(known: Catalogue) -> dict[str, str]:
        return {
            "helper": work.actor.name,
            "employer": booths.name_of(work.connection, booth, known.code) if booth else "",
            "phone": who.masked_phone if who else "",
        }

    tell(work, request.person_id, text, values, dedupe=f"help:{once}", lasts_s=LASTS_S)


def _of(request: Request) -> dict[str, str]:
    return {
        "request_id": request.id, "fair_id": request.fair_id, "person_id": request.person_id,
    }  # fmt: skip


HANDLERS: dict[Any, Callable[..., Any]] = {
    TakePlaceFor: take_place,
    KeepPlaceFor: keep_place,
    TelephoneFor: telephone,
}
