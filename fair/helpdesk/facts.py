"""What happens to requests for help. What was written stands in none of them."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class HelpFact(Fact):
    """Something about one person's request."""

    request_id: str
    fair_id: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class HelpAsked(HelpFact):
    """The person asked, or (`account_id`) somebody of the office noted that the person did."""

    kind: ClassVar[str] = "help.asked"
    account_id: str = ""


@dataclass(frozen=True, kw_only=True)
class HelpSaid(HelpFact):
    """Whoever waits for help, or is helped, said more; or the office noted more."""

    kind: ClassVar[str] = "help.said"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class HelpTaken(HelpFact):
    """Somebody of the office helps now."""

    kind: ClassVar[str] = "help.taken"
    account_id: str


@dataclass(frozen=True, kw_only=True)
class CodeReadOut(HelpFact):
    """Digits that sign the person in were made to be read out."""

    kind: ClassVar[str] = "help.code_read"
    account_id: str


@dataclass(frozen=True, kw_only=True)
class HelpEnded(HelpFact):
    """Whoever helped said what was done."""

    kind: ClassVar[str] = "help.ended"
    account_id: str


@dataclass(frozen=True, kw_only=True)
class HelpWithdrawn(HelpFact):
    """The person needs no help any more, or is gone."""

    kind: ClassVar[str] = "help.withdrawn"


HELP_FACTS: tuple[type[HelpFact], ...] = (
    HelpAsked, HelpSaid, HelpTaken, CodeReadOut, HelpEnded, HelpWithdrawn,
)  # fmt: skip
