"""Messages to closed pages: an outbox in the database. `delivery` empties it through `carriers`.

A signal is a row of the same work as its cause: a text message or a mail. It is sent at least
once, with a dedupe key for the carrier, and never after it has expired. Its words (a code, a link
that sets a password) are under lock, and blanked as soon as nothing more is to be done with it; a
week later the row is deleted.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    insert,
    literal_column,
    or_,
    select,
)

from fair import typed
from fair.db import Work
from fair.locked import BEGINS, locked, unlocked
from fair.retention import sweep_rows
from fair.settings import Settings
from fair.signals.said import Said
from fair.tables import Instant, metadata

TEXT, MAIL = "text", "mail"
_WAITS = "words that wait"
# Who waits for it: somebody with the page in hand or in a queue; somebody today; nobody just now.
URGENT, SOON, CALM = 0, 1, 2
URGENT_FOR_S, SOON_FOR_S = 900, 86_400
MOST_SUBJECT = 120
# How a signal ended; empty while it waits.
A_CODE = "code:"
"""Begins the `dedupe` of a text with a code, which goes by the clock of its code."""
A_REPLY = "replied:"
"""Begins the `dedupe` of a text that says what came of somebody's reply."""
SENT, EXPIRED, REFUSED, NO_WAY = "sent", "expired", "refused", "no_way"

signal = Table(
    "signal",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False, server_default="", index=True),
    Column("channel", String(8), nullable=False, server_default=TEXT),
    Column("urgency", Integer, nullable=False, server_default=str(SOON)),
    Column("recipient", String(254), nullable=False),
    Column("subject", String(MOST_SUBJECT), nullable=False, server_default=""),
    Column("text", Text, nullable=False),
    Column("dedupe", String(80), nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_try_at", Instant, nullable=False),
    Column("claimed_by", String(12), nullable=False, server_default=""),
    Column("claimed_until", Instant),
    Column("ended", String(8), nullable=False, server_default=""),
    Column("ended_at", Instant, index=True),
)
# Written out, not bound, so that any database sees that the indexes below answer it.
waiting = signal.c.ended == literal_column("''")
# What waits is found without a look at what has ended, however much that is.
Index(
    "ix_signal_waiting", signal.c.channel, signal.c.urgency, signal.c.next_try_at,
    sqlite_where=waiting, postgresql_where=waiting,
)  # fmt: skip
Index("ix_signal_expiring", signal.c.expires_at, sqlite_where=waiting, postgresql_where=waiting)
Index("ix_signal_to", signal.c.recipient, sqlite_where=waiting, postgresql_where=waiting)


def send(
    work: Work,
    *,
    person_id: str,
    recipient: str,
    said: Said,
    dedupe: str,
    lasts_s: float,
    urgency: int | None = None,
) -> bool:
    """Put a text into the outbox, once per `dedupe`, worth sending for `lasts_s` seconds.

    What is said is one of `texts`: a gateway may send no other.

    Returns whether texts leave this house; where they do not, nothing is kept.
    `urgency` is URGENT, SOON or CALM; without it what lasts shortest is the most urgent.
    """
    return _put(
        work, urgency, lasts_s, said, channel=TEXT, person_id=person_id, recipient=recipient,
        dedupe=dedupe,
    )  # fmt: skip


def mail(
    work: Work,
    *,
    account_id: str,
    to: str,
    subject: str,
    text: str,
    dedupe: str,
    lasts_s: float,
    urgency: int | None = None,
) -> bool:
    """Put a mail to a member of staff into the outbox; `account_id` is empty before there is one.

    Returns whether mails leave this house (`can_mail`); where they do not, nothing is kept, and
    the caller shows another way. A line end in the subject is a space; a long one is cut.
    """
    return _put(
        work, urgency, lasts_s, Said("", "", {}, text), channel=MAIL, account_id=account_id,
        recipient=to, subject=typed.line(subject)[:MOST_SUBJECT], dedupe=dedupe,
    )  # fmt: skip


def can_mail(settings: Settings) -> bool:
    """Return whether mails reach anybody: by a mail server, or as an outbox that was asked for."""
    return MAIL in ways(settings)


def ways(settings: Settings) -> frozenset[str]:
    """Return the channels by which a message reaches anybody."""
    by_mail = settings.mail_url or settings.outbox
    return frozenset([TEXT] * settings.sends_texts + [MAIL] * bool(by_mail))


def leaves(work: Work, channel: str) -> bool:
    """Return whether a message of this channel leaves the house."""
    return channel in ways(work.settings)


def _put(work: Work, urgency: int | None, lasts_s: float, said: Said, **values: Any) -> bool:
    if not leaves(work, values["channel"]):
        return False
    if work.value(select(signal.c.id).where(signal.c.dedupe == values["dedupe"])):
        return True
    to, secret = values["recipient"], work.settings.secret
    values["text"] = locked(
        secret, _WAITS, to=to, says=said.text, name=said.name, lang=said.lang,
        values=json.dumps(dict(said.values)),
    )  # fmt: skip
    row = {
        "id": work.new_id(), "person_id": "", "account_id": "", "subject": "", "tries": 0,
        "urgency": urgency_of(lasts_s) if urgency is None else urgency,
        "made_at": work.now, "next_try_at": work.now,
        "expires_at": work.now + timedelta(seconds=lasts_s),
    }  # fmt: skip
    work.write(insert(signal), row | values)
    return True


def opened(secret: str, kept: str, recipient: str) -> Said:
    """Return what a kept text says, "" where it is not this recipient's or of another secret.

    What a version before put there has no name; in the clear, it is returned as it is.
    """
    if not kept.startswith(BEGINS):
        return Said("", "", {}, kept)
    found = unlocked(secret, _WAITS, kept)
    if not found or found["to"] != recipient:
        return Said("", "", {}, "")
    values = json.loads(found.get("values", "{}"))
    return Said(found.get("name", ""), found.get("lang", ""), values, found["says"])


def says(secret: str, kept: str, recipient: str) -> str:
    """Return the words of a kept text, as `opened`."""
    return opened(secret, kept, recipient).text


def urgency_of(lasts_s: float) -> int:
    """Return how urgent a message is by how long it is worth sending."""
    return URGENT if lasts_s <= URGENT_FOR_S else SOON if lasts_s <= SOON_FOR_S else CALM


def forget(work: Work, person_id: str) -> None:
    """Delete every message to a person, sent or not."""
    work.write(delete(signal).where(signal.c.person_id == person_id))


def outbox(
    connection: Connection, secret: str, most: int = 50, *, person_id: str = ""
) -> Sequence[Mapping[str, Any]]:
    """Return the newest messages of the outbox, or of one person in it, for the page of a trial."""
    rows = connection.execute(
        select(
            signal.c.channel, signal.c.recipient, signal.c.subject, signal.c.text,
            signal.c.made_at, signal.c.expires_at,
        )
        .where(
            signal.c.text != "",
            # A mail that waits for its mail server holds a link of its reader's alone.
            or_(signal.c.channel == TEXT, signal.c.ended == SENT),
            *([signal.c.person_id == person_id] if person_id else []),
        )
        .order_by(signal.c.made_at.desc(), signal.c.id)
        .limit(most)
    ).mappings()  # fmt: skip
    return [{**row, "text": says(secret, row["text"], row["recipient"])} for row in rows]


def texted_since(
    connection: Connection, recipient: str, since: datetime, *, besides: Sequence[str]
) -> bool:
    """Return whether anything was texted to a number after an instant.

    `besides` what begins with one of these by its `dedupe`.
    """
    asks = [~signal.c.dedupe.startswith(one, autoescape=True) for one in besides]
    query = select(signal.c.id).where(
        signal.c.recipient == recipient, signal.c.channel == TEXT, signal.c.made_at > since, *asks
    )
    return connection.execute(query.limit(1)).first() is not None


def refused(connection: Connection, person_ids: Sequence[str]) -> set[str]:
    """Return those to whom the gateway refused the newest text: such a number cannot be texted."""
    found = connection.execute(
        select(signal.c.person_id, signal.c.ended)
        .where(
            signal.c.person_id.in_(person_ids),
            signal.c.channel == TEXT,
            signal.c.ended.in_((SENT, REFUSED)),
        )
        .order_by(signal.c.ended_at)
    )
    newest = {row.person_id: row.ended for row in found}
    return {person_id for person_id, ended in newest.items() if ended == REFUSED}


SWEEPS = (
    # Where nothing is delivered for days on end, what was put there is no longer sent and goes too.
    sweep_rows(
        "texts", 7, signal,
        lambda before: [or_(signal.c.ended_at < before, waiting & (signal.c.expires_at < before))],
    ),
)  # fmt: skip
