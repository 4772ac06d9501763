"""Who is next, where many wait: one thing of each asker in turn, so that who asks much delays none.

Not safe between threads by itself; whoever shares one holds a lock.
"""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Waiting things by who asks. What one asker wants stays in order; askers take turns.

    At most `most` wait in all. Where one comes too many, the last of whoever has most waiting
    goes: so a flood turns away itself, and nobody who asks little.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._of: dict[str, deque[T]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, who: str, thing: T) -> T | None:
        """Let `thing` wait; return what had to go for it (itself, where `who` has most)."""
        self._of.setdefault(who, deque()).append(thing)
        self._count += 1
        if self._count <= self._most:
            return None
        greedy = max(self._of, key=lambda one: len(self._of[one]))
        self._count -= 1
        gone = self._of[greedy].pop()
        if not self._of[greedy]:
            del self._of[greedy]
        return gone

    def first(self) -> T | None:
        """Return what is next and leave it there; None where nothing waits."""
        return next(iter(self._of.values()))[0] if self._of else None

    def take(self, may: Callable[[str], bool] = lambda _who: True) -> tuple[str, T] | None:
        """Return what is next and who asks, who then stands behind the others; None where none.

        Askers who may not now keep their turn.
        """
        who = next(filter(may, self._of), None)
        if who is None:
            return None
        waiting = self._of.pop(who)
        thing = waiting.popleft()
        if waiting:
            self._of[who] = waiting
        self._count -= 1
        return who, thing
