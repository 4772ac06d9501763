"""No text comes in but by a declared type, no form and no address is read past the door."""

import re
from pathlib import Path
from typing import Annotated

import pytest
import typer
from pydantic import Field

from fair.cli import cli
from fair.contract.base import Message
from fair.contract.text_types import Identifier, Key, Line, Text, Token, Wire
from fair.contract.texts import Each
from fair.contract.vacancies import PostCells
from fair.languages import Texts
from fair.problems import LABELS
from fair.terms import cells
from fair.terms.terms import COLUMNS
from tests.agreements.message_texts import asked, texts_of
from tests.agreements.test_text_cases import CASES

FAIR = Path(__file__).parents[2] / "fair"
OF_PROGRAMS = (Identifier, Key, Token, Wire)
# Who reads a request past the door, and why: forms.py and web.py are the door.
READS_RAW = {
    "forms.py", "web.py", "next_page.py",
    "search/pages.py",  # hands the whole address to link.py, which cleans each filter
    "people/me_pages.py",  # the file itself, and whether a name stands in the address at all
    "imports/pages.py", "roster/pages.py", "shaping/pages.py",  # the files themselves
    "booths/giving_pages.py",  # which are ticked: each goes into a command, whose type cleans it
    # passwords are kept as typed
    "sign_in/signing_pages.py", "sign_in/factor_pages.py", "sign_in/invited_pages.py",
    "accounts/password_pages.py", "fresh.py",
}  # fmt: skip
FIELD = re.compile(
    r"""ui\.(?:field|textarea|select|checkbox|time_field|checks|radios|segmented)\(\s*
    (?:_\("[^"]*"\)|pgettext\("[^"]*",\s*"[^"]*"\)|[\w.]+|"[^"]*")\s*,\s*"(?P<name>\w+)\"""",
    re.VERBOSE,
)
RAW = re.compile(r"\bform\.(?:get|getlist)\(|\bform\[|\bquery_params\b")


@pytest.mark.parametrize("name", sorted(asked()))
def test_every_text_of_a_message_is_of_a_declared_type(name):
    undeclared = [".".join(where) for where, text in texts_of(asked()[name]) if text is None]

    assert undeclared == [], "say which text it is: fair/contract/text_types.py"


@pytest.mark.parametrize("name", sorted(asked()))
def test_what_people_type_has_a_name_that_a_refusal_can_say(name):
    typed = {
        where[0]
        for where, text in texts_of(asked()[name])
        if not isinstance(text, OF_PROGRAMS) and where != ("device",)
    }

    assert typed <= set(LABELS)


def shown_fields():
    """Return the names of the fields that people fill in, by template; the style guide's are none.

    Where a name is not written out there, it is one of the names of another template.
    """
    for template in sorted((FAIR.parent / "templates").rglob("*.html")):
        if template.name != "style_guide.html":
            for found in FIELD.finditer(template.read_text()):
                yield template.name, found["name"]


def test_what_a_form_shows_has_a_name_that_a_refusal_can_say():
    shown = set(shown_fields())

    assert len(shown) > 80
    unsaid = {one for one in shown if one[1] not in LABELS}
    assert unsaid == {("call.html", "microphone"), ("call.html", "speaker")}  # never sent


def test_a_text_without_a_type_is_found_wherever_it_stands():
    class Inner(Message):
        text: str

    class Odd(Message):
        plain: str
        short: Annotated[str, Field(max_length=3)]
        maybe: str | None = None
        many: tuple[str, ...] = ()
        each: dict[str, str] = {}  # noqa: RUF012 - pydantic copies it
        inner: Inner
        fine: Annotated[str, Line(3)] | None = None
        named: Annotated[Texts, Each(Line(3))]

    found = [".".join(where) for where, text in texts_of(Odd) if text is None]

    assert found == [
        "plain", "short", "maybe", "many", "each", "each", "inner.text"
    ]  # fmt: skip


def test_the_cell_of_a_file_is_kept_as_the_field_of_a_form():
    declared = {where[0]: text for where, text in texts_of(PostCells)}
    written = [case["input"] for case in CASES] + ["Ａ\r\n\r\n\r\nＢ", "¥４,６００．", "🙂"]

    assert set(declared) == set(COLUMNS)
    for column, text in declared.items():
        assert isinstance(text, Text)
        for one in written:
            assert text.kept(one) == cells.kept(column, one), column


def test_forms_and_addresses_are_read_by_the_door_only():
    raw = {
        str(path.relative_to(FAIR))
        for path in FAIR.rglob("*.py")
        if "crowd" not in path.parts and RAW.search(path.read_text("utf-8"))
    }

    assert raw == READS_RAW


def _typed(command, *name):
    for one, inner in getattr(command, "commands", {}).items():
        yield from _typed(inner, *name, one)
    for parameter in command.params:
        kind = parameter.type_descriptor
        if kind.annotation is str:
            yield pytest.param(kind.parameter_info.parser, id=" ".join((*name, parameter.name)))


@pytest.mark.parametrize("parser", list(_typed(typer.main.get_command(cli))))
def test_what_is_typed_at_the_command_line_passes_the_door(parser):
    assert parser is not None
    assert parser("\ufeff\u202ea\u200bb \udc80") == "ab"
