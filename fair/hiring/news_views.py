"""Who hears that an offer is another now, or looks so: its person, its desk."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.accounts.facts import AccountRenamed
from fair.booths.facts import CLOCK_FACTS, at_clocks
from fair.contract.base import Event
from fair.contract.hiring import OfferChanged
from fair.decisions import Fact
from fair.employers.facts import LICENCE_FACTS, EmployerCorrected
from fair.hiring import reads
from fair.hiring.facts import (
    HireConfirmed,
    Hired,
    HireFellThrough,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferFirm,
    OfferFrozen,
    OfferMade,
    OfferMovedUp,
    OfferOpened,
    OfferReleased,
    OfferTakenBack,
    OfferThawed,
    OfferWithdrawn,
)
from fair.hiring.offer import Offer
from fair.looks.facts import LOOK_FACTS, LookFact
from fair.looks.look import LookKind
from fair.people.facts import ConsentWithdrawn, PersonChanged, PersonErased

_STEPS = (
    OfferMade, OfferFirm, OfferMovedUp, OfferOpened, OfferAccepted, OfferTakenBack, OfferReleased,
    OfferDeclined, OfferWithdrawn, OfferExpired, OfferFrozen, OfferThawed, HireConfirmed, Hired,
    HireFellThrough,
)  # fmt: skip
_FRESH = (OfferMade, OfferFirm, OfferThawed)
_NAMES = (PersonChanged, ConsentWithdrawn, PersonErased, AccountRenamed, EmployerCorrected)


def offer_news(connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell how each offer stands that something happened to."""
    fresh = {fact.offer_id for fact in facts if isinstance(fact, _FRESH)}
    changed = {fact.offer_id for fact in facts}
    return _told(reads.offers(connection, changed).values(), fresh)


def look_news(connection: Connection, facts: Sequence[LookFact]) -> Iterable[Event]:
    """Tell of every offer at whose words the organiser looks, or has looked."""
    of = {fact.ref for fact in facts if fact.about == LookKind.OFFER}
    return _told(reads.offers(connection, of).values())


def licence_news(connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell of every offer whose employer's licence, which stands in the letter, is another."""
    for employer_id in sorted({fact.employer_id for fact in facts}):
        yield from _told(reads.offers_of_employer(connection, employer_id))


def clock_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell of every live offer whose clock stands, as its booth or fair does, or runs again."""
    return _told(reads.live_offers_at(connection, *at_clocks(facts)))


def name_news(connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell of every offer that names somebody who is called otherwise, or is not to be seen."""
    of = {
        name: {one for fact in facts if (one := getattr(fact, name, ""))}
        for name in ("person_id", "account_id", "employer_id")
    }
    for fact in facts:
        if isinstance(fact, ConsentWithdrawn | AccountRenamed):
            of["employer_id"].discard(fact.employer_id)
    return _told(reads.offers_naming(connection, **of))


def _told(offers: Iterable[Offer], fresh: set[str] | None = None) -> Iterable[Event]:
    for offer in offers:
        for to in (f"person:{offer.person_id}", f"desk:{offer.booth_id}"):
            yield OfferChanged(
                to=to,
                offer_id=offer.id,
                booth_id=offer.booth_id,
                state=offer.state,
                version=offer.version,
                fresh=offer.id in (fresh or ()),
            )


NEWS: tuple[Any, ...] = (
    (_STEPS, offer_news),
    (LOOK_FACTS, look_news),
    (LICENCE_FACTS, licence_news),
    (CLOCK_FACTS, clock_news),
    (_NAMES, name_news),
)
