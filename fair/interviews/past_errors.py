"""Setting a forecast right by how past ones erred, at this booth, at this fair, on earlier days.

Where a call came is written on the scale of what the plays had said: 0 is their middle, 1 their
late end, -1 their early end. A range goes from the tenth to the ninetieth of a hundred on that
scale. Whoever left before being called, or waits yet, counts as called later than that, nobody
knows when (Kaplan–Meier).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Plays of an idle booth lie within seconds; what a person does in half a minute is no error.
SLACK_S = 30.0
BUCKETS = (1, 3, 7, 15)
# Of a hundred calls ten may come before the range and ten after it. What is learned from is a
# handful, and a call that comes early costs a place: so somewhat less is wanted of the early end.
WANTED = (0.06, 0.89)
PRIOR_WEIGHT, OWN_WEIGHT, FAIR_WEIGHT = 60.0, 5.0, 0.2
# How much of what the day says counts where it asks for a narrower range than earlier days did.
NARROWER_EARLY, NARROWER_LATE = 0.25, 1.0
LAST = 60

Ends = tuple[float, float, float]
# On the scale of the plays: where the tenth and the ninetieth of calls came.
Bucket = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Past:
    """A forecast that was made and how far it has come: called after `wait_s`, or not until then.

    `played` is what the plays had said, before it was set right.
    """

    place: int
    played: Ends
    wait_s: float
    called: bool


def bucket(place: int) -> int:
    """Return to which group of places one belongs: forecasts err alike in each."""
    return next((n for n, most in enumerate(BUCKETS) if place <= most), len(BUCKETS))


def scaled(played: Ends, wait_s: float) -> float:
    """Return where a wait lies on the scale of what the plays had said."""
    early, middle, late = played
    side = late - middle if wait_s > middle else middle - early
    return (wait_s - middle) / (side + SLACK_S)


def unscaled(played: Ends, where: float) -> float:
    """Return the wait that lies there on the scale."""
    early, middle, late = played
    side = late - middle if where > 0 else middle - early
    return max(0.0, middle + where * (side + SLACK_S))


def quantiles(weighed: Iterable[tuple[float, bool, float]], wanted: Sequence[float]) -> list[float]:
    """Return where these shares were called, by Kaplan–Meier of (where, called, weight).

    A share that was not reached, for too many left before, stands at the last one called.
    """
    ordered = sorted(weighed, key=lambda one: (one[0], not one[1]))
    left, still, last = sum(one[2] for one in ordered), 1.0, 0.0
    found: list[float] = []
    for where, called, weight in ordered:
        if called:
            last = where
            still *= max(0.0, 1 - weight / left) if left > 0 else 0.0
            while len(found) < len(wanted) and 1 - still >= wanted[len(found)] - 1e-9:
                found.append(where)
        left -= weight
    return found + [last] * (len(wanted) - len(found))


def learned(
    prior: Sequence[Sequence[float]], own: Iterable[Past], others: Iterable[Past] = ()
) -> tuple[Bucket, ...]:
    """Return for each bucket where calls come early and late, by earlier days and by this one.

    `prior` holds for each bucket where calls came on earlier days, in even steps. What came at the
    booth and at its fair makes a range wider, and its late end narrower; its early end hardly: one
    long talk makes a whole line err alike, and that none came today is no proof.
    """
    before: list[list[tuple[float, bool, float]]] = [
        [(where, True, PRIOR_WEIGHT / len(steps)) for where in steps] for steps in prior
    ]
    seen = [list(one) for one in before]
    for past, weight in ((own, OWN_WEIGHT), (others, FAIR_WEIGHT)):
        for one in past:
            where = scaled(one.played, one.wait_s)
            seen[bucket(one.place)].append((where, one.called, weight))
    both = zip(map(_ends, before), map(_ends, seen), strict=True)
    return tuple(
        (
            usual[0] + (today[0] - usual[0]) * (NARROWER_EARLY if today[0] > usual[0] else 1.0),
            usual[1] + (today[1] - usual[1]) * (NARROWER_LATE if today[1] < usual[1] else 1.0),
        )
        for usual, today in both
    )


def _ends(weighed: Iterable[tuple[float, bool, float]]) -> Bucket:
    early, late = quantiles(weighed, WANTED)
    return early, late


def set_right(played: Ends, place: int, buckets: Sequence[Bucket]) -> Ends:
    """Return the ends as they should have been said; the middle of the plays stays."""
    early, late = (unscaled(played, where) for where in buckets[bucket(place)])
    middle = played[1]
    return min(early, middle), middle, max(late, middle)
