"""Carry out one command: who may, once only, handle, react, record, commit, tell.

Every edge (forms, sockets, the clock, the command line) calls `Dispatch.carry_out`.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

import orjson
from sqlalchemy import (
    Column,
    Connection,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
)

from fair import typed
from fair.budgets import Budgets, whose
from fair.contract.base import Command, Relay, Reply
from fair.db import Database, Work, new_id, utc_now
from fair.decisions import Actor, Fact, NotAllowed, ReasonNeeded, ReusedId, SignInFirst
from fair.edits import AsItIs, Edits
from fair.fresh import check_fresh
from fair.glossary import Role
from fair.marks import marked
from fair.of_fair import OfFair
from fair.retention import sweep_rows
from fair.security_log import SecurityLog
from fair.tables import Instant, metadata
from fair.watchdog import named

log = logging.getLogger("fair.dispatch")
KEPT_DAYS = 1
_LONGEST_ID = 80

reply_table = Table(
    "reply",
    metadata,
    Column("actor", String(80), nullable=False),
    Column("command_id", String(80), nullable=False),
    Column("payload_hash", String(64), nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    PrimaryKeyConstraint("actor", "command_id"),
)

Handler = Callable[[Work, Any], Reply]
Reaction = Callable[[Work, Any], None]
Judge = Callable[[Any], None]
Beforehand = Callable[[Connection, Actor, Any], None]
_NO_JUDGES: Mapping[type[Command], Judge] = MappingProxyType({})
_NOTHING_BEFOREHAND: Mapping[type[Command], Beforehand] = MappingProxyType({})


class Dispatch:
    """The heart: `judges` and `handlers` by command class, `reactions` by fact, then `announce`.

    A judge refuses by a recruiter's words alone; what is done `beforehand` works out, by reading
    only, what the handler will ask for again. Both run on other threads before the work is queued,
    so that long texts hold up neither the writer nor the loop.
    """

    def __init__(
        self,
        database: Database,
        handlers: Mapping[type[Command], Handler],
        reactions: Mapping[type[Fact], Sequence[Reaction]],
        announce: Callable[[Sequence[Fact]], None] = lambda _facts: None,
        *,
        judges: Mapping[type[Command], Judge] = _NO_JUDGES,
        beforehand: Mapping[type[Command], Beforehand] = _NOTHING_BEFOREHAND,
        as_it_is: Mapping[type[Command], AsItIs] = MappingProxyType({}),
        of_fair: OfFair | None = None,
    ) -> None:
        self.database = database
        self.handlers = handlers
        self.reactions = reactions
        self.announce = announce
        self.judges, self.beforehand = judges, beforehand
        self.edits = Edits(as_it_is, database.settings.secret)
        self.of_fair = of_fair or OfFair({})
        self.budgets = Budgets()
        self.security = SecurityLog(database.settings.secret)

    async def carry_out(
        self,
        command: Command,
        actor: Actor,
        command_id: str,
        *,
        also: Callable[[Work], None] | None = None,
    ) -> Reply:
        """Carry out `command` once for (actor, command_id) and return its reply after the commit.

        Sending the same again returns the kept reply, unless the command proves who one is; the
        same id with another payload is refused. Raises the rule's `Refusal`; then nothing has
        changed. `also` runs first, in the same work.
        """
        self.permit(command, actor)
        if actor.role is Role.RECRUITER and (judge := self.judges.get(type(command))):
            await self.database.beside(partial(judge, command), actor, command.name)
        if look := self.beforehand.get(type(command)):
            await self.database.read(lambda at: look(at, actor, command), actor, command.name)
        command_id = typed.line(command_id[:_LONGEST_ID]) or new_id()
        secret = self.database.settings.secret
        said = orjson.dumps(command.model_dump(mode="json")).decode()
        payload, who = marked(secret, "payload", command.name, said), _row_of(actor, secret)

        def run(work: Work) -> Reply:
            kept = _kept_reply(work, command, who, command_id, payload)
            if kept is not None:
                return kept
            work.command = command.name
            work.reason = getattr(command, "reason", "") or ""
            if also:
                also(work)
            self.of_fair.check(work.connection, actor, dict(command))
            self.edits.check(work.connection, actor, command)
            reply = self.handlers[type(command)](work, command)
            self.react(work)
            if command.proves:  # what works once is nowhere to be found again
                return reply
            work.write(
                _KEEP_REPLY,
                {
                    "actor": who,
                    "command_id": command_id,
                    "payload_hash": payload,
                    "reply": reply.model_dump_json(),
                    "at": work.now,
                },
            )
            return reply

        reply, facts = await self.database.write(run, actor, command.name)
        if facts:
            self.announce(facts)
        return reply

    def react(self, work: Work) -> None:
        """Let the slices that must follow answer each fact, and the facts of their answers."""
        done = 0
        while done < len(work.facts):
            fact = work.facts[done]
            done += 1
            for reaction in self.reactions.get(type(fact), ()):
                reaction(work, fact)

    def permit(self, command: Command | Relay, actor: Actor) -> None:
        """Refuse a wrong role, who takes without a reason, and whoever asks too often."""
        admit(type(command), actor)
        if isinstance(command, Command):
            if actor.role in command.takes and not getattr(command, "reason", ""):
                raise ReasonNeeded
            check_fresh(type(command), actor, utc_now())
        if actor.role is not Role.SYSTEM:
            self.budgets.spend(command.name, whose(actor), command.rate)


def admit(kind: type[Command | Relay], actor: Actor) -> None:
    """Refuse a wrong role: before a message is read, so that strangers cost no reading."""
    if actor.role not in kind.by:
        raise SignInFirst if actor.role is Role.VISITOR else NotAllowed


def _row_of(actor: Actor, secret: str) -> str:
    """Return whose a reply is: an id of ours, or a visitor's address so that none can read it."""
    if actor.role is not Role.VISITOR:
        return actor.key
    return f"{actor.role}:{marked(secret, 'visitor', actor.address)}"


def _kept_reply(
    work: Work, command: Command, who: str, command_id: str, payload: str
) -> Reply | None:
    kept = work.connection.execute(_KEPT_REPLY, {"who": who, "id": command_id}).first()
    if kept is None:
        return None
    if kept.payload_hash != payload:
        raise ReusedId
    return command.reply.model_validate_json(kept.reply)


_KEPT_REPLY = select(reply_table.c.payload_hash, reply_table.c.reply).where(
    reply_table.c.actor == bindparam("who"), reply_table.c.command_id == bindparam("id")
)
_KEEP_REPLY = insert(reply_table)


def forget_actor(work: Work, key: str) -> None:
    """Delete what somebody was answered, and the hashes of what they asked."""
    work.write(delete(reply_table).where(reply_table.c.actor == key))


SWEEPS = (
    sweep_rows(
        "replies", KEPT_DAYS, reply_table, lambda before: [reply_table.c.at < before],
        key="command_id",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doors:
    """How a thread reaches the database and dispatch: each call waits for its answer."""

    read: Callable[[Callable[[Any], Any]], Any]
    work: Callable[[Callable[[Work], Any], Actor], Any]
    submit: Callable[[Callable[[Work], Any], Actor], Future[Any]]
    carry_out: Callable[..., Reply]
    now: Callable[[], datetime]


def doors(dispatch: Dispatch, actor: Actor) -> Doors:
    """Return the doors of a thread beside the running loop.

    Its commands are this actor's; `carry_out(command, import_id)` those of an import of theirs.
    `work` is one work with its reactions, whose facts are told; of what is submitted none are.
    """
    loop = asyncio.get_running_loop()

    def work(run: Callable[[Work], Any], by: Actor) -> Any:
        def whole(doing: Work) -> Any:
            result = run(doing)
            dispatch.react(doing)
            return result

        result, facts = dispatch.database.submit(whole, by, named(run)).result()
        loop.call_soon_threadsafe(dispatch.announce, facts)
        return result

    def carry_out(command: Command, import_id: str = "") -> Reply:
        by = replace(actor, import_id=import_id)
        doing = dispatch.carry_out(command, by, new_id())
        return asyncio.run_coroutine_threadsafe(doing, loop).result()

    database = dispatch.database
    return Doors(
        read=database.read_now, work=work, submit=database.submit, carry_out=carry_out, now=utc_now
    )
