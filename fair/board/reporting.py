"""How many different people reported a post, and which post is one written anew. Pure.

Three are enough to hide it until somebody has looked; three accounts of one person are one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from fair.folding import fold

ENOUGH = 3
# Which part of their pairs of letters two texts share at least that are one, said a little
# differently: a comma makes 0.98, one sentence of three some 0.75; two jobs of a house have 0.5.
LIKE = 0.7


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reported: the confirmed number, and marks of the browsers that person came in by."""

    person_id: str
    phone: str
    browsers: frozenset[str]
    staff: bool = False

    @property
    def counts(self) -> bool:
        """True for a person with a confirmed number, in whose browser no staff signs in."""
        return bool(self.phone) and not self.staff

    def same_as(self, other: "Reporter") -> bool:
        """Return whether the two may be one person: one account, one number, or one browser."""
        return (
            self.person_id == other.person_id
            or self.phone == other.phone
            or bool(self.browsers & other.browsers)
        )


def different(reporters: Iterable[Reporter]) -> int:
    """Return how many different people these are at least."""
    groups: list[list[Reporter]] = []
    for one in reporters:
        if not one.counts:
            continue
        mine = [group for group in groups if _has(group, one)]
        groups = [group for group in groups if group not in mine]
        groups.append([one, *(known for group in mine for known in group)])
    return len(groups)


def _has(group: Collection[Reporter], one: Reporter) -> bool:
    return any(known.same_as(one) for known in group)


def said_anew(text: str, before: str) -> bool:
    """Return whether a post says what an earlier one said, however much its spelling differs."""
    now, then = _pairs(text), _pairs(before)
    shared = 2 * len(now & then)
    return shared > 0 and shared >= LIKE * (len(now) + len(then))


def _pairs(text: str) -> set[str]:
    letters = "".join(one for one in fold(text) if one.isalnum())
    return {letters[at : at + 2] for at in range(len(letters) - 1)}
