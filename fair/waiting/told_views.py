"""The order of each line that this process told last, or heard another process tell."""

from collections.abc import Sequence

from fair import delta
from fair.contract.queue_news import QueueChanged


class ToldOrders:
    """A cache, by booth: who holds another version than `tell` returns fetches afresh."""

    def __init__(self) -> None:
        self._orders: dict[str, tuple[int, list[int]]] = {}

    def tell(self, booth_id: str, version: int, order: list[int]) -> tuple[int, delta.Delta]:
        """Return since which version a line changed, and how, now that it is told anew."""
        since, before = self._orders.get(booth_id, (version, order))
        self._orders[booth_id] = (version, order)
        return since, delta.change(before, order)

    def hear(self, event: QueueChanged) -> None:
        """Follow what another process told, so that pages need not fetch after the next change."""
        version, order = self._orders.get(event.booth_id, (event.since, None))
        if version != event.since:
            return
        if order is not None:
            after = delta.applied(order, (event.removed, event.placed))
            self._orders[event.booth_id] = (event.version, after)
        elif numbers := whole_line(event):
            self._orders[event.booth_id] = (event.version, numbers)


def whole_line(event: QueueChanged) -> list[int]:
    """Return the order where an event says all of it; empty where it only says what changed."""
    said: Sequence[int] = [number for _, number in sorted(event.placed)]
    return list(said) if len(said) == event.waiting else []
