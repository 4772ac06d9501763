"""Money asked of a worker: the one judge of posts, chat and whatever else staff write."""

from fair.screening import chinese_fees, english_fees, japanese_fees
from fair.screening.others import of_others
from fair.screening.phrases import Reading, reading, sentences
from fair.screening.refusals import FeeAsked

_LANGUAGES = (chinese_fees.asked, english_fees.asked, japanese_fees.asked)


def fee(typed: str) -> str:
    """Return the phrase, as typed, that asks a worker for money; "" where none does.

    What says that nobody may ask, or that the employer pays, asks for nothing; what may speak of
    other people's money is not certain, and left to the second look.
    """
    return fee_in(reading(typed)) if typed else ""


def check_fee(*typed: str) -> None:
    """Refuse words of staff that ask a worker for money; "no deposit" is welcome."""
    for text in typed:
        if phrase := fee(text):
            raise FeeAsked(phrase=phrase)


def fee_in(read: Reading) -> str:
    """Return what `fee` returns, of a text that is read already."""
    for sentence in sentences(read.text):
        for asked in _LANGUAGES:
            if (found := asked(sentence)) and not of_others(sentence):
                return read.phrase(sentence.start + found[0], sentence.start + found[1])
    return ""
