"""Templates: an environment for each language, and what may be rendered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any, Generic, TypeVar

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    nodes,
    pass_eval_context,
)
from jinja2.bccache import Bucket
from jinja2.filters import sync_do_join
from jinja2.nodes import EvalContext

from fair import words
from fair.because import choices
from fair.contract.base import COMMANDS
from fair.direction import isolated
from fair.glossary import Role
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


def nothing_needed(_path: str, _beyond: str = "") -> tuple[str, ...]:
    """Where no page is shown to a browser, no script needs another."""
    return ()


def environment(
    code: str, folder: str, static: Callable[[str], str],
    needed: Callable[[str, str], tuple[str, ...]] = nothing_needed,
) -> Environment:  # fmt: skip
    """Return the templates of a folder in one language; a name that is not there is an error.

    Every text that a template shows is isolated in its direction, wherever it stands.
    """
    known = words.catalogue(code)
    made = _Isolating(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a look at the disk for each part of a page
        bytecode_cache=_COMPILED,
    )
    made.globals.update(
        _=known.gettext, gettext=known.gettext, ngettext=known.ngettext, lang=code,
        pgettext=known.pgettext, npgettext=known.npgettext,
        languages=[(one.code, one.name) for one in LANGUAGES.values()], static=static,
        imports_of=needed,
        because=lambda name, role: [
            (code, known.gettext(says)) for code, says in _reasons(name, role)
        ],
    )  # fmt: skip
    made.filters.update(
        day=known.day, money=known.money, own_clock=known.own_clock, isolated=_shown, join=_joined,
    )  # fmt: skip
    return made


def _reasons(name: str, role: Role) -> tuple[tuple[str, str], ...]:
    """Return the reasons to choose from where a command takes something; none to other roles."""
    command = COMMANDS[name]
    reason = command.model_fields.get("reason")
    return choices(reason.annotation) if reason and role in command.takes else ()


def _shown(value: Any) -> Any:
    # Markup was made of texts that came by here.
    return isolated(value) if type(value) is str else value


@pass_eval_context
def _joined(how: EvalContext, things: Iterable[Any], between: str = "") -> str:
    return sync_do_join(how, [_shown(one) for one in things], between)


class _Compiled(BytecodeCache):
    """What templates were compiled to: once for all languages, whose words come at rendering."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose source is still the same."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if code is not None and checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self._known[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


class _Isolating(Environment):
    """Isolates each text of `a ~ " · " ~ b` by itself, so that it does not turn the others."""

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - as Jinja calls it
    ) -> str:  # fmt: skip
        for parts in source.find_all(nodes.Concat):
            parts.nodes = [
                nodes.Filter(part, "isolated", [], [], None, None, lineno=part.lineno)
                for part in parts.nodes
            ]
        return super()._generate(source, name, filename, defer_init)
