"""Which process' bridge carries a call: both sides must come to the same one.

Each process says which calls its bridge carries. A call that none carries goes where a hash of its
name says, so that two sides who come to two processes at once agree; and where that bridge is full,
to the next one.
"""

import asyncio
import hashlib
import itertools
from collections.abc import Sequence
from typing import Any

from fair.contract.base import EVENTS, Event
from fair.decisions import Malformed, Refusal
from fair.others import Others
from fair.rooms.leg import ForBridge
from fair.rooms.media.keeper import ANSWER_S, Keeper
from fair.rooms.refusals import BridgeAway, BridgeFull, LegMoved, NoBridge

# More than all bridges of a fair can carry: older ones are over, and nobody told us.
MOST_KNOWN = 2000
_REFUSALS: dict[str, type[Refusal]] = {
    one.code: one for one in (BridgeAway, BridgeFull, LegMoved, NoBridge, Malformed)
}


class Finder:
    """Hands descriptions to the process whose bridge carries the call, over the bus."""

    def __init__(self, keeper: Keeper, others: Others) -> None:
        self._keeper, self._others = keeper, others
        self._carries: dict[str, str] = {}
        self._ids = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        others.heeds |= {
            "carries": self._said_carries,
            "describe": self._asked,
            "described": self._answered,
        }

    async def describe(self, asked: ForBridge) -> Event:
        """Do as `Keeper.describe` does, wherever the bridge is."""
        present = self._others.present()
        carrier = self._carries.get(asked.call_id, "")
        if carrier in present:
            return await self._at(carrier, asked)
        for where in in_turn(asked.call_id, present):
            try:
                return await self._at(where, asked)
            except BridgeFull:
                continue
        raise BridgeFull

    async def _at(self, where: str, asked: ForBridge) -> Event:
        if where != self._others.writer:
            return await self._over_the_bus(where, asked)
        event = await self._keeper.describe(asked)
        self._note(asked.call_id, where)
        self._others.bus.say("carries", call=asked.call_id)
        return event

    async def _over_the_bus(self, where: str, asked: ForBridge) -> Event:
        number = f"{self._others.writer}:{next(self._ids)}"
        waiting: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        said = {name: getattr(asked, name) for name in asked.__slots__}
        try:
            if not self._others.bus.say("describe", to=where, ask=number, asked=said):
                raise BridgeAway
            async with asyncio.timeout(ANSWER_S):
                answer = await waiting
        except TimeoutError:
            raise BridgeAway from None
        finally:
            self._waiting.pop(number, None)
        if code := answer.get("refused"):
            raise _REFUSALS.get(code, BridgeAway)
        name, payload = answer["event"]
        return EVENTS[name].model_validate(payload)

    def calls(self) -> Sequence[str]:
        """Return the calls of which we know who carries them."""
        return tuple(self._carries)

    def end(self, call_id: str) -> None:
        """The call is over."""
        self._carries.pop(call_id, None)

    def _note(self, call_id: str, where: str) -> None:
        self._carries.pop(call_id, None)
        self._carries[call_id] = where
        if len(self._carries) > MOST_KNOWN:
            del self._carries[next(iter(self._carries))]

    # --- what other processes say -----------------------------------------------------------------

    def _said_carries(self, *, call: str, **said: Any) -> None:
        self._note(call, said["from"])

    def _asked(self, *, to: str, ask: str, asked: dict[str, Any], **_said: Any) -> None:
        if to == self._others.writer:
            task = asyncio.ensure_future(self._answer(ask, ForBridge(**asked)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer(self, ask: str, asked: ForBridge) -> None:
        try:
            event = await self._at(self._others.writer, asked)
        except Refusal as refusal:
            self._others.bus.say("described", ask=ask, refused=refusal.code)
        else:
            told = [event.name, event.model_dump(mode="json")]
            self._others.bus.say("described", ask=ask, event=told)

    def _answered(self, *, ask: str, **said: Any) -> None:
        if (waiting := self._waiting.get(ask)) and not waiting.done():
            waiting.set_result(said)


def in_turn(call_id: str, processes: Sequence[str]) -> list[str]:
    """Return the processes in the order in which they are asked to carry this call.

    The same for all who ask, and one process more or less moves no other call.
    """
    return sorted(processes, key=lambda one: hashlib.sha256(f"{call_id} {one}".encode()).digest())
