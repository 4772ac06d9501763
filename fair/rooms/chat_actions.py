"""One function per command about rooms and chat."""

from datetime import timedelta
from typing import Any

from fair.conduct import writes as conduct
from fair.contract import rooms_chat as contract
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotAllowed
from fair.glossary import Role
from fair.looks import writes as looks
from fair.looks.look import LookKind
from fair.people import reads as people_reads
from fair.people import writes as people
from fair.people.refusals import NotReached
from fair.programme import reads as programme
from fair.rooms import chat_reads, chat_store
from fair.rooms.chat import (
    ANNOUNCEMENT,
    QUESTION,
    SAY,
    TO_LINE,
    TO_LINE_EVERY_S,
    Message,
    mask,
    read_on,
    tidy,
)
from fair.rooms.facts import MessageHidden, MessagePosted, QuestionAnswered
from fair.rooms.refusals import NotAQuestion, RoomClosed, ToldLately
from fair.rooms.room import Room
from fair.screening.screen import check_fee


def say(work: Work, command: contract.Say) -> contract.MessageReply:
    """Write in a room."""
    return _post(work, command.booth_id, command.text, SAY)


def ask(work: Work, command: contract.Ask) -> contract.MessageReply:
    """Ask the booth; the question stays."""
    return _post(work, command.booth_id, command.text, QUESTION)


def announce(work: Work, command: contract.AnnounceInBooth) -> contract.MessageReply:
    """Tell everybody in the room."""
    return _post(work, command.booth_id, command.text, ANNOUNCEMENT)


def tell_line(work: Work, booth_id: str, typed: str) -> contract.MessageReply:
    """Tell everybody who waits at a booth, and the room; whether anybody waits is not known here.

    Refuses `ToldLately` within five minutes, whatever became of the words before.
    """
    since = work.now - timedelta(seconds=TO_LINE_EVERY_S)
    if chat_reads.to_line(work.connection, booth_id, since, hidden=True):
        raise ToldLately
    return _post(work, booth_id, typed, TO_LINE)


def answer_question(work: Work, command: contract.AnswerQuestion) -> Done:
    """Answer a question, or answer it better."""
    message = chat_store.message(work, command.message_id)
    _must_be_staff(work, chat_store.room(work, message.booth_id))
    _must_be_writable(work, message.fair_id)
    conduct.require_word(work, message.fair_id)
    if message.kind != QUESTION:
        raise NotAQuestion
    _must_reach(work, message.person_id)
    text = mask(tidy(command.text))
    chat_store.save_answer(work, message.id, work.actor.account_id, text)
    looks.ask(
        work,
        LookKind.ANSWER,
        message.id,
        looks.doubts_in(command.text),
        fair_id=message.fair_id,
        booth_id=message.booth_id,
        employer_id=work.actor.employer_id,
        text=text,
        person_id=message.person_id,
    )
    work.record(
        QuestionAnswered(
            fair_id=message.fair_id,
            message_id=message.id,
            booth_id=message.booth_id,
            account_id=work.actor.account_id,
        )
    )
    return Done()


def hide_message(work: Work, command: contract.HideMessage) -> Done:
    """Hide a message. The booth's recruiters and the organisers may; the author is told why."""
    message = chat_store.message(work, command.message_id)
    if not work.actor.runs(message.fair_id):
        _must_be_staff(work, chat_store.room(work, message.booth_id))
    if message.hidden:
        return Done()
    chat_store.hide(work, message.id, work.actor.account_id, command.reason)
    work.record(
        MessageHidden(
            fair_id=message.fair_id,
            message_id=message.id,
            booth_id=message.booth_id,
            person_id=message.person_id,
            account_id=work.actor.account_id,
            reason=command.reason,
        )
    )
    return Done()


def _post(work: Work, booth_id: str, typed: str, kind: str) -> contract.MessageReply:
    room = chat_store.room(work, booth_id)
    _must_be_writable(work, room.fair_id)
    conduct.require_word(work, room.fair_id)
    before = chat_store.written_lately(work.connection, work.actor, room.booth_id, work.now)
    text = mask(tidy(typed), before)
    if work.actor.role is Role.RECRUITER:
        _must_be_staff(work, room)
        check_fee(read_on(text, before))
    else:
        people.attend(work, room.fair_id, work.actor.person_id)
    message = Message(
        id=work.new_id(),
        booth_id=room.booth_id,
        fair_id=room.fair_id,
        kind=kind,
        person_id=work.actor.person_id,
        account_id=work.actor.account_id,
        text=text,
        at=work.now,
    )
    chat_store.add_message(work, message)
    if message.by_staff:
        looks.ask(
            work,
            LookKind.MESSAGE,
            message.id,
            looks.doubts_in(typed),
            fair_id=room.fair_id,
            booth_id=room.booth_id,
            employer_id=room.employer_id,
            text=text,
        )
    work.record(
        MessagePosted(
            fair_id=room.fair_id,
            message_id=message.id,
            booth_id=room.booth_id,
            sort=kind,
            person_id=message.person_id,
            account_id=message.account_id,
        )
    )
    return contract.MessageReply(message_id=message.id)


def judge(
    said: contract.Say | contract.AnnounceInBooth | contract.AnswerQuestion | contract.TellLine,
) -> None:
    """Refuse a recruiter's words that ask a worker for money."""
    check_fee(said.text)


def _must_be_staff(work: Work, room: Room) -> None:
    if not work.actor.works_for(room.employer_id):
        raise NotAllowed


def _must_reach(work: Work, person_id: str) -> None:
    if people_reads.has_blocked(work.connection, person_id, work.actor.employer_id):
        raise NotReached


def _must_be_writable(work: Work, fair_id: str) -> None:
    fair = programme.fair(work.connection, fair_id)
    if fair is None or not fair.welcomes:
        raise RoomClosed


HANDLERS: dict[Any, Any] = {
    contract.Say: say,
    contract.Ask: ask,
    contract.AnnounceInBooth: announce,
    contract.AnswerQuestion: answer_question,
    contract.HideMessage: hide_message,
}
JUDGES: dict[Any, Any] = {
    contract.Say: judge,
    contract.AnnounceInBooth: judge,
    contract.TellLine: judge,
    contract.AnswerQuestion: judge,
}
