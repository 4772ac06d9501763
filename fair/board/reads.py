"""Read-only queries of `board`: figures from tables and from the ledger, cases, sealed figures."""

from collections.abc import Iterable

import orjson
from sqlalchemy import Connection, select, text

from fair.board.case import Case, Reply
from fair.board.facts import CaseOpened, FairSealed
from fair.board.figures import COUNTS, NAMES, Figures, fold
from fair.board.store import as_case, case_table, reply_table
from fair.glossary import CaseState
from fair.ledger import facts_of
from fair.programme.facts import FairCreated

# Every figure is a query over the tables of all slices; each table knows its fair.
_FIGURES = text(
    """
    select
      (select count(*) from participant where fair_id = :fair_id) as people,
      (select count(*) from
        (select distinct person_id, booth_id from ticket where fair_id = :fair_id) as met
      ) as contacts,
      (select count(*) from interview where fair_id = :fair_id) as interviews,
      (select count(*) from interview
        where fair_id = :fair_id and outcome is not null) as outcomes,
      (select count(*) from offer where fair_id = :fair_id) as offers,
      (select count(*) from offer where fair_id = :fair_id and state = 'accepted') as accepted,
      (select count(*) from hire where fair_id = :fair_id and state = 'hired') as hires
    """
)
_ERASED = text(
    """
    select count(*) from participant join person on person.id = participant.person_id
    where participant.fair_id = :fair_id and person.erased_at is not null
    """
)


def figures(connection: Connection, fair_id: str) -> Figures:
    """Return the figures of a fair as its tables give them."""
    row = connection.execute(_FIGURES, {"fair_id": fair_id}).one()
    return Figures(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name


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


def erased(connection: Connection, fair_id: str) -> int:
    """Return how many people of a fair had their data erased."""
    return connection.execute(_ERASED, {"fair_id": fair_id}).scalar() or 0


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


def cases_of(
    connection: Connection, *, person_id: str = "", account_id: str = ""
) -> Iterable[Case]:
    """Return the cases that a person or an account reported, newest first."""
    own = (
        case_table.c.person_id == person_id if person_id else case_table.c.account_id == account_id
    )
    rows = connection.execute(select(case_table).where(own).order_by(case_table.c.number.desc()))
    return tuple(as_case(row) for row in rows)


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
