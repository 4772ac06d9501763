"""Templates: an environment for each language, and what may be rendered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fair import words
from fair.languages import LANGUAGES

C = TypeVar("C", bound=Mapping[str, Any])


@dataclass(frozen=True, slots=True)
class Page(Generic[C]):
    """A template and the names that fill it: nothing is rendered that is not declared so."""

    template: str
    context: type[C]


@dataclass(frozen=True, slots=True)
class Part(Generic[C]):
    """What a slice shows on other slices' pages; the view is `(connection, viewer, **keys)`."""

    page: Page[C]
    view: Callable[..., C]


def environment(code: str, folder: str, static: Callable[[str], str]) -> Environment:
    """Return the templates of a folder in one language; a name that is not there is an error."""
    known = words.catalogue(code)
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        _=known.gettext, gettext=known.gettext, ngettext=known.ngettext, lang=code,
        pgettext=known.pgettext, npgettext=known.npgettext,
        languages=[(one.code, one.name) for one in LANGUAGES.values()], static=static,
    )  # fmt: skip
    made.filters.update(day=known.day, money=known.money, own_clock=known.own_clock)
    return made
