"""What a post must say, and what it must not: the rules that the law of the fair names.

Words that limit who may ask, and money asked of workers, are refused with the rule named. Age
limits, work abroad that is said to need no recruitment filing, and whatever else is in doubt go to
the organiser. The phrases themselves stand in `fair.screening`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fair.decisions import Refusal
from fair.folding import fold
from fair.glossary import EmployerKind
from fair.people.person import GROWN_UP, YOUNGEST
from fair.screening.doubt import Doubt, Suspect
from fair.screening.screen import check_fee, screened
from fair.terms.asks import FOR_ADULTS
from fair.terms.own_costs import doubtful
from fair.terms.refusals import (
    AsksAbroad,
    AsksHeights,
    AsksNight,
    BreaksRule,
    ChargesFee,
    LimitsEthnicity,
    LimitsFamily,
    LimitsHousehold,
    LimitsReligion,
    LimitsSex,
    NeedsOverseasLicence,
    UnderAge,
)
from fair.terms.terms import ABROAD, NO_FILING, Terms, attribute

MANDATORY = (
    "title",
    "work",
    "duties",
    "conditions",
    "head_count",
    "place",
    "signed_by",
    "pay_period",
    "pay_base",
    "currency",
    "valid_through",
)
# Every column that a reader of the post sees in the employer's own words.
TEXTS = (
    "title",
    "duties",
    "conditions",
    "place",
    "signed_by",
    "between",
    "bonus_payer",
    "bonus_condition",
    "social_insurance",
    "principal",
    "principal_contract",
    "filing",
    "source",
)
# Names of places and firms: the second look knows sentences, and takes a name for one. What is
# certain is refused there too; what is longer than a name is no name.
_NAMES = frozenset(
    {
        "place", "signed_by", "between", "bonus_payer", "principal", "principal_contract", "filing",
        "source",
    }
)  # fmt: skip
_LONGEST_NAME = 60
_NO_FEE = frozenset({"", "0", "no", "none", "无", "没有", "なし", "無し"})


class Rule(StrEnum):
    """Rules that refuse a post; the last three are named as the question that breaks them."""

    SEX = "sex"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    HOUSEHOLD = "household"
    FAMILY = "family"
    FEE = "fee"
    UNDER_AGE = "under_age"
    NIGHT = "night_shifts"
    HEIGHTS = "heights"
    ABROAD = "contract_abroad"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a post breaks: in which column, and by which phrase, or question of the list."""

    rule: Rule
    column: str
    phrase: str


REFUSED: dict[Rule, type[BreaksRule]] = {
    Rule.SEX: LimitsSex,
    Rule.ETHNICITY: LimitsEthnicity,
    Rule.RELIGION: LimitsReligion,
    Rule.HOUSEHOLD: LimitsHousehold,
    Rule.FAMILY: LimitsFamily,
    Rule.FEE: ChargesFee,
    Rule.UNDER_AGE: UnderAge,
    Rule.NIGHT: AsksNight,
    Rule.HEIGHTS: AsksHeights,
    Rule.ABROAD: AsksAbroad,
}


def missing(terms: Terms, head_count: int, today: date) -> tuple[str, ...]:
    """Return the columns that a complete post still needs, in the order of the template.

    A last day before today counts as missing, and so does the lowest age of work that nobody
    under 18 may do.
    """
    absent = [column for column in MANDATORY if not _said(column, terms, head_count)]
    if terms.valid_through and terms.valid_through < today:
        absent.append("valid_through")
    if terms.adult_work and terms.min_age is None:
        absent.append("min_age")
    if terms.overseas_country:
        absent += missing_abroad(terms, today)
    return tuple(absent)


def missing_abroad(terms: Terms, today: date) -> tuple[str, ...]:
    """Return what a post for work abroad still needs: who employs there, by which contract.

    Of the filing the number and its last day, which is not over; or why none is needed.
    """
    absent = [column for column in ABROAD if getattr(terms, column) in ("", None)]
    if terms.filing.startswith(NO_FILING) and terms.filing_until is None:
        absent.remove("filing_until")
    elif terms.filing_until and terms.filing_until < today:
        absent.append("filing_until")
    return tuple(absent)


def _said(column: str, terms: Terms, head_count: int) -> bool:
    if column == "head_count":
        return head_count > 0
    if column == "place":
        return bool(terms.place or terms.county)
    if column == "pay_base":  # nothing a month is no pay that anybody guarantees
        return bool(terms.pay_base_cents)
    return getattr(terms, attribute(column)) not in ("", None, ())


def _lawful_age(terms: Terms) -> int:
    return GROWN_UP if terms.adult_work else YOUNGEST


def findings(terms: Terms) -> tuple[Finding, ...]:
    """Return every rule that a post breaks; none for a fair post."""
    said = {column: getattr(terms, column) for column in (*TEXTS, "fees")}
    found = [*_worded(said | {"between": "\n".join(terms.between)})]
    if terms.min_age is not None and terms.min_age < _lawful_age(terms):
        found.append(Finding(Rule.UNDER_AGE, "min_age", str(terms.min_age)))
    found += [
        Finding(Rule(ask), "asks", ask)
        for ask in terms.asks
        if ask in FOR_ADULTS and not getattr(terms, FOR_ADULTS[ask])
    ]
    return tuple(found)


def _worded(said: Mapping[str, str]) -> Iterator[Finding]:
    for column in TEXTS:
        says = screened(said[column])
        for rule, phrase in says.limits.items():
            yield Finding(Rule(rule), column, phrase)
        if says.fee:
            yield Finding(Rule.FEE, column, says.fee)
    if fold(said["fees"]).strip() not in _NO_FEE:
        yield Finding(Rule.FEE, "fees", said["fees"].strip())


def check_texts(said: Mapping[str, str]) -> None:
    """Refuse what the words of a post must not say, by column, with the phrase named.

    Needs no other part of the post, so that long texts are judged before their turn to be saved.
    """
    for finding in _worded(said):
        raise REFUSED[finding.rule](phrase=finding.phrase)


def check_shown(*typed: str) -> None:
    """Refuse beside a post what its own words must not say: a fee, a limit that no law allows."""
    for text in typed:
        for rule, phrase in screened(text).limits.items() if text else ():
            raise REFUSED[Rule(rule)](phrase=phrase)
    check_fee(*typed)


def refused_phrases(said: Mapping[str, str], kind: EmployerKind) -> Iterator[tuple[str, Refusal]]:
    """Yield what is refused in columns as they are typed, with the column that it stands in."""
    whole = {**dict.fromkeys((*TEXTS, "fees"), ""), **said}
    for finding in _worded(whole):
        yield finding.column, REFUSED[finding.rule](phrase=finding.phrase)
    if said.get("overseas_country") and kind is not EmployerKind.OVERSEAS:
        yield "overseas_country", NeedsOverseasLicence()


def check(terms: Terms) -> None:
    """Refuse a post that breaks a rule, with the rule and the phrase named."""
    for finding in findings(terms):
        raise REFUSED[finding.rule](phrase=finding.phrase)


def age_limits(terms: Terms) -> tuple[str, ...]:
    """Return the phrases that limit age beyond what law asks: these go to the organiser."""
    found = []
    if terms.min_age is not None and terms.min_age > GROWN_UP:
        found.append(f"≥ {terms.min_age}")
    if terms.max_age is not None:
        found.append(f"≤ {terms.max_age}")
    for column in ("title", "conditions", "duties"):
        found += screened(getattr(terms, column)).ages
    return tuple(found)


def doubts(terms: Terms) -> tuple[tuple[str, Doubt], ...]:
    """Return what the organiser looks at before a post opens, and in which column it stands."""
    found = [("", Doubt(Suspect.AGE, phrase)) for phrase in age_limits(terms)]
    found += [
        ("", Doubt(Suspect.DEPOSIT, f"{cost.what} {cost.cents / 100:g}"))
        for cost in doubtful(terms)
    ]
    if terms.overseas_country and terms.filing.startswith(NO_FILING):
        found.append(("filing", Doubt(Suspect.FILING, terms.filing)))
    for column in TEXTS:
        if column == "filing":  # the organiser looks at each such reason anyhow
            continue
        said = getattr(terms, column)
        if column == "filing" and said.startswith(NO_FILING):
            continue  # it is looked at as it is
        text = "\n".join(said) if isinstance(said, tuple) else said
        if column not in _NAMES or len(text) > _LONGEST_NAME or "\n" in text:
            found += [(column, doubt) for doubt in screened(text).doubts if text]
    return tuple(found)


def opening_verb(*, reviewed: bool, doubtful: bool) -> str:
    """Return by which move of its life a post opens: a doubtful one goes to the organiser."""
    if reviewed:
        return "approve"
    return "review" if doubtful else "open"


def check_kind(terms: Terms, kind: EmployerKind) -> None:
    """Refuse work abroad where the employer is not a licensed overseas company."""
    if terms.overseas_country and kind is not EmployerKind.OVERSEAS:
        raise NeedsOverseasLicence
