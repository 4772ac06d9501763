"""What is said in a room: masking of contacts, the rule about fees, questions that stay.

Pure. A seeker is "Seeker 217" here; no number reaches a stranger by way of a message.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from fair import typed
from fair.rooms.refusals import FeeAsked, NothingSaid, TooLong

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
_NO_FEE = re.compile(
    r"不(?:收|交|用交|需要交|需交)|无需|没有|免(?:交|收|押金|费|除)|禁止|"
    r"(?:不要|いりません|ありません|かかりません|無料|一切)|"
    r"\b(?:no|without|free of|never|not)\b",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"押金|保证金|中介费|介绍费|报名费|服装费|体检费自|培训费|服务费|代办费|手续费|先交钱|先交费|先付|转账给|"
    r"保証金|紹介料|手数料|登録料|前払い|"
    r"\b(?:deposit|placement fee|agency fee|registration fee|recruitment fee|training fee|"
    r"service fee|pay (?:us|first|in advance)|upfront)\b",
    re.IGNORECASE,
)


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
    """Return what is kept of a text of several lines.

    Refuses an empty text (`NothingSaid`) and one longer than `most` characters (`TooLong`).
    """
    short = typed.prose(text)
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


def of_staff(typed: str) -> str:
    """Return what staff may say: tidy, without contacts; refuses what asks a worker for money."""
    text = tidy(typed)
    check_fee(text)
    return mask(text)


def check_fee(text: str) -> None:
    """Refuse words of staff that ask a worker for money; "no deposit" is welcome."""
    for sentence in re.split(r"[。！？!?\n;；]|\.\s", text):
        if _FEE.search(sentence) and not _NO_FEE.search(sentence):
            raise FeeAsked
