"""What fills the pages and parts of looks."""

from typing import TypedDict

from fair.looks.look import Look
from fair.looks.told import Step


class Mark(TypedDict):
    """What stands beside words that are looked at; `mine` where the reader's employer wrote them.

    `steps` is the history, for whoever wrote the words and for organisers.
    """

    look: Look | None
    mine: bool
    steps: tuple[Step, ...]


class Entry(TypedDict):
    """A look in the list of who wrote the words; `there` is where they are put differently."""

    look: Look
    steps: tuple[Step, ...]
    there: str


class Mine(TypedDict):
    """What of an employer's words waits for the organiser, and what was decided."""

    waiting: list[Entry]
    decided: list[Entry]
