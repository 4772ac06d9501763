"""How a message between browser and server is declared: once, typed, unknown fields forbidden.

A command names who may ask, its reply and the refusals it may give; an event names its audience.
`fair.contract.generate` makes the JavaScript names and the docs from these classes.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError, PydanticUseDefault

from fair import plain
from fair.contract.text_types import Token
from fair.days import LocalTime
from fair.glossary import Role
from fair.languages import Texts

_LONGEST_FIGURE = 200


class Message(BaseModel):
    """What is sent. Its texts are of the types in `fair.contract.text_types`."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Asked(Message):
    """What comes in: its numbers, days and choices are read as people type them."""

    @field_validator("*", mode="before")
    @classmethod
    def as_typed(cls, value: Any, field: ValidationInfo) -> Any:
        """Read a figure; one of signs that nobody sees was not said."""
        if not isinstance(value, str) or len(value) > _LONGEST_FIGURE:
            return value
        asked = cls.model_fields[field.field_name or ""]
        kind: Any = asked.annotation
        read = _reading(kind)
        figure = read(value) if read else value
        if figure or read is None:
            return figure
        if asked.is_required():
            raise PydanticCustomError("missing", "not said")
        raise PydanticUseDefault


@cache
def _reading(annotation: Any) -> Callable[[str], str] | None:
    """Return how such a figure is read; None for texts, which have types of their own."""
    kinds = set(_kinds(annotation))
    if kinds & {str, Texts}:
        return None
    if kinds & {date, datetime, LocalTime}:
        return plain.day
    return plain.number if kinds & {int, float, Decimal} else plain.plain


def _kinds(annotation: Any) -> Iterator[Any]:
    inside = get_args(annotation)
    if not inside or get_origin(annotation) is Literal:
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _kinds(inside[0])
    else:
        for one in inside:
            yield from _kinds(one)


class Edit(Message):
    """What changes a thing that somebody else may change too.

    `seen` is the mark of what the form showed (`fair.edits`); the command's `edited` names the
    fields that are compared.
    """

    seen: Annotated[str, Token(400)] = ""


class Reply(Message):
    """What the asker is told. Stored for 24 h, so that the same command answers the same.

    But for a command that proves who one is: its reply is kept nowhere.
    """


class Done(Reply):
    """Carried out; nothing more to say."""


class Command(Asked):
    """What a browser (or the clock) asks for.

    Class keywords: `name` on the wire, `by` the roles that may ask, `reply` the class of the
    reply, `refusals` the codes it may give beyond the common ones, `rate` (times, seconds) per
    actor, `example` a valid payload. A command that `proves` who one is, by a code, a password or
    a link, is never answered from a kept reply: at the second time the rule decides afresh.
    A `fresh` one takes something from somebody, or hands a role out: whoever asks by a login must
    have proved within ten minutes who they are (`fair.fresh`).
    `takes` names the roles for which it takes something from somebody else: they must say a
    `reason`, which the ledger keeps beside the author and the person concerned reads.
    """

    name: ClassVar[str] = ""
    by: ClassVar[frozenset[Role]] = frozenset()
    proves: ClassVar[bool] = False
    fresh: ClassVar[bool] = False
    takes: ClassVar[frozenset[Role]] = frozenset()
    edited: ClassVar[tuple[str, ...]] = ()
    reply: ClassVar[type[Reply]] = Done
    refusals: ClassVar[tuple[str, ...]] = ()
    rate: ClassVar[tuple[int, int]] = (60, 60)
    example: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(
        cls,
        *,
        name: str,
        by: Iterable[Role],
        reply: type[Reply] = Done,
        refusals: Iterable[str] = (),
        rate: tuple[int, int] = (60, 60),
        proves: bool = False,
        fresh: bool = False,
        takes: Iterable[Role] = (),
        edited: Iterable[str] = (),
        example: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.name, cls.by, cls.reply, cls.proves = name, frozenset(by), reply, proves
        cls.refusals, cls.rate, cls.example = tuple(refusals), rate, example or {}
        cls.fresh, cls.takes, cls.edited = fresh, frozenset(takes), tuple(edited)
        if name in COMMANDS:
            raise TypeError(f"two commands are called {name}")
        COMMANDS[name] = cls

    @classmethod
    def __pydantic_init_subclass__(cls, **_keywords: Any) -> None:
        """Check that what takes something from somebody has a place for the reason."""
        if cls.takes and "reason" not in cls.model_fields:
            raise TypeError(f"{cls.name} takes something from somebody and gives no reason")


class Relay(Asked):
    """What one browser tells another: the server checks it and passes it on, and keeps nothing.

    Sent like a command; class keywords as there. Its function in a slice's `RELAYS` checks the
    thing itself with a read connection and returns the event.
    """

    name: ClassVar[str] = ""
    by: ClassVar[frozenset[Role]] = frozenset()
    rate: ClassVar[tuple[int, int]] = (60, 60)
    example: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(
        cls,
        *,
        name: str,
        by: Iterable[Role],
        rate: tuple[int, int] = (60, 60),
        example: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.name, cls.by, cls.rate, cls.example = name, frozenset(by), rate, example or {}
        if not name:
            return  # a kind of relays, and none itself
        if name in RELAYS or name in COMMANDS:
            raise TypeError(f"two messages to the server are called {name}")
        RELAYS[name] = cls


class Question(Relay, name="", by=()):
    """What a browser asks about: answered by reading, to the asker alone, and kept nowhere.

    Class keywords as of a relay, and `reply`. Its function in a slice's `RELAYS` gets the settings
    as well, and returns the reply. For what a kept reply must not hold, or what cannot wait for
    the writer.
    """

    reply: ClassVar[type[Reply]] = Done

    def __init_subclass__(cls, *, reply: type[Reply], **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.reply = reply


class Event(Message):
    """What the server tells an audience unasked: facts and versions, never HTML.

    Class keywords: `name` on the wire; `audience` a pattern filled from the event's own fields,
    such as "queue:{booth_id}"; `every_s` the shortest time between two packets of this event to
    one audience; `about` a pattern that names the thing, such as "{booth_id}". Of what has to wait
    for its packet, only news about the same thing takes the place of the one before.
    """

    name: ClassVar[str] = ""
    audience: ClassVar[str] = ""
    every_s: ClassVar[float] = 0.0
    about: ClassVar[str] = ""
    example: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(
        cls,
        *,
        name: str,
        audience: str,
        every_s: float = 0.0,
        about: str = "",
        example: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.name, cls.audience, cls.every_s, cls.about = name, audience, every_s, about
        cls.example = example or {}

    @classmethod
    def __pydantic_init_subclass__(cls, **_keywords: Any) -> None:
        """Check the declaration, now that the fields are known, and keep the event by its name."""
        if bool(cls.every_s) != bool(cls.about):
            raise TypeError(f"{cls.name} says how often, or what it is about, but not both")
        named = {
            field
            for pattern in (cls.audience, cls.about)
            for _, field, *_ in Formatter().parse(pattern)
            if field is not None
        }
        if strange := named - set(cls.model_fields):
            raise TypeError(f"{cls.name} has no field {', '.join(sorted(strange))}")
        if cls.name in EVENTS:
            raise TypeError(f"two events are called {cls.name}")
        EVENTS[cls.name] = cls

    def audience_key(self) -> str:
        """Return the audience this very event is for, e.g. `queue:8f3k…`."""
        return self.audience.format_map(vars(self))

    def about_key(self) -> str:
        """Return the thing this very event is about, e.g. the booth's `8f3k…`."""
        return self.about.format_map(vars(self))

    def after(self, earlier: "Event") -> "Event":  # noqa: ARG002 - for events that tell a change
        """Return what to tell of a thing where `earlier` still waits; here, the newer one alone.

        Whatever is joined first, the same must come out: of (1, 2, 3) it may join 1 and 2, or 2
        and 3. Nothing that a page would miss may be left out.
        """
        return self


COMMANDS: dict[str, type[Command]] = {}
RELAYS: dict[str, type[Relay]] = {}
EVENTS: dict[str, type[Event]] = {}
