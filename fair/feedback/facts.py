"""What happens to the answers after an interview."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class FeedbackSaid(Fact):
    """A person answered one of three questions about an interview; empty: took the answer back.

    The answer itself stands here: the report's counts are counted again from it, by aliases.
    """

    kind: ClassVar[str] = "feedback.said"
    quiet: ClassVar[bool] = True
    interview_id: str
    ticket_id: str
    booth_id: str
    person_id: str
    about: str
    said: str
