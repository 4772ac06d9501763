"""What a person says by the link of a text, or by a word texted back."""

from typing import Any

from fair import signals
from fair.contract.base import Done
from fair.contract.queue import GetReady, PostponeTicket, ReturnToQueue, StayInQueue
from fair.contract.reach import AnswerText, TellUnheard, TextAnsweredReply
from fair.contract.rooms import AnswerCall, PostponeCall
from fair.db import Work
from fair.decisions import NotAllowed, NotFound
from fair.glossary import TicketState
from fair.people.telling_writes import tell
from fair.phone_codes import text_link_reads
from fair.queue import reads, telling_writes, ticket_actions
from fair.reach.word import FIVE, HERE, LEAVE, READY, STAY
from fair.rooms import call_actions, call_reads
from fair.signals import reply_texts
from fair.signals.reply_texts import REPLY_UNHEARD
from fair.tickets import leaving
from fair.tickets.ticket import Ticket
from fair.words import Catalogue

UNHEARD_LASTS_S = 900
DONE = {
    READY: reply_texts.REPLIED_READY,
    FIVE: reply_texts.REPLIED_FIVE,
    LEAVE: reply_texts.REPLIED_LEFT,
    STAY: reply_texts.REPLIED_STAYS,
}


def answer_text(work: Work, command: AnswerText) -> TextAnsweredReply:
    """Do what is meant as the ticket stands now; saying it again changes nothing more."""
    asked = reads.ticket(work.connection, command.ticket_id)
    if asked is None:
        raise NotFound
    ticket = reads.now_of(work.connection, asked)
    if ticket.person_id != work.actor.person_id:
        raise NotAllowed
    call_id = ""
    if command.word == LEAVE:
        _leave(work, ticket)
    elif command.word == FIVE:
        _five(work, ticket)
    elif command.word == STAY:
        _stay(work, ticket)
    else:
        call_id = _come(work, ticket, answers=command.word == HERE)
    _say_done(work, ticket, command.word)
    return TextAnsweredReply(call_id=call_id)


def _say_done(work: Work, was: Ticket, word: str) -> None:
    """Text what a reply has done: who sent it sees no page, and may have meant something else."""
    now, text = reads.ticket(work.connection, was.id), DONE.get(word)
    if text and now and now.version != was.version:
        telling_writes.say_replied(work, now, text)


def _come(work: Work, ticket: Ticket, *, answers: bool) -> str:
    """Answer, be ready or come back; return the call that the person is in now, if any."""
    if ticket.state is TicketState.TALKING:
        return ticket.call_id
    if ticket.state is TicketState.LEFT:
        _stay(work, ticket)
    if ticket.rings:
        call = call_reads.call(work.connection, ticket.call_id)
        if answers and call and not call.by_telephone:
            return call_actions.answer_call(work, AnswerCall(call_id=call.id)).call_id
    elif ticket.waits:
        if ticket.held or ticket.ready_at is None:
            ticket_actions.ready(work, GetReady(ticket_id=ticket.id))
    elif ticket.state is TicketState.PARKED and not ticket.unconfirmed:
        ticket_actions.come_back(work, ReturnToQueue(ticket_id=ticket.id))
    return ""


def _five(work: Work, ticket: Ticket) -> None:
    if ticket.rings:
        call_actions.postpone_call(work, PostponeCall(call_id=ticket.call_id))
    else:
        ticket_actions.postpone(work, PostponeTicket(ticket_id=ticket.id))


def _leave(work: Work, ticket: Ticket) -> None:
    if ticket.live:
        ticket_actions.give_up(work, ticket, leaving.TEXTED)


def _stay(work: Work, ticket: Ticket) -> None:
    if leaving.stays_until(ticket):
        ticket_actions.stay(work, StayInQueue(ticket_id=ticket.id))


def tell_unheard(work: Work, command: TellUnheard) -> Done:
    """Text that a reply changed nothing; once for each text of ours that could be replied to."""
    asked = text_link_reads.link(work.connection, command.link_id)
    if asked is None:
        raise NotFound
    once = f"{signals.A_REPLY}nothing:{asked.id}"
    tell(work, asked.person_id, REPLY_UNHEARD, _nothing, dedupe=once, lasts_s=UNHEARD_LASTS_S)
    return Done()


def _nothing(_known: Catalogue) -> dict[str, Any]:
    return {}


HANDLERS: dict[Any, Any] = {AnswerText: answer_text, TellUnheard: tell_unheard}
