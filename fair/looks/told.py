"""A look with its history, told with the names of who wrote and who decided. Pure."""

from dataclasses import dataclass

from fair.looks.look import Done, Look


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a look's history, with the name of who did it."""

    it: Done
    by: str


@dataclass(frozen=True, slots=True)
class Told:
    """A look, what was done to it, and who wrote the words."""

    look: Look
    steps: tuple[Step, ...]
    author: str
