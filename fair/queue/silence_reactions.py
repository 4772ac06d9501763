"""From when on nobody called counts as a booth's silence: it, its session or its fair goes on."""

from collections.abc import Sequence
from typing import Any

from fair.booths.facts import BoothOpened
from fair.db import Work
from fair.decisions import Fact
from fair.programme.facts import FairOpened, FairResumed, SessionMoved
from fair.queue import line_writes, look_actions
from fair.queue.line_store import queue_table


def booth_opened(work: Work, fact: BoothOpened) -> None:
    """Before it opened, or went on, a booth could call nobody; the forecast is renewed at once."""
    line_writes.begin_afresh(work, queue_table.c.booth_id == fact.booth_id)
    look_actions.look(work, fact.booth_id)


def fair_goes_on(work: Work, fact: FairOpened | FairResumed | SessionMoved) -> None:
    """Before its fair or session opened, or went on, no booth of it could call anybody."""
    line_writes.begin_afresh(work, queue_table.c.fair_id == fact.fair_id)


REACTIONS: dict[type[Fact], Sequence[Any]] = {
    BoothOpened: [booth_opened],
    FairOpened: [fair_goes_on],
    FairResumed: [fair_goes_on],
    SessionMoved: [fair_goes_on],
}
