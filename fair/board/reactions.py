"""What the board does when a fair closes or a person is erased."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from fair.board import reads, store
from fair.board.facts import FairSealed
from fair.db import Work
from fair.decisions import Fact
from fair.people.facts import PersonErased
from fair.programme.facts import FairClosed


def seal_figures(work: Work, fact: FairClosed) -> None:
    """Seal every figure of a fair that closes."""
    figures = reads.figures(work.connection, fact.fair_id)
    work.record(FairSealed(fair_id=fact.fair_id, **asdict(figures)))


def erase_person(work: Work, fact: PersonErased) -> None:
    """Blank what the person wrote in cases and what was frozen of the person."""
    store.erase(work, fact.person_id)


REACTIONS: dict[type[Fact], list[Callable[[Work, Any], None]]] = {
    FairClosed: [seal_figures],
    PersonErased: [erase_person],
}
