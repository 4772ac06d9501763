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


@dataclass(frozen=True, kw_only=True)
class PlaceTakenFor(HelpFact):
    """Somebody of the office took a place in a queue, as the person had said."""

    kind: ClassVar[str] = "help.place"
    ticket_id: str
    booth_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class PlaceKeptFor(HelpFact):
    """Somebody of the office asked for the five free minutes of a person, who had said so."""

    kind: ClassVar[str] = "help.five"
    ticket_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class TelephoneFor(HelpFact):
    """Somebody of the office chose the telephone for a talk, as the person had said."""

    kind: ClassVar[str] = "help.telephone"
    ticket_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class NumberAhead(HelpFact):
    """A new number was written down; `way` is how the office knew the person. It counts later."""

    kind: ClassVar[str] = "number.ahead"
    change_id: str
    way: str
    account_id: str
    due_at: int


@dataclass(frozen=True, kw_only=True)
class NumberKept(HelpFact):
    """The change was stopped, `by` whom: person, link, office; or what became of it: other, full.

    The old number stays.
    """

    kind: ClassVar[str] = "number.kept"
    change_id: str
    by: str
    account_id: str = ""


@dataclass(frozen=True, kw_only=True)
class NumberMoved(HelpFact):
    """A day went by and nobody stopped it: the new number is the person's, and not confirmed."""

    kind: ClassVar[str] = "number.moved"
    change_id: str


HELP_FACTS: tuple[type[HelpFact], ...] = (
    HelpAsked, HelpSaid, HelpTaken, CodeReadOut, HelpEnded, HelpWithdrawn, PlaceTakenFor,
    PlaceKeptFor, TelephoneFor, NumberAhead, NumberKept, NumberMoved,
)  # fmt: skip
