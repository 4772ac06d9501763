"""What an organiser says to the whole fair. Pure."""

from dataclasses import dataclass
from datetime import datetime

from fair.languages import NO_TEXTS, Texts


@dataclass(frozen=True, slots=True)
class Announcement:
    """What an organiser said to the whole fair; `texts` say it in other languages, where given."""

    id: str
    fair_id: str
    text: str
    posted_at: datetime
    texts: Texts = NO_TEXTS

    def said(self, lang: str) -> str:
        """Return the words for a reader of this language."""
        return self.texts.get(lang, self.text)
