"""Messages of the slice `board`: the rights desk and the live board."""

from typing import Annotated, Literal

from fair.contract.base import Command, Event, Reply
from fair.contract.text_types import Id, Prose
from fair.roles import ANYBODY, RUNNERS

CASE = "c00000000001"
Kind = Literal["vacancy", "message", "call", "offer", "booth", "announcement", "measure"]
What = Literal["fee", "false_promise", "discrimination", "other"]
Text = Annotated[str, Prose(2000, least=1)]


class CaseReply(Reply):
    case_id: str
    number: int


class OpenCase(
    Command,
    name="case.open",
    by=ANYBODY,
    reply=CaseReply,
    refusals=("nothing-to-report",),
    rate=(10, 600),
    example={"kind": "vacancy", "ref": "v00000000001", "what": "fee"},
):
    """Report a post, message, call, offer, booth or announcement, or answer a measure, as it is."""

    kind: Kind
    ref: Id
    what: What
    text: Annotated[str, Prose(2000)] = ""


class TellCase(
    Command,
    name="case.tell",
    by=ANYBODY,
    reply=CaseReply,
    refusals=("wrong-state",),
    rate=(10, 600),
    example={"case_id": CASE, "text": "The man at the booth asked for 500 yuan."},
):
    """The reporter says more about a case that runs."""

    case_id: Id
    text: Text


class AnswerCase(
    Command,
    name="case.answer",
    by=RUNNERS,
    reply=CaseReply,
    refusals=("wrong-state",),
    example={"case_id": CASE, "text": "We spoke with the employer. The post is closed."},
):
    """Answer the reporter; the answer can be read on the page of the case."""

    case_id: Id
    text: Text


class ResolveCase(
    Command,
    name="case.resolve",
    by=RUNNERS,
    reply=CaseReply,
    refusals=("answer-first", "wrong-state"),
    example={"case_id": CASE},
):
    """Close a case that was answered and settled."""

    case_id: Id


class EscalateCase(
    Command,
    name="case.escalate",
    by=RUNNERS,
    reply=CaseReply,
    refusals=("answer-first", "wrong-state"),
    example={"case_id": CASE},
):
    """Hand a case that was answered to the authority."""

    case_id: Id


class BoardNews(
    Event,
    name="board.changed",
    audience="board:{fair_id}",
    every_s=1.0,
    about="{fair_id}",
    example={"fair_id": "f00000000001"},
):
    """Something happened at the fair; the board is fetched afresh."""

    fair_id: str


class CaseNews(
    Event,
    name="case.changed",
    audience="case:{case_id}",
    example={"case_id": CASE},
):
    """A case was added to, answered or closed. Heard by whoever may read it."""

    case_id: str
