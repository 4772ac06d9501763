"""Every text in every message that comes in: where it stands, and of which type it is."""

import typing
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

from fair.contract.all import COMMANDS, RELAYS
from fair.contract.base import Message
from fair.contract.text_types import Text
from fair.contract.texts import Each
from fair.languages import Texts

Path = tuple[str, ...]


def asked() -> dict[str, type[Message]]:
    """Return each command and relay by its name."""
    return {**COMMANDS, **RELAYS}


def texts_of(kind: type[Message], within: Path = ()) -> Iterator[tuple[Path, Text | None]]:
    """Yield (where, its declared type or None) for every text of a message and what it holds."""
    for name, hint in typing.get_type_hints(kind, include_extras=True).items():
        if name in kind.model_fields:
            yield from texts_in(hint, (*within, name))


def texts_in(hint: Any, where: Path) -> Iterator[tuple[Path, Text | None]]:
    """Yield the texts in the annotation of a field."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        declared = [mark for mark in marks if isinstance(mark, Text)]
        each = [mark.text for mark in marks if isinstance(mark, Each)]
        if inner is str or inner is Texts:
            yield where, next(iter([*declared, *each]), None)
        else:
            yield from texts_in(inner, where)
    elif hint is str or hint is Texts:
        yield where, None
    elif isinstance(hint, type) and issubclass(hint, Message):
        yield from texts_of(hint, where)
    elif get_origin(hint) is not Literal:
        for inner in get_args(hint):
            yield from texts_in(inner, where)
