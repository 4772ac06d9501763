"""How much may be asked by HTTP: requests open at once, and pages a minute, by whom and in all.

Whoever is signed in has a budget of their own, so that a stranger behind the same address takes
nothing from them.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from fair.budgets import Budgets, network
from fair.decisions import NN_, Actor, Refusal
from fair.glossary import Role

MOST_OPEN = 500
MOST_OPEN_OF_NETWORK = 100
MOST_OPEN_OF_PERSON = 40
MINUTE_S = 60
BUSY_S = 5


class Busy(Refusal):
    code = "busy"
    status = 503
    one, sentence = NN_(
        "Too many people ask at once. Wait {seconds} second and load the page again.",
        "Too many people ask at once. Wait {seconds} seconds and load the page again.",
    )


class Traffic:
    """The open requests of this process. `pages` is how many one network or person has a minute.

    What a page fetches of itself has a budget of its own, as large: so the parts of an open page
    take nothing from what its reader may open, and a stranger who calls pages parts gains little.
    """

    def __init__(self, pages: int) -> None:
        self._pages, self._all = pages, 0
        self._open: Counter[str] = Counter()

    @contextmanager
    def arrived(self, address: str, *, stranger: bool) -> Iterator[None]:
        """Hold a place for a request; refuses `Busy` where too many are open.

        A `stranger` shows no login; whoever shows one is counted again, by name, in `known`.
        """
        who = network(address)
        if self._all >= MOST_OPEN or (stranger and self._open[who] >= MOST_OPEN_OF_NETWORK):
            raise Busy(seconds=BUSY_S)
        self._all += 1
        try:
            with self._counted(who):
                yield
        finally:
            self._all -= 1

    @contextmanager
    def known(self, budgets: Budgets, actor: Actor, *, part: bool = False) -> Iterator[None]:
        """Count a page, or a `part` of one, for whoever asks; refuses `TooMany` and `Busy`."""
        if actor.role is Role.VISITOR:
            who = network(actor.address)
            # Its own place is among them: a login that is none was not counted before.
            full = self._open[who] > MOST_OPEN_OF_NETWORK
        else:
            who = actor.key
            full = self._open[who] >= MOST_OPEN_OF_PERSON
        if full:
            raise Busy(seconds=BUSY_S)
        budgets.spend("parts" if part else "pages", who, (self._pages, MINUTE_S))
        with self._counted("" if actor.role is Role.VISITOR else who):
            yield

    @contextmanager
    def _counted(self, who: str) -> Iterator[None]:
        self._open[who] += 1
        try:
            yield
        finally:
            self._open[who] -= 1
            if not self._open[who]:
                del self._open[who]
