"""One function per command about rooms and chat."""

from collections.abc import Mapping
from typing import Any

from fair.contract import rooms as contract
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotAllowed
from fair.glossary import CallState, FairState, Role
from fair.people import actions as people
from fair.people.person import PersonErased
from fair.programme import reads as programme
from fair.rooms import call_store, chat_store
from fair.rooms.call_actions import cancel, end_for_erasure
from fair.rooms.chat import (
    ANNOUNCEMENT,
    QUESTION,
    SAY,
    Message,
    MessageHidden,
    MessagePosted,
    NotAQuestion,
    QuestionAnswered,
    RoomClosed,
    check_fee,
    mask,
    tidy,
)
from fair.rooms.room import Room

WRITABLE = frozenset({FairState.PUBLISHED, FairState.OPEN, FairState.PAUSED})


def keep_room(
    work: Work,
    *,
    booth_id: str,
    fair_id: str,
    employer_id: str,
    name: str,
    replies: tuple[str, ...] = (),
    names: Mapping[str, str] | None = None,
) -> None:
    """Give a booth its room, or the room its new name and canned replies. For the booths.

    `name` is the employer's, as seekers read it in the chat and on the ring; `names` are those
    for readers of other languages.
    """
    kept = Room(booth_id, fair_id, employer_id, name[:300], tuple(replies), dict(names or {}))
    chat_store.keep_room(work, kept)


def say(work: Work, command: contract.Say) -> contract.MessageReply:
    """Write in a room."""
    return _post(work, command.booth_id, command.words, SAY)


def ask(work: Work, command: contract.Ask) -> contract.MessageReply:
    """Ask the booth; the question stays."""
    return _post(work, command.booth_id, command.words, QUESTION)


def announce(work: Work, command: contract.AnnounceInBooth) -> contract.MessageReply:
    """Tell everybody in the room."""
    return _post(work, command.booth_id, command.words, ANNOUNCEMENT)


def answer_question(work: Work, command: contract.AnswerQuestion) -> Done:
    """Answer a question, or answer it better."""
    message = chat_store.message(work, command.message_id)
    _must_be_staff(work, chat_store.room(work, message.booth_id))
    _must_be_writable(work, message.fair_id)
    if message.kind != QUESTION:
        raise NotAQuestion
    words = _of_staff(command.words)
    chat_store.save_answer(work, message.id, work.actor.account_id, words)
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
    if work.actor.role is not Role.ORGANISER:
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


def erase(work: Work, fact: PersonErased) -> None:
    """Blank what a person wrote and what was written about them; end what goes on."""
    call = call_store.open_call(work, person_id=fact.person_id)
    if call and call.state is CallState.RINGING:
        cancel(work, call.id)
    elif call:
        end_for_erasure(work, call)
    chat_store.erase_person(work, fact.person_id)
    call_store.erase_person(work, fact.person_id)


def _post(work: Work, booth_id: str, words: str, kind: str) -> contract.MessageReply:
    room = chat_store.room(work, booth_id)
    _must_be_writable(work, room.fair_id)
    if work.actor.role is Role.RECRUITER:
        _must_be_staff(work, room)
        text = _of_staff(words)
    else:
        text = mask(tidy(words))
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


def _of_staff(words: str) -> str:
    text = tidy(words)
    check_fee(text)
    return mask(text)


def _must_be_staff(work: Work, room: Room) -> None:
    if work.actor.role is not Role.RECRUITER or work.actor.employer_id != room.employer_id:
        raise NotAllowed


def _must_be_writable(work: Work, fair_id: str) -> None:
    fair = programme.fair(work.connection, fair_id)
    if fair is None or fair.state not in WRITABLE:
        raise RoomClosed


HANDLERS: dict[Any, Any] = {
    contract.Say: say,
    contract.Ask: ask,
    contract.AnnounceInBooth: announce,
    contract.AnswerQuestion: answer_question,
    contract.HideMessage: hide_message,
}
REACTIONS: dict[Any, Any] = {PersonErased: [erase]}
