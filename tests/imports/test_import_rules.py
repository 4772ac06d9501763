"""A file of posts: what is wrong is named by row and column, what is fine is kept once."""

from datetime import date
from typing import Any

import pytest

from fair.imports import import_map, raw_row
from fair.imports.import_map import NOT_LISTED, NOT_PLAUSIBLE, UNREADABLE, BadMap, read_map
from fair.imports.importing import Plan, plan_mapped, plan_template
from fair.imports.mapped_row import employer_key
from fair.imports.raw_row import Effort, Row
from fair.tabular.problem import Problem, shown
from fair.tabular.refusals import BrokenFile
from fair.terms.cells import Codes
from fair.terms.terms import COLUMNS, NEEDED

TODAY = date(2026, 3, 1)
CODES = Codes(work={"sewing"}, counties={"330681"}, skills={"skill": {"lockstitch"}})


def test_a_problem_is_kept_as_plain_values_and_the_same_one_counts_once():
    one, same = (Problem(row=3, column="work", value="x", values={"low": "1"}) for _ in range(2))
    assert len({one, same}) == 1
    assert one.as_dict() == {
        "row": 3, "column": "work", "value": "x", "reason": "", "says": "",
        "values": {"low": "1"}, "refused": True,
    }  # fmt: skip


# --- cells of somebody else's table -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("plain", "plain"),
        ("2 – 3", "2 – 3"),
        ("â€“", "–"),
        ("Ã¢Â€Â“", "–"),
        ("Zürich", "Zürich"),
        ("缝纫", "缝纫"),
    ],
)
def test_what_was_encoded_twice_too_often_is_repaired_and_nothing_else(text, means):
    assert raw_row.mended(text) == means


def test_two_rounds_are_repaired_and_a_third_is_left():
    once = "–".encode().decode("latin-1")
    twice = once.encode().decode("latin-1")
    assert raw_row.mended(twice) == "–"
    assert raw_row.mended(twice.encode().decode("latin-1")) == once


def test_a_cell_that_says_it_says_nothing_is_empty():
    assert raw_row.cleaned(" N/A ", frozenset({"n/a"})).text == ""
    assert raw_row.cleaned(" one \n two ", frozenset({"n/a"})).text == "one two"


@pytest.mark.parametrize(
    ("text", "means"),
    [("$ 1,234.50", 1234.5), ("0", 0.0), ("about 4", None), ("-3", None), ("1.234,56", None)],
)
def test_a_number_in_a_cell_is_read_or_there_is_none(text, means):
    assert raw_row.number_in(text) == means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2024-08-06", date(2024, 8, 6)),
        ("2024-08-06T10:00:00", date(2024, 8, 6)),
        ("08/06/2024", date(2024, 8, 6)),
        ("6.8.2024", None),
        ("", None),
    ],
)
def test_a_day_in_a_cell_is_read_by_the_first_form_that_fits(text, means):
    assert raw_row.day_in(text, ("%Y-%m-%d", "%m/%d/%Y")) == means
    assert raw_row.day_in(text, ()) is None


# --- a map --------------------------------------------------------------------------------------


def said(**changes) -> dict[str, Any]:
    """Return what a map file says: a small table of jobs."""
    return {
        "source": {"name": "Jobs", "key": ["Id"], "employer": "Firm", "nothing": ["N/A"]},
        "columns": {"ref": "Id", "title": "Job"},
        **changes,
    }


def row_of(cells):
    """Return a row as a map looks at it."""
    return Row(cells, frozenset(), Effort(1))


def cells_of(columns, row, **more):
    """Fill the template's cells from one row; return them with what could not be read."""
    map_ = read_map(said(columns=columns, **more))
    filled, troubles = import_map.applied(map_, row_of(row))
    return filled, [(one.column, one.value, one.says) for one in troubles]


def test_a_map_names_the_columns_that_it_needs_once():
    map_ = read_map(
        said(
            columns={
                "ref": "Id",
                "title": {"from": "Job", "when": {"column": "Kind", "is": "x"}},
                "conditions": {"from": ["Level", "Hours"], "as": "join"},
                "language": {"as": "const", "value": "en"},
            },
            refuse=[
                {"column": "End", "before": "Start", "reason": "r", "says": "s"},
                {"column": "Firm", "below": 1, "reason": "r", "says": "s"},
            ],
        )
    )
    assert map_.needed() == ("Id", "Firm", "End", "Start", "Job", "Kind", "Level", "Hours")
    assert len({map_, map_}) == 1
    assert (map_.encoding, map_.delimiter, map_.employer_kind) == ("utf-8", ",", "direct")
    assert map_.nothing == {"n/a"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"columns": {"colour": "Id"}}, "colour is not a column"),
        ({"columns": {"ref": {"from": "Id", "as": "magic"}}}, "'magic' is not known"),
        ({"columns": {"work": {"from": "Id", "as": "lookup", "table": "t"}}}, r"no \[lookup.t\]"),
        ({"source": {"name": "Jobs", "key": ["Id"]}}, "lacks 'employer'"),
        ({"columns": "Id"}, "lacks"),
        ({"lookup": {"t": {"match": "like", "a": "b"}}}, "'like' is not known"),
        ({"refuse": [{"column": "Id", "reason": "r", "says": "s"}]}, "for Id has no test"),
        ({"source": {**said()["source"], "encoding": "klingon"}}, r"\[source\]: unknown encoding"),
        ({"source": {**said()["source"], "delimiter": ";;"}}, r"\[source\]: .*delimiter"),
        ({"source": {**said()["source"], "name": 7}}, r"\[source\]"),
    ],
)
def test_a_map_that_says_what_a_map_cannot_say_is_refused(changes, words):
    with pytest.raises(BadMap, match=words):
        read_map(said(**changes))


RULES: dict[str, dict[str, Any]] = {
    "empty": {"column": "a", "empty": True},
    "contains": {"column": "a", "contains": ["Denied", "Lost"]},
    "below": {"column": "a", "below": 1},
    "before": {"column": "a", "before": "b"},
}


@pytest.mark.parametrize(
    ("test", "row", "out"),
    [
        ("empty", {"a": ""}, True),
        ("empty", {"a": "x"}, False),
        ("contains", {"a": "was denied"}, True),
        ("contains", {"a": "was Ｄenied"}, True),
        ("contains", {"a": "granted"}, False),
        ("below", {"a": "0"}, True),
        ("below", {"a": "0.5"}, True),
        ("below", {"a": "1"}, False),
        ("below", {"a": "2"}, False),
        ("below", {"a": "many"}, False),
        ("before", {"a": "2024-01-01", "b": "2024-01-02"}, True),
        ("before", {"a": "2024-01-02", "b": "2024-01-02"}, False),
        ("before", {"a": "2024-01-03", "b": "2024-01-02"}, False),
        ("before", {"a": "", "b": "2024-01-02"}, False),
        ("before", {"a": "2024-01-01", "b": ""}, False),
    ],
)
def test_a_row_is_kept_out_by_the_rule_that_it_breaks(test, row, out):
    map_ = read_map(said(refuse=[{**RULES[test], "reason": "why", "says": "So."}]))
    rule = import_map.refused(map_, row_of(row))
    assert (rule is not None) == out
    if rule:
        assert (rule.reason, rule.says) == ("why", "So.")


@pytest.mark.parametrize(
    ("text", "how", "means"),
    [
        ("SEWING WORKER", {}, "SEWING WORKER"),
        ("SEWING WORKER", {"case": "title"}, "Sewing Worker"),
        ("Sewing WORKER", {"case": "title"}, "Sewing WORKER"),
        ("Vienna", {"end": ", AT"}, "Vienna, AT"),
        ("", {"end": ", AT"}, None),
    ],
)
def test_a_text_may_be_put_into_quieter_letters_and_get_an_end(text, how, means):
    filled, troubles = cells_of({"title": {"from": "t", **how}}, {"t": text})
    assert (filled.get("title"), troubles) == (means, [])


@pytest.mark.parametrize(
    ("kind", "text", "means"),
    [
        ("int", "3", "3"), ("int", "3.0", "3"), ("int", "1", "1"), ("int", "9", "9"),
        ("int", "3.5", None), ("int", "0", None), ("int", "10", None), ("int", "x", None),
        ("number", "3.5", "3.5"), ("money", "$ 8.50", "8.50"), ("number", "0.9", None),
        ("number", "9.1", None), ("money", "", ""),
    ],
)  # fmt: skip
def test_a_number_inside_its_bounds_is_taken_and_another_is_reported(kind, text, means):
    how = {"from": "n", "as": kind, "min": 1, "max": 9}
    filled, troubles = cells_of({"head_count": how}, {"n": text})
    assert filled.get("head_count", "") == (means or "")
    assert troubles == ([("head_count", text, UNREADABLE)] if means is None else [])


def test_without_bounds_every_number_is_taken():
    filled, _ = cells_of({"head_count": {"from": "n", "as": "int"}}, {"n": "123456"})
    assert filled == {"head_count": "123456"}


@pytest.mark.parametrize(
    ("period", "amount", "kept"),
    [
        ("hour", "10", True), ("hour", "250", True), ("hour", "9.99", False),
        ("hour", "250.01", False), ("month", "9", True), ("", "9", True), ("hour", "", True),
    ],
)  # fmt: skip
def test_a_pay_that_cannot_be_meant_for_its_period_stays_empty(period, amount, kept):
    columns = {
        "pay_period": {"from": "p"},
        "pay_base": {"from": "n", "as": "money", "plausible": {"hour": [10, 250]}},
    }
    filled, troubles = cells_of(columns, {"p": period, "n": amount})
    assert filled.get("pay_base", "") == (amount if kept else "")
    assert troubles == ([] if kept else [("pay_base", amount, NOT_PLAUSIBLE)])


def test_only_pay_has_to_be_plausible():
    columns = {
        "pay_period": {"from": "p"},
        "overtime_rate": {"from": "n", "as": "money", "plausible": {"hour": [10, 250]}},
    }
    assert cells_of(columns, {"p": "hour", "n": "9"})[0]["overtime_rate"] == "9"


@pytest.mark.parametrize(
    ("text", "means", "lost"),
    [("2024-08-06", "2024-08-06", []), ("", None, []), ("soon", None, ["soon"])],
)
def test_a_day_is_written_as_the_template_wants_it(text, means, lost):
    filled, troubles = cells_of({"starts_on": {"from": "d", "as": "date"}}, {"d": text})
    assert filled.get("starts_on") == means
    assert troubles == [("starts_on", one, UNREADABLE) for one in lost]


@pytest.mark.parametrize(
    ("match", "text", "means"),
    [
        ("exact", "Sewer", "sewing"), ("exact", "Sewer II", None),
        ("prefix", "Sewer II", "sewing"), ("prefix", "Sewer assistant", "aid"),
        ("prefix", "ＳＥＷＥＲ", "sewing"),
        ("prefix", "a Sewer", None), ("contains", "a SEWER", "sewing"),
        ("contains", "tailor", None), ("exact", "", ""),
    ],
)  # fmt: skip
def test_a_word_is_looked_up_exactly_by_its_start_or_inside(match, text, means):
    table = {"match": match, "Sewer": "sewing", "Sewer assistant": "aid"}
    filled, troubles = cells_of(
        {"work": {"from": "w", "as": "lookup", "table": "t"}}, {"w": text}, lookup={"t": table}
    )
    assert filled.get("work", "") == (means or "")
    assert troubles == ([("work", text, NOT_LISTED)] if means is None else [])


def test_several_cells_are_joined_with_their_labels_and_empty_ones_left_out():
    plain = {"from": ["a", "b", "c"], "as": "join"}
    row = {"a": "ONE TWO", "b": "", "c": "x"}
    assert cells_of({"conditions": plain}, row)[0] == {"conditions": "ONE TWO x"}
    full = {**plain, "labels": ["A", "B", "C"], "with": "; ", "case": "title"}
    assert cells_of({"conditions": full}, row)[0] == {"conditions": "A: One Two; C: x"}


def test_a_column_may_depend_on_what_another_says():
    how = {"from": "n", "when": {"column": "kind", "is": "Yes"}}
    assert cells_of({"title": how}, {"n": "x", "kind": "yes"})[0] == {"title": "x"}
    assert cells_of({"title": how, "ref": {"from": "n"}}, {"n": "x", "kind": "no"})[0] == {
        "ref": "x"
    }


def test_a_fixed_value_needs_no_cell():
    assert cells_of({"min_age": {"as": "const", "value": 18}}, {})[0] == {"min_age": "18"}


def test_a_long_cell_that_cannot_be_read_is_shown_in_part():
    _, troubles = cells_of({"starts_on": {"from": "d", "as": "date"}}, {"d": "x" * 81})
    assert troubles[0][1] == "x" * 80


# --- a plan -------------------------------------------------------------------------------------


def template(*rows):
    """Return a file of the template: each row by its columns."""
    lines = [",".join(COLUMNS), *(",".join(row.get(name, "") for name in COLUMNS) for row in rows)]
    return "\n".join(lines).encode()


def plan(*rows, **given):
    return plan_template(template(*rows), CODES, TODAY, **given)


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    found = plan({"ref": "A", "head_count": "2"}, {"ref": "B", "work": "flying"}, {"ref": "C"})
    assert [(post.row, post.terms.ref, post.head_count) for post in found.posts] == [
        (2, "A", 2),
        (4, "C", 0),
    ]
    assert [(one.row, one.column, one.value, one.refused) for one in found.problems] == [
        (3, "work", "flying", True)
    ]
    assert (found.rows, found.refused, found.broken) == (3, 1, True)
    assert found.posts[0].employer == ""
    assert "duties" in found.posts[0].missing


def test_a_row_with_two_problems_is_refused_once_and_empty_rows_do_not_count():
    found = plan({"ref": "A", "work": "x", "head_count": "y"}, {}, {"ref": "B"})
    assert (found.rows, found.refused, len(found.problems), len(found.posts)) == (2, 1, 2, 1)


def test_a_reference_counts_once_in_a_file_and_once_in_the_house():
    found = plan({"ref": "A"}, {"ref": "A"}, {"title": "x"}, {"title": "y"}, {"ref": "Z"},
                 known=lambda _whose, ref: ref == "z")  # fmt: skip
    assert [post.row for post in found.posts] == [2, 4, 5]
    assert (found.duplicates, found.refused) == (2, 0)
    assert not found.broken


def test_a_row_whose_first_copy_was_refused_is_not_a_duplicate():
    found = plan({"ref": "A", "work": "flying"}, {"ref": "A"})
    assert ([post.row for post in found.posts], found.duplicates) == ([3], 0)


def test_a_row_with_too_few_cells_is_refused_and_the_next_is_read():
    found = plan_template(template({"ref": "A"}) + b"\nB,only two\n" + template({"ref": "C"})
                          .split(b"\n")[1], CODES, TODAY)  # fmt: skip
    assert [post.terms.ref for post in found.posts] == ["A", "C"]
    assert [one.row for one in found.problems] == [3]
    assert found.rows == 3


def test_problems_stand_in_the_order_of_the_rows():
    data = template({"work": "x"}) + b"\nB,only two\n" + template({"work": "y"}).split(b"\n")[1]
    assert [one.row for one in plan_template(data, CODES, TODAY).problems] == [2, 3, 4]


def test_words_that_no_post_may_say_refuse_the_row_with_the_rule_named():
    found = plan({"ref": "A", "fees": "300"})
    assert [(one.column, one.value, one.reason, one.values) for one in found.problems] == [
        ("fees", "300", "post-charges-fee", {"phrase": "300"})
    ]
    assert found.posts == ()


@pytest.mark.parametrize("later", [name for name in COLUMNS if name not in NEEDED])
def test_a_file_from_before_a_term_came_in_is_read_and_says_nothing_there(later):
    row = {"ref": "A", "title": "Welder"}
    names = [name for name in COLUMNS if name != later]
    lines = [",".join(names), ",".join(row.get(name, "") for name in names)]

    found = plan_template("\n".join(lines).encode(), CODES, TODAY)

    assert found.posts == plan(row).posts
    assert found.problems == ()


def test_a_column_that_the_template_does_not_have_is_named_and_keeps_nothing_out():
    data = template({"ref": "A"}).replace(b"ref,", b"colour,ref,", 1).replace(b"\nA,", b"\nred,A,")
    found = plan_template(data, CODES, TODAY)
    assert [post.terms.ref for post in found.posts] == ["A"]
    assert [(one.row, one.column, one.refused) for one in found.problems] == [(1, "colour", False)]
    assert not found.broken


def mapped(data, changes=None, **given):
    return plan_mapped(data, read_map(said(**changes or {})), CODES, TODAY, **given)


def test_a_mapped_file_keeps_each_row_once_under_its_employer():
    found = mapped(b"Id,Firm,Job\n1,Huafeng,Sewer\n1,Huafeng,Sewer\n2,N/A,Cutter\n\n")
    assert [
        (post.row, post.employer, post.terms.ref, post.terms.title) for post in found.posts
    ] == [
        (2, "Huafeng", "1", "Sewer"),
        (4, "", "2", "Cutter"),
    ]
    assert (found.rows, found.duplicates, found.map_name, found.employer_kind) == (
        3, 1, "Jobs", "direct",
    )  # fmt: skip


def test_what_the_house_has_already_is_a_duplicate():
    data = b"Id,Firm,Job\n1,Hua-Feng,Sewer\n2,Huafeng,Sewer\n"
    found = mapped(data, known=lambda employer, ref: (employer, ref) == ("hua feng", "1"))
    assert ([post.row for post in found.posts], found.duplicates) == ([3], 1)


def asked_for(asked):
    """Return who knows no post, and remembers what was asked."""

    def known(employer, ref):
        asked.append((employer, ref))
        return False

    return known


def test_the_house_is_asked_for_the_reference_that_the_row_holds():
    asked: list[tuple[str, str]] = []
    when = {"from": "Id", "when": {"column": "Job", "is": "Sewer"}}
    for columns in ({"title": "Job"}, {"ref": {"as": "const", "value": "R"}}, {"ref": when}):
        mapped(
            b"Id,Firm,Job\n1,Huafeng,Sewer\n",
            known=asked_for(asked),
            changes={"columns": columns},
        )
    assert asked == [("huafeng", ""), ("huafeng", ""), ("huafeng", "1")]


def test_rows_of_other_employers_are_kept_out_where_only_some_may_come():
    data = b"Id,Firm,Job\n1,Huafeng,Sewer\n2," + b"L" * 81 + b",Cutter\n"
    found = mapped(data, only={"huafeng"})
    assert [post.row for post in found.posts] == [2]
    assert [(one.row, one.column, one.value, one.reason) for one in found.problems] == [
        (3, "Firm", "L" * 80, "other_employer")
    ]
    assert (found.refused, found.broken) == (1, False)
    assert mapped(data, only=()).posts == ()
    assert len(mapped(data).posts) == 2


def test_a_rule_of_the_map_keeps_a_row_out_with_its_reason():
    rule = {"column": "Job", "contains": ["Z"], "reason": "no_z", "says": "No Z."}
    found = mapped(b"Id,Firm,Job\n1,H," + b"Z" * 81 + b"\n2,H,Sewer\n", {"refuse": [rule]})
    assert [post.row for post in found.posts] == [3]
    assert [(one.row, one.column, one.value, one.reason, one.says) for one in found.problems] == [
        (2, "Job", "Z" * 80, "no_z", "No Z.")
    ]


def test_a_mapped_cell_that_cannot_be_read_is_reported_and_keeps_nothing_out():
    found = mapped(
        b"Id,Firm,Job\n1,Huafeng,flying\n",
        {"columns": {"ref": "Id", "work": "Job", "starts_on": {"from": "Job", "as": "date"}}},
    )
    assert len(found.posts) == 1
    assert [(one.column, one.refused) for one in found.problems] == [
        ("starts_on", False),
        ("work", False),
    ]
    assert found.refused == 0


def test_a_mapped_file_with_a_torn_row_is_refused_whole():
    with pytest.raises(BrokenFile) as refused:
        mapped(b"Id,Firm,Job\n1,Huafeng,Sewer\n2,Huafeng\n3\n")
    assert refused.value.values["row"] == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hua-Feng GmbH", "hua feng gmbh"),
        (" STRASSE_1 ", "Straße 1"),
        ("华丰 制衣有限公司", "华丰制衣有限公司"),
        ("華豊(株)", "華豊 ㈱"),
        ("Ｈｕａ\u200bＦｅｎｇ", "huafeng"),
    ],
)
def test_two_spellings_of_one_employer_are_one(one, other):
    assert employer_key(one) == employer_key(other)


def test_names_of_several_words_are_not_run_together():
    assert employer_key("Sun Day Foods") != employer_key("Sunday Foods")


def test_a_reference_is_one_however_wide_its_letters_are():
    found = plan({"ref": "HF-1"}, {"ref": "ＨＦ－１"}, {"ref": "hf–1"}, {"ref": "HF-2"})
    assert ([post.row for post in found.posts], found.duplicates) == ([2, 5], 2)


def test_fifty_problems_are_shown_those_that_refuse_first():
    told = [Problem(row=row, refused=row % 2 == 0) for row in range(60, 0, -1)]
    found = shown(told)
    assert len(found) == 50
    assert [one["row"] for one in found] == [*range(2, 61, 2), *range(1, 41, 2)]


def test_a_plan_of_a_map_is_never_broken():
    problem = Problem(row=2)
    assert Plan(rows=1, posts=(), problems=(problem,), duplicates=0).broken
    assert not Plan(rows=1, posts=(), problems=(problem,), duplicates=0, map_name="Jobs").broken
