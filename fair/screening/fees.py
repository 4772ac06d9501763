"""Money asked of a worker: the one judge of posts, chat and whatever else staff write."""

from collections.abc import Iterator
from enum import StrEnum

from fair.screening import chinese_fees, english_fees, japanese_fees
from fair.screening.others import of_others
from fair.screening.phrases import Reading, reading, sentences

Span = tuple[int, int]
_LANGUAGES = (chinese_fees, english_fees, japanese_fees)


class Said(StrEnum):
    """What a sentence says about money that has the name of a fee."""

    ASKED = "asked"  # of a worker: certain
    DENIED = "denied"  # nobody may ask, or the employer pays
    OTHERS = "others"  # may speak of other people's money: not certain


def fee(typed: str) -> str:
    """Return the phrase, as typed, that asks a worker for money; "" where none does.

    What says that nobody may ask, or that the employer pays, asks for nothing; what may speak of
    other people's money is not certain, and left to the second look.
    """
    return fee_in(reading(typed)) if typed else ""


def fee_in(read: Reading) -> str:
    """Return what `fee` returns, of a text that is read already."""
    for said, span in money_in(read.text):
        if said is Said.ASKED:
            return read.phrase(*span)
    return ""


def money_in(text: str) -> Iterator[tuple[Said, Span]]:
    """Yield what each sentence of a joined form says about a fee, and where."""
    for sentence in sentences(text):
        for language in _LANGUAGES:
            if found := language.asked(sentence):
                start, end = found
                said = Said.OTHERS if of_others(sentence) else Said.ASKED
            elif named := language.FEE.search(sentence.text):
                start, end = named.span()
                said = Said.DENIED
            else:
                continue
            yield said, (sentence.start + start, sentence.start + end)
