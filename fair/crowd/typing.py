"""Typing in a call with a real person: what was written is read, and answered after a moment."""

import asyncio
import contextlib
import logging
import re
from html import unescape
from typing import Any

from fair.contract.rooms import SayInCall
from fair.contract.signalling import CallSaid
from fair.crowd.browser import NotReached, Refused
from fair.crowd.lines import Partner
from fair.crowd.talk import Calls

log = logging.getLogger("fair.crowd")
THINKS_S = (1.2, 3.0)
BETWEEN_S = (0.8, 1.8)
PATIENCE_S = 40.0
LONGEST_TYPED_S = 110.0
_ONE = re.compile(r'<div\s+class="message([^"]*)"\s+data-key="said-(\w+)"')
_BODY = re.compile(r'<p class="message__body">([^<]*)</p>')
_ISOLATES = re.compile("[\u2066-\u2069]")
_TYPED = "text"  # as an event of the call names its medium


class Typist:
    """The typing of one simulated side; `over` once it has said goodbye in a talk in writing."""

    def __init__(self, calls: Calls, call_id: str, partner: Partner) -> None:
        self.calls, self.call_id, self.partner = calls, call_id, partner
        self.typed = self.over = False
        self._read: set[str] = set()
        self._stirred = asyncio.Event()
        calls.browser.on(CallSaid.name, self._heard)

    async def run(self) -> None:
        """Open the talk, then answer until it is over; whoever awaits this cancels it."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await self._look_how()
        await self._say(self.partner.begin(typed=self.typed))
        while not self.over:
            nothing_came = not await self._something_happens()
            was_typed = self.typed
            await self._look_how()
            for text in await self._unread():
                await self._pause(THINKS_S)
                await self._say(self.partner.reply(text, typed=self.typed))
            if self.typed and (nothing_came or not was_typed):
                await self._say(self.partner.go_on())
            if self.typed and loop.time() - begun > LONGEST_TYPED_S:
                await self._say(self.partner.goodbye())
            self.over = self.typed and self.partner.over

    async def _something_happens(self) -> bool:
        """Wait for news of the call; false where none came and it is one's own turn again."""
        self._stirred.clear()
        try:
            await asyncio.wait_for(self._stirred.wait(), PATIENCE_S)
        except TimeoutError:
            return False
        return True

    def _heard(self, told: dict[str, Any]) -> None:
        if told.get("call_id") == self.call_id:
            self._stirred.set()

    def stir(self) -> None:
        """Look again soon: the call is another than before."""
        self._stirred.set()

    async def _look_how(self) -> None:
        with contextlib.suppress(NotReached):
            said = await self.calls.browser.look(f"/calls/{self.call_id}/state")
            self.typed = said.get("medium") == _TYPED

    async def _unread(self) -> list[str]:
        """Return what the other side wrote since the last look."""
        try:
            page = await self.calls.browser.open(f"/calls/{self.call_id}/said")
        except (Refused, NotReached):
            return []
        found = [one for one in read_said(page.text) if one[0] not in self._read]
        self._read.update(key for key, _, _ in found)
        return [text for _, mine, text in found if not mine]

    async def _say(self, lines: list[str]) -> None:
        for line in lines:
            await self._pause(BETWEEN_S)
            with contextlib.suppress(Refused, NotReached):
                await self.calls.browser.ask(SayInCall.name, call_id=self.call_id, text=line)

    async def _pause(self, between: tuple[float, float]) -> None:
        await asyncio.sleep(self.partner.dice.uniform(*between))


def read_said(html: str) -> list[tuple[str, bool, str]]:
    """Return (key, mine, text) of everything that a call's page shows as typed, in its order."""
    starts = list(_ONE.finditer(html))
    ends = [one.start() for one in starts[1:]] + [len(html)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        body = _BODY.search(html, start.end(), end)
        if body:
            text = _ISOLATES.sub("", unescape(body[1])).strip()
            found.append((start[2], "message--mine" in start[1], text))
    return found
