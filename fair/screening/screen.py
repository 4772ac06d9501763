"""A text looked at once for everything that a post must not say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from fair.screening.brought import brought_in
from fair.screening.doubt import Doubt, Suspect
from fair.screening.doubts import doubts_in
from fair.screening.fees import fee_in
from fair.screening.limits import ages_in, limits_in
from fair.screening.phrases import reading
from fair.screening.refusals import FeeAsked


@dataclass(frozen=True, slots=True)
class Screened:
    """What a text says, each phrase as it was typed.

    `limits` by rule (sex, ethnicity, religion, household, family), `fee` asked of a worker or "",
    `ages` the limits of age other than from 16 or 18, `doubts` what a person should look at.
    """

    limits: Mapping[str, str]
    fee: str
    ages: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


@lru_cache(maxsize=2_000)
def screened(typed: str) -> Screened:
    """Return what a text says. The last ones are remembered: a post is looked at again and again.

    What is judged before its turn on the writer costs nothing there.
    """
    read = reading(typed)
    ages = ages_in(read)
    aged = [Doubt(Suspect.AGE, one) for one in ages]
    doubts = {one.rule: one for one in (*doubts_in(read), *brought_in(read), *aged)}
    return Screened(limits_in(read), fee_in(read), ages, tuple(doubts.values()))


def check_fee(*typed: str) -> None:
    """Refuse words of staff that ask a worker for money; "no deposit" is welcome.

    What is in doubt besides is known from now on, and costs nothing when the words are saved.
    """
    for text in typed:
        if text and (phrase := screened(text).fee):
            raise FeeAsked(phrase=phrase)
