"""What the docs say is in the code: paths, names, settings, commands of the command line, links."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from fair.cli import cli
from fair.contract.all import COMMANDS
from fair.contract.base import EVENTS, RELAYS
from fair.seams import uses
from fair.settings import Settings
from fair.slices import SLICES

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


def test_the_seams_say_what_others_use_of_a_slice_and_who_does():
    source = """
from fair.people import reads as people
from fair.tickets.ticket import LIVE

def look(at):
    return people.person(at, "p1"), LIVE
"""

    assert set(uses(source)) == {("people", "reads", "person"), ("tickets", "ticket", "LIVE")}


def test_every_slice_has_its_place_in_the_seams():
    told = (ROOT / "docs/seams.md").read_text("utf-8")

    assert re.findall(r"^## (\w+)$", told, re.MULTILINE) == list(SLICES)


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
