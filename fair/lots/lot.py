"""The lot: who joins before the opening or in the first five minutes draws a number. Pure.

The seed is a head of the ledger that did not exist when the list was closed, and that list. So
nobody can work out an outcome while it can still be changed, and everybody can afterwards.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.programme.fair import Fair

FIRST = timedelta(minutes=5)
MOST_WAIT = timedelta(minutes=1)  # for a signed head; then the ledger is read as it stands
AGAIN_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """The lot of one booth: tickets `listed` when it was closed, then the `numbers` drawn.

    `after` is the newest head of the fair that there was at its closing; `head` is the next one.
    """

    booth_id: str
    fair_id: str
    closed_at: datetime
    after: int
    listed: tuple[str, ...]
    drawn_at: datetime | None = None
    head: str = ""
    numbers: Mapping[str, int]

    @property
    def order(self) -> list[tuple[int, str]]:
        """Return (number, ticket) as they were drawn, by number."""
        return sorted((number, one) for one, number in self.numbers.items())


def closes_at(fair: Fair) -> datetime:
    """Return when the first five minutes of a fair are over, by its hours."""
    return fair.opens_at + FIRST


def seed_of(head: str, listed: Iterable[str]) -> str:
    """Return the seed: SHA-256 over the head's line and the tickets' ids, sorted, one a line."""
    return hashlib.sha256("\n".join([head, *sorted(listed)]).encode()).hexdigest()


def drawn(head: str, numbers: Mapping[str, int]) -> dict[str, int]:
    """Return which ticket gets which of the numbers that these tickets had until now.

    The lowest goes to whose SHA-256 of seed and id is the least.
    """
    seed = seed_of(head, numbers)

    def mark(ticket_id: str) -> str:
        return hashlib.sha256(f"{seed} {ticket_id}".encode()).hexdigest()

    return dict(zip(sorted(numbers, key=mark), sorted(numbers.values()), strict=True))


def list_hash(listed: Iterable[str]) -> str:
    """Return what the ledger keeps of a list when it is closed."""
    return hashlib.sha256("\n".join(sorted(listed)).encode()).hexdigest()


def numbers_hash(numbers: Mapping[str, int]) -> str:
    """Return what the ledger keeps of the numbers that were drawn."""
    return list_hash(f"{one} {number}" for one, number in numbers.items())


def told(lot: Lot) -> str:
    """Return the lot as the file that everybody can draw it again from."""
    lines = [f"booth {lot.booth_id}", f"head {lot.head}"]
    lines += [f"ticket {one} {number}" for number, one in lot.order]
    return "\n".join(lines) + "\n"


HOW = """\
import hashlib, pathlib, sys
rows = [line.split() for line in pathlib.Path(sys.argv[1]).read_text().splitlines()]
head = next(row[1] for row in rows if row[0] == "head")
told = {row[1]: int(row[2]) for row in rows if row[0] == "ticket"}
sha = lambda text: hashlib.sha256(text.encode()).hexdigest()
seed = sha("\\n".join([head, *sorted(told)]))
order = sorted(told, key=lambda ticket: sha(seed + " " + ticket))
assert dict(zip(order, sorted(told.values()))) == told
"""
