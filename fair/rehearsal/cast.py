"""Who the made-up people of a rehearsal are: those of the demo, by their place in its list."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PEOPLE = Path(__file__).parent.parent / "sample" / "people.toml"


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody invented."""

    name: str
    language: str
    birth_year: int


@cache
def _cast() -> tuple[Part, ...]:
    people = tomllib.loads(_PEOPLE.read_text("utf-8"))["person"]
    return tuple(Part(one["name"], one["language"], one["birth_year"]) for one in people)


def part(place: int) -> Part:
    """Return who comes at this place; after the last the first comes again."""
    cast = _cast()
    return cast[place % len(cast)]
