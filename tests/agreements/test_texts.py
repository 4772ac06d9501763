"""Every text that leaves the house is a named template that a gateway can approve."""

import ast
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fair import words
from fair.days import zone
from fair.languages import LANGUAGES
from fair.signals import conduct_texts, reply_texts, texts
from fair.signals.said import say, templates
from fair.signals.segments import longest, segments
from fair.signals.text import VARIABLES, Text
from fair.signals.texts import TEXTS

ROOT = Path(__file__).parents[2]
OF_TEXTS = ("texts.py", "reply_texts.py", "conduct_texts.py")
WHOLE = ("TEXTS", "REPLIES", "CONDUCT")  # the lists of all: to stand there is not to be sent
HERE = "https://fair.example.org"
ALL = [(one, lang) for one in TEXTS for lang in LANGUAGES]
MOST_MESSAGES = {"zh-Hans": 3, "en": 5, "ja": 4}


def calls() -> list[tuple[str, str, ast.Call]]:
    """Return (file, what is called, the call) of the whole house."""
    return [
        (path.relative_to(ROOT / "fair").as_posix(), ast.unparse(node.func), node)
        for path in sorted((ROOT / "fair").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def test_no_text_is_made_anywhere_but_in_the_list_of_texts():
    # SQLAlchemy has a `Text` too, a column's type, which is made with nothing.
    texts_made, said, rows = set(), set(), set()
    for path, called, call in calls():
        if called == "Text" and call.args:
            texts_made.add(path)
        if called == "Said" and "fair.signals.said import" in (ROOT / "fair" / path).read_text():
            said.add(path)
        if called == "insert" and ast.unparse(call.args[0]) in ("signal", "signals.signal"):
            rows.add(path)
    assert texts_made == {f"signals/{name}" for name in OF_TEXTS}
    assert said | {"signals/said.py"} == {"signals/said.py", "signals/__init__.py"}
    assert rows == {"signals/__init__.py"}


def test_each_text_is_listed_once_and_sent_by_somebody():
    known = vars(texts) | vars(reply_texts) | vars(conduct_texts)
    declared = {name: one for name, one in known.items() if isinstance(one, Text)}
    assert sorted(one.name for one in TEXTS) == sorted({one.name for one in declared.values()})
    sources = [
        path.read_text("utf-8")
        for path in (ROOT / "fair").rglob("*.py")
        if path.name not in OF_TEXTS
    ]
    sent = {
        one
        for name, one in known.items()
        if isinstance(one, Text | tuple)
        and name not in WHOLE
        and any(re.search(rf"\b{name}\b", source) for source in sources)
    }
    chosen = {one for some in sent if isinstance(some, tuple) for one in some}
    unsent = [name for name, one in declared.items() if one not in sent | chosen]
    assert unsent == []


@pytest.mark.parametrize(("text", "lang"), ALL, ids=lambda one: getattr(one, "name", one))
def test_a_text_is_filled_by_the_same_bounded_values_in_each_language(text, lang):
    assert set(text.variables) <= set(VARIABLES)
    for name, template in templates(text, words.catalogue(lang), HERE):
        wanted = {*text.variables, *(["name"] if name.endswith(".named") else [])}
        assert set(re.findall(r"\{(\w+)\}", template)) == wanted
        assert segments(longest(template)) <= MOST_MESSAGES[lang]
    if lang != "en":
        sentence = words.catalogue(lang).gettext(text.sentence)
        assert sentence != text.sentence


def test_what_fills_a_text_by_the_clock_is_never_longer_than_was_approved():
    instants = [datetime(2026, 9, 30, 23, 59, tzinfo=UTC) + timedelta(days=n) for n in range(60)]
    for lang in LANGUAGES:
        known = words.catalogue(lang)
        for at in instants:
            for where in ("Asia/Shanghai", "Asia/Tokyo", "America/New_York"):
                assert len(known.moment(at, zone(where))) <= VARIABLES["until"].most
                assert len(known.clock(at, zone(where))) <= VARIABLES["clock"].most
            assert len(known.day(at.date())) <= VARIABLES["last_day"].most


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("{" * 80, 1),
        ("{" * 81, 2), ("字" * 70, 1), ("字" * 71, 2), ("字" * 134, 2), ("字" * 135, 3),
        ("a" * 69 + "“", 1), ("a" * 70 + "“", 2), ("😀" * 35, 1), ("😀" * 36, 2),
    ],
)  # fmt: skip
def test_messages_are_counted_as_they_are_billed(text, messages):
    assert segments(text) == messages


def test_a_long_name_is_cut_and_a_long_number_is_not():
    said = say(
        texts.CARRIED, words.catalogue("en"),
        {"employer": "H" * 60, "number": 1_234_567, "key": "k" * 12}, base_url=HERE,
    )  # fmt: skip
    assert said.values == {"employer": "H" * 23 + "…", "number": "1234567", "key": "k" * 12}
    assert f"{HERE}/t/{'k' * 12}" in said.text
