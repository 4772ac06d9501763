"""Money asked of a worker: the one judge of posts, chat and whatever else staff write."""

from fair.screening import chinese_fees, english_fees, japanese_fees
from fair.screening.phrases import Reading, reading, sentences

_LANGUAGES = (chinese_fees.asked, english_fees.asked, japanese_fees.asked)


def fee(typed: str) -> str:
    """Return the phrase, as typed, that asks a worker for money; "" where none does.

    What says that nobody may ask, or that the employer pays, asks for nothing.
    """
    return fee_in(reading(typed)) if typed else ""


def fee_in(read: Reading) -> str:
    """Return what `fee` returns, of a text that is read already."""
    for sentence in sentences(read.text):
        for asked in _LANGUAGES:
            if found := asked(sentence):
                return read.phrase(sentence.start + found[0], sentence.start + found[1])
    return ""
