"""What is said in a room: masking of contacts, questions that stay.

Pure. A seeker is "Seeker 217" here; no number reaches a stranger by way of a message.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from fair import typed
from fair.contacts.masking import masked
from fair.contacts.reading import MASK
from fair.rooms.refusals import NothingSaid, TooLong

MOST_CHARACTERS = 500
MASK_READ_AS = "0000000"  # what was covered counts as the digits it stood for
SAY, QUESTION, ANNOUNCEMENT = "say", "question", "announcement"
TO_LINE = "to_line"  # to everybody who waits; it stands on their tickets too
TO_LINE_EVERY_S = 300
TAKEN_BACK = "taken_back"  # why a message is hidden that its writer took back

TOGETHER_S = 600  # messages of one writer within this time are read together
MOST_TOGETHER = 15
_SHORT = 40  # signs; a longer message says what it says by itself
_PIECES = 3
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\d]")  # written without spaces
_BARE = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a room. `person_id` or `account_id` wrote it; hidden ones keep their row."""

    id: str
    booth_id: str
    fair_id: str
    kind: str
    person_id: str
    account_id: str
    text: str
    at: datetime
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    hidden_at: datetime | None = None
    hidden_reason: str = ""

    @property
    def hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def unanswered(self) -> bool:
        """True where nobody has answered yet what can be read."""
        return not self.hidden and self.answered_at is None

    @property
    def by_staff(self) -> bool:
        return bool(self.account_id)


def tidy(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return what is kept of a text of several lines.

    Refuses an empty text (`NothingSaid`) and one longer than `most` characters (`TooLong`).
    """
    short = typed.prose(text)
    if not short:
        raise NothingSaid
    if len(short) > most:
        raise TooLong(most=most)
    return short


@lru_cache(maxsize=128)
def mask(text: str, before: tuple[str, ...] = ()) -> str:
    """Return the text with telephone numbers, addresses and messenger names made unreadable.

    `before` are the writer's messages just before it, oldest first: a number that is sent in pieces
    is one number. Days, hours, pay and public lines stay. What was asked just now is remembered.
    """
    short = [MASK_READ_AS.join(one.split(MASK)) for one in _short(before)]
    together = "".join(one + (" " if _BARE.fullmatch(one) else "\n") for one in short)
    return masked(text, after=together)


def read_on(text: str, before: Sequence[str]) -> str:
    """Return a message with the writer's short ones just before it, as one text; "" by itself.

    What is asked in pieces is asked. A few are enough: with more of them honest words, written
    minutes apart, would be read as one sentence.
    """
    short = _short(before[-_PIECES:])
    if not short or len(text) > _SHORT:
        return ""
    return "".join(one + ("" if _WIDE.search(one[-1:]) else " ") for one in short) + text


def _short(texts: Sequence[str]) -> list[str]:
    return [one for one in texts if len(one) <= _SHORT]
