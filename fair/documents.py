"""Every file that is made from the code: the contract's, and `docs/states.md` from the lives."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from fair import page_list, retention_list, seams
from fair.contract import generate
from fair.slices import NOUN, modules

STATES = generate.ROOT / "docs/states.md"
SEAMS = generate.ROOT / "docs/seams.md"
PAGES = generate.ROOT / "docs/pages.md"
RETENTION = generate.ROOT / "docs/retention.md"
_PREFIX = "MOVES_"
_LADDER = "static/js/models/connection.js"
_BEGINS = "export const MOVES = /** @type {const} */ ("


def lives(noun: ModuleType) -> dict[str, Mapping[str, Mapping[str, str]]]:
    """Return a noun's tables of moves by the name of the thing that lives."""
    found = {name: table for name, table in vars(noun).items() if name.startswith(_PREFIX)}
    return {name.removeprefix(_PREFIX).lower(): table for name, table in found.items()}


def diagram(moves: Mapping[str, Mapping[str, str]]) -> str:
    """Draw one life for Mermaid: it starts in the table's first state."""
    lines = ["stateDiagram-v2", f"    [*] --> {next(iter(moves))}"]
    for state, verbs in moves.items():
        ways: dict[str, list[str]] = {}
        for verb, following in verbs.items():
            ways.setdefault(following, []).append(verb)
        lines += [f"    {state} --> {to}: {', '.join(by)}" for to, by in ways.items()]
        if not verbs:
            lines.append(f"    {state} --> [*]")
    return "\n".join(lines)


def ladder() -> Mapping[str, Mapping[str, str]]:
    """Return the moves of a call's sound in a browser, out of the table that the browser reads."""
    _, begins, rest = (generate.ROOT / _LADDER).read_text().partition(_BEGINS)
    if not begins:
        raise LookupError(f"no table of moves in {_LADDER}")
    moves: Mapping[str, Mapping[str, str]] = json.loads(rest.partition(");")[0])
    return moves


def states() -> str:
    """Return the text of `docs/states.md`."""
    lines = [
        "# The lives of things",
        "",
        "Made by `fair contract` from the tables of moves. Do not edit.",
        "",
    ]
    lines += [
        "An arrow carries the verb of the rule; a move that is not drawn is refused. The dot leads",
        "to the first state of the table; an offer for a free opening begins as firm.",
        "",
    ]
    for noun in modules(NOUN):
        path = noun.__name__.replace(".", "/") + ".py"
        for name, moves in lives(noun).items():
            lines += [f"## {name.capitalize()}", "", f"`{_PREFIX}{name.upper()}` in `{path}`.", ""]
            lines += ["```mermaid", diagram(moves), "```", ""]
    lines += ["## Sound of a call, in each of its two browsers", "", f"`MOVES` in `{_LADDER}`.", ""]
    lines += ["```mermaid", diagram(ladder()), "```", ""]
    return "\n".join(lines)


def outputs() -> dict[Path, str]:
    """Return every generated file and what it must say."""
    return {
        **generate.outputs(),
        STATES: states(),
        SEAMS: seams.text(),
        PAGES: page_list.text(),
        RETENTION: retention_list.text(),
    }


def write() -> None:
    """Write the generated files."""
    for path, text in outputs().items():
        path.write_text(text)


def stale() -> list[Path]:
    """Return the generated files that differ from what the code says."""
    return [
        path for path, text in outputs().items() if not path.exists() or path.read_text() != text
    ]
