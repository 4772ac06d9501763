"""Posts from the files of an office: words or codes, days and amounts as programs write them."""

from datetime import date
from pathlib import Path

import pytest

from fair import words
from fair.imports import importing
from fair.imports.lexicon_reads import template_lexicon
from fair.imports.office_cells import day_said
from fair.imports.reads import parsed_map
from fair.imports.template_views import template
from fair.languages import LANGUAGES
from fair.tabular.writing import as_csv, as_workbook
from fair.terms.code_reads import code_lists
from fair.terms.terms import COLUMNS, LABELS
from tests.booths.scene import a_scene, csrf, seen
from tests.imports.test_imports import HEADER, MAP, csv_of
from tests.tabular.books import written
from tests.vacancies.test_vacancies import CELLS

TODAY = date(2026, 11, 27)
CASES = sorted((Path(__file__).parent / "cases").glob("*.csv"))


@pytest.fixture
async def scene(world):
    made = await a_scene(world)
    await made.licensed()
    return made


def plan(data, **how):
    return importing.plan_template(data, code_lists(), TODAY, lexicon=template_lexicon(), **how)


def one(**cells):
    """Return the terms of a post with these cells, and the columns that could not be read."""
    found = plan(csv_of(cells))
    return found.posts[0].terms if found.posts else None, [said.column for said in found.problems]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_that_others_lost_is_read_whole(path):
    found = plan(path.read_bytes())
    assert found.problems == ()
    (post,) = found.posts
    assert post.missing == ("head_count",)
    terms = post.terms
    assert (terms.work, terms.signed_by, terms.county) == ("cooking", "direct", "310117")
    assert (terms.pay_base_cents, terms.pay_period, terms.currency) == (480_000, "month", "CNY")
    assert terms.valid_through == date(2026, 12, 31)


def test_every_case_of_a_file_is_here():
    assert len(CASES) == 5


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2026-12-31", "2026-12-31"),
        ("2026/12/31", "2026-12-31"),
        ("2026.12.31", "2026-12-31"),
        ("2026年12月31日", "2026-12-31"),
        ("2026/12/31 0:00", "2026-12-31"),
        ("2026-12-31 00:00:00", "2026-12-31"),
        ("２０２６／１２／３１", "2026-12-31"),
        ("20261231", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("31/12/2026", "2026-12-31"),
        ("31.12.2026", "2026-12-31"),
        ("05/05/2027", "2027-05-05"),
        ("31-Dec-26", "2026-12-31"),
        ("31 December 2026", "2026-12-31"),
        ("December 31, 2026", "2026-12-31"),
        ("Thursday, December 31, 2026", "2026-12-31"),
        ("令和8年12月31日", "2026-12-31"),
        ("R8.12.31", "2026-12-31"),
        ("2026年12月31日(木)", "2026-12-31"),
        ("2026年12月31日星期四", "2026-12-31"),
        ("03/04/2027", None),
        ("3.4.2027", None),
        ("46387", None),
        ("2026-02-30", None),
        ("2026-12-31 08:00", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_as_programs_write_it_and_one_of_two_is_never_guessed(written, right):
    terms, troubles = one(valid_through=written)
    if right is None:
        assert troubles == ["valid_through"]
    else:
        assert (troubles, terms.valid_through) == ([], date.fromisoformat(right))


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("4800", 480_000),
        ("4800.50", 480_050),
        ("4800元", 480_000),
        ("4800 元", 480_000),
        ("人民币4800", 480_000),
        ("RMB 4800", 480_000),
        ("CNY4800", 480_000),
        ("4800元/月", 480_000),
        ("４８００元", 480_000),
        ("1,234.50", 123_450),
        ("1,234,567.00", 123_456_700),
        ("1,234", None),
        ("1.234", None),
        ("¥4,800", None),
        ("4,800-5,200", None),
        ("4.800,00", None),
        ("1.2万", None),
        ("面议", None),
        ("4800日元", None),
        ("48OO", None),
        ("=2400*2", None),
    ],
)
def test_an_amount_is_read_where_it_can_be_one_only(written, cents):
    terms, troubles = one(pay_base=written)
    if cents is None:
        assert troubles == ["pay_base"]
    else:
        assert (troubles, terms.pay_base_cents) == ([], cents)


def test_an_amount_that_names_its_currency_says_it_where_the_column_does_not():
    terms, troubles = one(pay_base="300000円", currency="")
    assert (troubles, terms.pay_base_cents, terms.currency) == ([], 30_000_000, "JPY")


def test_pay_without_its_period_is_refused_and_never_stored():
    assert one(pay_period="") == (None, ["pay_base"])


@pytest.mark.parametrize(
    ("column", "written", "right"),
    [
        ("work", "缝纫与制衣", None),
        ("work", "Cooking and kitchen", "cooking"),
        ("work", "調理・厨房", "cooking"),
        ("language", "简体中文", "zh-Hans"),
        ("language", "中文", "zh-Hans"),
        ("language", "Chinese", "zh-Hans"),
        ("language", "日语", "ja"),
        ("language", "Japanese", "ja"),
        ("pay_period", "月薪", "month"),
        ("pay_period", "時給", "hour"),
        ("pay_period", "every two weeks", "two_weeks"),
        ("lodging", "lodging free", "free"),
        ("meals", "some meals free", "partial"),
        ("travel_payer", "the employer pays", "employer"),
        ("signed_by", "用人单位", "direct"),
        ("signed_by", "自社", "direct"),
        ("signed_by", "Bohai Works", "Bohai Works"),
        ("night_work", "是", True),
        ("night_work", "TRUE", True),
        ("night_work", "なし", False),
        ("night_work", "×", False),
        ("night_work", "perhaps", None),
        ("currency", "人民币", "CNY"),
        ("social_insurance", "有", "yes"),
    ],
)
def test_a_word_of_any_language_is_as_good_as_the_code(column, written, right):
    terms, troubles = one(**{column: written})
    if right is None:
        assert troubles == [column]
    else:
        assert (troubles, getattr(terms, column)) == ([], right)


# --- headings -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_are_read_in_each_language_in_any_order_with_others_beside_them(lang):
    said = words.catalogue(lang).gettext
    names = [*reversed(COLUMNS)]
    cells = {**CELLS, "ref": "R1"}
    data = "\n".join(
        ",".join(line)
        for line in (
            ["?", *(said(LABELS[name]) for name in names), "备注"],
            ["", *(cells.get(name, "") for name in names), "x"],
        )
    ).encode()
    found = plan(data)
    assert found.posts[0].terms == plan(csv_of({})).posts[0].terms
    assert [(one.column, one.refused) for one in found.problems] == [("?", False), ("备注", False)]
    assert not found.broken


def test_each_heading_means_one_column():
    column = template_lexicon().column
    for lang in LANGUAGES:
        said = words.catalogue(lang).gettext
        assert [column(said(LABELS[one])) for one in COLUMNS] == list(COLUMNS), lang


# --- the template ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", [as_csv, as_workbook])
def test_a_template_is_read_back_and_its_example_is_complete_once_it_has_a_reference(lang, kind):
    made = template(words.catalogue(lang), TODAY)
    untouched = plan(kind(made))
    assert (untouched.rows, untouched.posts, untouched.problems) == (0, (), ())
    first = made.columns[0]
    named = type(made)(
        columns=[type(first)(heading=first.heading, example="R-1"), *made.columns[1:]],
        sheet=made.sheet, codes=made.codes, word=made.word, code=made.code,
    )  # fmt: skip
    found = plan(kind(named))
    assert found.problems == ()
    assert [(post.terms.ref, post.missing) for post in found.posts] == [("R-1", ())]
    assert found.posts[0].terms.pay_base_cents == 435_000
    assert found.posts[0].terms.night_work is False


def test_a_template_offers_lists_and_no_cell_of_it_is_a_formula():
    import io
    import zipfile

    made = template(words.catalogue("en"), TODAY)
    with zipfile.ZipFile(io.BytesIO(as_workbook(made))) as file:
        table = file.read("xl/worksheets/sheet1.xml").decode()
        codes = file.read("xl/worksheets/sheet2.xml").decode()
    assert table.count("<dataValidation ") >= 8
    assert "<f>" not in table
    assert "<f>" not in codes
    danger = type(made)(
        columns=[type(made.columns[0])(heading="=1+1", example="@x")],
        sheet="a", codes="b", word="w", code="c",
    )  # fmt: skip
    assert as_csv(danger).decode("utf-8-sig").split() == ["'=1+1", "'@x"]
    assert b"<f>" not in as_workbook(danger)


# --- a workbook -----------------------------------------------------------------------------------


def of_posts(*rows):
    """Return a workbook of these posts, values as an office types them."""

    def fill(book, sheet):
        day = book.add_format({"num_format": "yyyy/m/d"})
        for place, name in enumerate(COLUMNS):
            sheet.write_string(0, place, name)
            for at, row in enumerate(rows, 1):
                value = {**CELLS, "ref": f"R{at}", **row}.get(name, "")
                if isinstance(value, date):
                    sheet.write_datetime(at, place, value, day)
                elif value != "":
                    sheet.write(at, place, value)

    return written(fill)


def test_a_workbook_says_the_same_as_the_text_file():
    typed = {"pay_base": 4350, "head_count": 3, "county": 350582, "occupation": 8153}
    said = {"valid_through": date(2026, 12, 27), "night_work": True}
    found = plan(of_posts({**typed, **said}))
    right = plan(csv_of({"valid_through": "2026-12-27", "night_work": "yes"}))
    assert found.problems == ()
    assert found.posts == right.posts


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ({"title": "#N/A"}, "could not work out this cell"),
        ({"pay_base": 1.2345}, None),
        ({"pay_base": "1,234"}, "{one}"),
        ({"source": 123456789012345678}, "lost digits"),
        ({"duties": "########"}, "Make the column wider"),
    ],
)
def test_a_cell_that_says_nothing_keeps_its_row_out_with_the_reason(cell, words):
    found = plan(of_posts({}, cell))
    (column,) = cell
    assert [post.terms.ref for post in found.posts] == (["R1", "R2"] if words is None else ["R1"])
    if words:
        assert [(one.row, one.column) for one in found.problems] == [(3, column)]
        assert words in found.problems[0].says


async def test_a_recruiter_brings_a_workbook_and_reads_what_was_left_out(scene):
    def fill(_book, sheet):
        for place, name in enumerate(COLUMNS):
            sheet.write_string(1, place, name)
            sheet.write_string(2, place, {**CELLS, "ref": "R1"}.get(name, ""))
        sheet.write_row(0, 0, ["2026年招聘岗位", ""])
        sheet.write_string(1, len(COLUMNS), "备注")
        sheet.write_row(3, 0, ["R2", "hidden"])
        sheet.set_row(3, None, None, {"hidden": True})

    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, "/desk/vacancies/import")
        answer = await web.post(
            "/desk/vacancies/import",
            data={"csrf": token, "booth_id": scene.booth_id, "map": ""},
            files={"file": ("岗位.xlsx", written(fill), "application/octet-stream")},
        )
    assert answer.status_code == 303
    page = await seen(scene, answer.headers["location"], "recruiter")
    assert "备注" in page
    assert "Hidden rows were left out: 1." in page
    assert [row.ref for row in scene.world.rows("select ref from vacancy")] == ["R1"]


@pytest.mark.parametrize(
    ("kind", "media"),
    [("csv", "text/csv; charset=utf-8"), ("xlsx", "application/vnd.openxmlformats-")],
)
async def test_the_template_is_given_out_in_both_kinds(scene, kind, media):
    async with scene.world.web(scene.tokens["recruiter"], "ja") as web:
        answer = await web.get(f"/desk/vacancies/template.{kind}")
    assert answer.headers["content-type"].startswith(media)
    assert f"fair-vacancies.{kind}" in answer.headers["content-disposition"]
    assert plan(answer.content).rows == 0


async def test_the_page_says_what_each_column_may_say(scene):
    page = await seen(scene, "/desk/vacancies/import", "recruiter")
    for said in ("Cooking and kitchen", "<code>cooking</code>", "<code>pay_base</code>", "a month"):
        assert said in page
    assert len(page.encode()) < 150_000


async def test_words_that_read_in_two_ways_are_asked_and_read_once_somebody_says_how(scene):
    data = csv_of({"title": "工厂", "duties": "", "conditions": ""}).decode().encode("gb18030")
    answers = []
    for said in ("", "gb18030"):
        async with scene.world.web(scene.tokens["recruiter"]) as web:
            token = await csrf(web, "/desk/vacancies/import")
            answers.append(
                await web.post(
                    "/desk/vacancies/import",
                    data={"csrf": token, "booth_id": scene.booth_id, "map": "", "encoding": said},
                    files={"file": ("posts.csv", data, "text/csv")},
                )
            )
    assert [one.status_code for one in answers] == [422, 303]
    assert "Signs of the file" in answers[0].text
    assert [row.title for row in scene.world.rows("select title from vacancy")] == ["工厂"]


# --- with a map -----------------------------------------------------------------------------------


def test_a_workbook_is_read_by_a_map_as_a_text_file_is():
    line = ["1", "Alpha Inc.", "GROOM", 3, "Hourly", 12.63, "Lexington", "KY", "7/10/2026"]

    def fill(_book, sheet):
        sheet.write_row(0, 0, HEADER.strip().split(","))
        sheet.write_row(1, 0, line)
        sheet.write_string(0, len(line), "theirs")

    map_ = parsed_map(MAP)
    text = (HEADER + ",".join(map(str, line)) + "\n").encode()
    found, right = (
        importing.plan_mapped(data, map_, code_lists(), TODAY) for data in (written(fill), text)
    )
    assert found.posts == right.posts
    assert found.problems == right.problems == ()
    assert found.posts[0].terms.pay_base_cents == 1263


def test_a_month_that_only_begins_like_an_english_one_is_not_guessed():
    assert day_said("5 marraskuu 2026") == ("5 marraskuu 2026", None)  # November, in Finnish
    assert day_said("2 Sept 2026") == ("2026-09-02", None)
