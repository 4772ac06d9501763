"""A text looked at once for everything that a post must not say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from fair.screening.doubt import Doubt
from fair.screening.doubts import doubts_in
from fair.screening.fees import fee_in
from fair.screening.limits import ages_in, limits_in
from fair.screening.phrases import reading


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
    return Screened(limits_in(read), fee_in(read), ages_in(read), doubts_in(read))
