"""A room: where visitors of one booth read and write. Kept by the booths, one for each."""

from dataclasses import dataclass

from fair.languages import NO_TEXTS, Texts


@dataclass(frozen=True, slots=True)
class Room:
    """`name` is the employer's; its recruiters are the room's staff and send `replies` again.

    `names` are those for readers of other languages.
    """

    booth_id: str
    fair_id: str
    employer_id: str
    name: str
    replies: tuple[str, ...] = ()
    names: Texts = NO_TEXTS

    def called(self, lang: str) -> str:
        """Return the name for a reader of this language."""
        return self.names.get(lang, self.name)
