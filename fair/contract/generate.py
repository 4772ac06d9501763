"""Make what follows from the contract: `static/js/contract.js` and `docs/messages.md`."""

import re
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from fair.contract.all import COMMANDS, EVENTS, RELAYS
from fair.contract.base import Command, Done, Event, Message, Question, Relay, Reply

ROOT = Path(__file__).parent.parent.parent
_TYPES = {
    "string": "string", "integer": "number", "number": "number", "boolean": "boolean",
    "null": "null",
}  # fmt: skip


# What the connection itself understands (`fair/live.py`): no role, no identifier, nothing kept.
_CONNECTION = (
    "## The connection", "",
    '- `watch` `=>` `["queue:8f3k…", …]`, `<-` `{ok: […]}`: hear these audiences; which one may',
    '- `unwatch` `=>` `["queue:8f3k…", …]`, `<-` `{ok: true}`: hear them no longer',
    "- `clock` `=>` nothing, `<-` `{ok: {at: number}}`: milliseconds since 1970 at the server, as",
    "  a browser's own clock is not believed; without a socket the same at `GET /clock`", "",
)  # fmt: skip


class _Schemas(GenerateJsonSchema):
    """Leaves out what a field is where nothing was sent: of `Texts` it could not be written."""

    ignored_warning_kinds = {"non-serializable-default"}  # noqa: RUF012 - as pydantic has it


def _camel(name: str) -> str:
    first, *rest = re.split(r"[.\-_]", name)
    return first + "".join(part.capitalize() for part in rest)


def _js_type(schema: dict[str, Any], defs: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _js_type(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "enum" in schema:
        return "|".join(f'"{value}"' for value in schema["enum"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "anyOf" in schema:
        return "|".join(_js_type(part, defs) for part in schema["anyOf"])
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            return "[" + ", ".join(_js_type(part, defs) for part in schema["prefixItems"]) + "]"
        return f"Array<{_js_type(schema.get('items', {}), defs)}>"
    if schema.get("type") == "object":
        return _object(schema, defs)
    return _TYPES.get(schema.get("type", ""), "any")


def _object(schema: dict[str, Any], defs: dict[str, Any]) -> str:
    if schema.get("properties"):
        return _shape(schema, defs)
    each = schema.get("additionalProperties")
    return f"Record<string, {_js_type(each, defs) if isinstance(each, dict) else 'any'}>"


def _shape(schema: dict[str, Any], defs: dict[str, Any]) -> str:
    required = schema.get("required", [])
    parts = [
        f"{key}{'' if key in required else '?'}: {_js_type(value, defs)}"
        for key, value in schema.get("properties", {}).items()
    ]
    return "{" + ", ".join(parts) + "}"


def _type_of(kind: type[Message], mode: Any = "validation") -> str:
    schema = kind.model_json_schema(mode=mode, schema_generator=_Schemas)
    return _shape(schema, schema.get("$defs", {}))


def javascript() -> str:
    """Return the text of `static/js/contract.js`."""
    lines = ["// Made by `fair contract` from fair/contract/. Do not edit.", ""]
    for title, kinds in (("COMMANDS", {**COMMANDS, **RELAYS}), ("EVENTS", EVENTS)):
        lines.append(f"export const {title} = Object.freeze(/** @type {{const}} */ ({{")
        lines += [f'  {_camel(name)}: "{name}",' for name in sorted(kinds)]
        lines += ["}));", ""]
    lines.append("/** @typedef {{")
    for name, command in sorted(COMMANDS.items()):
        lines.append(
            f'  "{name}": {{payload: {_type_of(command)}, '
            f"reply: {_type_of(command.reply, 'serialization')}}},"
        )
    lines += [
        f'  "{name}": {{payload: {_type_of(relay)}, '
        f"reply: {_type_of(_answer(relay), 'serialization')}}},"
        for name, relay in sorted(RELAYS.items())
    ]
    lines += ["}} Commands */", "", "/** @typedef {{"]
    lines += [
        f'  "{name}": {_type_of(event, "serialization")},' for name, event in sorted(EVENTS.items())
    ]
    lines += ["}} Events */", ""]
    return "\n".join(lines)


def _answer(relay: type[Relay]) -> type[Reply]:
    return relay.reply if issubclass(relay, Question) else Done


def _fields(kind: type[Message], mode: Any = "validation") -> str:
    return f"`{_type_of(kind, mode)}`"


def messages() -> str:
    """Return the text of `docs/messages.md`."""
    lines = ["# Messages", "", "Made by `fair contract` from `fair/contract/`. Do not edit.", ""]
    lines += ["`=>` to the server, `<-` to the asker, `<≈` to an audience.", "", "## Commands", ""]
    for name, command in sorted(COMMANDS.items()):
        lines += _command(name, command)
    lines += [
        "## Relays",
        "",
        "Checked and passed on to somebody else as an event, or answered; kept nowhere.",
        "",
    ]
    for name, relay in sorted(RELAYS.items()):
        lines += _relay(name, relay)
    lines += ["## Events", ""]
    for name, event in sorted(EVENTS.items()):
        lines += _event(name, event)
    return "\n".join([*lines, *_CONNECTION])


def _about(kind: type[Message]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _command(name: str, command: type[Command]) -> list[str]:
    lines = [f"### {name}", "", _about(command), ""]
    lines.append(f"- asked by: {', '.join(sorted(command.by))}")
    lines.append(f"- `=>` {_fields(command)}")
    lines.append(f"- `<-` {_fields(command.reply, 'serialization')}")
    if command.refusals:
        lines.append(f"- may be refused: {', '.join(command.refusals)}")
    return [*lines, ""]


def _relay(name: str, relay: type[Relay]) -> list[str]:
    return [
        f"### {name}", "", _about(relay), "",
        f"- asked by: {', '.join(sorted(relay.by))}",
        f"- `=>` {_fields(relay)}", *_answered(relay), "",
    ]  # fmt: skip


def _answered(relay: type[Relay]) -> list[str]:
    if not issubclass(relay, Question):
        return []
    return [f"- `<-` {_fields(relay.reply, 'serialization')}"]


def _event(name: str, event: type[Event]) -> list[str]:
    return [
        f"### {name}", "", _about(event), "",
        f"- `<≈` to `{event.audience}`: {_fields(event, 'serialization')}", *_slowed(event), "",
    ]  # fmt: skip


def _slowed(event: type[Event]) -> list[str]:
    if not event.every_s:
        return []
    return [f"- at most every {event.every_s:g} s, together: the last about each `{event.about}`"]


def outputs() -> dict[Path, str]:
    """Return every generated file and what it must say."""
    return {
        ROOT / "static/js/contract.js": javascript(),
        ROOT / "docs/messages.md": messages(),
    }
