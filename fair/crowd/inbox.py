"""What happened to somebody and waits for attention."""

import asyncio
from typing import Any


class Inbox:
    """What happened to somebody and waits for attention, in order."""

    def __init__(self) -> None:
        self._items: list[tuple[str, str]] = []
        self._stirred = asyncio.Event()

    def put(self, what: str, ref: Any) -> None:
        """Add something; the same thing twice counts once."""
        if (what, str(ref)) not in self._items:
            self._items.append((what, str(ref)))
        self._stirred.set()

    def holds(self, what: str) -> bool:
        """True where something of this kind waits."""
        return any(kind == what for kind, _ in self._items)

    def drop(self, what: str) -> None:
        """Forget everything of this kind: one look answers all of it."""
        self._items = [one for one in self._items if one[0] != what]

    async def get(self) -> tuple[str, str]:
        """Return the next one; a ring comes before everything else."""
        while not self._items:
            self._stirred.clear()
            await self._stirred.wait()
        self._items.sort(key=lambda one: one[0] != "ring")
        return self._items.pop(0)
