"""The figures of a fair, each counted without duplicates, and how the ledger gives them. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from fair.hiring.facts import (
    Hired,
    HireFellThrough,
    OfferAccepted,
    OfferMade,
    OfferReleased,
    OfferTakenBack,
)
from fair.interviews.facts import (
    InterviewConcluded,
    InterviewCounts,
    InterviewOwedAgain,
    InterviewStarted,
)
from fair.people.facts import PersonAttended
from fair.queue.facts import TicketTaken

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a fair brought. A contact is a person at a booth; a hire is confirmed by both sides."""

    people: int = 0
    contacts: int = 0
    interviews: int = 0
    outcomes: int = 0
    offers: int = 0
    accepted: int = 0
    hires: int = 0

    def differences(self, other: "Figures") -> tuple[str, ...]:
        """Return the names of the figures in which the two differ."""
        mine, theirs = asdict(self), asdict(other)
        return tuple(name for name in mine if mine[name] != theirs[name])


NAMES = tuple(item.name for item in fields(Figures))
Sets = dict[str, set[Any]]


def _count(name: str, *keys: str) -> Callable[[Sets, Data], None]:
    return lambda sets, data: sets[name].add(tuple(data.get(key) for key in keys))


def _uncount(name: str, *keys: str) -> Callable[[Sets, Data], None]:
    return lambda sets, data: sets[name].discard(tuple(data.get(key) for key in keys))


def _begun(sets: Sets, data: Data) -> None:
    """By telephone only the recruiter says that it began; whether it counts is told later."""
    if not data.get("telephone"):
        _count("interviews", "interview_id")(sets, data)


def _counts(sets: Sets, data: Data) -> None:
    (_count if data["held"] else _uncount)("interviews", "interview_id")(sets, data)


# Which fact changes which figure.
COUNTS: Mapping[str, Callable[[Sets, Data], None]] = {
    PersonAttended.kind: _count("people", "person_id"),
    TicketTaken.kind: _count("contacts", "person_id", "booth_id"),
    InterviewStarted.kind: _begun,
    InterviewCounts.kind: _counts,
    InterviewConcluded.kind: _count("outcomes", "interview_id"),
    InterviewOwedAgain.kind: _uncount("outcomes", "interview_id"),
    OfferMade.kind: _count("offers", "offer_id"),
    OfferAccepted.kind: _count("accepted", "offer_id"),
    OfferTakenBack.kind: _uncount("accepted", "offer_id"),
    OfferReleased.kind: _uncount("accepted", "offer_id"),
    Hired.kind: _count("hires", "offer_id"),
    HireFellThrough.kind: _uncount("hires", "offer_id"),
}


# By which fields of a fact each figure tells what it counts.
KEYS: Mapping[str, tuple[str, ...]] = {
    "people": ("person_id",), "contacts": ("person_id", "booth_id"),
    "interviews": ("interview_id",), "outcomes": ("interview_id",),
    "offers": ("offer_id",), "accepted": ("offer_id",), "hires": ("offer_id",),
}  # fmt: skip


def counted(facts: Iterable[tuple[str, Data]]) -> Sets:
    """Return what each figure counts by these facts, (kind, data) in their order, by its `KEYS`."""
    sets: Sets = {name: set() for name in NAMES}
    for kind, data in facts:
        if kind in COUNTS:
            COUNTS[kind](sets, data)
    sets["outcomes"] &= sets["interviews"]
    return sets


def fold(facts: Iterable[tuple[str, Data]]) -> Figures:
    """Return the figures that these facts, (kind, data) in their order, add up to."""
    return Figures(**{name: len(found) for name, found in counted(facts).items()})
