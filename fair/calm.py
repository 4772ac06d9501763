"""Saying no costs those who are told no: the oftener one is refused, the longer each no takes.

A flood that is refused at once comes back at once, and the refusing alone costs a core. Whoever
waits for the answer sends nothing meanwhile, and waiting costs nobody anything.
"""

import asyncio
from collections import Counter
from collections.abc import Callable

from fair.budgets import Budgets

# So many in ten seconds are told at once: a hall behind one address whose pages all ask again.
AT_ONCE = (20, 10)
WAIT_S = 1.5
A_SECOND = 4  # of one asker, however many are waiting
MOST_OF_ONE, MOST = 100, 1000


class Calm:
    """Who waits for a no, in this process."""

    def __init__(self, budgets: Callable[[], Budgets]) -> None:
        self._budgets = budgets
        self._waiting: Counter[str] = Counter()
        self._many = 0

    def waiting(self, who: str) -> int:
        """Return how many of an asker's wait."""
        return self._waiting[who]

    async def before_no(self, who: str) -> None:
        """Wait before somebody is told no, who was told so often; where too many wait, do not."""
        if not self._budgets().try_to_spend("told no", who, AT_ONCE):
            return
        many = self._waiting[who]
        if many >= MOST_OF_ONE or self._many >= MOST:
            return
        self._waiting[who] += 1
        self._many += 1
        try:
            await asyncio.sleep(max(WAIT_S, many / A_SECOND))
        finally:
            self._many -= 1
            self._waiting[who] -= 1
            if not self._waiting[who]:
                del self._waiting[who]
