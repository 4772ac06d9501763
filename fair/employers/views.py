"""What organisers and recruiters see of employers, licences and colleagues."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.accounts.account import Account
from fair.contract.accounts import CloseAccount
from fair.employers import act_store, reads, store, twin_reads
from fair.employers.employer import Employer
from fair.employers.licence import LEAST_RESERVE_CENTS, Licence, Suspension, listed_as
from fair.employers.licence_act import LicenceAct
from fair.employers.twin import Twin, twins
from fair.folding import key
from fair.glossary import LicenceState
from fair.web import Viewer

_URGENT = (
    LicenceState.SUBMITTED,
    LicenceState.DUE,
    LicenceState.SUSPENDED,
    None,
    LicenceState.REJECTED,
    LicenceState.EXPIRED,
    LicenceState.VERIFIED,
)
PAGE = 100


class Row(TypedDict):
    """An employer in the organiser's list: the licence that waits, else the one that counts.

    Of one that is suspended it is the suspended one, whatever else was handed in.
    """

    employer: Employer
    name: str
    licence: Licence | None
    in_force: Licence | None
    state: LicenceState | None
    waits: bool
    twin: bool


class Employers(TypedDict):
    """A page of the employers, and how many wait for a check, are due for one, or have none."""

    rows: list[Row]
    only: str
    wanted: str
    page: int
    pages: int
    count: int
    waiting: int
    due: int
    without: int


class Colleagues(TypedDict):
    """Who recruits for an employer, whether one of them leads, and whether the reader may."""

    employer: Employer
    name: str
    recruiters: tuple[Account, ...]
    led: bool
    may_lead: bool


class Act(TypedDict):
    """What was done to a licence; `by` is whose act it was, where the reader may know."""

    it: LicenceAct
    by: str


class Licences(TypedDict):
    """An employer's licences: the one that counts, the one that waits, and earlier ones.

    `acts` are what was done to all of them, the newest first.
    """

    employer: Employer
    licence: Licence | None
    waiting: Licence | None
    written: Licence | None
    earlier: list[Licence]
    acts: list[Act]
    least_reserve_cents: int


class EmployerPage(Colleagues, Licences):
    """Everything of one employer for the organiser.

    `suspension` is the one that stands, `twins` are companies alike, `held` says whether one of
    them has the number that is to be checked.
    """

    suspension: Suspension | None
    twins: tuple[Twin, ...]
    held: bool


def employers(
    connection: Connection, viewer: Viewer, only: str, wanted: str = "", page: int = 1
) -> Employers:
    """Return a page of the employers for the organiser, what waits for a check first.

    `only` keeps those of one licence state, `wanted` those with this in one of their names.
    """
    found = reads.all_employers(connection)
    licences = reads.licences_that_count(connection, [one.id for one in found])
    waiting = reads.submitted_licences(connection)
    paused = act_store.all_suspending(connection)
    rows = [
        _row(one, licences.get(one.id), waiting.get(one.id), one.id in paused, viewer.lang)
        for one in found
    ]
    rows.sort(key=lambda row: (_URGENT.index(row["state"]), row["name"]))
    shown = [row for row in rows if _is(row, only) and _called(row, wanted)]
    pages = max(1, -(-len(shown) // PAGE))
    page = min(max(page, 1), pages)
    shown = shown[(page - 1) * PAGE : page * PAGE]
    _mark_twins(connection, shown)
    return {
        "rows": shown,
        "only": only,
        "wanted": wanted,
        "page": page,
        "pages": pages,
        "count": len(rows),
        "waiting": len(waiting),
        "due": sum(one.state is LicenceState.DUE for one in licences.values()),
        "without": sum(row["state"] is None for row in rows),
    }


def _is(row: Row, only: str) -> bool:
    waits = row["waits"] and only == LicenceState.SUBMITTED
    return waits or only in {"", row["state"] or "none"}


def _mark_twins(connection: Connection, rows: list[Row]) -> None:
    """Say of whom a check in passing would be too quick: the company may be another one."""
    asked = [row for row in rows if row["waits"]]
    known = twin_reads.companies(connection) if asked else ()
    by_id = {one.employer_id: one for one in known}
    for row in asked:
        row["twin"] = bool(twins(by_id[row["employer"].id], known))


def _called(row: Row, wanted: str) -> bool:
    one = row["employer"]
    return any(key(wanted) in key(name) for name in (one.name, *one.names.values()))


def _row(
    employer: Employer,
    licence: Licence | None,
    waiting: Licence | None,
    paused: bool,  # noqa: FBT001
    lang: str,
) -> Row:
    shown = licence if licence and licence.suspended else waiting or licence
    return {
        "employer": employer,
        "name": employer.called(lang),
        "licence": shown,
        "in_force": licence,
        "state": listed_as(licence, waiting, last_was_suspending=paused),
        "waits": waiting is not None,
        "twin": False,
    }


def employer(connection: Connection, viewer: Viewer, employer_id: str) -> EmployerPage:
    """Return everything of one employer for the organiser."""
    known = reads.licence(connection, employer_id), reads.submitted_licence(connection, employer_id)
    return {
        **_staff_of(connection, viewer, employer_id),
        **licence_of(connection, viewer, employer_id),
        "suspension": reads.suspension(connection, employer_id),
        "twins": twin_reads.of_employer(connection, employer_id),
        "held": any(twin_reads.holder(connection, one) for one in known if one),
    }


def licence_page(connection: Connection, viewer: Viewer) -> Licences:
    """Return a recruiter's page of the employer's licence."""
    return licence_of(connection, viewer, viewer.actor.employer_id)


def licence_of(connection: Connection, viewer: Viewer, employer_id: str) -> Licences:
    """Return an employer's licences: the one that counts, the one that waits, and earlier ones."""
    licences = store.licences(connection, employer_id)
    current = reads.licence(connection, employer_id)
    waiting = reads.submitted_licence(connection, employer_id)
    shown = {one.id for one in (current, waiting) if one}
    return {
        "employer": reads.known(connection, employer_id),
        "licence": current,
        "waiting": waiting if waiting != current else None,
        "written": waiting or current,
        "earlier": [one for one in licences if one.id not in shown],
        "acts": _acts(connection, viewer, employer_id),
        "least_reserve_cents": LEAST_RESERVE_CENTS,
    }


def _acts(connection: Connection, viewer: Viewer, employer_id: str) -> list[Act]:
    """Return the history of the licences; a recruiter reads names of the own team alone."""
    acts = act_store.acts(connection, employer_id)
    who = accounts.accounts(connection, {one.account_id for one in acts} - {""})
    known = {
        key: one.name
        for key, one in who.items()
        if viewer.oversees or one.employer_id == employer_id
    }
    return [{"it": one, "by": known.get(one.account_id, "")} for one in acts]


def colleagues(connection: Connection, viewer: Viewer) -> Colleagues:
    """Return a recruiter's colleagues."""
    return _staff_of(connection, viewer, viewer.actor.employer_id)


def _staff_of(connection: Connection, viewer: Viewer, employer_id: str) -> Colleagues:
    employer = reads.known(connection, employer_id)
    recruiters = accounts.accounts_of(connection, employer_id)
    mine = any(one.lead and one.id == viewer.actor.account_id for one in recruiters)
    return {
        "employer": employer,
        "name": employer.called(viewer.lang),
        "recruiters": recruiters,
        "led": any(one.lead for one in recruiters),
        "may_lead": mine or viewer.may(CloseAccount.name),
    }


class Name(TypedDict):
    """What an employer is called in the reader's language; empty where it is not known."""

    called: str


def employer_name(connection: Connection, viewer: Viewer, employer_id: str) -> Name:
    """Return the employer's name."""
    found = reads.employer(connection, employer_id)
    return {"called": found.called(viewer.lang) if found else ""}
