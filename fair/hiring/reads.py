"""Read-only queries of `hiring` that other slices may use; frozen values, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from fair.glossary import HireState, OfferState
from fair.hiring.hire import Hire
from fair.hiring.hire_store import hire_table, hires_where
from fair.hiring.offer import LIVE, Offer
from fair.hiring.offer_store import offer_table, offers_where


def offer(connection: Connection, offer_id: str) -> Offer | None:
    """Return an offer, or None."""
    found = offers_where(connection, offer_table.c.id == offer_id)
    return found[0] if found else None


def offers(connection: Connection, ids: Iterable[str]) -> dict[str, Offer]:
    """Return offers by id; unknown ids are left out."""
    found = offers_where(connection, offer_table.c.id.in_(set(ids)))
    return {one.id: one for one in found}


def offers_of_person(connection: Connection, person_id: str) -> tuple[Offer, ...]:
    """Return every offer to a person, at all fairs, in all states."""
    return offers_where(connection, offer_table.c.person_id == person_id)


def accepted_offer(connection: Connection, person_id: str) -> Offer | None:
    """Return the offer that a person has accepted, or None."""
    at = offer_table.c
    found = offers_where(connection, at.person_id == person_id, at.state == OfferState.ACCEPTED)
    return found[0] if found else None


def offers_of_interview(connection: Connection, interview_id: str) -> tuple[Offer, ...]:
    """Return the offers that came out of an interview."""
    return offers_where(connection, offer_table.c.interview_id == interview_id)


def offers_of_vacancy(connection: Connection, vacancy_id: str) -> tuple[Offer, ...]:
    """Return the offers for a post."""
    return offers_where(connection, offer_table.c.vacancy_id == vacancy_id)


def offers_of_employer(
    connection: Connection, employer_id: str, fair_id: str = ""
) -> tuple[Offer, ...]:
    """Return the offers of an employer, at one fair or at all."""
    of_fair = (offer_table.c.fair_id == fair_id,) if fair_id else ()
    return offers_where(connection, offer_table.c.employer_id == employer_id, *of_fair)


def accepted_with_helper(connection: Connection, fair_id: str) -> int:
    """Return how many accepted offers of a fair were answered with a helper beside the person."""
    return sum(
        one.helped and one.state is OfferState.ACCEPTED
        for one in offers_of_fair(connection, fair_id)
    )


def offers_of_fair(connection: Connection, fair_id: str) -> tuple[Offer, ...]:
    """Return every offer of a fair, in all states."""
    return offers_where(connection, offer_table.c.fair_id == fair_id)


def live_offers_at(
    connection: Connection, booth_ids: Iterable[str], fair_ids: Iterable[str]
) -> tuple[Offer, ...]:
    """Return the offers at these booths and fairs that still count."""
    at = offer_table.c
    there = or_(at.booth_id.in_(set(booth_ids)), at.fair_id.in_(set(fair_ids)))
    return offers_where(connection, there, at.state.in_(sorted(LIVE)))


def offers_naming(
    connection: Connection,
    person_id: Iterable[str],
    account_id: Iterable[str],
    employer_id: Iterable[str],
) -> tuple[Offer, ...]:
    """Return the offers to these persons, by these recruiters, or of these employers."""
    at = offer_table.c
    named = or_(
        at.person_id.in_(set(person_id)),
        at.account_id.in_(set(account_id)),
        at.employer_id.in_(set(employer_id)),
    )
    return offers_where(connection, named)


def hire(connection: Connection, offer_id: str) -> Hire | None:
    """Return what followed an accepted offer, or None."""
    return hires(connection, [offer_id]).get(offer_id)


def hires(connection: Connection, offer_ids: Iterable[str]) -> dict[str, Hire]:
    """Return what followed these offers, by the offer's id; not accepted ones are left out."""
    found = hires_where(connection, hire_table.c.offer_id.in_(set(offer_ids)))
    return {one.offer_id: one for one in found}


def hires_of_fair(
    connection: Connection, fair_id: str, states: Iterable[HireState] = (HireState.HIRED,)
) -> tuple[Hire, ...]:
    """Return the hires of a fair; without `states` those that both sides have confirmed."""
    return hires_where(
        connection, hire_table.c.fair_id == fair_id, hire_table.c.state.in_(list(states))
    )


@dataclass(frozen=True, slots=True)
class OfferCounts:
    """The offers of a booth: all that were made, and those that stand accepted."""

    made: int = 0
    accepted: int = 0


def offer_counts(connection: Connection, fair_id: str) -> dict[str, OfferCounts]:
    """Return the offers of each booth of a fair; booths without any are left out."""
    at = offer_table.c
    query = (
        select(
            at.booth_id, func.count(), func.count().filter(at.state == OfferState.ACCEPTED.value)
        )
        .where(at.fair_id == fair_id)
        .group_by(at.booth_id)
    )
    return {row[0]: OfferCounts(row[1], row[2]) for row in connection.execute(query)}


def hires_count(connection: Connection, fair_id: str) -> int:
    """Return how many hires of a fair both sides have confirmed."""
    at = hire_table.c
    query = select(func.count()).where(at.fair_id == fair_id, at.state == HireState.HIRED.value)
    return connection.execute(query).scalar() or 0
