"""Everybody whom an employer has talked to: what presses most, who comes first, who is found."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import inf

from fair.folding import fold
from fair.glossary import InterviewState, Outcome
from fair.interviews.interview import Interview


class Standing(StrEnum):
    """How an employer stands with a person; what the employer owes comes first."""

    OWED = "owed"
    LATE = "late"
    TALKING = "talking"
    ON_HOLD = "on_hold"
    NEXT_STEP = "next_step"
    OFFER = "offer"
    NO_FIT = "no_fit"


TO_ANSWER = frozenset({Standing.OWED, Standing.LATE})
_ORDER = tuple(Standing)
_OF_OUTCOME = {
    Outcome.ON_HOLD: Standing.ON_HOLD,
    Outcome.NEXT_STEP: Standing.NEXT_STEP,
    Outcome.OFFER: Standing.OFFER,
    Outcome.NO_FIT: Standing.NO_FIT,
}


def standing_of(talk: Interview) -> Standing:
    """Return how one talk stands."""
    if talk.state is InterviewState.TALKING:
        return Standing.TALKING
    if talk.outcome is None:
        return Standing.LATE if talk.late else Standing.OWED
    return _OF_OUTCOME[talk.outcome]


def pressing(talks: Sequence[Interview]) -> Interview:
    """Return the talk that presses most: one that owes an answer, soonest due; else the last."""
    owed = [one for one in talks if standing_of(one) in TO_ANSWER]
    if owed:
        return min(owed, key=_due_s)
    return max(talks, key=lambda one: one.started_at)


def _due_s(talk: Interview) -> float:
    due_at = talk.due_at()
    return due_at.timestamp() if due_at else inf


def urgency(talk: Interview) -> tuple[int, float]:
    """Return by what people are sorted: answers owed by their time, all others by the last talk."""
    standing = standing_of(talk)
    if standing in TO_ANSWER:
        return _ORDER.index(standing), _due_s(talk)
    return len(TO_ANSWER), -talk.started_at.timestamp()


def finds(wanted: str, texts: Iterable[str]) -> bool:
    """True where every word that was asked for stands somewhere in these texts."""
    whole = fold("\n".join(texts))
    return all(word in whole for word in fold(wanted).split())
