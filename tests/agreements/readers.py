"""People who have pages open and hear news, as their browsers do: old view, events, fresh view.

What they are told comes from the server's own rounds, through its own rule of who may hear. Only
the network is left out: what would be sent is handed over, and the time of the news is an argument.
"""

import difflib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from fair.app import ROUTES
from tests.agreements.belongings import Belongings
from tests.agreements.live_parts import Declared, Line, Seen

PAGES = [
    route.path for route in ROUTES if "GET" in (route.methods or ()) and "token" not in route.path
]
# A part that looks again by itself within so many seconds need not be told; nor need one that
# names no event, such as a form that only its own reader fills in.
SOON_S = 5


@dataclass
class Held:
    """A live part that somebody has on the screen, and what it shows."""

    part: Declared
    said: list[str] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)

    def show(self, fresh: Seen) -> None:
        self.said, self.lines = fresh.said, fresh.lines

    def differences(self, fresh: Seen) -> list[str]:
        """Return what a fresh view says otherwise."""
        found = _difference(self.said, fresh.said)
        for key, line in fresh.lines.items():
            if key in self.lines:
                found += _difference(self.lines[key].said, line.said)
        return found


@dataclass
class Reader:
    """One page in one browser, with a socket of its own."""

    who: str
    page: str
    web: Any
    sid: str
    held: list[Held] = field(default_factory=list)

    async def fetch(self, part: Declared) -> Seen | None:
        """Fetch a partial as the page does; None where it is gone or forbidden."""
        answer = await self.web.get(
            part.src, headers={"x-partial": "1", "referer": f"http://127.0.0.1:8000{self.page}"}
        )
        return Seen(answer.text) if answer.status_code == 200 else None


class Readers:
    """Everybody who has a page open."""

    def __init__(self, have: Belongings) -> None:
        self.have = have
        self.live = cast("Any", have.world.server.live)
        self.live.server.emit = self._emitted
        self.live.server.disconnect = self._closed
        self.readers: list[Reader] = []
        self.now = 1000.0

    async def come_in(self, who: str, token: str) -> None:
        """Open every page that this person may see, and keep those that have live parts."""
        web = self.have.world.web(token)
        found: dict[Declared, tuple[str, set[str]]] = {}
        for path in PAGES:
            page = path.format_map({**self.have.ids, "session_id": "x"})
            answer = await web.get(page)
            if answer.status_code != 200 or "<body" not in answer.text:
                continue
            seen = Seen(answer.text)
            for part in seen.parts:
                # Of two pages with the same part, the one that is told less.
                if part not in found or len(seen.audiences) < len(found[part][1]):
                    found[part] = (page, seen.audiences)
        opened: dict[str, Reader] = {}
        for part, (page, audiences) in found.items():
            if page not in opened:
                opened[page] = Reader(who, page, web, await self._socket(token, audiences))
                self.readers.append(opened[page])
            await self._show(opened[page], Held(part))

    async def _socket(self, token: str, audiences: set[str]) -> str:
        sid: str = await self.live.server.manager.connect(f"page {len(self.readers)}", "/")
        await self.live._connect(sid, {"HTTP_COOKIE": f"fair_login={token}" if token else ""})
        await self.live._watch(sid, sorted(audiences))
        return sid

    async def _show(self, reader: Reader, held: Held) -> None:
        if fresh := await reader.fetch(held.part):
            held.show(fresh)
            reader.held.append(held)

    # --- what happens on the page ----------------------------------------------------------------

    async def _closed(self, sid: str) -> None:
        """Let a browser whose login ended come back as somebody else: another page, not ours."""
        self.readers = [reader for reader in self.readers if reader.sid != sid]

    async def _emitted(self, name: str, events: tuple[Any, ...], room: str | None = None) -> None:
        for reader in self.readers:
            if room is None or room in self.live.audiences.watched.get(reader.sid, ()):
                for held in reader.held:
                    await self._hear(reader, held, name, events)

    async def _hear(
        self, reader: Reader, held: Held, name: str, events: tuple[dict[str, Any], ...]
    ) -> None:
        if any(held.part.hears(name, event) for event in events):
            await self._again(reader, held)
        if name != "queue.changed":
            return
        for event in events:
            moved = [line for line in held.lines.values() if line.booth_id == event["booth_id"]]
            if any(line.wants_more(event) for line in moved):
                await self._again(reader, held)
            elif moved and (fresh := await reader.fetch(held.part)):
                # That a line moves as the server would say is shown by test_line_agreement.py.
                for line in moved:
                    key = f"{line.booth_id} {line.number}"
                    held.lines[key] = fresh.lines.get(key, line)

    async def _again(self, reader: Reader, held: Held) -> None:
        fresh = await reader.fetch(held.part)
        if fresh and (more := fresh.audiences - self.live.audiences.watched[reader.sid]):
            # As live.js does: what comes to watch late is fetched afresh.
            await self.live._watch(reader.sid, sorted(more))
            fresh = await reader.fetch(held.part)
        if fresh:
            held.show(fresh)

    # --- what the test does ----------------------------------------------------------------------

    async def look_again(self) -> None:
        """Let everybody fetch everything: time went on, and pages look again by themselves."""
        for reader in self.readers:
            for held in reader.held:
                await self._again(reader, held)

    async def settle(self, now: datetime) -> None:
        """Let the parts look again whose own tickets tell a time that stands no longer."""
        for reader in self.readers:
            for held in reader.held:
                if not all(line.stands(now) for line in held.lines.values()):
                    await self._again(reader, held)

    async def round(self, later_s: float) -> None:
        """Let the time of the news go on, and tell what is due."""
        self.now += later_s
        await self.live.round(self.now)

    async def told_all(self) -> None:
        """Tell everything that still waits."""
        await self.live.round(self.now)
        while (due := self.live.rounds._slowing.due_at()) is not None:
            self.now = max(self.now, due)
            await self.live.round(self.now)

    async def stale(self) -> dict[str, list[str]]:
        """Return what fresh views say otherwise than the parts that heard the news."""
        found: dict[str, list[str]] = {}
        for reader in list(self.readers):
            for held in reader.held:
                if not held.part.on or 0 < held.part.every <= SOON_S:
                    continue
                fresh = await reader.fetch(held.part)
                if fresh is None:
                    continue
                if differs := held.differences(fresh):
                    heard = " ".join(sorted(held.part.on))
                    found[f"{reader.who} at {reader.page}: {held.part.src} on {heard}"] = differs
                    held.show(fresh)
        return found


def _difference(old: list[str], new: list[str]) -> list[str]:
    lines = difflib.unified_diff(old, new, n=1, lineterm="")
    return [line for line in lines if line[:2] not in {"--", "++", "@@"}][:30]
