"""What fills the pages and parts of looks."""

from typing import TypedDict

from fair.looks.look import Done, Look


class Step(TypedDict):
    """One line of a look's history, with the name of who did it."""

    it: Done
    by: str


class Mark(TypedDict):
    """What stands beside words that are looked at; `mine` where the reader's employer wrote them.

    `steps` is the history, for whoever wrote the words and for organisers.
    """

    look: Look | None
    mine: bool
    steps: list[Step]


class Entry(TypedDict):
    """A look in a list, with its history."""

    look: Look
    steps: list[Step]
    author: str
    there: str


class Mine(TypedDict):
    """What of an employer's words waits for the organiser, and what was decided."""

    waiting: list[Entry]
    decided: list[Entry]
