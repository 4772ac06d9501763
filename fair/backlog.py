"""What waits to be sent to one browser, bounded by its bytes."""

import asyncio
from collections.abc import Callable
from typing import Any

MOST_WAITING_BYTES = 256_000
_PACKET_BYTES = 100  # what a packet takes beside its text


class Backlog(asyncio.Queue[Any]):
    """A queue of the library's packets that takes no more than so many bytes.

    What does not fit is not kept, and `full` is called: whoever reads so slowly is to be ended, and
    fetches afresh when it comes back. One packet is always taken, however long it is.
    """

    def __init__(self, full: Callable[[], None], most_bytes: int = MOST_WAITING_BYTES) -> None:
        super().__init__()
        self._full, self._most_bytes, self.waiting_bytes = full, most_bytes, 0

    def put_nowait(self, item: Any) -> None:
        """Take one packet in, or call `full`. None, which ends the queue, is always taken."""
        size = _size(item)
        if not self.empty() and self.waiting_bytes + size > self._most_bytes:
            self._full()
            return
        super().put_nowait(item)
        self.waiting_bytes += size

    def get_nowait(self) -> Any:
        """Return the next packet."""
        item = super().get_nowait()
        self.waiting_bytes -= _size(item)
        return item


def _size(packet: Any) -> int:
    if packet is None:
        return 0
    said = getattr(packet, "data", None)
    return _PACKET_BYTES + (len(said) if isinstance(said, str | bytes) else 0)
