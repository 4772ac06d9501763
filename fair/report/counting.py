"""What a fair brought, counted by employers, kinds of work, places and origins. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

UNKNOWN = ""
# What a row counts, in the order of the figures.
SUMS = ("queued", "contacts", "interviews", "outcomes", "offers", "accepted", "hires")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A ticket, a talk, an offer or a hire: whose, at which booth, for which posts."""

    person_id: str
    booth_id: str
    vacancy_ids: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """All that the figures of a fair count, each list as its figure does."""

    contacts: Sequence[Thing]
    interviews: Sequence[Thing]
    outcomes: Sequence[Thing]
    offers: Sequence[Thing]
    accepted: Sequence[Thing]
    hires: Sequence[Thing]


@dataclass(slots=True)
class Sums:
    """The figures of one row; `queued` counts people, `contacts` people at booths."""

    queued: int = 0
    contacts: int = 0
    interviews: int = 0
    outcomes: int = 0
    offers: int = 0
    accepted: int = 0
    hires: int = 0

    def values(self) -> tuple[int, ...]:
        """Return the figures in the order of `SUMS`."""
        return tuple(getattr(self, name) for name in SUMS)


Keys = Callable[[Thing], Collection[str]]


def by(things: Things, keys: Keys) -> dict[str, Sums]:
    """Return the figures by key; a thing that has several keys counts once for each."""
    found = defaultdict[str, Sums](Sums)
    met = [(key, one) for one in things.contacts for key in set(keys(one))]
    for key, _ in {(key, one.person_id) for key, one in met}:
        found[key].queued += 1
    for key, _, _ in {(key, one.person_id, one.booth_id) for key, one in met}:
        found[key].contacts += 1
    for name in SUMS[2:]:
        counted = Counter(key for one in getattr(things, name) for key in set(keys(one)))
        for key, many in counted.items():
            setattr(found[key], name, many)
    return dict(found)


def of_posts(kinds: Mapping[str, str]) -> Keys:
    """Return what a thing is counted under by its posts; the empty key where it names none."""
    return lambda one: {kinds.get(post, UNKNOWN) for post in one.vacancy_ids} or {UNKNOWN}


@dataclass(frozen=True, slots=True)
class Span:
    """How long people waited, in whole minutes: half of them, nine in ten, and who did longest."""

    people: int
    half: int
    most: int
    longest: int


def span(waits: Iterable[tuple[str, float]]) -> Span | None:
    """Return how long these waits, (whose, minutes), were; None where there is none."""
    found = list(waits)
    if not found:
        return None
    minutes = sorted(took for _, took in found)
    nine_in_ten = minutes[ceil(0.9 * len(minutes)) - 1]
    people = len({who for who, _ in found})
    return Span(people, round(median(minutes)), round(nine_in_ten), round(minutes[-1]))
