"""Templates keep the strict policy: nothing inline, every field has a label, every page a title."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request

from fair.contract.all import COMMANDS
from fair.db import utc_now
from fair.decisions import Actor
from fair.glossary import Role
from fair.web import Viewer

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|<style|<[a-z][^<>]*\sstyle="
    r"|\son(?:click|change|submit|load|error|input|focus|blur|key\w+|mouse\w+|touch\w+)="
    r"|javascript:"
)
ABROAD = re.compile(r"""(?:src|href|action)=["']https?://""")
FORM = re.compile(r"""command_(?:form|button)\(\s*["']([^"']+)["']|/commands/([a-z_.]+)""")
WIDTH = 120
ids = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_template_can_be_parsed(path):
    environment = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
    environment.parse(path.read_text())


def too_long(text: str) -> list[str]:
    """Return the lines that a reader would have to scroll sideways for, with their numbers."""
    lines = enumerate(text.split("\n"), 1)
    return [
        f"{number}: {len(line)} signs: {line[:40]}" for number, line in lines if len(line) > WIDTH
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_no_line_of_a_template_is_longer_than_the_width(path):
    assert not too_long(path.read_text()), f"{path.relative_to(ROOT)} has lines over {WIDTH}"


def test_a_line_over_the_width_is_found_and_one_of_the_width_is_not():
    fits, over = "求" * WIDTH, "<p>" + "x" * (WIDTH - 2)

    assert not too_long(f"{fits}\n\n{fits}\n")
    assert too_long(f"{fits}\n{over}\n") == [f"2: {WIDTH + 1} signs: {over[:40]}"]


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_nothing_is_inline_and_nothing_comes_from_another_host(path):
    text = path.read_text()

    assert not INLINE.search(text)
    assert not ABROAD.search(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_forms_name_commands_that_exist(path):
    for match in FORM.finditer(path.read_text()):
        name = match[1] or match[2]
        if not path.name.startswith("_macros"):
            assert name in COMMANDS, name


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if not path.name.startswith("_") and path.name != "base.html"],
)
def test_a_page_has_a_title(path):
    assert "{% block title %}" in path.read_text()


@pytest.mark.parametrize("role", [Role.VISITOR, Role.ORGANISER])
async def test_the_style_guide_can_be_shown(world, role):
    asked = Request({
        "type": "http", "method": "GET", "scheme": "http", "server": ("127.0.0.1", 80),
        "path": "/", "path_params": {}, "query_string": b"", "headers": [],
    })  # fmt: skip
    asked.state.visitor = "somebody"
    viewer = Viewer(Actor(role), "en", "UTC")
    render, given = world.server.site.render, {"now": utc_now()}

    page = world.look(lambda at: render(at, viewer, asked, "style_guide.html", given))

    assert "Every component of Fair, once" in page


class Controls(HTMLParser):
    """Collects the attributes of the inputs, areas and selections of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a control says of itself."""
        if tag in ("input", "textarea", "select"):
            self.found.append(dict(attrs))


@pytest.mark.parametrize("made", ['field("A", "a"', 'textarea("A", "a"', 'select("A", "a", []'])
def test_a_required_field_says_so_and_names_its_error(made):
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["money"] = str
    page = environment.from_string(
        '{% import "_macros.html" as ui with context %}{{ ui.' + made + ", required=True) }}"
    )
    controls = Controls()
    controls.feed(page.render(_=str))

    [control] = controls.found
    assert "required" in control
    assert control["aria-describedby"] == "f-a-error"
