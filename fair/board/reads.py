"""Read-only queries of `board`: figures from tables and from the ledger, cases, sealed figures."""

from collections.abc import Collection, Iterable

import orjson
from sqlalchemy import Connection, or_, select

from fair.board.case import Case, CaseKind, Reply
from fair.board.facts import CaseOpened, FairSealed
from fair.board.figures import COUNTS, NAMES, Figures, fold
from fair.board.store import as_case, case_table, reply_table
from fair.glossary import CaseState
from fair.hiring import reads as hiring
from fair.interviews import reads as interviews
from fair.ledger import facts_of
from fair.of_fair import by_row
from fair.people import reads as people
from fair.programme.facts import FairCreated
from fair.queue import reads as queue


def figures(connection: Connection, fair_id: str) -> Figures:
    """Return the figures of a fair as the tables of its slices give them."""
    talks = interviews.talks_of_fair(connection, fair_id).values()
    offers = hiring.offer_counts(connection, fair_id).values()
    return Figures(
        people=people.count_of_fair(connection, fair_id),
        contacts=queue.contacts_of_fair(connection, fair_id),
        interviews=sum(one.all for one in talks),
        outcomes=sum(one.outcomes for one in talks),
        offers=sum(one.made for one in offers),
        accepted=sum(one.accepted for one in offers),
        hires=hiring.hires_count(connection, fair_id),
    )


def ledger_figures(connection: Connection, fair_id: str) -> Figures:
    """Return the figures of a fair as the facts of its ledger add up to."""
    rows = facts_of(connection, fair_id, *COUNTS)
    return fold((row.kind, orjson.loads(row.data)) for row in rows)


def sealed(connection: Connection, fair_id: str) -> Figures | None:
    """Return the figures sealed at the fair's closing, or None before."""
    rows = list(facts_of(connection, fair_id, FairSealed.kind))
    if not rows:
        return None
    data = orjson.loads(rows[-1].data)
    return Figures(**{name: data[name] for name in NAMES})


def born_as_demo(connection: Connection, fair_id: str) -> bool | None:
    """Return what the ledger says of the fair's birth; None where it says nothing."""
    for row in facts_of(connection, fair_id, FairCreated.kind):
        return bool(orjson.loads(row.data)["demo"])
    return None


# --- cases ----------------------------------------------------------------------------------


def case(connection: Connection, case_id: str) -> Case | None:
    """Return a case with its answers, or None."""
    row = connection.execute(select(case_table).where(case_table.c.id == case_id)).first()
    if row is None:
        return None
    replies = connection.execute(
        select(reply_table).where(reply_table.c.case_id == case_id).order_by(reply_table.c.at)
    )
    said = tuple(Reply(one.text, one.at, CaseState(one.state)) for one in replies)
    return as_case(row, said)


def cases(connection: Connection, fair_id: str = "", *states: CaseState) -> tuple[Case, ...]:
    """Return the cases of a fair (or of all), in these states (or in all), newest first."""
    query = select(case_table).order_by(case_table.c.opened_at.desc(), case_table.c.id)
    if fair_id:
        query = query.where(case_table.c.fair_id == fair_id)
    if states:
        query = query.where(case_table.c.state.in_(states))
    return tuple(as_case(row) for row in connection.execute(query))


def unanswered(connection: Connection, kind: CaseKind, refs: Collection[str]) -> tuple[Case, ...]:
    """Return the reports of these things that nobody has answered."""
    at = case_table.c
    rows = connection.execute(
        select(case_table)
        .where(at.kind == kind, at.ref.in_(sorted(refs)), at.state == CaseState.OPENED)
        .order_by(at.opened_at, at.id)
    )
    return tuple(as_case(row) for row in rows)


def cases_of(
    connection: Connection, *, person_id: str = "", account_id: str = ""
) -> Iterable[Case]:
    """Return the cases that a person or an account reported, newest first."""
    own = (
        case_table.c.person_id == person_id if person_id else case_table.c.account_id == account_id
    )
    rows = connection.execute(select(case_table).where(own).order_by(case_table.c.number.desc()))
    return tuple(as_case(row) for row in rows)


def cases_with(connection: Connection, person_id: str) -> tuple[Case, ...]:
    """Return the cases that a person reported, or whose evidence is about the person."""
    at = case_table.c
    asked = select(case_table).where(
        or_(at.person_id == person_id, at.about_person_id == person_id)
    )
    return tuple(as_case(row) for row in connection.execute(asked))


def salt_of(connection: Connection, case_id: str) -> str:
    """Return the salt of a case's evidence; empty once it was erased."""
    salt = connection.execute(select(case_table.c.salt).where(case_table.c.id == case_id)).scalar()
    return str(salt or "")


def evidence_hash(connection: Connection, fair_id: str, case_id: str) -> str:
    """Return the hash of a case's evidence as the ledger keeps it; empty where it has none."""
    for row in facts_of(connection, fair_id, CaseOpened.kind):
        data = orjson.loads(row.data)
        if data["case_id"] == case_id:
            return str(data["evidence_hash"])
    return ""


OF_FAIR = {"case_id": by_row(case_table)}
