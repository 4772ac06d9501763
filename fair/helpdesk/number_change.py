"""A new number that the help desk writes down for somebody: it counts after a day. Pure.

For that day the number on file stays the person's: it alone is sent codes, is rung, and is told,
with a link that stops the change. So the new number gains nothing, and whoever talks a tired helper
into writing it down has won a text to the owner. A person whose phone is lost keeps every place,
and what a page of theirs that is signed in can do; no booth rings the new number before its day,
since whoever answers there would talk in the person's name.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fair.decisions import Moves
from fair.glossary import NumberChangeState

WAITS = timedelta(hours=24)

MOVES_NUMBER_CHANGE: Moves[NumberChangeState] = {
    NumberChangeState.AHEAD: {
        "apply": NumberChangeState.DONE,
        "keep": NumberChangeState.KEPT,
    },
    NumberChangeState.DONE: {},
    NumberChangeState.KEPT: {},
}


class Way(StrEnum):
    """How the office knew whom it had before it."""

    RUNG = "rung"  # the number on file was rung back, and the person answered
    COUNTER = "counter"  # the person stood at the counter


class By(StrEnum):
    """Who stopped a change, or what did."""

    PERSON = "person"
    LINK = "link"  # of the text to the number on file
    OFFICE = "office"
    OTHER = "other"  # the person changed the number, or is gone
    FULL = "full"  # as many people as may use the new number by now


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChange:
    """A number that somebody of the office (`account_id`) wrote down, and when it counts."""

    id: str
    request_id: str
    fair_id: str
    person_id: str
    phone: str
    way: Way
    account_id: str
    state: NumberChangeState
    made_at: datetime
    due_at: datetime
    ended_at: datetime | None = None
