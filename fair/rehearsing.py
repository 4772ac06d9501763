"""The made-up people of rehearsals: a duty of the leader, which looks every two seconds.

They do what real people do, by the same commands, and nothing else is kept of them: after a
restart, or where another process leads, the next look goes on from the rows.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from fair import words
from fair.accounts import reads as accounts
from fair.contract.base import Command
from fair.contract.queue import GetReady, JoinQueue
from fair.contract.rehearsal import AddMadeUp, MadeUpReply
from fair.contract.rooms import (
    AnswerCall,
    HangUp,
    HearCall,
    SayInCall,
    ShowCall,
    StayHere,
    TakeLeg,
)
from fair.db import new_id, utc_now
from fair.decisions import SYSTEM, Actor, Refusal
from fair.dispatch import Dispatch
from fair.glossary import Role
from fair.languages import DEFAULT
from fair.programme import reads as programme
from fair.rehearsal import reads
from fair.rehearsal.rehearsal import LINES, Talk, next_acts, who_joins

log = logging.getLogger("fair.rehearsing")
EVERY_S = 2.0
_TAB = "made-up"


def _stays(talk: Talk) -> StayHere:
    return StayHere(call_id=talk.call_id, epoch=talk.epoch)


def _hears(talk: Talk) -> HearCall:
    return HearCall(call_id=talk.call_id, epoch=talk.epoch)


_ACTS: Mapping[str, Callable[[Talk], Command]] = {
    "show": lambda talk: ShowCall(call_id=talk.call_id),
    "answer": lambda talk: AnswerCall(call_id=talk.call_id, tab=_TAB),
    "take": lambda talk: TakeLeg(call_id=talk.call_id, tab=_TAB, insist=True),
    "stay": _stays,
    "hear": _hears,
    "hang_up": lambda talk: HangUp(call_id=talk.call_id),
}


class Rehearsing:
    """Lets the made-up people of each rehearsal that is open come, wait, answer, talk and go."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch

    async def run(self) -> None:
        """Look until cancelled; what fails is said, and tried again at the next look."""
        while True:
            try:
                await self.look(utc_now())
            except Exception:
                log.exception("the people of a rehearsal stood still; the next look follows")
            await asyncio.sleep(EVERY_S)

    async def look(self, now: datetime) -> None:
        """Let everybody made up do what is next for them; each does one thing after the other."""
        for fair in await self._dispatch.database.read(programme.rehearsals_running):
            if fair.is_open:
                await self._talk(fair.id, now)
                await self._get_ready(fair.id)
                await self._come(fair.id)

    async def _talk(self, fair_id: str, now: datetime) -> None:
        for talk in await self._dispatch.database.read(lambda at: reads.talks(at, fair_id)):
            for act in next_acts(talk, now):
                command = await self._said(talk) if act == "say" else _ACTS[act](talk)
                await self._do(command, talk.person_id)

    async def _said(self, talk: Talk) -> SayInCall:
        """Return the next line in the language of the recruiter who reads it."""
        found = await self._dispatch.database.read(
            lambda connection: accounts.accounts(connection, [talk.account_id])
        )
        lang = found[talk.account_id].lang if talk.account_id in found else DEFAULT
        text = words.catalogue(lang).gettext(LINES[talk.answers])
        return SayInCall(call_id=talk.call_id, text=text)

    async def _get_ready(self, fair_id: str) -> None:
        for ticket in await self._dispatch.database.read(lambda at: reads.asked(at, fair_id)):
            await self._do(GetReady(ticket_id=ticket.id), ticket.person_id)

    async def _come(self, fair_id: str) -> None:
        for booth_id, idle in who_joins(
            await self._dispatch.database.read(lambda at: reads.crowd(at, fair_id))
        ):
            person_id = idle or await self._somebody_new(fair_id)
            if person_id:
                join = JoinQueue(booth_id=booth_id, ready_in=0, text_only=True)
                await self._do(join, person_id)

    async def _somebody_new(self, fair_id: str) -> str:
        try:
            made = await self._dispatch.carry_out(AddMadeUp(fair_id=fair_id), SYSTEM, new_id())
        except Refusal:
            return ""
        return made.person_id if isinstance(made, MadeUpReply) else ""

    async def _do(self, command: Command, person_id: str) -> None:
        """Do it as a seeker does; a rule that says no is left for the next look."""
        who = Actor(Role.SEEKER, person_id=person_id)
        try:
            await self._dispatch.carry_out(command, who, new_id())
        except Refusal as refusal:
            log.debug("somebody made up: %s", refusal.code)
