"""What was spent in one process is told to the others, so that a budget is one budget for all.

Told by sums, some times a second, and never waited for: in between, a burst that comes by several
processes at once may spend a budget in each, and pays that back before anything more is let
through. While nobody hears, every cost counts as often as there are processes: together they let
through no more than one alone would.
"""

from collections.abc import Callable, Iterator

from fair.budgets import Budgets, Rate

# Of one connection, which is of one process; and the pace at which a no is said.
OWN = frozenset({"socket", "socket.too_fast", "told no"})
MOST_KEYS = 3000
Told = tuple[str, str, float, float, float]


class Spending:
    """The sums of one process. `share` says among how many a budget goes: 1 while they hear us."""

    def __init__(self, share: Callable[[], int], stir: Callable[[], None]) -> None:
        self._share, self._stir = share, stir
        self._sums: dict[tuple[str, str, float, float], float] = {}

    def dearer(self, what: str) -> int:
        """Return how many times a cost counts here."""
        return 1 if what in OWN else self._share()

    def note(self, what: str, who: str, rate: Rate, cost: float) -> None:
        """Add to what is to be told."""
        if what in OWN:
            return
        key = (what, who, *rate)
        if key in self._sums or len(self._sums) < MOST_KEYS:
            self._sums[key] = self._sums.get(key, 0.0) + cost
            self._stir()

    def take(self) -> list[Told]:
        """Return what is to be told, and begin anew."""
        sums, self._sums = self._sums, {}
        return [(*key, cost) for key, cost in sums.items() if cost]


def hear(budgets: Budgets, told: Iterator[Told] | list[Told]) -> None:
    """Count in these budgets what another process told."""
    for what, who, amount, seconds, cost in told:
        budgets.hear(what, who, (amount, seconds), cost)
