"""What has to be done in each process once something has happened in one of them."""

from collections.abc import Callable, Sequence
from typing import Any

from fair.decisions import Fact
from fair.guests.facts import GuestGone
from fair.live import Live
from fair.others import Others
from fair.programme.facts import FairClosed
from fair.rooms.facts import CallEnded
from fair.rooms.media.finder import Finder
from fair.rooms.media.keeper import Keeper
from fair.sign_in.facts import LoginRevoked


class Everywhere:
    """Ends sockets, calls at the bridge and seats of guests here, and asks the others to."""

    def __init__(
        self, live: Live, bridge: Keeper, closed: Callable[[], None],
        others: Others | None, finder: Finder | None,
    ) -> None:  # fmt: skip
        self._bridge, self._others, self._finder = bridge, others, finder
        self._heeds: dict[str, Callable[..., None]] = {
            "login": live.end_login,
            "ended": self._ended,
            "put_out": bridge.put_out,
            "closed": closed,
        }
        if others:
            for kind, heed in self._heeds.items():
                others.heeds[kind] = _as_said(heed)

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

    def _do(self, kind: str, **what: Any) -> None:
        self._heeds[kind](**what)
        if self._others:
            self._others.bus.say(kind, **what)

    def _ended(self, call_id: str) -> None:
        self._bridge.end(call_id)
        if self._finder:
            self._finder.end(call_id)


def _as_said(heed: Callable[..., None]) -> Callable[..., None]:
    return lambda **said: heed(**{key: what for key, what in said.items() if key != "from"})
