"""The report of a fair: every figure is what the rows and the ledger say, counted here by hand."""

import json
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from html import unescape
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, text

from fair import codes
from fair.contract.booths import BoothCreate
from fair.contract.programme import CloseFair
from fair.db import utc_now
from fair.glossary import EmployerKind
from fair.interviews import reads as interviews
from fair.programme import reads as programme
from fair.report import views
from fair.web import Viewer
from tests.board.audited import Audited, audited
from tests.booths.scene import an_employer, seen
from tests.hiring.stage import a_stage
from tests.report.recount import Told, recounted
from tests.report.workbook import sheets

FIGURES = (
    "Registered", "Came", "Queued", "Contacts", "Interviews", "Outcomes", "Offers",
    "Accepted offers", "Hires",
)  # fmt: skip
TABLES = (
    "employers", "work", "places", "origins", "answers", "waits", "overtakes", "forecast",
    "feedback", "connection",
)  # fmt: skip


@pytest.fixture
async def day(world) -> Audited:
    return await audited(world)


@pytest.fixture
async def stage(world):
    return await a_stage(world)


def facts(day: Audited, *kinds: str):
    named = ", ".join(f"'{kind}'" for kind in kinds)
    rows = day.world.rows(
        "select kind, data, at, author from ledger where fair_id = "
        f"'{day.stage.scene.fair_id}' and kind in ({named}) order by at, stream, seq"
    )
    return [(row.kind, json.loads(row.data), row.at) for row in rows]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def table_of(page: str, key: str) -> list[list[str]]:
    """Return the cells of the rows of a table of the page."""
    section = page.partition(f'data-table="{key}"')[2].partition("</section>")[0]
    body = section.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    ]


def figures_of(page: str) -> dict[str, tuple[int, int]]:
    """Return (now, counted anew) of each figure of the page."""
    found = {}
    for row in re.findall(r"<tr data-figure.*?</tr>", page, re.DOTALL):
        name, *_, now, told = (
            words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        )
        found[name] = int(now), int(told)
    return found


async def page_of(day: Audited, language: str = "en") -> str:
    path = f"/organise/fairs/{day.stage.scene.fair_id}/report"
    return str(await seen(day.stage.scene, path, "organiser", language))


async def file_of(day: Audited):
    async with day.world.web(day.stage.scene.tokens["organiser"]) as browser:
        answer = await browser.get(f"/organise/fairs/{day.stage.scene.fair_id}/report.xlsx")
        assert answer.status_code == 200
        return sheets(answer.content)


def by_hand(day: Audited) -> dict[str, int]:
    """Count each figure from the ledger, as its definition says, without the report's code."""
    fair_id = day.stage.scene.fair_id
    rows = day.world.rows(
        f"select kind, data, at, author from ledger where fair_id = '{fair_id}' "
        "order by at, stream, seq"
    )
    return recounted([Told(row.kind, json.loads(row.data), row.at, row.author) for row in rows])


async def test_each_figure_of_page_and_file_is_what_the_ledger_adds_up_to(day):
    counted = by_hand(day)
    assert all(counted.values())  # the day has something of each

    page = await page_of(day)

    found = figures_of(page)
    assert tuple(found) == FIGURES
    assert {name: now for name, (now, _) in found.items()} == counted
    assert {name: told for name, (_, told) in found.items()} == counted
    assert "Tables and ledger agree." in page
    book = await file_of(day)
    assert {row[0]: row[2] for row in book["Figures"][1:]} == counted
    assert {row[0]: row[3] for row in book["Figures"][1:]} == counted


async def test_each_figure_leads_to_its_definition_and_as_many_rows(day):
    page = await page_of(day)
    for href, name in re.findall(r'<a href="(/audit/[^"]+/figures/[^"]+)">([^<]+)</a>', page):
        shown = await seen(day.stage.scene, href, "organiser")
        assert shown.count('<li class="list__item">') == by_hand(day)[name], name
        assert words(shown).count("Tables and ledger agree.") == 1
    assert len(re.findall(r'"/audit/[^"]+/figures/', page)) == len(FIGURES)


async def test_the_tables_are_what_the_rows_say_counted_by_sql(day):
    world, fair_id = day.world, day.stage.scene.fair_id
    page = await page_of(day)
    assert re.findall(r'data-table="(\w+)"', page) == list(TABLES)
    counted = by_hand(day)
    sums = [str(counted[name]) for name in FIGURES[2:]]
    assert table_of(page, "employers") == [["Huafeng", *sums]]

    # By work and place: the day's people named one post, or none.
    posts = {row.id: row for row in world.rows("select id, work from vacancy")}
    tickets = world.rows(f"select * from ticket where fair_id = '{fair_id}'")
    named = defaultdict[str, set[tuple[str, str]]](set)
    for one in tickets:
        kinds = {posts[post].work for post in filter(None, one.vacancy_ids.split(","))} or {""}
        for kind in kinds:
            named[kind].add((one.person_id, one.booth_id))
    work = {row[0]: row for row in table_of(page, "work")}
    assert int(work[codes.title("sewing", "en")][2]) == len(named["sewing"])
    assert sum(int(row[2]) for row in work.values()) == sum(map(len, named.values()))
    offers = world.rows(f"select state from offer where fair_id = '{fair_id}'")
    assert sum(int(row[5]) for row in work.values()) == len(offers)
    places = table_of(page, "places")
    assert places[0][0] == "Zhuji, Shaoxing, Zhejiang"
    assert sum(int(row[6]) for row in places) == counted["Accepted offers"]

    # By origin: who said none, and who was erased, stands under "Not said".
    homes = Counter(
        row.county
        for row in world.rows(
            "select county from participant join person on person.id = person_id "
            f"where fair_id = '{fair_id}'"
        )
    )
    origins = {row[0]: row for row in table_of(page, "origins")}
    assert int(origins["Not said"][1]) == homes[""]
    assert sum(int(row[1]) for row in origins.values()) == counted["Registered"]
    assert sum(int(row[7]) for row in origins.values()) == counted["Accepted offers"]


async def test_answers_waits_overtakes_and_told_times_are_what_the_rows_say(day):
    world, fair_id = day.world, day.stage.scene.fair_id
    await day.pass_by(minutes=1)
    page = await page_of(day)

    talks = [one for one in world.look(interviews.interviews_at, [day.day.booth_id]) if one.held]
    states = Counter(one.state.value for one in talks if one.state.value != "talking")
    (answers,) = table_of(page, "answers")
    assert answers == [
        "Huafeng", *map(str, (
            states.total(), states["concluded"], states["unanswered"], states["owed"],
        )),
    ]  # fmt: skip
    assert states["concluded"]
    assert states["owed"]

    joined = {row.id: row for row in world.rows("select id, joined_at from ticket")}
    first = dict[str, datetime]()
    for one in talks:
        first.setdefault(one.ticket_id, one.started_at)
    waits = sorted(
        (began - _instant(joined[ticket].joined_at)).total_seconds() / 60
        for ticket, began in first.items()
        if ticket in joined
    )
    huafeng, everybody = table_of(page, "waits")
    assert huafeng[1:] == everybody[1:]
    assert huafeng[2] == str(round(median(waits)))
    assert huafeng[4] == str(round(waits[-1]))

    causes = Counter(
        row.cause for row in world.rows(f"select cause from overtake where fair_id = '{fair_id}'")
    )
    said = [int(row[1]) for row in table_of(page, "overtakes")]
    assert sorted(said[:-3], reverse=True) == sorted(causes.values(), reverse=True)
    assert said[-1] == 0
    assert causes

    results = Counter(
        row.result for row in world.rows(f"select result from forecast where fair_id = '{fair_id}'")
    )
    judged = sum(results[one] for one in ("inside", "early", "late"))
    told, _ = table_of(page, "forecast")
    assert (int(told[1]), int(told[2])) == (judged, results["inside"])
    tried = table_of(page, "connection")
    assert int(tried[0][1]) > 0


def _instant(at: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=at)


async def test_what_people_said_is_counted_and_few_of_them_stand_on_no_paper(day):
    page = await page_of(day)
    rows = facts(day, "feedback.said")
    last = {(data["interview_id"], data["about"]): data["said"] for _, data, _ in rows}
    yes = sum(said == "yes" for (_, about), said in last.items() if about == "pay")
    of = sum(said != "" for (_, about), said in last.items() if about == "pay")
    (huafeng, everybody) = table_of(page, "feedback")
    assert huafeng[1:3] == [str(yes), str(of)] == ["1", "1"]
    section = page.partition('data-table="feedback"')[2].partition("</section>")[0]
    assert section.count('<tr class="no-print">') == 2
    assert everybody[1:] == huafeng[1:]
    book = await file_of(day)
    said = book["What people said of their talks"]
    assert said[1] == ["Huafeng", *["few people"] * 6]


async def test_the_file_has_a_sheet_a_table_and_dates_and_numbers_as_such(day):
    book = await file_of(day)
    page = await page_of(day)
    titles = [
        words(one) for one in re.findall(r'<h2 id="report-(?!figures)\w+">([^<]+)</h2>', page)
    ]
    assert [*book] == [
        "About this file",
        "Figures",
        *(one[:31].strip() for one in titles),
        "Definitions",
    ]
    about = {row[0]: row[1] for row in book["About this file"][1:] if len(row) > 1}
    fair = day.world.look(programme.fair, day.stage.scene.fair_id)
    local = fair.opens_at.astimezone(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None, microsecond=0)
    assert about["Opens"] == local
    assert about["Made for"] == "Olga"
    assert about["Time zone"] == "Asia/Shanghai"
    assert {row[0] for row in book["Definitions"][1:]} >= {*FIGURES, *titles}
    for key, title in (("employers", "By employer"), ("overtakes", "Who went before others")):
        rows = [[str(cell) for cell in row] for row in book[title][1:]]
        assert rows == table_of(page, key), title
        assert all(isinstance(cell, int) for row in book[title][1:] for cell in row[1:])


async def test_a_name_that_looks_like_a_formula_is_text_in_the_file(day):
    await day.world.work(lambda work: work.write(text("update employer set name = '=1+1'")))
    book = await file_of(day)
    assert book["By employer"][1][0] == "=1+1"  # `sheets` refuses formulas


async def test_after_the_closing_the_sealed_figures_stand_beside_the_ones_now(day):
    scene = day.stage.scene
    await day.world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)
    book = await file_of(day)
    for name, sealed, now, told in book["Figures"][1:]:
        assert now == told, name
        assert sealed == (None if name in ("Came", "Queued") else now), name


def statements(world, viewer, fair_id: str) -> int:
    """Return how many statements the report asks the database for."""
    asked: list[str] = []

    def look(connection):
        def note(_connection, _cursor, statement, *_more):
            asked.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        try:
            views.report(connection, viewer, fair_id, utc_now())
        finally:
            event.remove(connection, "before_cursor_execute", note)

    world.look(look)
    return len(asked)


async def test_more_employers_and_people_cost_no_more_statements(stage):
    scene, world = stage.scene, stage.world
    olga = Viewer(scene.organiser, "en", "Asia/Shanghai")
    await stage.hired(await stage.talked("Lan"))
    few = statements(world, olga, scene.fair_id)
    for n in range(4):
        name = f"Company{n}"
        employer_id = await an_employer(world, scene.organiser, name, EmployerKind.DIRECT)
        made = BoothCreate(hall_id=scene.hall_id, employer_id=employer_id)
        await world.do(made, scene.organiser)
        await stage.talked(f"Person {n}")
    assert statements(world, olga, scene.fair_id) == few
