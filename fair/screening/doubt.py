"""What is doubtful in a text: which rule somebody should look at, and the words it hangs on."""

from dataclasses import dataclass
from enum import StrEnum


class Suspect(StrEnum):
    """Rules that a text may break; only a person can say whether it does."""

    FEE = "fee"  # money asked for the work, its papers, its training
    DEPOSIT = "deposit"  # money kept as a pledge
    LOAN = "loan"  # an advance or a credit that ties somebody to the work
    DEDUCTION = "deduction"  # wages kept back, fines, money lost when leaving
    DOCUMENTS = "documents"  # identity papers, cards or certificates kept
    SEX = "sex"
    FAMILY = "family"  # marriage, children, pregnancy
    ORIGIN = "origin"  # ethnicity, nationality, region, dialect
    RELIGION = "religion"
    HOUSEHOLD = "household"  # household registration
    HEALTH = "health"  # disability, carriers, tests that the work does not need
    AGE = "age"
    LOOKS = "looks"  # appearance, height, weight
    FILING = "filing"  # work abroad that is said to need no recruitment filing
    LANGUAGE = "language"  # a language that the work does not need


@dataclass(frozen=True, slots=True)
class Doubt:
    """One rule that a text may break, and the words as typed that say so."""

    rule: Suspect
    phrase: str
