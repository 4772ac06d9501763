"""A look by the organiser: what is doubtful, who decides what about it, and what may be undone.

Pure. The screening only doubts; that something must go is a person's decision, with its author.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from fair.decisions import Fact, Moves, move
from fair.folding import fold
from fair.glossary import LookState
from fair.screening.doubt import Doubt, Suspect

MOVES_LOOK: Moves[LookState] = {
    LookState.WAITING: {
        "stand": LookState.STANDS,
        "refuse": LookState.REFUSED,
        "take_back": LookState.TAKEN_BACK,
        "replace": LookState.REPLACED,
    },
    LookState.STANDS: {"undo": LookState.WAITING, "replace": LookState.REPLACED},
    LookState.REFUSED: {"undo": LookState.WAITING, "replace": LookState.REPLACED},
    LookState.TAKEN_BACK: {},
    # Nothing waits again; but words that were refused may be said again.
    LookState.REPLACED: {"undo": LookState.REPLACED},
}
_SENTENCE = re.compile(r"(?:[^。．!?！？;；\n.]|\.(?! |\n|$))+[。．!?！？;；.]*")
MONEY = frozenset({Suspect.FEE, Suspect.DEPOSIT, Suspect.LOAN, Suspect.DEDUCTION})
DECIDED = frozenset({LookState.STANDS, LookState.REFUSED})
HIDDEN = frozenset({LookState.REFUSED, LookState.TAKEN_BACK})
"""Where the words are shown to nobody but who wrote them and who oversees the fair."""


class LookKind(StrEnum):
    """What is looked at; `ref` is the id of such a thing."""

    POST = "post"
    MESSAGE = "message"  # in a booth's room
    ANSWER = "answer"  # to a question there; `ref` is the question
    TYPED = "typed"  # in a call
    NEXT_STEP = "next_step"  # after a talk; `ref` is the interview
    BOOTH = "booth"  # what its visitors read
    OFFER = "offer"


class Why(StrEnum):
    """Why somebody should look."""

    TEXT = "text"
    REPORTS = "reports"


class Verdict(StrEnum):
    """What an organiser decides."""

    STAND = "stand"
    REFUSE = "refuse"


class Act(StrEnum):
    """What was done to a look, for its history."""

    ASKED = "asked"
    STAND = "stand"
    REFUSE = "refuse"
    UNDO = "undo"
    TAKE_BACK = "take_back"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the history: what, under which rule, why, by whom (empty: people, the clock)."""

    what: Act
    rule: Suspect | None
    reason: str
    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Words that wait for the organiser, or that were decided on.

    `account_id` wrote them, to `person_id` where they are for one person alone. `verdict` is the
    decision that stands. `kept` is what was said in full, so that a refusal can be undone.
    """

    id: str
    fair_id: str
    booth_id: str
    employer_id: str
    account_id: str
    person_id: str
    kind: LookKind
    ref: str
    why: Why
    title: str
    text: str
    doubts: tuple[Doubt, ...]
    state: LookState
    verdict: Verdict | None
    asked_at: datetime
    kept: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def waits(self) -> bool:
        return self.state is LookState.WAITING

    @property
    def hidden(self) -> bool:
        return self.state in HIDDEN

    @property
    def may_undo(self) -> bool:
        """True for a decision that stands, and for words that may still not be said again."""
        if self.state is LookState.REPLACED:
            return self.verdict is Verdict.REFUSE
        withdrawn = self.why is Why.REPORTS and self.state is LookState.REFUSED
        return self.state in DECIDED and not withdrawn

    def changes(self, fact: Fact) -> bool:
        """True where what just happened hides the words, or brings them back.

        The look stands as it does after it: what was refused and waits again is shown again. What
        was let stand was there all the time, or something newer is.
        """
        refusal = getattr(fact, "verdict", "") == Verdict.REFUSE
        undone = fact.kind == "look.undone" and refusal
        return self.hidden or (self.waits and undone)

    @property
    def rules(self) -> tuple[Suspect, ...]:
        """Return the rules that are in doubt, each once, money first."""
        return tuple(sorted({one.rule for one in self.doubts}, key=_rank))

    @property
    def about_money(self) -> bool:
        return self.why is Why.REPORTS or any(one.rule in MONEY for one in self.doubts)

    @property
    def phrases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.phrase for one in self.doubts))

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """Return the text cut into pieces, and of each whether it is among the doubtful words."""
        return marked(self.text, self.phrases)


def _rank(rule: Suspect) -> tuple[bool, int]:
    return (rule not in MONEY, list(Suspect).index(rule))


def moved(look: Look, verb: str) -> LookState:
    """Return the state that follows; refuses `WrongState`."""
    return move(MOVES_LOOK, look.state, verb)


def key_of(doubt: Doubt) -> str:
    """Return doubtful words as they are compared: however they are typed, they stay the same."""
    return f"{doubt.rule}:{fold(doubt.phrase).strip()}"


def each_once(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return doubts without those that are said twice."""
    return tuple({key_of(one): one for one in reversed(tuple(doubts))}.values())[::-1]


def fresh(doubts: Iterable[Doubt], let_stand: Collection[str]) -> tuple[Doubt, ...]:
    """Return the doubts about words that nobody has let stand here yet."""
    return tuple(one for one in doubts if key_of(one) not in let_stand)


def added(text: str, before: Iterable[str]) -> str:
    """Return the sentences of a text that stand in none of the texts from before."""
    known = {fold(one).strip() for text_ in before for one in _SENTENCE.findall(text_)}
    return "\n".join(
        one.strip() for one in _SENTENCE.findall(text) if fold(one).strip() not in known
    )


def urgency(look: Look) -> tuple[bool, float]:
    """Sort key: money first, and what came last before what came earlier."""
    return (not look.about_money, -look.asked_at.timestamp())


def marked(text: str, phrases: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Return a text in pieces; True for those that are one of the phrases, wherever they stand."""
    spans: list[tuple[int, int]] = []
    for phrase in phrases:
        start = text.find(phrase) if phrase else -1
        while start >= 0:
            spans.append((start, start + len(phrase)))
            start = text.find(phrase, start + len(phrase))
    pieces: list[tuple[str, bool]] = []
    end = 0
    for begins, last in sorted(spans):
        if last > end:
            first = max(begins, end)
            pieces += [(text[end:first], False), (text[first:last], True)]
            end = last
    pieces.append((text[end:], False))
    return tuple((piece, is_it) for piece, is_it in pieces if piece)
