"""`docs/pages.md`: every page and part, who sees it, its template, and the names that fill it.

Made from what the slices' pages declare: a `Page` ties a template to its context.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from fair.edge import BROKEN
from fair.glossary import Role
from fair.refusing import REFUSED
from fair.roles import EVERYBODY
from fair.slices import SLICES, modules
from fair.templates import Page
from fair.web import Common

HOUSE = "everywhere"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page at an address, or a part by its name, as a slice declares it."""

    slice_: str
    where: str
    by: frozenset[Role]
    page: Page[Any]


def shown() -> Iterator[Shown]:
    """Yield every page and part that is declared, lowest slice first."""
    for module in modules("pages"):
        name = module.__name__.split(".")[1]
        for route in module.ROUTES:
            for page in route.endpoint.pages:
                yield Shown(name, route.path, route.endpoint.by, page)
        for key, part in getattr(module, "PARTS", {}).items():
            yield Shown(name, key, frozenset(), part.page)
    yield Shown(HOUSE, "a refusal", EVERYBODY, REFUSED)
    yield Shown(HOUSE, "a fault of ours", EVERYBODY, BROKEN)


def fields(context: type) -> dict[str, Any]:
    """Return the names that a context gives a template, each with its type."""
    return get_type_hints(context, include_extras=True) if is_typeddict(context) else {}


def named(hint: Any) -> str:
    """Write a type as one writes it in the code, without the modules."""
    if hint in (None, NoneType):
        return "None"
    if hint is ...:
        return "..."
    if isinstance(hint, list):  # the arguments of a Callable
        return f"[{', '.join(map(named, hint))}]"
    kind, inner = get_origin(hint), get_args(hint)
    if kind is None:
        return getattr(hint, "__name__", str(hint))
    if kind in (Union, UnionType):
        return " | ".join(map(named, inner))
    if kind is NotRequired:
        return f"{named(inner[0])}, not always"
    return f"{kind.__name__}[{', '.join(map(named, inner))}]"


def rows(hint: Any) -> Iterator[type]:
    """Yield the dictionaries inside a type: what a template's loops go through."""
    if is_typeddict(hint):
        yield hint
        for one in fields(hint).values():
            yield from rows(one)
    for one in get_args(hint):
        yield from rows(one)


def _context(context: type) -> Iterator[str]:
    yield f"`{context.__name__}` {(getdoc(context) or '').split(chr(10), maxsplit=1)[0]}".rstrip()
    yield ""
    said = [f"- `{name}: {named(hint)}`" for name, hint in fields(context).items()]
    yield from [*said, ""] if said else []


def _who(one: Shown) -> str:
    if not one.by:
        return "inside a page"
    return "everybody" if one.by == EVERYBODY else ", ".join(sorted(one.by))


def _of_slice(name: str, pages: list[Shown]) -> Iterator[str]:
    yield from (
        f"## {name}",
        "",
        "| Where | Who | Template | Context |",
        "| --- | --- | --- | --- |",
    )
    for one in pages:
        names = f"`{one.page.template}` | `{named(one.page.context)}`"
        yield f"| `{one.where}` | {_who(one)} | {names} |"
    yield ""
    for context in dict.fromkeys(row for one in pages for row in rows(one.page.context)):
        yield from _context(context)


def text() -> str:
    """Return the text of `docs/pages.md`."""
    lines = [
        "# The pages",
        "",
        "Made by `fair contract` from the routes, the parts and their contexts. Do not edit.",
        "",
        "Lowest slice first. Of each: where a template is shown (an address, or a part by its",
        "name), to whom, and the context that fills it; then the contexts, with the names that the",
        "template may use beside those of `Common`. A template `_x.html` is a piece of a page.",
        "",
        *_context(Common),
    ]
    found = list(shown())
    for name in (*SLICES, HOUSE):
        if of_slice := [one for one in found if one.slice_ == name]:
            lines += _of_slice(name, of_slice)
    return "\n".join(lines)
