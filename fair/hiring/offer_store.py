"""Rows of offers and their answers: tables, rows ⇄ values.

The constraints are the last guard: one answer per offer (its primary key), one accepted offer per
person, one live offer per person and post, one offer per reserve number.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    and_,
    insert,
    select,
    text,
    update,
)

from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import OfferState
from fair.hiring.offer import LIVE, UNANSWERED, Offer
from fair.tables import Instant, metadata
from fair.timers import deadline

RESERVE_ENDS = "offer.reserve_ends"
EXPIRES = "offer.expires"
_LIVE = ", ".join(f"'{state}'" for state in sorted(LIVE))

offer_table = Table(
    "offer",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("booth_id", String(12), ForeignKey("booth.id"), nullable=False, index=True),
    Column("employer_id", String(12), ForeignKey("employer.id"), nullable=False, index=True),
    Column("vacancy_id", String(12), ForeignKey("vacancy.id"), nullable=False, index=True),
    Column("vacancy_version", Integer, nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("interview_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("rank", Integer),
    Column("starts_on", Date, nullable=False),
    Column("terms", JSON, nullable=False),
    Column("salt", String(32), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("opened_at", Instant),
    Column("aloud_at", Instant),
    Column("frozen_left_s", Float),
    Column("reason", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("(state = 'reserve') = (rank is not null)", name="rank_of_reserve"),
    CheckConstraint("rank is null or rank > 0", name="rank_from_one"),
)
offer_answer_table = Table(
    "offer_answer",
    metadata,
    Column("offer_id", String(12), ForeignKey("offer.id"), primary_key=True),
    Column("answer", String(8), nullable=False),
    Column("at", Instant, nullable=False),
    Column("helper", Boolean, nullable=False, server_default="0"),
    CheckConstraint("answer in ('accepted', 'declined')", name="answers"),
)


def _only(where: str) -> dict[str, Any]:
    return {"sqlite_where": text(where), "postgresql_where": text(where)}


Index(
    "uq_offer_one_accepted_per_person",
    offer_table.c.person_id,
    unique=True,
    **_only("state = 'accepted'"),
)
Index(
    "uq_offer_one_live_per_person_and_vacancy",
    offer_table.c.person_id,
    offer_table.c.vacancy_id,
    unique=True,
    **_only(f"state in ({_LIVE})"),
)
Index(
    "uq_offer_rank",
    offer_table.c.vacancy_id,
    offer_table.c.rank,
    unique=True,
    **_only("state = 'reserve'"),
)


def select_offers() -> Select[Any]:
    """Return the query that `as_offer` reads: an offer, its clock and its answer."""
    clock, answer = deadline.c, offer_answer_table.c
    return (
        select(
            offer_table,
            clock.due_at.label("expires_at"),
            answer.at.label("answered_at"),
            answer.helper,
        )
        .select_from(
            offer_table.outerjoin(
                deadline, and_(clock.kind == EXPIRES, clock.ref == offer_table.c.id)
            ).outerjoin(offer_answer_table, answer.offer_id == offer_table.c.id)
        )
        .order_by(offer_table.c.made_at, offer_table.c.id)
    )


def as_offer(row: Row[Any]) -> Offer:
    """Build an offer from a row of `select_offers`."""
    return Offer(
        id=row.id,
        fair_id=row.fair_id,
        booth_id=row.booth_id,
        employer_id=row.employer_id,
        vacancy_id=row.vacancy_id,
        vacancy_version=row.vacancy_version,
        person_id=row.person_id,
        interview_id=row.interview_id,
        account_id=row.account_id,
        state=OfferState(row.state),
        rank=row.rank,
        starts_on=row.starts_on,
        expires_at=row.expires_at,
        terms=row.terms,
        made_at=row.made_at,
        opened_at=row.opened_at,
        answered_at=row.answered_at,
        helped=bool(row.helper),
        reason=row.reason,
        version=row.version,
    )


def offers_where(connection: Connection, *conditions: Any) -> tuple[Offer, ...]:
    """Return the offers that meet all conditions on `offer_table`, oldest first."""
    return tuple(as_offer(row) for row in connection.execute(select_offers().where(*conditions)))


def offer(work: Work, offer_id: str) -> Offer:
    """Return an offer; refuses `NotFound`."""
    found = offers_where(work.connection, offer_table.c.id == offer_id)
    if not found:
        raise NotFound
    return found[0]


def live_offer(work: Work, person_id: str, vacancy_id: str) -> Offer | None:
    """Return the live offer of this person for this post, or None."""
    at = offer_table.c
    found = offers_where(
        work.connection, at.person_id == person_id, at.vacancy_id == vacancy_id, at.state.in_(LIVE)
    )
    return found[0] if found else None


def accepted_offer(work: Work, person_id: str) -> Offer | None:
    """Return the offer that this person has accepted, or None."""
    at = offer_table.c
    found = offers_where(
        work.connection, at.person_id == person_id, at.state == OfferState.ACCEPTED
    )
    return found[0] if found else None


def reserve(work: Work, vacancy_id: str) -> tuple[Offer, ...]:
    """Return the reserve offers of a post by their numbers."""
    at = offer_table.c
    rows = work.all(
        select_offers()
        .where(at.vacancy_id == vacancy_id, at.state == OfferState.RESERVE)
        .order_by(None)
        .order_by(at.rank)
    )
    return tuple(as_offer(row) for row in rows)


def offers_of(
    work: Work, states: Sequence[OfferState] = tuple(sorted(UNANSWERED)), **columns: str
) -> tuple[Offer, ...]:
    """Return the offers in `states` of an employer, a person or a post."""
    conditions = [offer_table.c[name] == value for name, value in columns.items()]
    return offers_where(work.connection, offer_table.c.state.in_(states), *conditions)


def add_offer(work: Work, made: Offer, salt: str) -> None:
    """Keep a new offer."""
    values = asdict(made)
    for name in ("expires_at", "answered_at"):
        values.pop(name)
    work.write(insert(offer_table), {**values, "salt": salt, "terms": dict(made.terms)})


def move_offer(work: Work, offer: Offer, state: OfferState, **values: Any) -> None:
    """Save an offer's new state and whatever changes with it; its rank goes with the reserve."""
    change_offer(work, offer, state=state, rank=None, **values)


def change_offer(work: Work, offer: Offer, **values: Any) -> None:
    """Save columns of an offer under a new version.

    Refuses `WrongState` where it has another state by now.
    """
    at = offer_table.c
    rewrite = update(offer_table).where(at.id == offer.id, at.state == offer.state)
    if work.write(rewrite.values(**values, version=at.version + 1)) != 1:
        raise WrongState


def frozen_left_s(work: Work, offer_id: str) -> float:
    """Return how many seconds a frozen offer had left."""
    left = work.value(select(offer_table.c.frozen_left_s).where(offer_table.c.id == offer_id))
    return float(left or 0.0)


def seconds_left(work: Work, offer_id: str) -> float:
    """Return how many seconds are left to answer, whether the clock runs or stands."""
    row = work.one(
        select(deadline.c.left_s, deadline.c.running_since).where(
            deadline.c.kind == EXPIRES, deadline.c.ref == offer_id
        )
    )
    if row is None:
        return 0.0
    gone = (work.now - row.running_since).total_seconds() if row.running_since else 0.0
    return max(0.0, float(row.left_s) - gone)


def add_answer(work: Work, offer_id: str, answer: str, *, helper: bool = False) -> None:
    """Keep the one answer to an offer, and whether a helper sat beside the person."""
    values = {"offer_id": offer_id, "answer": answer, "at": work.now, "helper": helper}
    work.write(insert(offer_answer_table), values)


def as_sealed(terms: Mapping[str, Any]) -> str:
    """Return an offer's terms as the one text that is hashed."""
    return json.dumps(terms, sort_keys=True, ensure_ascii=False)


def forget_terms(work: Work, person_id: str) -> None:
    """Blank the terms and the salts of every offer to a person."""
    work.write(
        update(offer_table)
        .where(offer_table.c.person_id == person_id)
        .values(terms={}, salt="", version=offer_table.c.version + 1)
    )
