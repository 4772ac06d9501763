"""The server that is attacked, with one of everything in it, and what was found on it."""

import logging
import random
import resource
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from fair.budgets import Budgets
from fair.db import Work
from fair.glossary import Role
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.strangers.wire import Socket, connected
from tests.test_web import TOKEN
from tests.world import running, some

LONGEST_S, MOST_MB = 1.0, 150  # of CPU and of new memory, for one input


@dataclass
class Findings:
    """What went wrong, each kind with its first examples."""

    seen: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    say: Callable[[str], None] = print
    longest_s: float = LONGEST_S

    def note(self, kind: str, example: str) -> None:
        if not self.seen[kind]:
            self.say(f"FOUND {kind}: {example[:600]}")
        self.seen[kind] += 1
        kept = self.examples.setdefault(kind, [])
        if len(kept) < 5:
            kept.append(example[:600])


def held_mb() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Loud(logging.Handler):
    """Takes what the server logs as an error of its own."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(logging.ERROR)
        self.findings = findings

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else ""
        self.findings.note(
            f"logged: {record.getMessage()[:80]} {type(error).__name__}", repr(error)
        )


@dataclass
class Target:
    """A server with one of everything, its logins, and a second reader of its database."""

    have: Belongings
    dice: random.Random
    findings: Findings
    beside: sqlite3.Connection
    logins: dict[Role, list[str]]
    csrf: dict[str, tuple[httpx.AsyncClient, str]] = field(default_factory=dict)
    sockets: dict[str, Socket] = field(default_factory=dict)
    sent: int = 0
    wrote: int = 0

    def version(self) -> tuple[int, int]:
        """Return what differs once somebody changed something: commits, and works that wrote.

        What the house writes by itself, such as who was seen in the last minute, is no change that
        an input made: on a slow machine it falls into the time of any of them.
        """
        return int(self.beside.execute("PRAGMA data_version").fetchone()[0]), self.wrote

    def listen(self) -> None:
        """Count the works of people that write something."""
        database = self.have.world.server.database
        finish = database.finish

        def counting(works: Sequence[Work]) -> Callable[[], None]:
            self.wrote += sum(one.wrote and one.actor.role is not Role.SYSTEM for one in works)
            return finish(works)

        database.finish = counting

    def login(self, roles: Any) -> str:
        """Return a login of one of these roles, or now and then of any other."""
        fit = [one for role in roles for one in self.logins.get(role, ())]
        everybody = [one for tokens in self.logins.values() for one in tokens]
        return self.dice.choice(fit if fit and self.dice.random() < 0.95 else everybody)

    def fresh_budgets(self) -> None:
        """Let the next input be judged for what it is, and not for coming so soon."""
        self.have.world.server.dispatch.budgets = Budgets()

    def address(self) -> str:
        """Return an address of a network of its own."""
        return ".".join(["10", *(str(self.dice.randrange(1, 255)) for _ in range(3))])

    async def socket(self, login: str) -> Socket:
        """Return an open socket of this login."""
        if login not in self.sockets or self.sockets[login].closed:
            app = self.have.world.server.app
            self.sockets[login] = await connected(app, login, self.address())
        return self.sockets[login]

    async def browser(self, login: str) -> tuple[httpx.AsyncClient, str]:
        """Return a browser of this login, with a token for forms."""
        if login not in self.csrf:
            web = self.have.world.web(login)
            page = await web.get("/help")
            self.csrf[login] = web, some(TOKEN.search(page.text))[1]
        return self.csrf[login]

    async def judged(self, said: str, send: Callable[[], Awaitable[tuple[bool, str]]]) -> None:
        """Send one input; note what is wrong with its answer (refused?, what was answered)."""
        self.fresh_budgets()
        before, began, held = self.version(), time.process_time(), held_mb()
        try:
            refused, answer = await send()
        except TimeoutError:
            self.findings.note("silence", said)
            self.sockets.clear()
            return
        took = time.process_time() - began
        self.findings.answers[answer] += 1
        self.findings.slowest_s = max(self.findings.slowest_s, took)
        if took > self.findings.longest_s:
            self.findings.note("slow", f"{took:.2f} s: {said}")
        if held_mb() - held > MOST_MB:
            self.findings.note("greedy", f"{held_mb() - held:.0f} MB: {said}")
        after = self.version()
        if refused and all(now != then for now, then in zip(after, before, strict=True)):
            self.findings.note("refused, and yet something changed", f"{answer}: {said}")
        self.sent += 1


@asynccontextmanager
async def target(folder: Path, dice: random.Random, findings: Findings) -> AsyncIterator[Target]:
    """Start a server with one of everything in it."""
    async with running(folder) as world:
        have = await belongings(world)
        tokens, staff = have.stage.tokens, have.stage.scene.tokens
        beside = sqlite3.connect(folder / "fair.db")
        made = Target(
            have, dice, findings, beside,
            {
                Role.VISITOR: [""],
                Role.SEEKER: [tokens[LAN], tokens["Fu"]],
                Role.RECRUITER: [staff["recruiter"], staff["stranger"]],
                Role.ORGANISER: [staff["organiser"]],
            },
        )  # fmt: skip
        made.listen()
        try:
            yield made
        finally:
            for one in made.sockets.values():
                await one.end()
            for web, _ in made.csrf.values():
                await web.aclose()
            beside.close()
