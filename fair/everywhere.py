"""What has to be done in each process once something has happened in one of them."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.db import Database
from fair.decisions import Fact
from fair.glossary import GuestState
from fair.guests import reads as guests
from fair.guests.facts import GuestGone
from fair.guests.guest import Guest
from fair.live import Live
from fair.others import Others
from fair.programme.facts import FairClosed
from fair.rooms import call_reads
from fair.rooms.facts import CallEnded
from fair.rooms.media.finder import Finder
from fair.rooms.media.keeper import Keeper
from fair.sign_in.facts import LoginRevoked


class Everywhere:
    """Ends sockets, and what the bridge carries of calls and guests, here and at the others."""

    def __init__(
        self, database: Database, live: Live, bridge: Keeper, closed: Callable[[], None],
        others: Others | None, finder: Finder | None,
    ) -> None:  # fmt: skip
        self._bridge, self._others, self._finder = bridge, others, finder
        self._database = database
        self._heeds: dict[str, Callable[..., None]] = {
            "login": live.end_login,
            "ended": self._ended,
            "put_out": bridge.put_out,
            "closed": closed,
        }
        if others:
            for kind, heed in self._heeds.items():
                others.heeds[kind] = _as_said(heed)
            others.mends.append(self.mend)

    def follow(self, facts: Sequence[Fact]) -> None:
        """Do what these facts ask for, in every process."""
        for fact in facts:
            match fact:
                case LoginRevoked():
                    self._do("login", key=fact.key, login_id=fact.login_id)
                case CallEnded():
                    self._do("ended", call_id=fact.call_id)
                case GuestGone():
                    side = f"guest:{fact.guest_id}"
                    self._do("put_out", call_id=fact.call_id, side=side, epoch=fact.epoch)
                case FairClosed():
                    self._do("closed")

    async def mend(self) -> None:
        """Let go of whatever a bridge still carries, as we know, that was over before we heard."""
        known = self._finder.calls() if self._finder else ()
        if not (calls := sorted({*self._bridge.calls(), *known})):
            return
        over, gone = await self._database.read(lambda at: _over(at, calls))
        for call_id in over:
            self._ended(call_id)
        for guest in gone:
            self._bridge.put_out(guest.call_id, guest.side, guest.epoch)

    def _do(self, kind: str, **what: Any) -> None:
        self._heeds[kind](**what)
        if self._others:
            self._others.bus.say(kind, **what)

    def _ended(self, call_id: str) -> None:
        self._bridge.end(call_id)
        if self._finder:
            self._finder.end(call_id)


def _over(connection: Connection, calls: Sequence[str]) -> tuple[list[str], list[Guest]]:
    """Return which of these calls are over, and who was put out of one of the others."""
    found = {one: call_reads.call(connection, one) for one in calls}
    over = [one for one, call in found.items() if call is None or not call.talking]
    gone = [
        guest
        for one in found.keys() - set(over)
        for guest in guests.of_call(connection, one)
        if guest.state is not GuestState.INSIDE and guest.epoch
    ]
    return over, gone


def _as_said(heed: Callable[..., None]) -> Callable[..., None]:
    return lambda **said: heed(**{key: what for key, what in said.items() if key != "from"})
