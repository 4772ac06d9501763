"""What happened to words at which the organiser looks. The words themselves are in no fact."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class LookFact(Fact):
    """`account_id` is who did it: who wrote the words, or who decided on them."""

    look_id: str
    about: str
    ref: str
    why: str
    booth_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class LookAsked(LookFact):
    """Words, or a post that people reported, wait for the organiser."""

    kind: ClassVar[str] = "look.asked"


@dataclass(frozen=True, kw_only=True)
class LookDecided(LookFact):
    """`verdict` is stand or refuse; `rule` the rule that is broken."""

    kind: ClassVar[str] = "look.decided"
    verdict: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class LookUndone(LookFact):
    """A decision (`verdict`) was taken back: it waits again."""

    kind: ClassVar[str] = "look.undone"
    verdict: str


@dataclass(frozen=True, kw_only=True)
class LookTakenBack(LookFact):
    """Who wrote the words took them back before anybody decided."""

    kind: ClassVar[str] = "look.taken_back"


@dataclass(frozen=True, kw_only=True)
class LookReplaced(LookFact):
    """The words were put differently, or their thing is gone: nobody need look any more."""

    kind: ClassVar[str] = "look.replaced"
    quiet: ClassVar[bool] = True


LOOK_FACTS: tuple[type[LookFact], ...] = (
    LookAsked, LookDecided, LookUndone, LookTakenBack, LookReplaced,
)  # fmt: skip
