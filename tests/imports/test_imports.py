"""Posts from CSV files: the template, files of any shape, what is wrong by row and column."""

import asyncio
import csv
import io
import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from fair.contract.imports import VacancyImportPublish
from fair.db import new_id, utc_now
from fair.decisions import NotAllowed
from fair.dispatch import doors as real_doors
from fair.glossary import VacancyState
from fair.imports import importing
from fair.imports import reads as imports_reads
from fair.imports import staging_writes as import_actions
from fair.imports.import_map import BadMap, read_map
from fair.imports.mapped_row import employer_key
from fair.imports.raw_row import cleaned, mended
from fair.imports.reads import Upload
from fair.tabular.refusals import BrokenFile
from fair.terms.code_reads import code_lists
from fair.terms.terms import COLUMNS
from fair.vacancies import reads as vacancy_reads
from fair.vacancies import staging_reads
from tests.booths.scene import a_scene
from tests.vacancies.test_vacancies import CELLS

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
TODAY = date(2026, 3, 1)
SAMPLE = sorted((ROOT / "fair/sample/vacancies").glob("*.csv"))


def csv_of(*rows):
    """Return a file of the template with these rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for number, row in enumerate(rows, 1):
        writer.writerow({**CELLS, "ref": f"R{number}", **row})
    return out.getvalue().encode()


def plan(data):
    return importing.plan_template(data, code_lists(), TODAY)


def doors(world, actor, now=utc_now):
    loop = asyncio.get_running_loop()

    def carry_out(command, import_id=""):
        by = replace(actor, import_id=import_id)
        doing = world.server.dispatch.carry_out(command, by, new_id())
        return asyncio.run_coroutine_threadsafe(doing, loop).result()

    entered = real_doors(world.server.dispatch, actor)
    return replace(entered, carry_out=carry_out, now=now)


async def bring(world, actor, now=utc_now, **said):
    upload = Upload(**{"file_name": "posts.csv", **said})
    return await asyncio.to_thread(import_actions.bring, doors(world, actor, now), actor, upload)


@pytest.fixture
async def scene(world):
    made = await a_scene(world)
    await made.licensed()
    return made


def posts(scene):
    return scene.world.look(vacancy_reads.vacancies_of_booth, scene.booth_id)


# --- the template -------------------------------------------------------------------------------


def test_every_sample_file_can_be_kept_whole():
    plans = [plan(path.read_bytes()) for path in SAMPLE]

    assert sum(one.rows for one in plans) == sum(len(one.posts) for one in plans) == 550
    assert not any(one.problems or one.duplicates for one in plans)
    assert not any(post.missing for one in plans for post in one.posts)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ({"head_count": "many"}, "head_count", "number"),
        ({"head_count": "2.5"}, "head_count", "whole number"),
        ({"work": "sowing"}, "work", "list"),
        ({"pay_base": "4,35O"}, "pay_base", "number"),
        ({"valid_through": "03.04.2026"}, "valid_through", "2026-04-03"),
        ({"pay_base": "1,234"}, "pay_base", "1.234"),
        ({"pay_base": "1.234"}, "pay_base", "1234"),
        ({"night_work": "maybe"}, "night_work", "yes or no"),
        ({"occupation": "sewer"}, "occupation", "four digits"),
        ({"skills": "lockstitch;flying"}, "skills", "list"),
        ({"county": "999999"}, "county", "county"),
        ({"conditions": "仅限女性"}, "conditions", "women and men"),
        ({"conditions": "押金200元"}, "conditions", "worker for money"),
        ({"fees": "300"}, "fees", "worker for money"),
        ({"min_age": "15"}, "min_age", "16"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(row, column, words):
    found = plan(csv_of({}, row))

    assert found.broken
    assert [(one.row, one.column) for one in found.problems] == [(3, column)]
    assert words in found.problems[0].says.format_map(found.problems[0].values)


@pytest.mark.parametrize(
    ("data", "row", "column"),
    [
        (b"", 1, "–"),
        (b"title,duties\nx,y\n", 1, "ref"),
        (csv_of({}).decode().encode("gb18030")[:-3] + b"\xff\n", 2, "–"),
        (csv_of({}) + b'"open quote,\n', 3, "–"),
    ],
    ids=["empty", "column missing", "no signs", "quotes"],
)
def test_a_file_that_is_no_table_is_refused_with_its_row(data, row, column):
    with pytest.raises(BrokenFile) as refused:
        plan(data)

    assert (refused.value.values["row"], refused.value.values["column"]) == (row, column)


def test_a_row_with_too_few_cells_is_named():
    found = plan(csv_of({}) + b"R9,only two\n")

    assert [(one.row, one.values) for one in found.problems] == [(3, {"found": "2", "width": "54"})]


def test_the_same_reference_twice_is_one_post():
    found = plan(csv_of({"ref": "A"}, {"ref": "A"}, {"ref": ""}, {"ref": ""}))

    assert (len(found.posts), found.duplicates, found.refused) == (3, 1, 0)


def test_a_byte_order_mark_and_windows_lines_are_no_problem():
    data = "\ufeff".encode() + csv_of({}).replace(b"\n", b"\r\n")

    assert len(plan(data).posts) == 1


def test_days_may_count_from_the_day_of_import():
    found = plan(csv_of({"starts_on": "+5d", "valid_through": "2026-05-01"}))

    assert found.posts[0].terms.starts_on == date(2026, 3, 6)
    assert found.posts[0].terms.valid_through == date(2026, 5, 1)


async def test_a_broken_csv_changes_nothing(scene):
    data = csv_of({}, {"head_count": "many"}, {})

    brought = await bring(
        scene.world, scene.recruiter, data=data, employer_id=scene.employer_id,
        booth_id=scene.booth_id,
    )  # fmt: skip

    assert brought.import_id == ""
    assert [(one.row, one.column) for one in brought.plan.problems] == [(3, "head_count")]
    for table in ("vacancy", "vacancy_import", "vacancy_statement"):
        assert scene.world.rows(f"select * from {table}") == []


async def test_the_good_rows_come_in_when_that_is_asked(scene):
    brought = await bring(
        scene.world, scene.recruiter, data=csv_of({}, {"head_count": "many"}, {}), good_rows=True,
        employer_id=scene.employer_id, booth_id=scene.booth_id,
    )  # fmt: skip

    assert brought.import_id
    assert {one.terms.ref for one in posts(scene)} == {"R1", "R3"}


async def test_complete_posts_open_at_once_when_that_is_asked(scene):
    data = csv_of({}, {"duties": ""}, {"max_age": "40"})

    brought = await bring(
        scene.world, scene.recruiter, data=data, open_complete=True,
        employer_id=scene.employer_id, booth_id=scene.booth_id,
    )  # fmt: skip

    assert (brought.opened, brought.review) == (1, 1)
    assert {one.terms.ref: one.state for one in posts(scene)} == {
        "R1": VacancyState.OPEN,
        "R2": VacancyState.DRAFT,
        "R3": VacancyState.REVIEW,
    }


async def test_the_same_file_twice_brings_nothing_new(scene):
    said = {"data": csv_of({}, {}), "employer_id": scene.employer_id, "booth_id": scene.booth_id}
    await bring(scene.world, scene.recruiter, **said)

    again = await bring(scene.world, scene.recruiter, **said)

    assert again.plan.duplicates == 2
    assert len(posts(scene)) == 2


async def test_the_same_file_sent_again_while_the_first_is_being_read_brings_nothing_new(scene):
    said = {"data": csv_of({}, {}), "employer_id": scene.employer_id, "booth_id": scene.booth_id}
    entered = doors(scene.world, scene.recruiter)
    upload = Upload(file_name="posts.csv", **said)
    brought: list[Any] = []

    def slower(command, *given):
        if not brought:
            brought.append(import_actions.bring(entered, scene.recruiter, upload))
        return entered.carry_out(command, *given)

    beside = replace(entered, carry_out=slower)
    late = await asyncio.to_thread(import_actions.bring, beside, scene.recruiter, upload)

    assert brought[0].plan.duplicates == 0
    assert late.plan.duplicates == 2
    assert len(posts(scene)) == len(scene.world.rows("select * from vacancy")) == 2


async def test_nobody_brings_posts_for_another_employer(scene):
    with pytest.raises(NotAllowed):
        await bring(scene.world, scene.stranger, data=csv_of({}), employer_id=scene.employer_id)


async def test_what_a_crash_left_behind_is_seen_by_nobody_and_swept_away(scene, monkeypatch):
    said = {"data": csv_of({}, {}), "employer_id": scene.employer_id, "booth_id": scene.booth_id}
    entered = doors(scene.world, scene.recruiter)

    def killed(command, *_):
        assert isinstance(command, VacancyImportPublish)
        raise KeyboardInterrupt

    broken = replace(entered, carry_out=killed)
    upload = Upload(file_name="posts.csv", **said)
    with pytest.raises(KeyboardInterrupt):
        import_actions.bring(broken, scene.recruiter, upload)

    assert len(scene.world.rows("select * from vacancy")) == 2
    assert posts(scene) == ()

    monkeypatch.setattr(staging_reads, "ABANDONED", staging_reads.ABANDONED * 0)
    await bring(scene.world, scene.recruiter, **said)
    assert len(scene.world.rows("select * from vacancy")) == len(posts(scene)) == 2
    assert len(scene.world.rows("select * from vacancy_import")) == 1


# --- any other table ----------------------------------------------------------------------------

MAP = """
[source]
name = "A list"
key = ["No"]
employer = "Firm"
dates = ["%m/%d/%Y", "%d-%b-%y"]
nothing = ["n/a"]
[[refuse]]
column = "Places"
below = 1
reason = "head_count"
says = "The head-count is below 1."
[columns]
ref = "No"
title = { from = "Job", as = "text", case = "title" }
head_count = { from = "Places", as = "int", min = 1 }
pay_period = { from = "Per", as = "lookup", table = "per" }
pay_base = { from = "Pay", as = "money", plausible = { hour = [5, 150] } }
currency = { as = "const", value = "USD" }
place = { from = ["City", "State"], as = "join", with = ", ", end = ", USA" }
valid_through = { from = "Until", as = "date" }
[lookup.per]
match = "exact"
"Hourly" = "hour"
"""
HEADER = "No,Firm,Job,Places,Per,Pay,City,State,Until\n"


def mapped(*rows, only=None):
    data = (HEADER + "\n".join(rows) + "\n").encode()
    map_ = imports_reads.parsed_map(MAP)
    return importing.plan_mapped(data, map_, code_lists(), TODAY, only=only)


def test_a_map_turns_a_row_into_a_draft_with_what_is_missing():
    found = mapped('1,"Equinox Inc.",RACEHORSE GROOM,3,Hourly,$12.63,Lexington,KY,7/10/2026')

    post = found.posts[0]
    assert (post.employer, post.terms.title, post.head_count) == (
        "Equinox Inc.",
        "Racehorse Groom",
        3,
    )
    assert (post.terms.pay_base_cents, post.terms.place) == (1263, "Lexington, KY, USA")
    assert post.terms.valid_through == date(2026, 7, 10)
    assert post.missing == ("work", "duties", "conditions", "signed_by")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("1,A,Groom,3,Hourly,369.20,X,Y,7/10/2026", "pay_base"),
        ("1,A,Groom,many,Hourly,12,X,Y,7/10/2026", "head_count"),
        ("1,A,Groom,3,Hourly,12,X,Y,soon", "valid_through"),
    ],
)
def test_what_a_map_cannot_read_stays_empty_and_is_reported(row, column):
    found = mapped(row)

    assert [(one.row, one.column, one.refused) for one in found.problems] == [(2, column, False)]
    assert column in found.posts[0].missing


@pytest.mark.parametrize("period", ["Weekly", ""])
def test_an_amount_of_pay_is_never_kept_without_the_time_that_it_is_for(period):
    found = mapped(f"1,A,Groom,3,{period},12,X,Y,7/10/2026")

    terms = found.posts[0].terms
    assert (terms.pay_period, terms.pay_base_cents) == ("", None)
    assert [one.value for one in found.problems if one.column == "pay_base"] == ["12"]
    assert {"pay_period", "pay_base"} <= set(found.posts[0].missing)


def test_a_map_refuses_duplicates_and_other_employers():
    rows = (
        "1,Alpha Inc.,Groom,3,Hourly,12,X,Y,7/10/2026",
        "1,Alpha Inc.,Groom,3,Hourly,12,X,Y,7/10/2026",
        "2,ALPHA  inc,Groom,0,Hourly,12,X,Y,7/10/2026",
        "3,Beta,Groom,3,Hourly,12,X,Y,7/10/2026",
    )

    found = mapped(*rows, only={employer_key("alpha, inc")})

    assert (len(found.posts), found.duplicates) == (1, 1)
    assert [(one.row, one.reason) for one in found.problems] == [
        (4, "head_count"),
        (5, "other_employer"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"source": {"name": "x", "key": ["a"], "employer": "b"}, "columns": {"colour": "c"}},
        {
            "source": {"name": "x", "key": ["a"], "employer": "b"},
            "columns": {"work": {"from": "c", "as": "lookup", "table": "none"}},
        },
        {
            "source": {"name": "x", "key": ["a"], "employer": "b"},
            "columns": {"work": {"from": "c", "as": "guess"}},
        },
    ],
)
def test_a_map_that_says_nonsense_is_refused(said):
    with pytest.raises(BadMap):
        read_map(said)


@pytest.mark.parametrize(
    ("text", "mended_text"),
    [
        ("ACCOUNTANT Ã¢Â€Â“ BANK", "ACCOUNTANT – BANK"),
        ("Café", "Café"),
        ("缝纫工", "缝纫工"),
        ("縫製", "縫製"),
    ],
)
def test_text_that_was_encoded_twice_is_mended(text, mended_text):
    assert mended(text) == mended_text


def test_cells_that_say_nothing_are_empty():
    assert cleaned("  N/A ", frozenset({"n/a"})).text == ""
    assert cleaned(" a \t b\u00a0c ", frozenset()).text == "a b c"


# --- the two public files, whole ----------------------------------------------------------------

ABROAD = ("principal", "principal_contract", "quota", "filing", "filing_until")
EXPECTED = {
    "us_h2b_fy2019": {
        "rows": 9236, "refused": 1860, "duplicates": 0, "posts": 7376, "employers": 5358,
        "openings": 150_450, "between": 6182,
        "reasons": {"head_count": 2, "not_certified": 1857, "ends_before_start": 1},
        "missing": {
            "duties": 7376, "valid_through": 7376, "pay_period": 112, "pay_base": 251, "work": 1,
            **dict.fromkeys(ABROAD, 7376),  # no public file says who sends people there
        },
        "unreadable": {
            "occupation": 73, "overtime_rate": 164, "pay_base": 250, "usual_hours_week": 4,
        },
        "periods": {"hour": 7261, "year": 3, "": 112},
    },
    "nyc_jobs_2024": {
        "rows": 5197, "refused": 0, "duplicates": 2538, "posts": 2659, "employers": 59,
        "openings": 5180, "between": 0, "reasons": {},
        "missing": {
            "duties": 2659, "valid_through": 2647, **dict.fromkeys(ABROAD, 2659),
            "pay_base": 5,  # a pay of nothing is none
        },
        "unreadable": {"occupation": 1088},
        "periods": {"year": 2446, "hour": 190, "day": 23},
    },
}  # fmt: skip


def public_file(name):
    path = DATA / f"{name}.csv.gz"
    if not path.is_file():
        why = f"{path} is needed: the counts of fair/maps/README.md are those of this public file"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    return path.read_bytes()


@pytest.mark.parametrize("name", EXPECTED)
async def test_a_public_file_comes_in_whole_with_the_counts_of_its_map(scene, name):
    data, expected = public_file(name), EXPECTED[name]
    text = (ROOT / f"fair/maps/{name}.toml").read_text("utf-8")

    brought = await bring(
        scene.world,
        scene.organiser,
        lambda: datetime(2026, 3, 1, 12, tzinfo=UTC),
        data=data,
        file_name=f"{name}.csv.gz",
        map_text=text,
    )

    done = brought.plan
    assert (done.rows, done.refused, done.duplicates, len(done.posts)) == (
        expected["rows"], expected["refused"], expected["duplicates"], expected["posts"],
    )  # fmt: skip
    assert brought.employers == expected["employers"]
    assert sum(post.head_count for post in done.posts) == expected["openings"]
    assert sum(bool(post.terms.between) for post in done.posts) == expected["between"]
    assert Counter(one.reason for one in done.problems if one.refused) == expected["reasons"]
    missing = Counter(column for post in done.posts for column in post.missing)
    assert missing == expected["missing"]
    unreadable = Counter(one.column for one in done.problems if not one.refused)
    assert unreadable == expected["unreadable"]
    assert Counter(post.terms.pay_period for post in done.posts) == expected["periods"]
    stored = scene.world.rows(
        "select state, count(*) as n, sum(head_count) as openings from vacancy group by state"
    )
    assert [(row.state, row.n, row.openings) for row in stored] == [
        ("draft", expected["posts"], expected["openings"])
    ]
    assert scene.world.kinds().count("vacancies.imported") == 1
