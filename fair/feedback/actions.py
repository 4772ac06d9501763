"""A person says what an interview was like."""

from typing import Any

from fair.contract.base import Done
from fair.contract.feedback import SayFeedback
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.feedback import feedback, store
from fair.feedback.facts import FeedbackSaid
from fair.feedback.feedback import Feedback
from fair.feedback.refusals import FeedbackOver, OnlyYourself
from fair.interviews import reads as interviews
from fair.programme import reads as programme
from fair.sign_in import reads as sign_in


def say(work: Work, command: SayFeedback) -> Done:
    """Keep the answer, or take it back; the same one again changes nothing."""
    talk = interviews.interview(work.connection, command.interview_id)
    if talk is None:
        raise NotFound
    if talk.person_id != work.actor.person_id:
        raise NotAllowed
    if sign_in.is_aloud(work.connection, work.actor.login_id):
        raise OnlyYourself
    if not feedback.may_say(talk):
        raise WrongState
    fair = programme.fair(work.connection, talk.fair_id)
    if fair is None or not feedback.is_open(fair.state):
        raise FeedbackOver
    before = store.of_interview(work.connection, talk.id).get(command.about, "")
    said = {None: "", True: feedback.YES, False: feedback.NO}[command.yes]
    if said != before:
        _keep(work, talk.ticket_id, Feedback(
            interview_id=talk.id, about=command.about, fair_id=talk.fair_id,
            booth_id=talk.booth_id, person_id=talk.person_id, said=said, at=work.now,
        ))  # fmt: skip
    return Done()


def _keep(work: Work, ticket_id: str, one: Feedback) -> None:
    store.save(work, one)
    work.record(
        FeedbackSaid(
            fair_id=one.fair_id, interview_id=one.interview_id, ticket_id=ticket_id,
            booth_id=one.booth_id,
            person_id=one.person_id, about=one.about.value, said=one.said,
        )
    )  # fmt: skip


HANDLERS: dict[Any, Any] = {SayFeedback: say}
