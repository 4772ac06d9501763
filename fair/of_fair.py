"""An organiser of one fair reaches what is of that fair, and nothing else: asked at both doors.

What comes names its things by ids: in the fields of a command, in the address of a page. Slices say
of which fair a thing is (`OF_FAIR` of their reads, by the name of the id); a thing that is nowhere
is of no fair. What names nothing of a fair is open to this role only where its `by` says so.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from fair.decisions import Actor, NotAllowed
from fair.roles import FAIR_ORGANISERS

Finder = Callable[[Connection, str], str]
"""Returns the fair that the thing of this id is of; "" where there is none."""


def itself(_connection: Connection, fair_id: str) -> str:
    """Return the fair that a fair is of."""
    return fair_id


def by_row(table: Table) -> Finder:
    """Find the fair of a thing that is a row of `table`, with the fair's id in it."""
    query = select(table.c.fair_id).where(table.c.id == bindparam("id"))

    def find(connection: Connection, ref: str) -> str:
        return connection.execute(query, {"id": ref}).scalar() or ""

    return find


class OfFair:
    """`finders` by the name of an id, such as "booth_id"."""

    def __init__(self, finders: Mapping[str, Finder]) -> None:
        self.finders = {"fair_id": itself, **finders}

    def asks(self, actor: Actor) -> bool:
        """True for whom this is to be asked: everybody else is told apart by their role alone."""
        return actor.role in FAIR_ORGANISERS

    def check(self, connection: Connection, actor: Actor, given: Mapping[str, Any]) -> None:
        """Refuse `NotAllowed` where one of the things that are named is not of the actor's fair."""
        if not self.asks(actor):
            return
        for name, ref in given.items():
            find = self.finders.get(name)
            if find and ref and find(connection, str(ref)) != actor.fair_id:
                raise NotAllowed
