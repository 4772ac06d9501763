"""How often an audience is told of something. Nothing is dropped; the time is an argument.

An event that is slowed down (`every_s`) waits where its audience was told one of its name less than
that ago. Meanwhile only news about the same thing takes its place. When the time has come, all that
waits goes out as one packet: of three hundred booths that close at once each is heard, and an
audience is sent two packets, not three hundred.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fair.contract.base import Event


@dataclass(frozen=True, slots=True)
class Packet:
    """What goes out at once: events of one name to one audience, in the order they happened."""

    name: str
    audience: str
    events: tuple[Event, ...]


class Slowing:
    """What waits to be told, and who was told something a moment ago.

    `now` is seconds of any clock that never goes back. Whoever takes again when `due_at` says so
    tells everything at most `every_s` after it happened. What is remembered is forgotten by then.
    """

    def __init__(self) -> None:
        self._plain: list[Packet] = []
        self._waiting: dict[tuple[str, str], dict[str, Event]] = {}
        self._free_at: dict[tuple[str, str], float] = {}

    def add(self, events: Iterable[Event]) -> None:
        """Take in what happened, in its order."""
        for event in events:
            key = (event.name, event.audience_key())
            if not event.every_s:
                self._plain.append(Packet(*key, (event,)))
                continue
            waiting, about = self._waiting.setdefault(key, {}), event.about_key()
            earlier = waiting.pop(about, None)
            waiting[about] = event if earlier is None else event.after(earlier)

    def take(self, now: float) -> list[Packet]:
        """Return what is to be told now; the rest waits."""
        packets, self._plain = self._plain, []
        self._free_at = {key: at for key, at in self._free_at.items() if at > now}
        for key in [key for key in self._waiting if key not in self._free_at]:
            told = tuple(self._waiting.pop(key).values())
            self._free_at[key] = now + told[0].every_s
            packets.append(Packet(*key, told))
        return packets

    def due_at(self) -> float | None:
        """Return from when on something that waits may be told; None where nothing waits."""
        if self._plain:
            return 0.0
        return min((self._free_at.get(key, 0.0) for key in self._waiting), default=None)
