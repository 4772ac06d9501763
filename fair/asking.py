"""Whom to ask: the organiser's telephone, on pages and beside refusals that send people there."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from fair.decisions import Refusal
from fair.words import Catalogue


class Asking:
    """Says how the organiser of a fair is reached.

    `contact_of` looks it up, `spoken` says it in one line. The office's own is kept as a page last
    had it, for what is said without a look at the database: never one fair's to people of another.
    """

    def __init__(
        self,
        contact_of: Callable[[Connection, Any], Any] = lambda _connection, _fair: None,
        spoken: Callable[[Any, Catalogue], str] = lambda _contact, _known: "",
    ) -> None:
        self._contact_of, self._spoken = contact_of, spoken
        self._office: Any = None

    def contact(self, connection: Connection, fair: Any) -> Any:
        """Return the contact of a fair, of the office where no fair is meant, for a template."""
        found = self._contact_of(connection, fair)
        if not fair:
            self._office = found
        elif self._office is None:
            self._office = self._contact_of(connection, None)
        return found

    def whom(self, known: Catalogue) -> str:
        """Return the office's contact in one line; "" where there is none."""
        return self._spoken(self._office, known) if self._office else ""

    def refused(self, known: Catalogue, refusal: Refusal) -> dict[str, Any]:
        """Return a refusal as programs read it; one that sends to the organiser says where."""
        said = known.refused(refusal)
        if refusal.asks and (whom := self.whom(known)):
            said["message"] = f"{said['message']} {whom}"
        return said
