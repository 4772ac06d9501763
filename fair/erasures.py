"""Who was erased, listed outside of the database: a backup that is restored forgets them again.

The list has ids only, which are random and name nobody. It lies beside the database and is never
restored from a backup.
"""

import logging
import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from sqlalchemy.engine import make_url

from fair import private
from fair.db import Database, Work
from fair.decisions import SYSTEM
from fair.people import erasing_writes, reads

log = logging.getLogger("fair.erasures")
_SOME = 20
_PORTION = 500


class ErasedList:
    """The file of ids: `fair.db.erased` beside `fair.db`, `var/erased` for other databases."""

    def __init__(self, database_url: str) -> None:
        at = make_url(database_url)
        sqlite = at.get_backend_name() == "sqlite" and at.database not in (None, "", ":memory:")
        self.path = Path(f"{at.database}.erased" if sqlite else "var/erased")

    def ids(self) -> frozenset[str]:
        """Return everybody on the list."""
        try:
            return frozenset(self.path.read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()

    def note(self, ids: Iterable[str]) -> None:
        """Put people on the list; it is on the disk when this returns."""
        private.folder(self.path.parent)
        private.file(self.path)
        with self.path.open("a", encoding="ascii") as file:
            file.writelines(f"{one}\n" for one in ids)
            file.flush()
            os.fsync(file.fileno())


async def carry(database: Database, react: Callable[[Work], None], erased: ErasedList) -> int:
    """Make list and database agree at a start; return how many people were erased again.

    Who is on the list and has come back with an older copy of the database is erased; who was
    erased in the instant before a crash is put on the list.
    """
    listed = erased.ids()
    here = await database.read(reads.erased)
    if fresh := here - listed:
        erased.note(sorted(fresh))
    back = sorted(listed - here)
    count = 0
    for start in range(0, len(back), _PORTION):
        some = back[start : start + _PORTION]
        known = await database.read(partial(reads.known, ids=some))
        for first in range(0, len(known), _SOME):
            these = known[first : first + _SOME]
            await database.write(partial(_erase, people=these, react=react), SYSTEM)
            count += len(these)
    if count:
        log.warning("%d people of the list %s were erased again", count, erased.path)
    return count


def _erase(work: Work, people: Iterable[str], react: Callable[[Work], None]) -> None:
    for person_id in people:
        erasing_writes.erase(work, person_id, "restored")
    react(work)
