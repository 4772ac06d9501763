"""Messages of the slice `looks`: what the organiser decides about doubtful words."""

from typing import Annotated, Literal

from fair.contract.base import Command
from fair.contract.text_types import Id, Prose
from fair.roles import RECRUITERS, RUNNERS

LOOK = {"look_id": "k00000000001"}
Rule = Literal[
    "", "fee", "deposit", "loan", "deduction", "documents", "sex", "family", "origin", "religion",
    "household", "health", "age", "looks", "language",
]  # fmt: skip
OPENING = ("no-licence", "post-incomplete", "fair-finished", "no-booth")


class DecideLook(
    Command,
    name="look.decide",
    by=RUNNERS,
    refusals=("not-found", "wrong-state", "name-the-rule", *OPENING),
    example={**LOOK, "verdict": "refuse", "rule": "fee", "reason": "The employer pays the badge."},
):
    """Let doubtful words or a reported post stand, or refuse them with the rule named.

    Refused words are hidden, a refused post opens for nobody; one that people reported is
    withdrawn. The reason is read by who wrote the words.
    """

    look_id: Id
    verdict: Literal["stand", "refuse"]
    rule: Rule = ""
    reason: Annotated[str, Prose(400)] = ""


class UndoLook(
    Command,
    name="look.undo",
    by=RUNNERS,
    refusals=("not-found", "wrong-state", "later-look", *OPENING),
    example=LOOK,
):
    """Take a decision back: the words wait again, a post that opened is suspended meanwhile."""

    look_id: Id
    reason: Annotated[str, Prose(400)] = ""


class TakeBackText(
    Command,
    name="look.take_back",
    by=RECRUITERS,
    refusals=("not-found", "not-allowed", "wrong-state"),
    example=LOOK,
):
    """Who wrote the words, or a colleague, takes them back before anybody has decided."""

    look_id: Id
