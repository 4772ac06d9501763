"""What a file may cost: counted in rows, cells and memory, never in seconds."""

import gzip
import tomllib
import tracemalloc
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.decisions import Malformed, Refusal
from fair.imports import map_shape
from fair.imports.import_map import BadMap, read_map
from fair.imports.importing import plan_mapped, plan_template
from fair.imports.reads import MOST_UNPACKED, Upload, parsed_map, unpacked
from fair.imports.refusals import DeepMap, FileTooLarge, LongMap
from fair.imports.views import MAPS
from fair.tabular import door
from fair.tabular.door import How
from fair.tabular.headings import Heads
from fair.tabular.line import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from fair.tabular.problem import MOST_KEPT
from fair.tabular.refusals import BrokenFile
from fair.terms.code_reads import code_lists
from fair.terms.terms import COLUMNS
from tests.booths.scene import csrf
from tests.imports.test_import_pages import upload
from tests.imports.test_import_rules import said
from tests.imports.test_imports import csv_of

TODAY = date(2026, 3, 1)
CODES = code_lists()
MEGABYTE = 1_000_000
WIDE = ",".join(f"c{place}" for place in range(MOST_COLUMNS)).encode() + b"\n"


def table(data: bytes) -> list[Any]:
    """Read a file by its first row, as whatever stands there."""
    how = How(heads=Heads(columns=(), needed=()), encoding="utf-8", sign=",")
    opened = door.opened(data, how)
    return list(opened.rows)


def peak_of(do: Any) -> int:
    """Return the most memory that was held while this ran, whether it was refused or not."""
    tracemalloc.start()
    try:
        do()
    except Refusal:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


# --- tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "row", "most"),
    [
        (b"a\n" + b"1\n" * (MOST_ROWS + 5), MOST_ROWS + 1, MOST_ROWS),
        (b"a\n" + b"\n" * (MOST_ROWS + 5), MOST_ROWS + 1, MOST_ROWS),
        (b"," * 20_000 + b"\n", 1, MOST_COLUMNS),
        (b"a\n" + b"1," * 20_000 + b"\n", 2, MOST_COLUMNS),
        (
            WIDE + (b"1," * (MOST_COLUMNS - 1) + b"1\n") * 7_000,
            MOST_CELLS // MOST_COLUMNS + 1,
            MOST_CELLS,
        ),
    ],
    ids=["rows", "empty rows", "columns", "cells of one row", "cells"],
)
def test_a_file_that_is_too_large_is_refused_where_it_passes_the_bound(data, row, most):
    with pytest.raises(BrokenFile) as refused:
        table(data)

    assert refused.value.values["row"] == row
    assert str(most) in str(refused.value)


def test_a_file_at_the_bounds_is_read():
    assert len(table(b"a\n" + b"1\n" * (MOST_ROWS - 1))) == MOST_ROWS - 1
    wide = b"x" + b",x" * (MOST_COLUMNS - 1) + b"\n"
    assert len(table(b"a" + b"," * (MOST_COLUMNS - 1) + b"z\n" + wide)[0].cells) == MOST_COLUMNS


@pytest.mark.parametrize(
    "data",
    [
        b",\n" * 2_400_000,
        b"\n" * 4_800_000,
        b"a,b\n" * 1_200_000,
        b'"' + b"a" * 4_800_000,
        b'a\n"' + b"a\n" * 2_400_000,
        b"a,b\n" + "𝒜\n".encode() * 900_000,
        b"," * 4_800_000,
        ("," * 299 + "\n").encode() * 16_000,
    ],
    ids=["short", "empty", "pairs", "open quote", "quoted lines", "wide signs", "one row", "wide"],
)
def test_no_file_of_the_size_we_take_holds_much_memory(data):
    assert peak_of(lambda: table(data)) < 120 * MEGABYTE


def test_many_problems_hold_no_memory_and_are_all_counted():
    header = ",".join(COLUMNS)
    data = (header + "\n" + (",".join(["x"] * len(COLUMNS)) + "\n") * 3_000).encode()
    found = plan_template(data, CODES, TODAY)

    assert found.refused == found.rows == 3_000
    assert len(found.problems) == MOST_KEPT
    assert found.broken
    assert peak_of(lambda: plan_template(data, CODES, TODAY)) < 60 * MEGABYTE


def test_a_recruiters_file_has_fewer_rows_than_an_organisers():
    rows = b"\n".join([",".join(COLUMNS).encode(), *([b"," * (len(COLUMNS) - 1)] * 20)])

    with pytest.raises(BrokenFile, match="10 rows"):
        plan_template(rows, CODES, TODAY, most_rows=10)
    assert plan_template(rows, CODES, TODAY, most_rows=21).rows == 0


def test_a_packed_file_is_unpacked_as_far_as_we_take_it():
    bomb = gzip.compress(b"\0" * 400 * MEGABYTE)
    assert len(bomb) < MEGABYTE
    packed = Upload(data=bomb, file_name="a.csv.gz")

    with pytest.raises(FileTooLarge):
        unpacked(packed)
    assert peak_of(lambda: unpacked(packed)) < 3 * MOST_UNPACKED
    for broken in (bomb[:100], b"\x1f\x8b\x08\0nonsense", b"no gzip", gzip.compress(b"a")[:-5]):
        with pytest.raises(Malformed):
            unpacked(Upload(data=broken, file_name="a.csv.gz"))


# --- maps ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 30_000,
        "x = " + "[" * 30_000 + "]" * 30_000,
        "x = " + "{a = " * 9_000,
        "[[" + "a]]\n[[" * 9_000,
        "x = " + "9" * 5_000,
        "\0",
        "[source]\nname = " + "{a=" * 200 + "1" + "}" * 200,
        "[source]\nkey = [" + "[" * 200 + "]" * 200 + "]",
        "columns = 1\nsource = 2",
        '[source]\nname="x"\nkey=["a"]\nemployer="b"\n[columns]\nref = {as = ' + "[" * 99 + "]" * 99
        + "}",
    ],
)  # fmt: skip
def test_a_map_of_boxes_within_boxes_is_refused_in_words(text):
    with pytest.raises((Malformed, LongMap, DeepMap)) as refused:
        parsed_map(text)

    assert len(str(refused.value)) < 400
    assert "recursion" not in str(refused.value)


@pytest.mark.parametrize("text", ["a." * 20_000 + "a = 1", "x = {" + "a." * 300 + "a = 1}",
                                  "#" * (map_shape.MOST_SIGNS + 1)])  # fmt: skip
def test_a_map_whose_reading_takes_more_than_its_length_is_not_read(monkeypatch, text):
    monkeypatch.setattr(tomllib, "loads", None)  # who calls it fails

    with pytest.raises(LongMap):
        parsed_map(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"source": {**said()["source"], "encoding": "punycode"}},
        {"source": {**said()["source"], "encoding": "unicode_escape"}},
        {"source": {**said()["source"], "delimiter": '"'}},
        {"source": {**said()["source"], "dates": ["%Y %Y"]}},
        {"source": {**said()["source"], "dates": ["%Q"]}},
        {"source": {**said()["source"], "key": []}},
        {"source": {**said()["source"], "employer_kind": "king"}},
        {"columns": {"ref": {"from": "Id", "as": "const"}}},
        {"columns": {"ref": {"from": "Id", "end": 5}}},
        {"columns": {"ref": {"from": ["Id", "Job"], "as": "join", "labels": ["one"]}}},
        {"columns": {"ref": {"from": ["Id"], "as": "join", "with": 5}}},
        {"columns": {"ref": {"from": "Id", "when": {"column": "Id"}}}},
        {"columns": {"pay_base": {"from": "Id", "as": "money", "min": "much"}}},
        {"columns": {"pay_base": {"from": "Id", "as": "money", "plausible": {"hour": [1]}}}},
        {"columns": {"ref": {"from": "Id", "as": "magic", "more": 1}}},
        {"refuse": [{"column": "Id", "below": "x", "reason": "r", "says": "s"}]},
        {"refuse": [{"column": "Id", "contains": 5, "reason": "r", "says": "s"}]},
        {"lookup": {"t": {"match": "exact", "a": 5}}},
        {"lookup": {"t": {"match": "exact", **{str(n): "x" for n in range(2_000)}}}},
    ],
)
def test_a_map_that_no_row_could_be_read_by_is_refused_before_the_first(changes):
    with pytest.raises(BadMap):
        read_map(said(**changes))


def test_the_maps_that_come_with_the_fair_are_maps():
    assert [parsed_map(path.read_text("utf-8")).name for path in sorted(MAPS.glob("*.toml"))]


WORDS = st.sampled_from(
    ["Id", "Job", "Firm", "ref", "title", "pay_base", "valid_through", "join", "lookup", "const",
     "date", "money", "int", "t", "exact", "contains", "%Y-%m-%d", "%Y %Y", "", "x"]
)  # fmt: skip
VALUES = st.recursive(
    WORDS | st.integers() | st.floats() | st.booleans() | st.none() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
COLUMN = st.dictionaries(st.sampled_from(sorted(map_shape._COLUMN)), VALUES, max_size=4)
TABLE_OF_COLUMNS = st.dictionaries(
    st.sampled_from(["ref", "title", "pay_base", "head_count", "valid_through"]),
    COLUMN | VALUES | WORDS,
    max_size=3,
)
RULE = st.dictionaries(st.sampled_from(sorted(map_shape._REFUSE)), VALUES, max_size=4)
SOURCE = st.dictionaries(st.sampled_from(sorted(map_shape._SOURCE)), VALUES, max_size=2)


@given(
    source=SOURCE,
    columns=TABLE_OF_COLUMNS | VALUES,
    refuse=st.lists(RULE, max_size=2) | VALUES,
    lookup=st.dictionaries(WORDS, VALUES, max_size=2) | VALUES,
)
def test_whatever_a_map_says_the_answer_is_a_plan_or_a_sentence(source, columns, refuse, lookup):
    named = {**said()["source"], **source}
    whole = said(source=named, columns=columns, refuse=refuse, lookup=lookup)
    data = b"Id,Job,Firm,x\n1,Sewer,Huafeng,2026-01-02\n2,12.50,Huafeng,\n"
    with suppress(BadMap, Refusal):
        plan_mapped(data, read_map(whole), CODES, TODAY)


# --- at the door -----------------------------------------------------------------------------


async def test_a_recruiter_reads_in_words_what_is_too_large(scene):
    many = await upload(scene, (",".join(COLUMNS) + "\n").encode() + b"\n" * 6_000)
    table_ = await upload(scene, b"%PDF-1.7" + b"\0" * 100)

    assert many.status_code == table_.status_code == 422
    assert "more than 5000 rows" in many.text
    assert "This is a PDF" in table_.text


async def test_a_nested_map_of_ones_own_is_refused_in_words_and_not_by_an_error_page(scene):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, "/desk/vacancies/import")
        for text in (b"x = " + b"[" * 30_000, b"a." * 30_000 + b"a = 1", b"#" * 400_000):
            answer = await web.post(
                "/desk/vacancies/import",
                data={"csrf": token},
                files={
                    "file": ("posts.csv", csv_of({}), "text/csv"),
                    "own_map": ("map.toml", text, "text/plain"),
                },
            )
            assert answer.status_code in {413, 422}


async def test_only_so_many_files_an_hour_are_read_for_one_person(scene):
    answers = {(await upload(scene, b"no table")).status_code for _ in range(21)}

    assert answers == {422, 429}


def test_the_bounds_stand_where_people_read_them():
    told = (Path(__file__).parents[2] / "docs" / "operating.md").read_text()
    for bound in (MOST_ROWS, MOST_COLUMNS, MOST_CELLS):
        assert f"{bound:,}" in told
