"""Texts to closed pages about offers, in the person's language, to a confirmed number only."""

from datetime import datetime
from typing import Any

from fair import days, timers, words
from fair.db import Work
from fair.decisions import N_
from fair.employers import reads as employer_reads
from fair.hiring.offer import Offer
from fair.hiring.offer_store import EXPIRES
from fair.people.telling_writes import tell
from fair.programme import reads as programme_reads

DAY_S = 24 * 3600.0

MADE = N_("{employer} offers you: {post}. Answer until {until}. Open the fair, “My queues”.")
MADE_RESERVE = N_(
    "{employer} offers you number {rank} in the reserve: {post}. We text you when a place is free, "
    "until {last_day} at the latest."
)
FIRM = N_(
    "A place is free: your offer from {employer} for {post} is firm now. Answer until {until}. "
    "Open the fair, “My queues”."
)
RESERVE_OVER = N_(
    "No place was freed: the reserve of {employer} for {post} is over. Other posts are in the fair."
)
WITHDRAWN = N_("{employer} withdrew the offer: {post}. The reason is in the fair, “My queues”.")
SUSPENDED = N_(
    "The licence of {employer} is suspended. Your accepted offer stands, but do not travel or pay "
    "anything yet. Open the offer in the fair and ask the organiser there."
)
LIFTED = N_("The licence of {employer} is valid again. Your offer for {post} goes on.")


def tell_made(work: Work, offer: Offer) -> None:
    """Tell of a new offer, firm or in reserve."""
    _send(work, offer, MADE_RESERVE if offer.rank else MADE, "made")


def tell_firm(work: Work, offer: Offer) -> None:
    """Tell that a reserve offer became firm."""
    _send(work, offer, FIRM, "firm")


def tell_reserve_over(work: Work, offer: Offer) -> None:
    """Tell that the last day of a reserve offer is over and no place was freed."""
    _send(work, offer, RESERVE_OVER, "reserve_over")


def tell_withdrawn(work: Work, offer: Offer) -> None:
    """Tell that the employer withdrew it."""
    _send(work, offer, WITHDRAWN, "withdrawn")


def tell_suspended(work: Work, offer: Offer) -> None:
    """Tell who accepted that the employer's licence is suspended."""
    _send(work, offer, SUSPENDED, f"suspended:{int(work.now.timestamp())}")


def tell_lifted(work: Work, offer: Offer) -> None:
    """Tell that the suspension is over."""
    _send(work, offer, LIFTED, f"lifted:{int(work.now.timestamp())}")


def _send(work: Work, offer: Offer, sentence: str, what: str) -> None:
    until = timers.ends_at(work.connection, EXPIRES, offer.id)
    tell(
        work,
        offer.person_id,
        sentence,
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
        "rank": offer.rank or "",
        "last_day": known.day(offer.last_day),
        "until": known.moment(until, zone) if until else "",
    }
