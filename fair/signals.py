"""Messages to closed pages: an outbox in the database, and the providers that empty it.

A signal is a row of the same work as its cause. It is sent at least once, with a dedupe key for
the provider, and never after it has expired.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

import httpx
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    String,
    Table,
    Text,
    delete,
    insert,
    or_,
    select,
    update,
)

from fair.db import Database, Instant, Work, metadata
from fair.decisions import SYSTEM
from fair.retention import sweep_rows
from fair.settings import Settings

log = logging.getLogger("fair.signals")
MOST_TRIES = 8

signal = Table(
    "signal",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("recipient", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("dedupe", String(80), nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("sent_at", Instant, index=True),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_try_at", Instant),
)


def send(
    work: Work, *, person_id: str, recipient: str, text: str, dedupe: str, lasts_s: float
) -> None:
    """Put a text into the outbox, once per `dedupe`, worth sending for `lasts_s` seconds."""
    if work.value(select(signal.c.id).where(signal.c.dedupe == dedupe)):
        return
    work.write(
        insert(signal),
        {
            "id": work.new_id(), "person_id": person_id, "recipient": recipient, "text": text,
            "dedupe": dedupe, "made_at": work.now,
            "expires_at": work.now + timedelta(seconds=lasts_s), "tries": 0,
        },
    )  # fmt: skip


def forget(work: Work, person_id: str) -> None:
    """Delete every message to a person, sent or not."""
    work.write(delete(signal).where(signal.c.person_id == person_id))


class Provider(Protocol):
    """Delivers one text message; raises where it could not."""

    async def deliver(self, recipient: str, text: str, key: str) -> None:
        """Send `text` to a number; the same `key` twice must arrive once."""


class Outbox:
    """Delivers nothing further: the message is read on the page /outbox. For trials and demos."""

    async def deliver(self, recipient: str, text: str, key: str) -> None:
        """Leave the message where it is."""


class Gateway:
    """Posts each message to an HTTP gateway as JSON, with the key in `Idempotency-Key`."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def deliver(self, recipient: str, text: str, key: str) -> None:
        """Post the message; any answer but 2xx raises, and is tried again later."""
        async with httpx.AsyncClient(timeout=10) as client:
            answer = await client.post(
                self.url,
                json={"to": recipient, "text": text, "key": key},
                headers=self.headers | {"Idempotency-Key": key},
            )
            answer.raise_for_status()


def provider(settings: Settings) -> Provider:
    """Return the provider that the settings name."""
    if settings.sms_provider == "http":
        return Gateway(settings.sms_url, settings.sms_token)
    return Outbox()


async def deliver_due(database: Database, to: Provider) -> int:
    """Send what waits in the outbox; return how many were sent."""

    def waiting(work: Work) -> list[Mapping[str, object]]:
        now = work.now
        rows = work.all(
            select(signal)
            .where(
                signal.c.sent_at.is_(None),
                signal.c.expires_at > now,
                signal.c.tries < MOST_TRIES,
                or_(signal.c.next_try_at.is_(None), signal.c.next_try_at <= now),
            )
            .limit(50)
        )
        return [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name

    if not await database.read(
        lambda connection: connection.execute(
            select(signal.c.id).where(signal.c.sent_at.is_(None), signal.c.tries < MOST_TRIES)
        ).first()
    ):
        return 0
    rows, _ = await database.write(waiting, SYSTEM)
    sent = 0
    for row in rows:
        try:
            await to.deliver(str(row["recipient"]), str(row["text"]), str(row["dedupe"]))
        except httpx.HTTPError as error:
            log.warning("signal %s was not delivered: %r", row["id"], error)
            await database.write(partial(_failed, row=row), SYSTEM)
        else:
            await database.write(partial(_sent, row=row), SYSTEM)
            sent += 1
    return sent


def _sent(work: Work, row: Mapping[str, object]) -> None:
    work.write(update(signal).where(signal.c.id == row["id"]).values(sent_at=work.now))


def _failed(work: Work, row: Mapping[str, object]) -> None:
    tries = int(str(row["tries"])) + 1
    work.write(
        update(signal)
        .where(signal.c.id == row["id"])
        .values(tries=tries, next_try_at=work.now + timedelta(seconds=2**tries))
    )


async def run(database: Database, to: Provider, every_s: float = 0.5) -> None:
    """Empty the outbox again and again, until cancelled."""
    while True:
        try:
            await deliver_due(database, to)
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("the outbox's round failed; the next one follows")
        await asyncio.sleep(every_s)


def outbox(connection: Connection, most: int = 50) -> Sequence[Mapping[str, Any]]:
    """Return the newest text messages of the outbox, for the page of the test provider."""
    rows = connection.execute(
        select(signal.c.recipient, signal.c.text, signal.c.made_at, signal.c.expires_at)
        .order_by(signal.c.made_at.desc(), signal.c.id)
        .limit(most)
    )
    return [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name


SWEEPS = (sweep_rows("texts", 7, signal, lambda before: [signal.c.expires_at < before]),)
