"""Three questions after an interview, for the person; their counts, for the employer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.contract.base import Event
from fair.contract.people import PersonNews
from fair.decisions import N_, NotAllowed, NotFound
from fair.feedback import feedback, reads, store
from fair.feedback.facts import FeedbackSaid
from fair.feedback.feedback import LEAST, Tallies, Tally
from fair.glossary import FeedbackAbout
from fair.interviews import reads as interviews
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.sign_in import reads as sign_in
from fair.web import Viewer

QUESTIONS: Mapping[FeedbackAbout, str] = {
    FeedbackAbout.PAY: N_("Was the pay said?"),
    FeedbackAbout.CLEAR: N_("Was all of it clear?"),
    FeedbackAbout.FAIR: N_("Were you treated fairly?"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question as its reader reads it; `said` is yes, no, or empty: left out."""

    about: FeedbackAbout
    text: str
    said: str


class Mine(TypedDict):
    """What a person is asked after an interview; nothing where it is not to be said.

    `over` is True once the fair is closed: what was said is read and no more changed.
    """

    interview_id: str
    questions: list[Question]
    over: bool
    then: str


class OfFair(TypedDict):
    """What the employer reads of its talks at a closed fair: (question, tally)."""

    fair: Fair
    said: list[tuple[str, Tally]]


class OfEmployer(TypedDict):
    """The counts of the fairs that are closed, the latest first; none of fewer than `least`."""

    fairs: list[OfFair]
    least: int


def mine(connection: Connection, viewer: Viewer, interview_id: str, then: str) -> Mine:
    """Return what the person of an interview is asked; refuses `NotAllowed` to anybody else."""
    talk = interviews.interview(connection, interview_id)
    if talk is None:
        raise NotFound
    if talk.person_id != viewer.person_id:
        raise NotAllowed
    fair = programme.fair(connection, talk.fair_id)
    over = fair is None or not feedback.is_open(fair.state)
    said = store.of_interview(connection, talk.id)
    asked = feedback.may_say(talk) and (said or not over)
    if sign_in.is_aloud(connection, viewer.actor.login_id):
        asked = False
    return {
        "interview_id": talk.id,
        "questions": [
            Question(about, viewer.words.gettext(text), said.get(about, ""))
            for about, text in QUESTIONS.items()
            if not over or about in said
        ]
        if asked
        else [],
        "over": over,
        "then": then,
    }


def of_employer(connection: Connection, viewer: Viewer) -> OfEmployer:
    """Return what was said of the talks of the viewer's employer, at each fair that is closed."""
    theirs = booths.booths_of_employer(connection, viewer.actor.employer_id)
    found = reads.at(connection, {one.id for one in theirs})
    here: dict[str, list[Tallies]] = {}
    for one in theirs:
        if one.id in found:
            here.setdefault(one.fair_id, []).append(found[one.id])
    fairs = []
    for fair in programme.fairs(connection) if here else ():
        shown = feedback.for_employer(feedback.together(here.get(fair.id, [])), fair.state)
        said = [
            (viewer.words.gettext(text), shown[about])
            for about, text in QUESTIONS.items()
            if about in shown
        ]
        if said:
            fairs.append(OfFair(fair=fair, said=said))
    return {"fairs": fairs, "least": LEAST}


def _news(_connection: Connection, facts: Sequence[FeedbackSaid]) -> Iterable[Event]:
    """Tell whoever answered, at whichever page of theirs the answer stands."""
    for person_id in sorted({fact.person_id for fact in facts}):
        yield PersonNews(person_id=person_id)


NEWS: tuple[Any, ...] = (((FeedbackSaid,), _news),)
