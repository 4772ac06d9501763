"""What a person says of an interview: was the pay said, was it clear, was it fair? Pure.

Each is yes, no, or left out. Answers are counted; an employer reads counts only, of enough people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fair.glossary import FairState, FeedbackAbout, InterviewState
from fair.interviews.interview import Interview

YES, NO = "yes", "no"
# An employer reads nothing of fewer answers to a question.
LEAST = 5
_OPEN = frozenset({FairState.OPEN, FairState.PAUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """The answer to one of the three questions; `said` is empty once it was taken back."""

    interview_id: str
    about: FeedbackAbout
    fair_id: str
    booth_id: str
    person_id: str
    said: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said yes to a question, of how many who answered it."""

    yes: int = 0
    of: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Return both counted together."""
        return Tally(self.yes + other.yes, self.of + other.of)


Tallies = Mapping[FeedbackAbout, Tally]


def is_open(state: FairState) -> bool:
    """True while answers of a fair are given and changed: until it closes."""
    return state in _OPEN


def may_say(interview: Interview) -> bool:
    """True of a talk that took place and is over."""
    return interview.held and interview.state is not InterviewState.TALKING


def tallied(said: Iterable[tuple[FeedbackAbout, str, int]]) -> dict[FeedbackAbout, Tally]:
    """Return the tally of each question by (question, answer, how many); all three are there."""
    found = dict.fromkeys(FeedbackAbout, Tally())
    for about, answer, many in said:
        if answer:
            found[about] = found[about].plus(Tally(many if answer == YES else 0, many))
    return found


def together(several: Iterable[Tallies]) -> dict[FeedbackAbout, Tally]:
    """Return the tallies of several booths as one."""
    found = dict.fromkeys(FeedbackAbout, Tally())
    for tallies in several:
        found = {about: one.plus(tallies.get(about, Tally())) for about, one in found.items()}
    return found


def for_employer(tallies: Tallies, state: FairState) -> Tallies:
    """Return what the employer may read: once nothing is changed any more, of `LEAST` answers.

    Counts that still moved would tell by their difference what the last person said.
    """
    if is_open(state):
        return {}
    return {about: one for about, one in tallies.items() if one.of >= LEAST}
