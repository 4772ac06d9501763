"""Isolating text in its direction: only where it is needed, and so that nothing is lost by it."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair import typed, words
from fair.decisions import Malformed, filled
from fair.direction import in_html, isolated
from fair.sheets import cell
from fair.templates import environment

NAME = "أحمد"
HELD = f"\u2068{NAME}\u2069"
LANGUAGES = ("en", "zh-Hans", "ja")
ZONE = UTC


@pytest.mark.parametrize("text", ["", "Mei", "李明 8:00–20:00", "田中さん「OK」", "Zoë №5 👩‍⚕️ ไทย"])
def test_ordinary_words_pass_as_they_are(text):
    assert isolated(text) == text
    assert in_html(f"<p title='{text}'>{text}</p>") == f"<p title='{text}'>{text}</p>"


@pytest.mark.parametrize("text", [NAME, "Ali (علي)", "שלום", "ߞ", "𞤀"])
def test_letters_that_run_leftward_are_held_once(text):
    held = isolated(text)

    assert held == f"\u2068{text}\u2069"
    assert isolated(held) == held


def test_direction_signs_that_were_kept_before_there_was_a_door_turn_nothing():
    assert isolated("a\u202eb") == "ab"
    assert isolated(f"\u202e{NAME}") == HELD


@given(st.text())
def test_what_was_held_comes_back_through_the_door_as_it_was(text):
    assert typed.line(isolated(typed.line(text))) == typed.line(text)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_is_not_turned_by_what_is_filled_into_it(code):
    known = words.catalogue(code)

    called = known.gettext("Call with {name}", name=NAME)
    assert HELD in called
    assert called.replace(HELD, "Mei") == known.gettext("Call with {name}", name="Mei")
    assert known.ngettext("{count} {name}", "{count} {name}", 2, name=NAME) == f"2 {HELD}"
    assert known.refusal(Malformed(problem=NAME)).count(HELD) == 1
    assert known.listed([NAME, "Mei", NAME]).count(HELD) == 2
    assert filled("{a}: {b} {c}", {"a": NAME, "b": 3}) == f"{HELD}: 3 …"


@pytest.fixture
def shown(tmp_path):
    def show(template: str, **values: object) -> str:
        (tmp_path / "page.html").write_text(template)
        made = environment("en", str(tmp_path), str).get_template("page.html")
        return in_html(made.render(**values))

    return show


def test_a_page_holds_such_text_in_an_element_and_where_none_may_be_by_signs(shown):
    page = shown(
        '<title>{{ x }}</title><p title="{{ x }}">{{ x }} · {{ y }}</p><option>{{ x }}</option>',
        x=NAME, y="<b>",
    )  # fmt: skip

    assert page == (
        f'<title>{HELD}</title><p title="{HELD}"><bdi>{NAME}</bdi> · &lt;b&gt;</p>'
        f"<option>{HELD}</option>"
    )


def test_a_field_holds_what_was_typed_and_nothing_else(shown):
    page = shown('<input value="{{ x }}"><textarea name="t">{{ x }}</textarea>', x=NAME)

    assert page == f'<input value="{NAME}"><textarea name="t">{NAME}</textarea>'


def test_parts_that_are_put_together_are_held_one_by_one(shown):
    page = shown('{{ x ~ " · " ~ n ~ x }}|{{ [x, y, x]|join(", ") }}', x=NAME, y="<b>", n=3)

    held = f"<bdi>{NAME}</bdi>"
    assert page == f"{held} · 3{held}|{held}, &lt;b&gt;, {held}"


def test_a_cell_of_a_table_is_held_and_starts_no_formula():
    assert cell(NAME, ZONE) == HELD
    assert cell("Mei", ZONE) == "Mei"
    for sign in "=+-@＝＋－＠\t\r\n":
        assert cell(f"{sign}1+1", ZONE) == f"'{sign}1+1"
        assert cell(f"{sign}{NAME}", ZONE) == f"\u2068'{sign}{NAME}\u2069"
