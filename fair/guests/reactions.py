"""What becomes of guests when a call ends, and when a person is erased."""

from typing import Any

from fair.db import Work
from fair.guests import store
from fair.guests.writes import all_gone
from fair.people.facts import PersonErased
from fair.rooms.facts import CallEnded


def call_over(work: Work, fact: CallEnded) -> None:
    """Nobody is in a call that is over."""
    all_gone(work, fact.call_id)


def erase(work: Work, fact: PersonErased) -> None:
    """Blank who was there."""
    store.erase_person(work, fact.person_id)


REACTIONS: dict[Any, Any] = {CallEnded: [call_over], PersonErased: [erase]}
