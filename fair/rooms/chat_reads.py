"""Read-only queries of rooms and of what was said in them."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from fair.contract import rooms_chat as contract
from fair.db import utc_now
from fair.decisions import Actor, Refusal
from fair.programme import reads as programme
from fair.programme.fair import visible
from fair.rooms.chat import ANNOUNCEMENT, QUESTION, SAY, TO_LINE, Message, mask, tidy
from fair.rooms.chat_store import as_message, as_room, message_table, room_table, written_lately
from fair.rooms.room import Room

MOST_MESSAGES = 60
MOST_QUESTIONS = 40


def room(connection: Connection, booth_id: str) -> Room | None:
    """Return a booth's room, or None."""
    row = connection.execute(select(room_table).where(room_table.c.booth_id == booth_id)).first()
    return as_room(row) if row else None


def open_to(connection: Connection, actor: Actor, booth_id: str) -> Room | None:
    """Return a booth's room for who may see its fair or works there; None for everybody else."""
    found = room(connection, booth_id)
    fair = programme.fair(connection, found.fair_id) if found else None
    if found is None or fair is None:
        return None
    return found if visible(fair, actor) or actor.works_for(found.employer_id) else None


def rooms_of(connection: Connection, employer_id: str) -> tuple[str, ...]:
    """Return the booths whose rooms are an employer's."""
    at = room_table.c
    asked = select(at.booth_id).where(at.employer_id == employer_id).order_by(at.booth_id)
    return tuple(row.booth_id for row in connection.execute(asked))


def message(connection: Connection, message_id: str) -> Message | None:
    """Return a message as it was written, hidden ones too, or None."""
    row = connection.execute(select(message_table).where(message_table.c.id == message_id)).first()
    return as_message(row) if row else None


def messages(connection: Connection, booth_id: str) -> tuple[Message, ...]:
    """Return the latest messages of a room, the oldest first, hidden ones too."""
    return _latest(connection, booth_id, (SAY, ANNOUNCEMENT, TO_LINE), MOST_MESSAGES)


def questions(connection: Connection, booth_id: str) -> tuple[Message, ...]:
    """Return the latest questions of a booth, the oldest first, hidden ones too."""
    return _latest(connection, booth_id, (QUESTION,), MOST_QUESTIONS)


def announcement(connection: Connection, booth_id: str) -> Message | None:
    """Return what the booth announced last and did not hide, or None."""
    asked = select(message_table).where(
        message_table.c.booth_id == booth_id,
        message_table.c.kind == ANNOUNCEMENT,
        message_table.c.hidden_at.is_(None),
    )
    row = connection.execute(asked.order_by(message_table.c.at.desc()).limit(1)).first()
    return as_message(row) if row else None


def to_line(
    connection: Connection, booth_id: str, since: datetime, *, hidden: bool = False
) -> Message | None:
    """Return what a booth wrote last to everybody who waits, since then; `hidden` words too."""
    at = message_table.c
    asked = select(message_table).where(at.booth_id == booth_id, at.kind == TO_LINE, at.at >= since)
    if not hidden:
        asked = asked.where(at.hidden_at.is_(None))
    row = connection.execute(asked.order_by(at.at.desc()).limit(1)).first()
    return as_message(row) if row else None


def rooms_with(
    connection: Connection, person_ids: Iterable[str], account_ids: Iterable[str]
) -> tuple[str, ...]:
    """Return the booths in whose rooms these persons or recruiters wrote."""
    at = message_table.c
    staff = set(account_ids)
    by_them = or_(
        at.person_id.in_(set(person_ids)), at.account_id.in_(staff), at.answered_by.in_(staff)
    )
    asked = select(at.booth_id).where(by_them).distinct().order_by(at.booth_id)
    return tuple(row.booth_id for row in connection.execute(asked))


def _latest(
    connection: Connection, booth_id: str, kinds: tuple[str, ...], most: int
) -> tuple[Message, ...]:
    asked = (
        select(message_table)
        .where(
            message_table.c.booth_id == booth_id,
            message_table.c.kind.in_(kinds),
            # An erased person's words are gone; what is left would be an empty bubble.
            or_(message_table.c.text != "", message_table.c.hidden_at.is_not(None)),
        )
        .order_by(message_table.c.at.desc(), message_table.c.id.desc())
        .limit(most)
    )
    return tuple(as_message(row) for row in reversed(connection.execute(asked).all()))


def read_along(
    connection: Connection,
    actor: Actor,
    said: contract.Say | contract.Ask | contract.AnnounceInBooth | contract.TellLine,
) -> None:
    """Look for ways out in a message, so that the writer need not: `mask` remembers it."""
    with suppress(Refusal):  # said again, and answered, where it is decided
        mask(tidy(said.text), written_lately(connection, actor, said.booth_id, utc_now()))


def read_answer(_connection: Connection, _actor: Actor, said: contract.AnswerQuestion) -> None:
    """Look for ways out in an answer, as above."""
    with suppress(Refusal):
        mask(tidy(said.text))


BEFOREHAND: dict[Any, Any] = {
    contract.Say: read_along,
    contract.Ask: read_along,
    contract.AnnounceInBooth: read_along,
    contract.TellLine: read_along,
    contract.AnswerQuestion: read_answer,
}


def _fair_of_message(connection: Connection, message_id: str) -> str:
    found = message(connection, message_id)
    where = room(connection, found.booth_id) if found else None
    return where.fair_id if where else ""


OF_FAIR = {"message_id": _fair_of_message}
