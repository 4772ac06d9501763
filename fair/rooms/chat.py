"""What is said in a room: masking of contacts, the rule about fees, questions that stay.

Pure. A seeker is "Seeker 217" here; no number reaches a stranger by way of a message.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fair import typed
from fair.contacts.masking import masked
from fair.contacts.reading import MASK
from fair.rooms.refusals import FeeAsked, NothingSaid, TooLong

MOST_CHARACTERS = 500
MASK_READ_AS = "0000000"  # what was covered counts as the digits it stood for
SAY, QUESTION, ANNOUNCEMENT = "say", "question", "announcement"

TOGETHER_S = 600  # messages of one writer within this time are read together
MOST_TOGETHER = 15
_SHORT = 40  # signs; a longer message says what it says by itself
_BARE = re.compile(r"[\W\d_]*")
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


def mask(text: str, before: Sequence[str] = ()) -> str:
    """Return the text with telephone numbers, addresses and messenger names made unreadable.

    `before` are the writer's messages just before it, oldest first: a number that is sent in pieces
    is one number. Days, hours, pay and public lines stay.
    """
    short = [MASK_READ_AS.join(one.split(MASK)) for one in before if len(one) <= _SHORT]
    together = "".join(one + (" " if _BARE.fullmatch(one) else "\n") for one in short)
    return masked(text, after=together)


def of_staff(typed: str, before: Sequence[str] = ()) -> str:
    """Return what staff may say: tidy, without contacts; refuses what asks a worker for money.

    `before` as in `mask`.
    """
    text = tidy(typed)
    check_fee(text)
    return mask(text, before)


def check_fee(text: str) -> None:
    """Refuse words of staff that ask a worker for money; "no deposit" is welcome."""
    for sentence in re.split(r"[。！？!?\n;；]|\.\s", text):
        if _FEE.search(sentence) and not _NO_FEE.search(sentence):
            raise FeeAsked
