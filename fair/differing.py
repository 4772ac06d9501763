"""What two people wrote into one form, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass

from fair.decisions import N_, Refusal


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that somebody else saved meanwhile: what was typed, and what stands there now.

    `mine` where the typist changed it too; else only the other did. `label` is a sentence to
    translate, `part` the language of words in several. `many` where it holds several values.
    """

    name: str
    label: str
    typed: tuple[str, ...]
    now: tuple[str, ...]
    mine: bool
    many: bool
    part: str = ""

    @property
    def both(self) -> list[str]:
        """Return each value once that either has."""
        return list(dict.fromkeys((*self.typed, *self.now)))


class ChangedMeanwhile(Refusal):
    """Somebody else saved the same thing; `seen` is the mark of what stands there now."""

    code = "changed-meanwhile"
    sentence = N_(
        "Somebody else saved this while you wrote. Nothing is lost: look at both and choose what "
        "counts."
    )

    def __init__(self, differs: Sequence[Differing] = (), seen: str = "") -> None:
        super().__init__()
        self.differs, self.seen = differs, seen
