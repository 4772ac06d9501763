"""What an organiser sees of limits, and who hears of others."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.contract.base import Event
from fair.contract.booths import BoothChanged
from fair.decisions import NotFound
from fair.limits import limit, reads
from fair.limits.facts import LimitsSet
from fair.limits.limit import NONE, InForce, Limits
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.web import Viewer


class OfBooth(TypedDict):
    """A booth with its own limits, and those that count."""

    booth: Booth
    title: str
    limits: Limits
    counts: InForce


class LimitsPage(TypedDict):
    """The limits of a fair, and of each of its booths."""

    fair: Fair
    limits: Limits
    counts: InForce
    booths: list[OfBooth]
    changeable: bool


def page(connection: Connection, viewer: Viewer, fair_id: str) -> LimitsPage:
    """Return the limits of a fair and of its booths."""
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    stands = booths.booths_of_fair(connection, fair.id)
    found = reads.limits_of(connection, {fair.id, *(one.id for one in stands)})
    mine = found.get(fair.id, NONE)
    return {
        "fair": fair,
        "limits": mine,
        "counts": limit.in_force(mine),
        "booths": [
            {
                "booth": one,
                "title": booths.name_of(connection, one, viewer.lang),
                "limits": (own := found.get(one.id, NONE)),
                "counts": limit.in_force(mine, own),
            }
            for one in stands
        ],
        "changeable": not fair.over,
    }


def limit_news(connection: Connection, facts: Sequence[LimitsSet]) -> Iterable[Event]:
    """Tell the fair of the booths whose limits may be others now."""
    found = booths.booths(connection, {fact.booth_id for fact in facts} - {""})
    for fact in facts:
        if not fact.booth_id:
            stands = booths.booths_of_fair(connection, fact.fair_id)
            found |= {one.id: one for one in stands}
    on_duty = booths.duty_counts(connection, found)
    for one in found.values():
        yield BoothChanged(
            fair_id=one.fair_id, booth_id=one.id, state=one.state, on_duty=on_duty[one.id]
        )


NEWS = (((LimitsSet,), limit_news),)
