"""Two companies that may be one: the same code, the same name, or nearly. Pure.

Names are compared without what two companies share or drop at will: wide and capital signs,
traditional signs, a place in brackets, and the legal form (`company_key`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from fair.employers.simplified import TO_SIMPLIFIED
from fair.folding import fold, key
from fair.glossary import EnrolmentState, LicenceState

LEAST_SIGNS = 4  # of shorter names one other sign makes another name
_BRACKETS = re.compile(r"[(\[{〔【「『<〈《][^()\[\]{}]{0,20}[)\]}〕】」』>〉》]")
_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|有限公司|总公司|集团|公司|株式会社|有限会社|合同会社"
    r"|companylimited|coltd|limited|company|corporation|ltd|inc|llc|corp|gmbh)$"
)


class Same(StrEnum):
    """In what two companies are the same."""

    CODE = "code"
    NAME = "name"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What is compared of a company that is here, or asked: names and numbers, and how it stands.

    `reason` is why it was suspended or refused, `at` when that was; of one that asked and waits,
    when it asked.
    """

    name: str
    names: Sequence[str]
    numbers: Sequence[str]
    employer_id: str = ""
    enrolment_id: str = ""
    fair_id: str = ""
    state: LicenceState | EnrolmentState | None = None
    reason: str = ""
    at: datetime | None = None
    asked_at: datetime | None = None

    @property
    def checked(self) -> bool:
        """True where the organiser has checked a licence of this company."""
        return self.state in {LicenceState.VERIFIED, LicenceState.DUE, LicenceState.SUSPENDED}

    @property
    def keys(self) -> frozenset[str]:
        """Return the forms in which its names are compared."""
        return frozenset(filter(None, map(company_key, self.names)))


@dataclass(frozen=True, slots=True)
class Twin:
    """A company that another one may be. `after`: it asked only later, as an imitator would."""

    it: Company
    same: Same
    after: bool = False


@lru_cache(maxsize=20_000)
def company_key(name: str) -> str:
    """Return what two spellings of one company's name share; the whole name where no more is."""
    whole = fold(name).translate(TO_SIMPLIFIED)
    short = key(_BRACKETS.sub("", whole)) or key(whole)
    while bare := _FORMS.sub("", short):
        if bare == short:
            break
        short = bare
    return short


def near(one: str, other: str) -> bool:
    """True where one sign is another one, is missing or is too many."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) < LEAST_SIGNS or len(other) - len(one) > 1 or one == other:
        return False
    at = next((at for at, sign in enumerate(one) if sign != other[at]), len(one))
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]


def twins(mine: Company, others: Iterable[Company]) -> tuple[Twin, ...]:
    """Return the companies that this one may be: by code first, then by name, then nearly."""
    numbers, keys = {one for one in mine.numbers if one}, mine.keys
    found = [
        Twin(one, same, _after(mine, one))
        for one in others
        if not _itself(mine, one) and (same := _same(numbers, keys, one))
    ]
    return tuple(sorted(found, key=lambda twin: (twin.after, list(Same).index(twin.same))))


def _same(numbers: set[str], keys: frozenset[str], other: Company) -> Same | None:
    if numbers & set(other.numbers):
        return Same.CODE
    if keys & other.keys:
        return Same.NAME
    if any(near(one, its) for one in keys for its in other.keys):
        return Same.NEAR
    return None


def _itself(mine: Company, other: Company) -> bool:
    if mine.enrolment_id and mine.enrolment_id == other.enrolment_id:
        return True
    return bool(mine.employer_id) and mine.employer_id == other.employer_id


def _after(mine: Company, other: Company) -> bool:
    if mine.asked_at is None or other.asked_at is None:
        return False
    return (other.asked_at, other.enrolment_id) > (mine.asked_at, mine.enrolment_id)
