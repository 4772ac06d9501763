"""A call as one simulated side lives it: the leg, being there, the end.

Two simulated people send each other no sound; each reports a connection, as a browser does when
it hears. A real person on the other side gets sound: see `sound`.
"""

import asyncio
import contextlib
import logging
import secrets
from typing import Any

from fair.contract.rooms import HangUp, HearCall, StayHere, TakeLeg
from fair.contract.signalling import CallChanged
from fair.crowd.browser import Browser, NotReached, Refused
from fair.glossary import CallState

log = logging.getLogger("fair.crowd")
HERE_S = 14.0
LOOK_S = 12.0
RINGING = CallState.RINGING
TALKING = frozenset({CallState.CONNECTING, CallState.LIVE, CallState.RECONNECTING})


class Calls:
    """What this browser hears about its calls; looks itself when it hears nothing."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.states: dict[str, str] = {}
        self._moved = asyncio.Event()
        browser.on(CallChanged.name, self._changed)

    def _changed(self, told: dict[str, Any]) -> None:
        self.states[str(told.get("call_id"))] = str(told.get("state"))
        self._moved.set()

    async def look(self, call_id: str) -> str:
        """Fetch the call's state; the last known one where nobody answers."""
        try:
            said = await self.browser.look(f"/calls/{call_id}/state")
            self.states[call_id] = str(said.get("state", CallState.ENDED))
        except NotReached:
            await asyncio.sleep(2)
        return self.states.get(call_id, "")

    async def leaves(self, call_id: str, states: frozenset[str], within_s: float) -> str:
        """Wait until the call is in none of these states, or time is up; return its state."""
        loop = asyncio.get_running_loop()
        until = loop.time() + within_s
        state = self.states.get(call_id) or await self.look(call_id)
        while state in states and (left := until - loop.time()) > 0:
            self._moved.clear()
            try:
                await asyncio.wait_for(self._moved.wait(), min(left, LOOK_S))
                state = self.states.get(call_id, state)
            except TimeoutError:
                state = await self.look(call_id)
        return state

    def forget(self, call_id: str) -> None:
        """Drop what is known about a call that is over."""
        self.states.pop(call_id, None)


async def pretend(calls: Calls, call_id: str, longest_s: float) -> bool:
    """Sit in a call with another simulated person until it ends, at most so long.

    Returns whether this side has to hang up because its time is over.
    """
    browser = calls.browser
    leg = await browser.ask(TakeLeg.name, call_id=call_id, tab=secrets.token_hex(3), insist=True)
    epoch = int(leg["epoch"])
    await asyncio.sleep(1.5)
    with contextlib.suppress(Refused):
        await browser.ask(HearCall.name, call_id=call_id, epoch=epoch)
    here = asyncio.create_task(stay(browser, call_id, epoch))
    try:
        return await calls.leaves(call_id, TALKING, longest_s) in TALKING
    finally:
        here.cancel()


async def stay(browser: Browser, call_id: str, epoch: int) -> None:
    """Say every few seconds that this page is still there."""
    while True:
        await asyncio.sleep(HERE_S)
        try:
            await browser.ask(StayHere.name, call_id=call_id, epoch=epoch)
        except Refused:
            return
        except NotReached:
            log.debug("nobody hears that we are here; we go on talking")


async def hang_up(browser: Browser, call_id: str) -> None:
    """End the talk, if it has not ended yet."""
    with contextlib.suppress(Refused):
        await browser.ask(HangUp.name, call_id=call_id)
