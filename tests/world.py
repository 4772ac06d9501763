"""A whole server object on a real database, without network, for most tests."""

import itertools
from collections import namedtuple
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection, select, text

from fair.app import Server
from fair.contract.base import Command, Reply
from fair.cookies import LOGIN
from fair.db import Work, utc_now
from fair.decisions import SYSTEM, Actor, Fact
from fair.ledger import ledger
from fair.ledger_check import verify
from fair.locked import BEGINS
from fair.settings import Settings
from fair.signals import says, signal
from tests import compiled, databases
from tests.values import some

__all__ = ["World", "running", "serving", "some"]

_ids = itertools.count(1)
_LOCKED = select(signal.c.recipient, signal.c.text).where(signal.c.text.startswith(BEGINS))


class World:
    """One server: `do` a command, `look` at the database, `web` for pages."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.database = server.database

    async def do(self, command: Command, actor: Actor = SYSTEM, command_id: str = "") -> Any:
        """Carry out one command through the real dispatch; return its reply or raise."""
        reply: Reply = await self.server.dispatch.carry_out(
            command, actor, command_id or f"test-{next(_ids)}"
        )
        return reply

    async def work(self, run: Any, actor: Actor = SYSTEM) -> Any:
        """Run `run(work)` as one work with its reactions, as an action of another slice would."""

        def whole(work: Work) -> Any:
            result = run(work)
            self.server.dispatch.react(work)
            return result

        result, facts = await self.database.write(whole, actor)
        self.server.announce(facts)
        return result

    def clock(self, at: datetime) -> None:
        """Let works happen from this instant on, which lies ahead: their clock never goes back."""
        assert at > utc_now()
        self.database._last_now = at - timedelta(microseconds=1)

    def look(self, see: Any, *arguments: Any, **keys: Any) -> Any:
        """Call a read `see(connection, …)` and return its values."""

        def call(connection: Connection) -> Any:
            return see(connection, *arguments, **keys)

        return self.database.read_now(call)

    def rows(self, statement: Any) -> Sequence[Any]:
        """Return the rows of a query (a string or a statement), messages unlocked."""
        query = text(statement) if isinstance(statement, str) else statement
        found = self.look(lambda connection: connection.execute(query).all())
        if not any(str(value).startswith(BEGINS) for row in found for value in row):
            return found
        locked = self.look(lambda connection: connection.execute(_LOCKED).all())
        secret = self.server.settings.secret
        said = {row.text: says(secret, row.text, row.recipient) for row in locked}
        made = namedtuple("Opened", found[0]._fields)  # type: ignore[misc]  # noqa: PYI024
        return [made(*(said.get(value, value) for value in row)) for row in found]

    def kinds(self, fair_id: str = "") -> list[str]:
        """Return the kinds of all facts in the ledger, oldest first."""
        query = select(ledger.c.kind).order_by(ledger.c.at, ledger.c.stream, ledger.c.seq)
        if fair_id:
            query = query.where(ledger.c.fair_id == fair_id)
        return [row.kind for row in self.rows(query)]

    def chain_holds(self) -> bool:
        """True where every hash of the ledger verifies."""
        return not self.look(verify)[1]

    def web(
        self, token: str = "", language: str = "en", address: str = "127.0.0.1"
    ) -> httpx.AsyncClient:
        """Return a browser without JavaScript: it keeps cookies and follows no redirect."""
        cookies = self.server.site.cookies
        here = f"{'https' if cookies.secure else 'http'}://127.0.0.1:8000"
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.server.app, client=(address, 5000)),
            base_url=here,
            headers={"accept-language": language, "referer": f"{here}/"},
        )
        if token:
            client.cookies.set(cookies.name(LOGIN), token, domain="127.0.0.1")
        return client


@asynccontextmanager
async def serving(folder: Path, **settings: Any) -> AsyncIterator[World]:
    """Let a server live as `fair serve` does, with its clock, its anchors and its stop."""
    server = _made(folder, settings)
    async with server.lifespan():
        yield World(server)


@asynccontextmanager
async def running(folder: Path, **settings: Any) -> AsyncIterator[World]:
    """Start a server object on the database in `folder`, or a fresh one; stop it afterwards."""
    server = _made(folder, settings)
    server.database.start()
    try:
        yield World(server)
    finally:
        server.database.stop()


def _made(folder: Path, settings: dict[str, Any]) -> Server:
    said = {
        "sms_provider": "outbox", "secret": "a secret for tests " * 3,
        "hosts": "127.0.0.1",  # `web` asks for it, whatever the base address
        "ledger_key": str(folder / "fair.db.ledger.key"),
    } | settings  # fmt: skip
    url = said.pop("database_url", "") or databases.make(folder)
    made = Server(Settings.read(database_url=url, **said))
    compiled.share(made.database)
    made.erased.path = folder / "fair.db.erased"  # a test's own, whichever the database
    return made


__all__ = ["Fact", "World", "running", "some"]
