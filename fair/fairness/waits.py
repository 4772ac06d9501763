"""How long who waited: people by groups, with what may be shown of each. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from fair.fairness.hidden import shown


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait that ended in a talk: whose, and how long from the number to the talk."""

    person_id: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Row:
    """A group: how many people, and half of them, and nine in ten, talked within how many minutes.

    All three are None where the group is hidden.
    """

    group: str
    people: int | None
    half: int | None
    most: int | None

    @property
    def hidden(self) -> bool:
        return self.people is None


@dataclass(frozen=True, slots=True)
class Waits:
    """The groups of one kind, and all of them together."""

    kind: str
    rows: tuple[Row, ...]
    total: Row


def by_group(kind: str, waits: Mapping[str, Sequence[Wait]], order: Iterable[str]) -> Waits:
    """Return the waits by groups, in this order; who is in none of them is left out of all."""
    groups = [group for group in order if waits.get(group)]
    people = {group: len({one.person_id for one in waits[group]}) for group in groups}
    may = shown(people)
    whole = [one for group in groups for one in waits[group]]
    return Waits(
        kind,
        tuple(_row(group, waits[group], told=group in may.rows) for group in groups),
        _row("", whole, told=may.total),
    )


def _row(group: str, waits: Sequence[Wait], *, told: bool) -> Row:
    if not told or not waits:
        return Row(group, None if waits else 0, None, None)
    minutes = sorted(one.minutes for one in waits)
    nine_in_ten = minutes[ceil(0.9 * len(minutes)) - 1]
    people = len({one.person_id for one in waits})
    return Row(group, people, round(median(minutes)), round(nine_in_ten))
