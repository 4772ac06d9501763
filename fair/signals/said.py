"""A text as a reader gets it: in their language, filled, and named where a number is shared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fair.decisions import N_
from fair.signals.text import TITLE, VARIABLES, Text
from fair.words import Catalogue

# A text to one of several people who share a number begins with a name, and is a text of its own.
NAMED = ".named"
LINK = "/t/"


@dataclass(frozen=True, slots=True)
class Said:
    """A text in the language of its reader, with its values; `name` is empty for a mail."""

    name: str
    lang: str
    values: Mapping[str, str]
    text: str


_FOR = N_("For {name}: {text}")


def say(
    text: Text, known: Catalogue, values: Mapping[str, Any], *, base_url: str, name: str = ""
) -> Said:
    """Return a text as somebody reads it; with their `name` where others use the number, too.

    What is longer than it may be is cut, words only: half a number or an hour is none.
    """
    filled = {one: _bounded(one, str(values[one])) for one in text.variables}
    places = {"link": f"{base_url}{LINK}{filled['key']}"} if "key" in filled else {}
    whole = known.gettext(text.sentence, **filled, **places)
    if not name:
        return Said(text.name, known.code, filled, whole)
    short = _bounded("name", name)
    whole = known.gettext(_FOR, name=short, text=whole)
    return Said(text.name + NAMED, known.code, {"name": short, **filled}, whole)


def _bounded(variable: str, value: str) -> str:
    bound = VARIABLES[variable]
    if bound.kind != TITLE or len(value) <= bound.most:
        return value
    return f"{value[: bound.most - 1]}…"


def templates(text: Text, known: Catalogue, base_url: str) -> Iterator[tuple[str, str]]:
    """Yield (name, what is to be approved) of a text in a language: as it is, and named."""
    marked = {one: f"{{{one}}}" for one in VARIABLES}
    marked["link"] = f"{base_url}{LINK}{{key}}"
    whole = known.gettext(text.sentence, **marked)
    yield text.name, whole
    yield text.name + NAMED, known.gettext(_FOR, name=marked["name"], text=whole)
