"""What organisers see of a fair's rehearsal, and recruiters at their desks; and who hears of it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.contract.base import Event
from fair.contract.readiness import DutyRuleNews, ReadinessNews
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound, Refusal
from fair.programme import reads as programme
from fair.programme.facts import FairClosed, FairOpened
from fair.readiness import reads as readiness
from fair.rehearsal import reads, rehearsal
from fair.rehearsal.contexts import AtDesk, OfFair
from fair.web import Viewer


def of_fair(connection: Connection, viewer: Viewer, fair_id: str) -> OfFair:
    """Return how the rehearsal of a fair stands, for those who oversee it."""
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    if not viewer.oversees:
        raise NotAllowed
    held = programme.rehearsals_of(connection, fair.id)
    last = next((one for one in held if one.over), None)
    try:
        rehearsal.check(fair, held, utc_now())
        may_begin = True
    except Refusal:
        may_begin = False
    return {
        "fair": fair,
        "running": next((one for one in held if not one.over), None),
        "last": last,
        "began_at": last.opens_at + rehearsal.LOT_OVER if last else None,
        "may_begin": may_begin,
    }


def at_desk(connection: Connection, viewer: Viewer, booth_id: str) -> AtDesk:
    """Return whether this booth's fair is rehearsed now, for the recruiters of its employer."""
    booth = booths.booth(connection, booth_id)
    fair = programme.fair(connection, booth.fair_id) if booth else None
    if booth is None or fair is None:
        raise NotFound
    if not viewer.actor.works_for(booth.employer_id):
        raise NotAllowed
    here = bool(fair.rehearses)
    running = (None if fair.over else fair) if here else reads.running(connection, fair.id)
    there = booths.booths_of_fair(connection, running.id) if running else ()
    mine = [one for one in there if one.employer_id == booth.employer_id]
    alike = [one for one in mine if one.number == booth.number] or mine
    return {
        "booth": booth,
        "running": running if mine else None,
        "here": here,
        "there_id": alike[0].id if alike else "",
        "practised": readiness.has_practised(connection, viewer.actor.account_id, utc_now()),
    }


def news(connection: Connection, facts: Sequence[FairOpened | FairClosed]) -> Iterable[Event]:
    """Tell the real fair's organisers and desks that its rehearsal runs, or is over."""
    for fact in facts:
        fair = programme.fair(connection, fact.fair_id)
        if fair is None or not fair.rehearses:
            continue
        yield ReadinessNews(fair_id=fair.rehearses)
        for one in (fair.rehearses, fair.id):
            for booth in booths.booths_of_fair(connection, one):
                yield DutyRuleNews(booth_id=booth.id)


NEWS = (((FairOpened, FairClosed), news),)
