"""What a text that leaves the house is: a sentence with places, each filled by a bounded value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

TITLE, DIGITS, WHEN, KEY = "title", "digits", "when", "key"
PLACES = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Variable:
    """What may fill a place of a text: of which kind, and how many signs at most."""

    kind: str
    most: int


VARIABLES: Mapping[str, Variable] = {
    "employer": Variable(TITLE, 24),
    "post": Variable(TITLE, 24),
    "fair": Variable(TITLE, 24),
    "name": Variable(TITLE, 20),
    "recruiter": Variable(TITLE, 16),
    "helper": Variable(TITLE, 16),
    "phone": Variable(TITLE, 20),
    "office": Variable(TITLE, 60),
    "number": Variable(DIGITS, 5),
    "rank": Variable(DIGITS, 4),
    "code": Variable(DIGITS, 6),
    "clock": Variable(WHEN, 17),
    "until": Variable(WHEN, 34),
    "opens": Variable(WHEN, 34),
    "closes": Variable(WHEN, 34),
    "at": Variable(WHEN, 34),
    "last_day": Variable(WHEN, 18),
    "key": Variable(KEY, 12),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may leave the house: an English sentence whose places are `VARIABLES`.

    `{link}` is a page of this house: its address is fixed, and the `key` behind it fills it.
    """

    name: str
    sentence: str

    @property
    def variables(self) -> tuple[str, ...]:
        """Return what fills it, in the order of the English sentence."""
        found = PLACES.findall(self.sentence)
        return tuple(dict.fromkeys("key" if one == "link" else one for one in found))
