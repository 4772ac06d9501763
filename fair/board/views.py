"""What organisers and reporters may see of the board, the reports and the cases."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from fair.accounts.facts import AccountRenamed
from fair.anchors import newest_head
from fair.audit.reads import examined
from fair.board import board_reads, finding, reads
from fair.board.about_views import about
from fair.board.case import RUNNING, Case, may_see, urgency
from fair.board.contexts import (
    BoardNow,
    CaseCard,
    CasePage,
    Cases,
    Checklist,
    Home,
    Report,
    Reports,
)
from fair.board.facts import CaseAnswered, CaseEscalated, CaseResolved, CaseTold
from fair.board.figures import NAMES
from fair.board.store import canonical
from fair.board.wall_views import found_at
from fair.booths import reads as booths
from fair.contract.base import Event
from fair.contract.board import BoardNews, CaseNews
from fair.decisions import Actor, Fact, NotAllowed, NotFound
from fair.employers import reads as employer_reads
from fair.employers.facts import EmployerCorrected
from fair.enrolments import reads as enrolments
from fair.glossary import FairState, VacancyState
from fair.hiring import reads as hiring
from fair.ledger import seal
from fair.looks import reads as looks
from fair.people import reads as people
from fair.people.facts import PersonErased
from fair.phone_codes import spending_reads as spending
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.readiness.facts import ContactSaid
from fair.recurring import reads as recurring
from fair.settings import Settings
from fair.signals.stuck import stuck
from fair.vacancies import reads as vacancies
from fair.web import Viewer


def known_fair(connection: Connection, fair_id: str) -> Fair:
    """Return a fair; refuses `NotFound`."""
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    return fair


def board(
    connection: Connection, viewer: Viewer, fair_id: str, now: datetime, settings: Settings
) -> BoardNow:
    """Return the live board of a fair: tiles, what is wrong, each booth."""
    fair = known_fair(connection, fair_id)
    now_at = board_reads.booths_now(connection, fair_id, viewer.lang)
    found = found_at(connection, fair, now_at, now)
    running = sorted(reads.cases(connection, fair_id, *RUNNING), key=urgency)
    return {
        "fair": fair,
        "figures": reads.figures(connection, fair_id),
        "waiting": sum(one.waiting for one in now_at),
        "talking": sum(one.talking for one in now_at),
        "owed": sum(one.owed for one in now_at),
        "longest": max((one.longest(now) for one in now_at), default=None),
        "booths": now_at,
        "found": found,
        "texts": finding.texts_low(
            (
                *spending.texted(connection, settings, now, fair_id),
                spending.fullest_network(connection, settings, now),
            )
        ),
        "stuck": tuple(finding.Stuck(*one) for one in stuck(connection, now)),
        "wrong": {one["booth"].booth_id: one["what"] for one in found},
        "cases": [case_card(connection, one) for one in running if one.waits],
        "looks": looks.waiting_count(connection, fair_id),
        "enrolments": enrolments.waiting_count(connection, fair_id),
        "unphoned": board_reads.unphoned(connection, fair, now_at, now, viewer.lang),
        "now": now,
    }


def boards(connection: Connection, viewer: Viewer) -> tuple[Fair, ...]:
    """Return the fairs of the reader that have a board, the current one first; else the drafts."""
    mine = viewer.actor.runs
    running = [one for one in programme.running_fairs(connection) if mine(one.id)]
    rest = [one for one in programme.fairs(connection) if one not in running and mine(one.id)]
    shown = (*running, *(one for one in rest if one.state is not FairState.DRAFT))
    return shown or tuple(rest)


def checklist(connection: Connection, _viewer: Viewer, fair_id: str) -> Checklist:
    """Return what a fair still needs before it can open, as numbers to be put into words."""
    fair = known_fair(connection, fair_id)
    stands = booths.booths_of_fair(connection, fair_id)
    employers = {one.employer_id for one in stands}
    licences = employer_reads.licences_that_count(connection, employers)
    placed = recurring.posts_of_fair(connection, fair_id, employers)
    posts = [
        post.id
        for stand in stands
        for post in placed.get(stand.id, ())
        if post.state is VacancyState.OPEN
    ]
    return {
        "fair": fair,
        "halls": len(programme.halls(connection, fair_id)),
        "booths": len(stands),
        "employers": len(employers),
        "verified": sum(one.valid for one in licences.values()),
        "known": employer_reads.any_known(connection),
        "unchecked": len(employer_reads.submitted_licences(connection)),
        "drafts": bool(vacancies.in_state(connection, VacancyState.DRAFT, most=1)),
        "posts": len(posts),
        "openings": vacancies.free_places(connection, posts),
    }


def home(connection: Connection, viewer: Viewer, now: datetime, settings: Settings) -> Home:
    """Return the organisers' first page: the fair that runs, and what waits for them."""
    fair = programme.current_fair(connection)
    running = sorted(reads.cases(connection, "", *RUNNING), key=urgency)
    return {
        "fair": fair,
        "found": board(connection, viewer, fair.id, now, settings)["found"] if fair else [],
        "waiting_cases": [case_card(connection, one) for one in running if one.waits],
        "looks": looks.waiting_count(connection, fair.id) if fair else 0,
        "enrolments": [
            (one, count)
            for one in programme.fairs(connection)
            if (count := enrolments.waiting_count(connection, one.id))
        ],
        "submitted": len(employer_reads.submitted_licences(connection)),
        "due": employer_reads.due_count(connection),
        "fairs": len(programme.fairs(connection)),
    }


# --- cases ----------------------------------------------------------------------------------


def case_card(connection: Connection, case: Case) -> CaseCard:
    """Return a case with the names of its booth and its reporter."""
    number = people.number_of(connection, case.fair_id, case.person_id)
    return {"it": case, "employer": case.evidence.frozen.get("employer", ""), "seeker": number}


def cases(connection: Connection, viewer: Viewer, now: datetime) -> Cases:
    """Return every case for organisers, the most urgent first; a reporter's own for others.

    An organiser of one fair reads those of that fair.
    """
    if viewer.oversees or viewer.actor.fair_id:
        found: Iterable[Case] = sorted(reads.cases(connection, viewer.actor.fair_id), key=urgency)
    else:
        found = reads.cases_of(
            connection, person_id=viewer.person_id, account_id=viewer.actor.account_id
        )
    return {
        "cases": [case_card(connection, one) for one in found],
        "fair": booths.fair_of_page(connection, viewer.actor, ""),
        "now": now,
    }


def case(connection: Connection, viewer: Viewer, case_id: str, now: datetime) -> CasePage:
    """Return a case for its reporter or an organiser; refuses `NotAllowed` to others."""
    found = reads.case(connection, case_id)
    if found is None:
        raise NotFound
    if not may_see(found, viewer.actor):
        raise NotAllowed
    return {
        **case_card(connection, found),
        **about(connection, found),
        "fair": programme.fair(connection, found.fair_id),
        "by_staff": bool(found.account_id),
        "mine": not viewer.actor.runs(found.fair_id)
        or (bool(found.account_id) and found.account_id == viewer.actor.account_id),
        "now": now,
        "unchanged": _unchanged(connection, found),
        "kept_away": whose
        if people.has_blocked(connection, viewer.person_id, whose := found.evidence.employer_id)
        else "",
    }


def _unchanged(connection: Connection, case: Case) -> bool | None:
    salt = reads.salt_of(connection, case.id)
    if not salt:
        return None
    return seal(canonical(case.evidence.frozen), salt) == reads.evidence_hash(
        connection, case.fair_id, case.id
    )


# --- reports --------------------------------------------------------------------------------


def report(connection: Connection, fair: Fair) -> Report:
    """Return the figures of a fair: sealed at closing, now, by the ledger; and who was erased."""
    now, told = reads.figures(connection, fair.id), reads.ledger_figures(connection, fair.id)
    sealed = reads.sealed(connection, fair.id)
    choices = queue.closing_choices(connection, fair.id)
    return {
        "it": fair,
        "names": NAMES,
        "now": asdict(now),
        "sealed": asdict(sealed) if sealed else None,
        "agrees": not now.differences(told),
        "erased": people.erased_of_fair(connection, fair.id),
        "helped": hiring.accepted_with_helper(connection, fair.id),
        "closing": {
            "phoned": choices.get("phoned", 0),
            "phone_me": choices.get("phone_me", 0),
            "carried": choices.get("next", 0) + choices.get("carried", 0),
            "silent": choices.get("carried", 0),
            "left": choices.get("leave", 0),
            "open": choices.get("", 0),
        },
        "head": str(newest_head(connection, fair.id) or ""),
    }


def reports(connection: Connection, viewer: Viewer) -> Reports:
    """Return the reports of the reader's fairs but drafts, the latest first."""
    fairs = [
        one
        for one in programme.fairs(connection)
        if one.state is not FairState.DRAFT and viewer.actor.runs(one.id)
    ]
    return {"reports": [report(connection, one) for one in fairs]}


# --- news -----------------------------------------------------------------------------------


def board_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell the boards of every fair at which something happened, at most once a second."""
    fair_ids = {fact.fair_id for fact in facts}
    for fact in facts:
        if isinstance(fact, EmployerCorrected | AccountRenamed | ContactSaid):
            theirs = booths.booths_of_employer(connection, fact.employer_id)
            fair_ids |= {booth.fair_id for booth in theirs}
    for fair_id in sorted(fair_ids - {""}):
        yield BoardNews(fair_id=fair_id)


def case_news(_connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell of a case that was added to, answered or closed."""
    for case_id in sorted({fact.case_id for fact in facts}):
        yield CaseNews(case_id=case_id)


def erased_news(connection: Connection, facts: Sequence[PersonErased]) -> Iterable[Event]:
    """Tell of every case in which somebody's words stood."""
    for person_id in sorted({fact.person_id for fact in facts}):
        for case in reads.cases_with(connection, person_id):
            yield CaseNews(case_id=case.id)


def may_hear_case(connection: Connection, actor: Actor, case_id: str) -> bool:
    """Whoever may read a case hears of it."""
    found = reads.case(connection, case_id)
    return found is not None and may_see(found, actor)


def may_hear_board(connection: Connection, actor: Actor, fair_id: str) -> bool:
    """Only who reads the board hears it."""
    try:
        return bool(examined(connection, actor, fair_id))
    except (NotAllowed, NotFound):
        return False


NEWS: tuple[Any, ...] = (
    ((Fact,), board_news),
    ((CaseTold, CaseAnswered, CaseResolved, CaseEscalated), case_news),
    ((PersonErased,), erased_news),
)
AUDIENCES = {"board": may_hear_board, "case": may_hear_case}
