"""What organisers see of a fair's readiness, and recruiters of who may go on duty."""

from datetime import datetime

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.booths.booth import called
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound
from fair.employers import reads as employers
from fair.enrolments import reads as enrolments
from fair.limits import reads as limits
from fair.limits.limit import NONE
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.readiness import lack_sayings, reads, stand, store, told
from fair.readiness.contexts import (
    Boothless,
    ContactOf,
    DutyRule,
    LackSaid,
    ReadyList,
    ReadyPage,
    Row,
    Summary,
)
from fair.readiness.stand import Contact, Stand
from fair.web import Viewer

_FIRST = 3


def page(connection: Connection, viewer: Viewer, fair_id: str) -> ReadyPage:
    """Return the list of a fair's booths and what its recruiters reach."""
    fair, now = _fair(connection, fair_id), utc_now()
    stood = reads.stands(connection, fair, now)
    listed = _listed(connection, viewer, fair, now, stood)
    reach, plan = reads.reach(connection, fair, now, stood), reads.plan(connection, fair.id)
    return {
        **listed,
        "plan": plan,
        "capacity": reach,
        "registered": people.count_of_fair(connection, fair.id),
        "short": reach.falls_short(plan.expected),
        "most_tickets": reach.most_tickets(plan.expected, fair.most_tickets),
        "line": reach.line(),
        "limits": limits.limits_of(connection, [fair.id]).get(fair.id, NONE),
    }


def ready_list(connection: Connection, viewer: Viewer, fair_id: str) -> ReadyList:
    """Return the booths of a fair, the most lacking first."""
    fair, now = _fair(connection, fair_id), utc_now()
    return _listed(connection, viewer, fair, now, reads.stands(connection, fair, now))


def summary(connection: Connection, viewer: Viewer, fair_id: str) -> Summary:
    """Return how many booths are ready, and the first of those that lack most."""
    fair, now = _fair(connection, fair_id), utc_now()
    stood = reads.stands(connection, fair, now) if not fair.over else []
    lacking = [one for one in stand.in_order(stood) if not one.ready]
    return {
        "fair": fair,
        "ready": len(stood) - len(lacking),
        "total": len(stood),
        "first": [_row(viewer, fair, one, set()) for one in lacking[:_FIRST]],
    }


def _listed(
    connection: Connection, viewer: Viewer, fair: Fair, now: datetime, stood: list[Stand]
) -> ReadyList:
    day = day_at(now, fair.zone)
    reminded = store.reminded(connection, fair.id)
    today = {ref: at for ref, at in reminded.items() if day_at(at, fair.zone) == day}
    rows = [_row(viewer, fair, one, set(today)) for one in stand.in_order(stood)]
    to_tell = [one for one in told.whom(stood) if not one.known_as(today)]
    team = {who.id: who for one in stood for who in one.staff}
    return {
        "fair": fair,
        "rows": rows,
        "boothless": _boothless(connection, viewer, fair, stood),
        "halls": [(one.id, one.title(viewer.lang)) for one in programme.halls(connection, fair.id)],
        "ready": sum(one.it.ready for one in rows),
        "recruiters": len(team),
        "not_practised": sorted(one.name for one in team.values() if not one.practised),
        "told": len(today),
        "told_at": max(today.values(), default=None),
        "to_tell": len(to_tell),
        "changeable": not fair.over,
    }


def _boothless(
    connection: Connection, viewer: Viewer, fair: Fair, stood: list[Stand]
) -> list[Boothless]:
    """Return whom the organiser accepted for a fair and gave no booth yet, by name."""
    here = {one.booth.employer_id for one in stood}
    taken = set(enrolments.accepted(connection, fair.id)) - here
    contacts = store.contacts(connection, taken)
    found = [
        Boothless(one.id, one.called(viewer.lang), contacts.get(one.id, Contact()))
        for one in employers.employers(connection, taken).values()
    ]
    return sorted(found, key=lambda one: (one.name, one.employer_id))


def _row(viewer: Viewer, fair: Fair, one: Stand, today: set[str]) -> Row:
    lacks = one.lacks
    to_tell = [who for who in told.whom([one]) if not who.known_as(today)]
    return Row(
        it=one,
        title=called(one.booth, one.employer, viewer.lang),
        lacks=[
            LackSaid(
                lack_sayings.said(lack, viewer.words.gettext, viewer.words.day),
                lack.blocks,
                lack_sayings.mended_at(lack, one),
            )
            for lack in lacks
        ],
        remind=bool(to_tell) and not fair.over,
        rung=bool(told.unreached([one])),
        unlet=[who for who in one.staff if not who.may_call(practice_first=one.practice_first)],
    )


def contact(connection: Connection, viewer: Viewer, employer_id: str) -> ContactOf:
    """Return whom the organiser rings at an employer; refuses `NotAllowed` to others."""
    if not viewer.oversees and not viewer.actor.works_for(employer_id):
        raise NotAllowed
    found = store.contacts(connection, [employer_id])
    return {"employer_id": employer_id, "contact": found.get(employer_id, Contact())}


def duty_rule(connection: Connection, viewer: Viewer, booth_id: str) -> DutyRule:
    """Return who of a recruiter's own booth may not go on duty yet; refuses all others."""
    booth = booths.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    if not viewer.actor.works_for(booth.employer_id):
        raise NotAllowed
    found: DutyRule = {
        "booth": booth,
        "me": False,
        "colleagues": [],
        "may_let": False,
        "askable": [],
    }
    fair = programme.fair(connection, booth.fair_id)
    if fair is None or fair.over or not reads.plan(connection, fair.id).practice_first:
        return found
    team = reads.of_booth(connection, fair, booth, utc_now())
    waits = [one for one in team if not one.practised and not one.let_on]
    beside = [one.id for one in booths.booths_beside(connection, booth)]
    on_duty = {
        one.account_id for duties in booths.duties_of(connection, beside).values() for one in duties
    }
    lets = [one for one in team if one.practised or one.id in on_duty]
    mine = viewer.actor.account_id
    return {
        "booth": booth,
        "me": any(one.id == mine for one in waits) and mine not in on_duty,
        "colleagues": [one for one in waits if one.id != mine and one.id not in on_duty],
        "may_let": any(one.id == mine for one in lets),
        "askable": [one.name for one in lets if one.id != mine],
    }


def _fair(connection: Connection, fair_id: str) -> Fair:
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    return fair
