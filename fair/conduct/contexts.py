"""What fills the pages and parts about people's conduct."""

from dataclasses import dataclass
from typing import TypedDict

from fair.conduct.measure import Measure
from fair.people.person import Person
from fair.programme.fair import Fair


@dataclass(frozen=True, slots=True)
class Said:
    """A measure in happened: of whom, why, by whom; `holds` until it is undone or over."""

    it: Measure
    name: str
    number: int
    reason: str
    by: str
    ended_by: str
    holds: bool


class MeasuresOfFair(TypedDict):
    """A page of what was done at a fair, the newest first."""

    fair: Fair
    measures: list[Said]
    newer: str
    older: str


class OfPerson(TypedDict):
    """One person at a fair, and what was done about them there, the newest first.

    `same_number` stands against whoever has the number, and so against this person, too.
    """

    fair: Fair
    person: Person
    number: int
    measures: list[Said]
    removed: bool
    same_number: bool
    mute_reasons: tuple[tuple[str, str], ...]
    remove_reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Own:
    """What holds against whoever reads, at which fair, and whom to ring there."""

    said: Said
    fair: Fair
    phone: str


class Mine(TypedDict):
    """All that holds against whoever reads."""

    measures: list[Own]
    seeker: bool
