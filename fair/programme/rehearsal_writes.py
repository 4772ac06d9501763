"""Bearing a rehearsal: a demo fair that names the real one, and is open at once."""

from dataclasses import replace
from datetime import datetime

from fair.contract.programme import OpenFair, PublishFair
from fair.db import Work
from fair.glossary import FairState
from fair.programme import actions, facts, store
from fair.programme.fair import Fair


def bear(work: Work, fair: Fair, opens_at: datetime, closes_at: datetime) -> str:
    """Keep a draft that is called and set as this fair is, and is its rehearsal; return its id."""
    made = replace(
        fair, id=work.new_id(), state=FairState.DRAFT, demo=True, rehearses=fair.id, version=1,
        opens_at=opens_at, closes_at=closes_at, moved_at=None,
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
