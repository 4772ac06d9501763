"""Texts to closed pages about offers, in the person's language, to a confirmed number only."""

from datetime import datetime
from typing import Any

from fair import days, timers, words
from fair.db import Work
from fair.employers import reads as employer_reads
from fair.hiring.offer import Offer
from fair.hiring.offer_store import EXPIRES
from fair.people.telling_writes import tell
from fair.programme import reads as programme_reads
from fair.signals.text import Text
from fair.signals.texts import (
    LIFTED,
    OFFER,
    OFFER_FIRM,
    OFFER_RESERVE,
    RESERVE_OVER,
    SUSPENDED,
    SUSPENDED_ASK,
    UNFILED,
    WITHDRAWN,
)

DAY_S = 24 * 3600.0


def tell_made(work: Work, offer: Offer) -> None:
    """Tell of a new offer, firm or in reserve."""
    _send(work, offer, OFFER_RESERVE if offer.rank else OFFER, "made")


def tell_firm(work: Work, offer: Offer) -> None:
    """Tell that a reserve offer became firm."""
    _send(work, offer, OFFER_FIRM, "firm")


def tell_reserve_over(work: Work, offer: Offer) -> None:
    """Tell that the last day of a reserve offer is over and no place was freed."""
    _send(work, offer, RESERVE_OVER, "reserve_over")


def tell_withdrawn(work: Work, offer: Offer) -> None:
    """Tell that the employer withdrew it."""
    _send(work, offer, WITHDRAWN, "withdrawn")


def tell_suspended(work: Work, offer: Offer) -> None:
    """Tell who accepted that the employer's licence is suspended."""
    reached = programme_reads.has_telephone(work.connection, offer.fair_id)
    text = SUSPENDED_ASK if reached else SUSPENDED
    _send(work, offer, text, f"suspended:{int(work.now.timestamp())}")


def tell_unfiled(work: Work, offer: Offer) -> None:
    """Tell that the filing for the work abroad was withdrawn, and the offer waits for it."""
    _send(work, offer, UNFILED, f"unfiled:{int(work.now.timestamp())}")


def tell_lifted(work: Work, offer: Offer) -> None:
    """Tell that the suspension is over."""
    _send(work, offer, LIFTED, f"lifted:{int(work.now.timestamp())}")


def _send(work: Work, offer: Offer, text: Text, what: str) -> None:
    until = timers.ends_at(work.connection, EXPIRES, offer.id)
    tell(
        work,
        offer.person_id,
        text,
        lambda known: _values(work, offer, known, until),
        dedupe=f"offer:{offer.id}:{what}",
        lasts_s=(until - work.now).total_seconds() if until else DAY_S,
    )


def _values(
    work: Work, offer: Offer, known: words.Catalogue, until: datetime | None
) -> dict[str, Any]:
    employer = employer_reads.employer(work.connection, offer.employer_id)
    zone = days.zone(programme_reads.zone_of(work.connection, offer.fair_id))
    return {
        "employer": employer.called(known.code) if employer else "",
        "post": offer.terms.get("title", ""),
        "office": programme_reads.whom_to_ask(work.connection, offer.fair_id, known),
        "rank": offer.rank or "",
        "last_day": known.day(offer.last_day),
        "until": known.moment(until, zone) if until else "",
    }
