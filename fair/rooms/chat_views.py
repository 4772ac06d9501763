"""What a visitor, a seeker or a recruiter sees in a booth's room."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import Connection

from fair.accounts import reads as account_reads
from fair.decisions import Actor, NotFound
from fair.glossary import Role
from fair.looks import reads as looks
from fair.looks.look import Look, LookKind
from fair.people import reads as people
from fair.programme import reads as programme
from fair.rooms import chat_reads
from fair.rooms.chat import ANNOUNCEMENT, TO_LINE, Message
from fair.rooms.room import Room


class MessageRow(TypedDict):
    """A message or a question of a room; `number` is a seeker's, `name` one of the staff's.

    `author` is where whoever runs the fair finds who wrote it; "" to everybody else.
    """

    id: str
    text: str
    at: datetime
    mine: bool
    staff: bool
    announcement: bool
    to_line: bool
    number: int
    name: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    hidden: bool
    reason: str
    looked: Look | None
    answer_looked: Look | None
    author: str


class Chat(TypedDict):
    """A room's stream, its questions and what the viewer may do."""

    room: Room
    stream: list[MessageRow]
    questions: list[MessageRow]
    announcement: Message | None
    staff: bool
    may_hide: bool
    may_write: bool
    writable: bool
    audience: str
    pinned: Look | None
    kept_away: str


def chat(connection: Connection, actor: Actor, booth_id: str) -> Chat:
    """Return a room's stream, its questions and what the viewer may do; refuses `NotFound`."""
    room = chat_reads.open_to(connection, actor, booth_id)
    if room is None:
        raise NotFound
    stream, questions = (
        chat_reads.messages(connection, booth_id),
        chat_reads.questions(connection, booth_id),
    )
    names = _names(connection, room, [*stream, *questions])
    pinned = chat_reads.announcement(connection, booth_id)
    away = people.has_blocked(connection, actor.person_id, room.employer_id)
    looked = looks.at(connection, LookKind.MESSAGE, _ids(stream, pinned))
    answers = looks.at(connection, LookKind.ANSWER, _ids(questions, None))
    staff = actor.works_for(room.employer_id)
    fair = programme.fair(connection, room.fair_id)

    def rows(messages: Iterable[Message]) -> list[MessageRow]:
        seen = (_row(message, names, actor, looked, answers) for message in messages)
        return [
            row
            for row in seen
            if (not row["hidden"] or row["mine"] or staff) and not (away and row["staff"])
        ]

    return {
        "room": room,
        "stream": rows(stream),
        "questions": rows(questions),
        "announcement": None if away else pinned,
        "staff": staff,
        "may_hide": staff or actor.runs(room.fair_id),
        "may_write": staff or actor.role is Role.SEEKER,
        "writable": fair is not None and fair.welcomes,
        "audience": f"room:{booth_id}",
        "pinned": looked.get(pinned.id) if pinned else None,
        "kept_away": room.employer_id if away else "",
    }


def _ids(messages: Iterable[Message], pinned: Message | None) -> list[str]:
    return [one.id for one in messages] + ([pinned.id] if pinned else [])


def _row(
    message: Message,
    names: dict[str, Any],
    actor: Actor,
    looked: Mapping[str, Look],
    answers: Mapping[str, Look],
) -> MessageRow:
    mine = (
        message.person_id == actor.person_id
        if message.person_id
        else message.account_id == actor.account_id
    )
    return {
        "id": message.id,
        "text": message.text,
        "at": message.at,
        "mine": bool(mine and actor.key),
        "staff": message.by_staff,
        "announcement": message.kind == ANNOUNCEMENT,
        "to_line": message.kind == TO_LINE,
        "number": names.get(message.person_id, 0),
        "name": names.get(message.account_id, ""),
        "answer": message.answer,
        "answered_by": names.get(message.answered_by, ""),
        "answered_at": message.answered_at,
        "hidden": message.hidden,
        "reason": message.hidden_reason,
        "looked": looked.get(message.id),
        "answer_looked": answers.get(message.id),
        "author": _author(message) if actor.runs(message.fair_id) else "",
    }


def _author(message: Message) -> str:
    return f"people/{message.person_id}" if message.person_id else f"staff/{message.account_id}"


def _names(connection: Connection, room: Room, messages: Iterable[Message]) -> dict[str, Any]:
    listed = list(messages)
    persons = {message.person_id for message in listed} - {""}
    staff = {message.account_id for message in listed}
    staff |= {message.answered_by for message in listed}
    numbers = people.numbers_of(connection, room.fair_id, persons) if persons else {}
    accounts = account_reads.accounts(connection, staff - {""}) if staff - {""} else {}
    return {**numbers, **{key: account.name for key, account in accounts.items()}}
