"""How much may be asked by HTTP: requests open at once, and pages a minute, by whom and in all.

Whoever is signed in has a budget and places of their own, so that strangers, behind the same
address or anywhere, take nothing from them. A request holds a place when it is whole: what still
comes is a connection and no more.
"""

from contextlib import AbstractAsyncContextManager

from fair.budgets import Budgets, network, whose, wider_network
from fair.decisions import Actor
from fair.glossary import Role
from fair.places import Bound, Places

# Where a server wants to hear whose connection showed a login, its scope says so under this name.
KNOWN = "fair.known"
MOST_OPEN = 500
MOST_OPEN_OF_STRANGERS = 300
MOST_OPEN_OF_PERSON = 40
WIDER = 2  # so many times the places of one network has a provider's customer with many of them
MINUTE_S = 60
# What of forms is read, in bytes: reading takes time that nobody else has.
FORM_BYTES = (4_000_000, 60)
FILE_BYTES = (80_000_000, 300)  # of files: one table of 200,000 rows and more, in five minutes


class Traffic:
    """The open requests of this process.

    `pages` is how many one network or person has a minute, `of_network` how many requests of
    strangers one network has open at once. What a page fetches of itself has a budget of its own,
    as large: so the parts of an open page take nothing from what its reader may open, and a
    stranger who calls pages parts gains little.
    """

    def __init__(self, pages: int, of_network: int, places: Places | None = None) -> None:
        self._pages, self._of_network = pages, of_network
        self.places = places or Places()

    def looking_up(self, address: str) -> AbstractAsyncContextManager[None]:
        """Hold a place while a login is looked up, which may be none; refuses `Busy`."""
        return self.places.hold(*self._strangers("look-up", address))

    def sending(self, actor: Actor) -> AbstractAsyncContextManager[None]:
        """Hold a place while the form of somebody known comes; refuses `Busy`."""
        return self.places.hold((f"sending {actor.key}", MOST_OPEN_OF_PERSON))

    def served(self, actor: Actor) -> AbstractAsyncContextManager[None]:
        """Hold a place for a whole request; refuses `Busy`."""
        every = ("open", MOST_OPEN)
        if actor.role is Role.VISITOR:
            return self.places.hold(*self._strangers("open", actor.address), every)
        return self.places.hold((f"open {actor.key}", MOST_OPEN_OF_PERSON), every)

    def count(self, budgets: Budgets, actor: Actor, *, part: bool = False) -> None:
        """Count a page, or a `part` of one; refuses `TooMany`."""
        budgets.spend("parts" if part else "pages", whose(actor), (self._pages, MINUTE_S))

    def count_form(self, budgets: Budgets, actor: Actor, size: int) -> None:
        """Count the bytes of a form before it is read; refuses `TooMany`."""
        budgets.spend("form bytes", whose(actor), FORM_BYTES, size)

    def count_file(self, budgets: Budgets, actor: Actor, size: int) -> None:
        """Count what a file says that it has, before it is read; refuses `TooMany`."""
        budgets.spend("file bytes", whose(actor), FILE_BYTES, size)

    def _strangers(self, what: str, address: str) -> tuple[Bound, ...]:
        return (
            (f"{what} {network(address)}", self._of_network),
            (f"{what} of {wider_network(address)}", self._of_network * WIDER),
            (f"{what} of strangers", MOST_OPEN_OF_STRANGERS),
        )
