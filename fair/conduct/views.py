"""What the office sees of people's conduct at a fair, what each person sees of the own; news."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.because import MutedFor, RemovedFor
from fair.conduct import reads, said_reads
from fair.conduct.contexts import MeasuresOfFair, Mine, OfPerson, Own
from fair.conduct.facts import MEASURE_FACTS, STAFF_FACTS, MeasureFact, StaffMuted, StaffUndone
from fair.conduct.measure import Sort
from fair.contract.base import Event
from fair.contract.conduct import ConductNews, ConductOfFair, StaffConductNews
from fair.db import utc_now
from fair.decisions import Actor, Fact, NotFound
from fair.glossary import Role
from fair.people import reads as people
from fair.programme import reads as programme
from fair.web import Viewer

A_PAGE = 30


def of_fair(connection: Connection, viewer: Viewer, fair_id: str, page: int) -> MeasuresOfFair:
    """Return a page of what was done at a fair; refuses `NotFound` to who does not run it."""
    fair = programme.fair(connection, fair_id)
    if fair is None or not viewer.actor.runs(fair_id):
        raise NotFound
    found, more = reads.of_fair(connection, fair_id, page, A_PAGE)
    here = f"/board/{fair_id}/conduct?page="
    return {
        "fair": fair,
        "measures": said_reads.said(connection, viewer.words.gettext, found),
        "newer": f"{here}{page - 1}" if page > 1 else "",
        "older": f"{here}{page + 1}" if more else "",
    }


def of_person(
    connection: Connection, viewer: Viewer, secret: str, fair_id: str, person_id: str
) -> OfPerson:
    """Return somebody who takes part in a fair; to others of the office they are not found."""
    fair, who = programme.fair(connection, fair_id), people.person(connection, person_id)
    number = people.number_of(connection, fair_id, person_id)
    if fair is None or not viewer.actor.runs(fair_id) or who is None or who.erased or not number:
        raise NotFound
    now = utc_now()
    stands = reads.against_person(connection, fair_id, person_id, now, secret)
    found = reads.of_person(connection, fair_id, person_id)
    return {
        "fair": fair,
        "person": who,
        "number": number,
        "measures": said_reads.said(connection, viewer.words.gettext, found),
        "removed": any(one.sort is Sort.REMOVED and one.holds(now) for one in found),
        "same_number": stands is not None and stands.person_id != person_id,
        "mute_reasons": said_reads.reasons(viewer.words.gettext, MutedFor),
        "remove_reasons": said_reads.reasons(viewer.words.gettext, RemovedFor),
    }


def mine(connection: Connection, viewer: Viewer) -> Mine:
    """Return what holds against whoever reads: nothing for who is not signed in."""
    actor = viewer.actor
    found = (
        reads.own(connection, person_id=actor.person_id, account_id=actor.account_id, now=utc_now())
        if actor.person_id or actor.account_id
        else []
    )
    return {
        "measures": [
            Own(one, fair, programme.contact_of(connection, fair).phone)
            for one in said_reads.said(connection, viewer.words.gettext, found)
            if (fair := programme.fair(connection, one.it.fair_id)) and not fair.over
        ],
        "seeker": viewer.role is Role.SEEKER,
    }


# --- news ----------------------------------------------------------------------------------------


def _news(_connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    for fact in facts:
        if isinstance(fact, MeasureFact):
            yield ConductNews(person_id=fact.person_id)
        elif isinstance(fact, StaffMuted | StaffUndone):
            yield StaffConductNews(account_id=fact.whom_id)
    for fair_id in sorted({fact.fair_id for fact in facts}):
        yield ConductOfFair(fair_id=fair_id)


def may_hear(connection: Connection, actor: Actor, fair_id: str) -> bool:
    """Only who runs a fair hears what is done there."""
    return actor.runs(fair_id) and programme.fair(connection, fair_id) is not None


NEWS: tuple[Any, ...] = (((*MEASURE_FACTS, *STAFF_FACTS), _news),)
AUDIENCES = {"conduct": may_hear}
