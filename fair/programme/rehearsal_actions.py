"""Bearing a rehearsal: a demo fair that names the real one, and is open at once."""

from datetime import datetime

from fair.contract.programme import OpenFair, PublishFair
from fair.db import Work
from fair.glossary import FairState
from fair.programme import actions, facts, store
from fair.programme.fair import Fair


def bear(work: Work, fair: Fair, opens_at: datetime, closes_at: datetime) -> str:
    """Keep a draft that is called and set as this fair is, and is its rehearsal; return its id."""
    made = Fair(
        id=work.new_id(), title=fair.title, about=fair.about, state=FairState.DRAFT, zone=fair.zone,
        demo=True, rehearses=fair.id, opens_at=opens_at, closes_at=closes_at,
        most_tickets=fair.most_tickets, languages=fair.languages, titles=fair.titles,
        abouts=fair.abouts, phone=fair.phone, phone_hours=fair.phone_hours, permit=fair.permit,
    )  # fmt: skip
    store.add_fair(work, made)
    born = facts.FairCreated(
        fair_id=made.id, demo=True, rehearses=fair.id, **actions.described(made)
    )
    work.record(born)
    return made.id


def begin(work: Work, fair_id: str) -> None:
    """Open a rehearsal that is furnished."""
    actions.publish_fair(work, PublishFair(fair_id=fair_id))
    actions.open_fair(work, OpenFair(fair_id=fair_id))
