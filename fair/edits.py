"""Two people at one form: an edit names what it saw, and whoever comes second sees the difference.

What was seen is a short keyed mark of each field as it was shown; the form carries it, so that no
table needs a version. A field is in conflict where it is not any more what was seen, and not what
was typed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.contract.base import COMMANDS, Command, Edit
from fair.decisions import Actor
from fair.differing import ChangedMeanwhile, Differing
from fair.languages import LANGUAGES, Texts
from fair.marks import marked
from fair.problems import LABELS

# Returns the fields of an edit as they are now, for who may change them; None to others.
AsItIs = Callable[[Connection, Actor, Any], Mapping[str, Any] | None]
_LONG = 6  # letters of a field's mark: one of 16 million
_LISTS = (tuple, list, frozenset, set)


class Edits:
    """The edits of the house: by command class, how its fields are as things stand."""

    def __init__(self, as_it_is: Mapping[type[Command], AsItIs], secret: str) -> None:
        self._as_it_is, self._secret = as_it_is, secret

    def seen(self, connection: Connection, actor: Actor, name: str, ids: Mapping[str, Any]) -> str:
        """Return the mark of what a form shows; "" where it edits nothing."""
        kind = COMMANDS[name]
        if kind not in self._as_it_is:
            return ""
        now = self._as_it_is[kind](connection, actor, kind.model_construct(None, **ids))
        return "" if now is None else self._mark(kind, _shown(now))

    def sent(self, command: Command) -> str:
        """Return the mark of what a command has just saved; "" where it edits nothing."""
        if not isinstance(command, Edit):
            return ""
        kind = type(command)
        return self._mark(kind, _shown({name: getattr(command, name) for name in kind.edited}))

    def check(self, connection: Connection, actor: Actor, command: Command) -> None:
        """Refuse `ChangedMeanwhile` where a field is neither what was seen nor what was typed.

        Who comes by a login and names nothing has seen nothing. The command line is not asked.
        """
        look = self._as_it_is.get(type(command))
        if look is None or not isinstance(command, Edit) or not (command.seen or actor.login_id):
            return
        found = look(connection, actor, command)
        if found is None:  # the action refuses whose it is not
            return
        kind, now = type(command), _shown(found)
        typed = _shown({name: getattr(command, name) for name in found})
        said = {name: getattr(command, name.partition(".")[0]) for name in now}
        marks = _marks(command.seen, sorted(now))
        differs = [
            Differing(
                name=name,
                label=LABELS.get(name.partition(".")[0], name),
                typed=typed[name],
                now=now[name],
                mine=self._one(kind, name, typed[name]) != marks.get(name),
                many=isinstance(said[name], _LISTS),
                part=name.partition(".")[2],
            )
            for name in now
            if said[name] is not None
            and typed[name] != now[name]
            and self._one(kind, name, now[name]) != marks.get(name)
        ]
        if differs:
            raise ChangedMeanwhile(differs, self._mark(kind, now))

    def _mark(self, kind: type[Command], shown: Mapping[str, Sequence[str]]) -> str:
        return "".join(self._one(kind, name, shown[name]) for name in sorted(shown))

    def _one(self, kind: type[Command], name: str, values: Sequence[str]) -> str:
        return marked(self._secret, "seen", kind.name, name, *values)[:_LONG]


def _marks(seen: str, names: Sequence[str]) -> dict[str, str]:
    if len(seen) != _LONG * len(names):
        return {}
    return {name: seen[at * _LONG : (at + 1) * _LONG] for at, name in enumerate(names)}


def _shown(values: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return fields as a form has them: words in several languages are a field in each."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in values.items():
        if isinstance(value, Texts):
            found |= {f"{name}.{code}": _said(value.get(code)) for code in LANGUAGES}
        elif isinstance(value, _LISTS):
            found[name] = tuple(sorted(str(one) for one in value))
        else:
            found[name] = _said(value)
    return found


def _said(value: Any) -> tuple[str, ...]:
    return () if value is None or value == "" else (str(value),)
