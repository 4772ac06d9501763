"""What posts do when a fair is announced, opens or is over: they are shown where they belong."""

from typing import Any

from fair.db import Work
from fair.programme.facts import FairClosed, FairOpened, FairPublished
from fair.recurring import store
from fair.recurring.showing_writes import settle


def fair_moved(work: Work, fact: FairPublished | FairOpened | FairClosed) -> None:
    """Show every post that was taken to this fair there, or, once it is over, at its next one."""
    settle(work, store.taken_to(work, fact.fair_id))


REACTIONS: dict[Any, Any] = {
    FairPublished: [fair_moved],
    FairOpened: [fair_moved],
    FairClosed: [fair_moved],
}
