"""The types of texts in messages: how each is read (`fair.typed`, `fair.plain`), how long it is.

`Annotated[str, Line(120)]`: at most 120 characters, counted after cleaning; `least=1` where it must
be said, and what is empty then is refused as missing. What programs make has a type of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from fair import plain, typed

# Cleaning costs time for each sign: what is far longer than it may become is refused before.
_AT_LEAST, _TIMES = 1000, 4


@dataclass(frozen=True, slots=True)
class Text:
    """A text of `least` to `most` characters, as `read` keeps it."""

    most: int
    least: int = 0
    read: ClassVar[Callable[[str], str]] = staticmethod(typed.line)

    def kept(self, text: str) -> str:
        """Return what is kept of a text; refuses what is endless."""
        if len(text) > _AT_LEAST + _TIMES * self.most:
            raise PydanticCustomError("string_too_long", "endless", {"max_length": self.most})
        return type(self).read(text)

    def schema(self) -> CoreSchema:
        """Return how pydantic reads it."""
        return core_schema.chain_schema(
            [
                core_schema.no_info_after_validator_function(self.kept, core_schema.str_schema()),
                core_schema.str_schema(min_length=self.least or None, max_length=self.most),
            ]
        )

    def __get_pydantic_core_schema__(
        self, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return self.schema()


# --- what people type ----------------------------------------------------------------------------


class Line(Text):
    """One line: a title, a place, a reason."""

    read = typed.line


class Name(Text):
    """What a person, a company or a fair is called: a letter or a digit must be in it."""

    read = typed.name


class Prose(Text):
    """Several lines. A line end counts once, however the browser sends it."""

    read = typed.prose


class Number(Text):
    """A number or date as it stands on paper, a licence's say: its signs are read as plain ones."""

    read = plain.plain


class Code(Text):
    """A code that is copied from a message: only its letters and digits count."""

    read = plain.code


class Phone(Text):
    """A telephone number; whether it can be reached is `normal_phone`'s to say."""

    read = plain.phone


class Email(Text):
    """An e-mail address."""

    read = plain.email


# --- what programs make --------------------------------------------------------------------------


class Key(Text):
    """A word of one of our lists, a language or a kind of work; people type it into files."""

    read = plain.plain


class Identifier(Text):
    """An identifier of ours, as `new_id` makes them."""

    read = plain.plain


class Token(Text):
    """What a program of ours made and must get back letter by letter: a hash, an instant."""

    read = typed.line


def _whole(text: str) -> str:
    return text.encode(errors="ignore").decode()


class Wire(Text):
    """What two browsers tell each other: passed on as it is, but for halves of signs."""

    read = _whole


_ID = 12
Id = Annotated[str, Identifier(_ID, least=1)]
OptionalId = Annotated[str, Identifier(_ID)]
