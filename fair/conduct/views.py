"""What the office sees of people's conduct at a fair, what each person sees of the own; news."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair import because
from fair.accounts import reads as accounts
from fair.because import MutedFor, RemovedFor
from fair.conduct import reads
from fair.conduct.contexts import MeasuresOfFair, Mine, OfPerson, Own, Said
from fair.conduct.facts import MEASURE_FACTS, STAFF_FACTS, MeasureFact, StaffMuted, StaffUndone
from fair.conduct.measure import Measure, Sort
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
        "measures": said(connection, viewer, found),
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
        "measures": said(connection, viewer, found),
        "removed": any(one.sort is Sort.REMOVED and one.holds(now) for one in found),
        "same_number": stands is not None and stands.person_id != person_id,
        "mute_reasons": reasons(viewer, MutedFor),
        "remove_reasons": reasons(viewer, RemovedFor),
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
            for one in said(connection, viewer, found)
            if (fair := programme.fair(connection, one.it.fair_id)) and not fair.over
        ],
        "seeker": viewer.role is Role.SEEKER,
    }


def reasons(viewer: Viewer, kind: type[MutedFor] | type[RemovedFor]) -> tuple[tuple[str, str], ...]:
    """Return the reasons of a list in the reader's words."""
    return tuple((code, viewer.words.gettext(text)) for code, text in because.choices(kind))


def said(connection: Connection, viewer: Viewer, found: Sequence[Measure]) -> list[Said]:
    """Return measures with the names of who is concerned and of who acted."""
    now = utc_now()
    who = people.persons(connection, {one.person_id for one in found} - {""})
    staff = {one.by_id for one in found} | {one.ended_by for one in found}
    staff |= {one.account_id for one in found}
    names = {key: one.name for key, one in accounts.accounts(connection, staff - {""}).items()}
    numbers = {
        fair_id: people.numbers_of(
            connection, fair_id, {one.person_id for one in found if one.fair_id == fair_id}
        )
        for fair_id in {one.fair_id for one in found}
    }
    return [
        Said(
            one,
            who[one.person_id].name if one.person_id in who else names.get(one.account_id, ""),
            numbers[one.fair_id].get(one.person_id, 0),
            viewer.words.gettext(text)
            if (text := because.of_code(one.reason, MutedFor, RemovedFor))
            else "",
            names.get(one.by_id, ""),
            names.get(one.ended_by, ""),
            one.holds(now),
        )
        for one in found
    ]


# --- news ----------------------------------------------------------------------------------------


def _news(_connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    for fact in facts:
        if isinstance(fact, MeasureFact):
            yield ConductNews(person_id=fact.person_id)
        elif isinstance(fact, StaffMuted | StaffUndone):
            yield StaffConductNews(account_id=fact.whom_id)
    for fair_id in sorted({fact.fair_id for fact in facts}):
        yield ConductOfFair(fair_id=fair_id)


def may_hear(_connection: Connection, actor: Actor, fair_id: str) -> bool:
    """Only who runs a fair hears what is done there."""
    return actor.runs(fair_id)


NEWS: tuple[Any, ...] = (((*MEASURE_FACTS, *STAFF_FACTS), _news),)
AUDIENCES = {"conduct": may_hear}
