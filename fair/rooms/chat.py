"""What is said in a room: masking of contacts, questions that stay.

Pure. A seeker is "Seeker 217" here; no number reaches a stranger by way of a message.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from fair.rooms.refusals import NothingSaid, TooLong

MOST_CHARACTERS = 500
MASK = "••••"
SAY, QUESTION, ANNOUNCEMENT = "say", "question", "announcement"

_NUMBER = re.compile(r"(?<![\d.:,])\+?\d(?:[\s().\-·–—]{0,2}\d){6,14}(?!\d)")
# A date, or a range of pay: two round numbers that are not the middle of something longer.
_HARMLESS = re.compile(
    r"(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)"
    r"|(?<!\d)(?<!\d[-. ·])\d{2,4}[05]0\s?[-–—~]\s?\d{2,4}[05]0(?![-. ·]?\d)"
)
_HANDLE = re.compile(
    r"((?:加|\+)?(?:我)?(?:微信|薇信|威信|VX|WeChat|WhatsApp|LINE|QQ)\s*(?:号|ID|アカウント)?\s*[:：是]?\s*)"
    r"([A-Za-z0-9][A-Za-z0-9_\-]{4,24})",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}")
_SPELT = re.compile(r"[零〇一二三四五六七八九幺]{7,}")


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
    def by_staff(self) -> bool:
        return bool(self.account_id)


def tidy(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return what is kept of a text: line breaks stay, control characters and runs of blanks go.

    Refuses an empty text (`NothingSaid`) and one longer than `most` characters (`Malformed`).
    """
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c)[0] != "C")
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    short = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if not short:
        raise NothingSaid
    if len(short) > most:
        raise TooLong(most=most)
    return short


def mask(text: str) -> str:
    """Return the text with telephone numbers, mail addresses and messenger names made unreadable.

    Dates, clock times and amounts of money stay.
    """
    plain = _MAIL.sub(MASK, "".join(_plain(c) for c in text))
    plain = _HANDLE.sub(lambda found: found[1] + MASK, plain)
    plain = _SPELT.sub(MASK, plain)
    kept, at = [], 0
    for found in _HARMLESS.finditer(plain):
        kept += [_NUMBER.sub(MASK, plain[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*kept, _NUMBER.sub(MASK, plain[at:])])


def _plain(character: str) -> str:
    """Return the ASCII digit, letter or sign that a wide or circled one stands for."""
    same = unicodedata.normalize("NFKC", character)
    return (
        same
        if len(same) == 1 and ((same.isascii() and same.isalnum()) or same in "+-@")
        else character
    )
