"""Which rows of a table may be shown: none that tells of few people, by itself or by difference.

Pure. A total stands beside the rows; so where one row alone is hidden, or the hidden ones are few
people together, a row more is hidden, the smallest, until the total gives nobody away.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows that may be shown, and whether their total may."""

    rows: frozenset[str]
    total: bool


def shown(people: Mapping[str, int], least: int = LEAST) -> Shown:
    """Return which rows may be shown, by how many people each tells of. Rows of nobody may."""
    some = {key: count for key, count in people.items() if count}
    hidden = {key for key, count in some.items() if count < least}
    by_size = sorted((count, order) for order, count in enumerate(some.values()))
    keys = list(some)
    for _, order in by_size:
        few = len(hidden) == 1 or sum(some[key] for key in hidden) < least
        if not hidden or not few:
            break
        hidden.add(keys[order])
    left = sum(some[key] for key in hidden)
    total = not hidden or (len(hidden) > 1 and left >= least)
    return Shown(frozenset(people) - hidden, total)
