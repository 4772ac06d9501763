"""What auditors, organisers and the people concerned may see of an audit."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from fair import histories
from fair.accounts import reads as accounts
from fair.accounts.account import LONGEST_AUDIT
from fair.audit import reads
from fair.audit.contexts import (
    DrawnRow,
    DrawPage,
    Draws,
    Home,
    Inviting,
    OneDraw,
    OneOpening,
    OpeningOf,
    Openings,
    OpeningsOfFair,
    Result,
)
from fair.audit.draw import MOST, Draw, Drawn, Opening, counts
from fair.contract.accounts import Invite
from fair.contract.audit import MarkHire, OpenName
from fair.decisions import NotAllowed, NotFound
from fair.employers import reads as employers
from fair.glossary import DrawState, FairState
from fair.hiring import reads as hiring
from fair.people import reads as people
from fair.programme import reads as programme
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import for_readers
from fair.web import Viewer

A_PAGE, SOME = 50, 10


def home(connection: Connection, viewer: Viewer) -> Home:
    """Return the fairs that the reader may examine, but drafts."""
    mine = accounts.account(connection, viewer.actor.account_id)
    return {
        "fairs": [
            one
            for one in programme.fairs(connection)
            if one.state is not FairState.DRAFT and viewer.actor.examines(one.id)
        ],
        "ends_at": mine.ends_at if mine else None,
    }


def draws(connection: Connection, viewer: Viewer, fair_id: str) -> Draws:
    """Return every draw of a fair with its result."""
    reads.examined(connection, viewer.actor, fair_id)
    return {"fair_id": fair_id, "draws": _draws(connection, fair_id), "most": MOST}


def result(connection: Connection, viewer: Viewer, fair_id: str) -> Result:
    """Return what stands of the audits of a fair on its report."""
    return {
        **draws(connection, viewer, fair_id),
        "yeses": reads.yeses_of(connection, fair_id),
        "openings": reads.opened(connection, fair_id),
    }


def _draws(connection: Connection, fair_id: str) -> list[OneDraw]:
    found = reads.draws(connection, fair_id)
    rows = reads.drawn(connection, [one.id for one in found])
    staff = accounts.accounts(connection, {one.account_id for one in found})
    held = reads.holds(connection, fair_id) if found else {}
    return [
        {
            "it": one,
            "auditor": staff[one.account_id].name if one.account_id in staff else "",
            "counts": counts(rows[one.id]),
            "holds": held.get(one.id, False),
        }
        for one in found
    ]


def draw(connection: Connection, viewer: Viewer, draw_id: str) -> DrawPage:
    """Return a draw with its rows; names stand beside those that the reader has opened."""
    found = reads.draw(connection, draw_id)
    if found is None:
        raise NotFound
    fair = reads.examined(connection, viewer.actor, found.fair_id)
    (one,) = (one for one in _draws(connection, fair.id) if one["it"].id == draw_id)
    rows = reads.drawn(connection, [draw_id])[draw_id]
    return {
        **one,
        "fair": fair,
        "rows": _rows(connection, viewer, found, rows),
        "marks": found.state is DrawState.OPEN
        and viewer.may(MarkHire.name)
        and found.account_id == viewer.actor.account_id,
    }


def _rows(
    connection: Connection, viewer: Viewer, of: Draw, rows: Sequence[Drawn]
) -> list[DrawnRow]:
    offers = hiring.offers(connection, [row.offer_id for row in rows])
    hires = hiring.hires(connection, offers)
    posts = vacancies.vacancies(connection, [one.vacancy_id for one in offers.values()])
    firms = employers.employers(connection, {one.employer_id for one in offers.values()})
    known = _known(connection, viewer, of.fair_id)
    who = {one.person_id for one in offers.values()}
    names = {one: histories.aliases(connection, one).get(of.fair_id, "") for one in who}
    persons = people.persons(connection, who)
    made: list[DrawnRow] = []
    for row in rows:
        offer, hire = offers[row.offer_id], hires.get(row.offer_id)
        person = persons.get(offer.person_id)
        opened = person if person and offer.person_id in known else None
        firm, post = firms.get(offer.employer_id), posts.get(offer.vacancy_id)
        made.append(
            {
                "it": row,
                "alias": names[offer.person_id],
                "employer": firm.called(viewer.lang) if firm else "",
                "post": for_readers(post).title if post else "",
                "hired_at": hire.agreed_at if hire else None,
                "name": opened.name if opened else "",
                "phone": opened.phone if opened else "",
                "erased": person is None or person.erased,
            }
        )
    return made


def _known(connection: Connection, viewer: Viewer, fair_id: str) -> Mapping[str, Opening]:
    """Return whom the reader has opened: auditors alone open names."""
    if not viewer.may(OpenName.name):
        return {}
    return reads.opened_by(connection, fair_id, viewer.actor.account_id)


def opening(connection: Connection, viewer: Viewer, fair_id: str, alias: str) -> OpeningOf:
    """Return one person of a fair by alias: name and number only for who has opened them."""
    reads.examined(connection, viewer.actor, fair_id)
    of_fair, person_id = histories.persons(connection, [alias]).get(alias, ("", ""))
    who = people.person(connection, person_id) if of_fair == fair_id else None
    shown = who and not who.erased and person_id in _known(connection, viewer, fair_id)
    return {
        "fair_id": fair_id,
        "alias": alias,
        "name": who.name if who and shown else "",
        "phone": who.phone if who and shown else "",
        "erased": who is None or who.erased,
    }


def openings(connection: Connection, viewer: Viewer, fair_id: str) -> OpeningsOfFair:
    """Return the last names that were opened at a fair, by alias: by whom, when and why."""
    return opened(connection, viewer, fair_id, 1, SOME)


def opened(
    connection: Connection, viewer: Viewer, fair_id: str, page: int, most: int = A_PAGE
) -> OpeningsOfFair:
    """Return a page of the names that were opened at a fair, the latest first."""
    fair = reads.examined(connection, viewer.actor, fair_id)
    found, more = reads.openings(connection, fair_id, page, most)
    here = f"/audit/{fair_id}/names?page="
    older = f"{here}{page + 1}" if most == A_PAGE else f"{here}1"
    return {
        "fair": fair,
        "openings": _openings(connection, viewer, found),
        "newer": f"{here}{page - 1}" if page > 1 else "",
        "older": older if more else "",
    }


def knows(connection: Connection, viewer: Viewer) -> Openings:
    """Return which auditors opened the reader's own name."""
    found = reads.openings_of(connection, viewer.person_id) if viewer.person_id else ()
    return {"openings": _openings(connection, viewer, found)}


def _openings(connection: Connection, viewer: Viewer, found: Sequence[Opening]) -> list[OneOpening]:
    staff = accounts.accounts(connection, {one.account_id for one in found})
    fairs = {one: programme.fair(connection, one) for one in {one.fair_id for one in found}}
    numbers = {
        draw.id: draw.number for one in fairs for draw in reads.draws(connection, one)
    }  # fmt: skip
    return [
        {
            "it": one,
            "alias": histories.aliases(connection, one.person_id).get(one.fair_id, ""),
            "auditor": staff[one.account_id].name if one.account_id in staff else "",
            "draw": numbers.get(one.draw_id, 0),
            "fair": fair.called(viewer.lang) if (fair := fairs[one.fair_id]) else "",
        }
        for one in found
    ]


def inviting(connection: Connection, viewer: Viewer) -> Inviting:
    """Return what the form needs by which an organiser invites an auditor."""
    if not viewer.may(Invite.name) or not viewer.oversees:
        raise NotAllowed
    return {"fairs": list(programme.fairs(connection)), "most": LONGEST_AUDIT.days}
