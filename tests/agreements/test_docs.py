"""What the docs say is in the code: paths, names, settings, commands of the command line, links."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
import typer

from fair.cli import cli
from fair.contract.all import COMMANDS, EVENTS, RELAYS
from fair.decisions import FACTS
from fair.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
WALKED = ["docs/tour.md", "CONTRIBUTING.md"]
FENCE = re.compile(r"```.*?```", re.DOTALL)
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
PATH = re.compile(r"(?:fair|static|templates|tests|docs|locale|scripts|benchmarks)/[\w./-]+")
NAME = re.compile(r"(?:[A-Za-z_]\w*\.)?[A-Za-z_]\w*(?:\(\))?")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
SOURCES = "\n".join(
    path.read_text("utf-8")
    for folder, ending in (("fair", "py"), ("static/js", "js"), ("templates", "html"))
    for path in sorted((ROOT / folder).rglob(f"*.{ending}"))
)
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
SLICES = {path.parent.name for path in (ROOT / "fair").glob("*/store.py")}
WORDS = frozenset(re.findall(r"[A-Za-z_]\w*", SOURCES))


def spans(document: str) -> list[str]:
    """Return what a document writes as code inside its sentences."""
    return CODE.findall(FENCE.sub("", (ROOT / document).read_text("utf-8")))


def commands(app: typer.Typer, before: str = "fair") -> Iterator[str]:
    """Name every command of the command line as one types it."""
    for one in app.registered_commands:
        yield f"{before} {one.name or getattr(one.callback, '__name__', '')}"
    for group in app.registered_groups:
        if group.typer_instance:
            yield from commands(group.typer_instance, f"{before} {group.name}")


@pytest.mark.parametrize("document", WALKED)
def test_every_path_that_is_mentioned_exists(document):
    named = {path for span in spans(document) for path in PATH.findall(span) if "<" not in span}

    assert not {path for path in named if not (ROOT / path.rstrip("./")).exists()}


def test_every_name_of_the_tour_is_in_the_code():
    messages = {*COMMANDS, *RELAYS, *EVENTS}
    names = {span.removesuffix("()") for span in spans("docs/tour.md") if NAME.fullmatch(span)}
    unknown = {
        name
        for name in names - messages
        if not PATH.match(name) and not set(name.split(".")) <= WORDS
    }

    assert names
    assert not unknown


def seams() -> list[list[str]]:
    """Return the rows of the table of seams: slice, nouns, reads, actions, facts."""
    rows = re.findall(r"^\| (\w+) \|(.*)\|$", CONTRIBUTING.read_text("utf-8"), re.MULTILINE)
    return [[name, *re.split(r"(?<!\\)\|", rest)] for name, rest in rows if name in SLICES]


def doors(cell: str) -> set[str]:
    """Return the functions that a cell names: `ring(work, …) -> str` is `ring`."""
    found = (re.match(r"[a-z_]+", span) for span in CODE.findall(cell))
    return {match[0] for match in found if match} - {"post", *SLICES}


def values(slice_: str) -> dict[str, set[str]]:
    """Return the fields of every dataclass that a slice's files define, by its name."""
    modules = [
        importlib.import_module(f"fair.{slice_}.{path.stem}")
        for path in (ROOT / "fair" / slice_).glob("*.py")
        if path.stem not in {"__init__", "cli"}
    ]
    return {
        name: {item.name for item in fields(kind)}
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
    }


@pytest.mark.parametrize("row", seams(), ids=lambda row: row[0])
def test_the_doors_of_a_slice_are_as_the_seams_say(row):
    name, _, reads, actions, facts = row
    known = {fact.__name__ for fact in FACTS.values()}

    for module, cell in (("reads", reads), ("actions", actions)):
        inside = vars(importlib.import_module(f"fair.{name}.{module}"))
        assert not doors(cell) - set(inside), module
    told = " ".join(CODE.findall(facts))
    assert not set(re.findall(r"\b(?:[A-Z][a-z]+){1,4}\b", told)) - known


@pytest.mark.parametrize("row", seams(), ids=lambda row: row[0])
def test_the_values_of_a_slice_are_as_the_seams_say(row):
    have = values(row[0])

    for name, inside in re.findall(r"\b([A-Z]\w+)\(([^)]*)\)", row[1]):
        told = set(re.findall(r"\b[a-z_]+(?=\s*(?:,|:|$))", inside.replace("…", "")))
        assert told
        assert not told - have[name], name


def test_a_slice_has_its_row_in_the_seams():
    assert {row[0] for row in seams()} == SLICES


def test_every_setting_is_in_the_table_of_settings_with_its_default():
    told = (ROOT / "docs/operating.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(FAIR_\w+)` \|([^|]*)\|", told, re.MULTILINE))

    assert set(rows) == {f"FAIR_{item.name.upper()}" for item in fields(Settings)}
    for item in fields(Settings):
        if item.default != "":
            assert f"`{item.default}`" == rows[f"FAIR_{item.name.upper()}"].strip(), item.name


@pytest.mark.parametrize("command", sorted(commands(cli)))
def test_every_command_of_the_command_line_is_explained(command):
    assert f"`{command}`" in (ROOT / "docs/operating.md").read_text("utf-8")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_leads_nowhere(path):
    links = LINK.findall(FENCE.sub("", path.read_text("utf-8")))

    assert not {link for link in links if not (path.parent / link).exists()}


def test_every_decision_is_listed():
    folder = ROOT / "docs/decisions"
    listed = (folder / "README.md").read_text("utf-8")

    assert not {path.name for path in folder.glob("0*.md") if f"({path.name})" not in listed}
