"""Messages of the slice `feedback`."""

from fair.contract.base import Command
from fair.contract.text_types import Id
from fair.glossary import FeedbackAbout
from fair.roles import SEEKERS


class SayFeedback(
    Command,
    name="feedback.say",
    by=SEEKERS,
    refusals=("not-allowed", "wrong-state", "only-yourself", "feedback-over"),
    rate=(60, 60),
    example={"interview_id": "i00000000001", "about": "pay", "yes": True},
):
    """The person says of an interview whether the pay was said, all was clear, and it was fair.

    Until the fair closes it may be changed. Without `yes` the answer is taken back. Whoever came in
    by a code that the help desk read out says nothing of it there.
    """

    interview_id: Id
    about: FeedbackAbout
    yes: bool | None = None
