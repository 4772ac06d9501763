"""A fair is born: its row, and the fact that tells all that it says; a rehearsal from another."""

from datetime import datetime
from typing import Any

from fair.db import Work
from fair.glossary import FairState
from fair.ledger import hashes_of
from fair.programme import facts, store
from fair.programme.fair import Fair


def described(fair: Fair) -> dict[str, Any]:
    """Return what facts tell of a fair: its words, hours and settings."""
    return {
        "zone": fair.zone,
        "opens_at": fair.opens_at,
        "closes_at": fair.closes_at,
        "most_tickets": fair.most_tickets,
        "languages": fair.languages,
        "moved_at": fair.moved_at,
        "hashes": hashes_of(
            fair.id,
            title=fair.title,
            about=fair.about,
            titles=fair.titles,
            abouts=fair.abouts,
            phone=fair.phone,
            phone_hours=fair.phone_hours,
            permit=fair.permit,
        ),
    }


def born(work: Work, fair: Fair) -> None:
    """Keep a new fair, and record what it says."""
    store.add_fair(work, fair)
    said = described(fair)
    work.record(
        facts.FairCreated(fair_id=fair.id, demo=fair.demo, rehearses=fair.rehearses, **said)
    )


def bear_rehearsal(work: Work, fair: Fair, opens_at: datetime, closes_at: datetime) -> str:
    """Keep a draft that is called and set as this fair is, and is its rehearsal; return its id."""
    made = Fair(
        id=work.new_id(), title=fair.title, about=fair.about, state=FairState.DRAFT, zone=fair.zone,
        demo=True, rehearses=fair.id, opens_at=opens_at, closes_at=closes_at,
        most_tickets=fair.most_tickets, languages=fair.languages, titles=fair.titles,
        abouts=fair.abouts, phone=fair.phone, phone_hours=fair.phone_hours, permit=fair.permit,
    )  # fmt: skip
    born(work, made)
    return made.id
