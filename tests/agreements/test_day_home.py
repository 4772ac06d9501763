"""Days and local times have one home, `fair/days.py`: what would tell them elsewhere is found."""

import ast
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from fair.contract.all import COMMANDS

ROOT = Path(__file__).parents[2]
HOME = ROOT / "fair" / "days.py"
TELLS_DAYS = {"astimezone", "combine", "strptime", "strftime", "fromtimestamp", "utcfromtimestamp"}
CLOCKS = {"date", "datetime"}

# What may, and why.
EXCEPTIONS = {
    ("fair/words.py", "format"): "writes hours and minutes of what days gave it",
    ("fair/imports/raw_row.py", "strptime"): "reads a day in a cell, which has no hour",
    ("fair/imports/raw_row.py", ".date()"): "the same",
    ("fair/imports/map_shape.py", "strptime"): "looks whether a form of days is one, reads no day",
    ("fair/crowd/recruiter.py", "format"): "simulated people mean a day at least two days ahead",
    ("fair/demo/birth.py", "format"): "digits of an invented telephone number",
}
IN_TEMPLATES = {
    ("templates/_macros.html", "strftime"): "the style guide's times, where there is no reader",
}


def found_in(source: str) -> Iterator[tuple[int, str]]:  # noqa: C901 - a case for each way
    """Yield (line, what) for all that tells a day or a local time, or reads one."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names) if any(one.name == "zoneinfo" for one in names):
                yield node.lineno, "zoneinfo"
            case ast.ImportFrom(module="zoneinfo"):
                yield node.lineno, "zoneinfo"
            case ast.Call(func=ast.Attribute(attr="date"), args=[], keywords=[]):
                yield node.lineno, ".date()"
            case ast.Call(func=ast.Attribute(attr=name)) if name in TELLS_DAYS:
                yield node.lineno, name
            case ast.Attribute(value=ast.Name(id=name), attr="today") if name in CLOCKS:
                yield node.lineno, "today"
            case ast.Attribute(value=ast.Name(id="datetime"), attr="fromisoformat"):
                yield node.lineno, "fromisoformat"
            case ast.Call(func=ast.Attribute(attr="replace"), keywords=keywords) if any(
                one.arg in ("tzinfo", "fold") for one in keywords
            ):
                yield node.lineno, "tzinfo"
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=spec)])):
                if "%" in str(spec).rstrip("%"):
                    yield node.lineno, "format"


def all_found() -> Iterator[tuple[str, int, str]]:
    for path in sorted((ROOT / "fair").rglob("*.py")):
        if path != HOME:
            where = str(path.relative_to(ROOT))
            yield from ((where, line, what) for line, what in found_in(path.read_text("utf-8")))


def test_nobody_else_tells_days_or_reads_local_times():
    assert [one for one in all_found() if (one[0], one[2]) not in EXCEPTIONS] == []


def test_each_exception_is_still_one():
    assert {(where, what) for where, _, what in all_found()} >= set(EXCEPTIONS)


def test_templates_show_days_that_a_view_or_a_noun_told():
    found = {
        (str(path.relative_to(ROOT)), word)
        for path in (ROOT / "templates").rglob("*.html")
        for word in (".date()", "strftime", "astimezone", ".replace(tzinfo", "now()")
        if word in path.read_text("utf-8")
    }

    assert found == set(IN_TEMPLATES)


def inside(annotation: Any) -> Iterator[Any]:
    yield annotation
    for one in get_args(annotation):
        yield from inside(one)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_time_that_people_type_is_read_at_a_place_and_never_a_bare_datetime(name):
    fields = COMMANDS[name].model_fields.items()

    assert [key for key, item in fields if datetime in inside(item.annotation)] == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("from zoneinfo import ZoneInfo", "zoneinfo"),
        ("import zoneinfo", "zoneinfo"),
        ("day = work.now.date()", ".date()"),
        ("here = at.astimezone(zone)", "astimezone"),
        ("end = datetime.combine(day, hour, zone)", "combine"),
        ("day = date.today()", "today"),
        ("at = datetime.strptime(text, form)", "strptime"),
        ("at = datetime.fromisoformat(text)", "fromisoformat"),
        ("at = at.replace(tzinfo=zone)", "tzinfo"),
        ("text = f'{at:%Y-%m-%d}'", "format"),
        ("text = at.strftime('%H:%M')", "strftime"),
        ("at = datetime.fromtimestamp(1, zone)", "fromtimestamp"),
    ],
)
def test_what_would_tell_a_day_elsewhere_is_found(line, what):
    assert list(found_in(line)) == [(1, what)]


@pytest.mark.parametrize(
    "line",
    ["today = work.today(fair_id)", "day = date.fromisoformat(text)", "text = f'{share:.0%}'",
     "text = text.replace('a', 'b')", "made = date(2026, 1, 1)", "at = at.isoformat()"],
)  # fmt: skip
def test_what_tells_none_is_left_alone(line):
    assert list(found_in(line)) == []
