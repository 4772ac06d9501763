"""Files of rows: each gets the own, who took what is kept, and the link works for an hour."""

import csv
import io
import zipfile
from datetime import datetime, timedelta

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.audit import OpenName
from fair.contract.exports import MakeExport
from fair.contract.people import WithdrawConsent
from fair.db import utc_now
from fair.decisions import Actor, NotAllowed
from fair.exports import reads, views
from fair.exports.refusals import ExportOver
from fair.exports.row_reads import COLUMNS
from fair.glossary import ExportWhat, Role
from fair.histories import aliases
from fair.web import Viewer
from tests.audit.house import an_auditor
from tests.booths.scene import csrf, seen
from tests.hiring.stage import a_stage
from tests.report.workbook import sheets


@pytest.fixture
async def stage(world):
    made = await a_stage(world, head_count=3)
    await made.hired(await made.talked("Lan"))
    await made.talked("Bo")
    await made.person("Passer")
    return made


async def taken(stage, who, what, form="csv", purpose="report"):
    """Ask for a file and take it."""
    asked = MakeExport(fair_id=stage.scene.fair_id, what=what, form=form, purpose=purpose)
    made = await stage.world.do(asked, who)
    viewer = Viewer(who, "en", "UTC")
    return stage.world.look(views.file, viewer, made.export_id, utc_now())


def read(file):
    """Return the rows of a CSV by column, and its watermark."""
    *rows, mark = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))
    return rows, mark[next(iter(mark))]


async def test_an_organiser_takes_everybody_and_every_talk_with_times_that_a_spreadsheet_reads(
    stage,
):
    people, mark = read(await taken(stage, stage.scene.organiser, "people"))
    assert [one["name"] for one in people] == ["Lan", "Bo", "Passer"]
    assert people[0]["home_county"] == "330681"
    assert [one["hires"] for one in people] == ["1", "0", "0"]
    assert mark.startswith("Olga, ")
    assert "(Asia/Shanghai), Spring fair. For our own report. Number " in mark
    talks, _ = read(await taken(stage, stage.scene.organiser, "interviews"))
    assert [one["name"] for one in talks] == ["Lan", "Bo"]
    assert [one["outcome"] for one in talks] == ["offer", ""]
    begun = datetime.strptime(talks[0]["started_at"], "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
    assert abs(begun - timedelta(hours=8) - utc_now().replace(tzinfo=None)) < timedelta(minutes=5)


async def test_a_recruiter_gets_the_own_booth_and_who_let_them_see_the_name(stage):
    people, _ = read(await taken(stage, stage.mei, "people"))
    assert [(one["name"], one["home_county"]) for one in people] == [("Lan", "330681"), ("Bo", "")]
    _, bo = stage.interviews
    await stage.world.do(
        WithdrawConsent(employer_id=stage.scene.employer_id), Actor(Role.SEEKER, person_id=bo)
    )
    people, _ = read(await taken(stage, stage.mei, "people"))
    assert [one["name"] for one in people] == ["Lan"]
    talks, _ = read(await taken(stage, stage.mei, "interviews"))
    assert [(one["name"], one["seeker"] != "") for one in talks] == [("Lan", True), ("", False)]


async def test_another_employer_gets_nothing_and_nobody_takes_a_colleague_s_file(stage):
    asked = MakeExport(fair_id=stage.scene.fair_id, what="people", form="csv", purpose="report")
    with pytest.raises(NotAllowed):
        await stage.world.do(asked, stage.scene.stranger)
    made = await stage.world.do(asked, stage.mei)
    for other in (stage.scene.colleague, stage.scene.organiser, stage.scene.stranger):
        with pytest.raises(NotAllowed):
            stage.world.look(views.file, Viewer(other, "en", "UTC"), made.export_id, utc_now())


async def test_an_auditor_reads_aliases_and_the_one_name_that_was_opened(stage):
    eve = await an_auditor(stage, "Eve")
    lan, bo = stage.interviews
    fair_id = stage.scene.fair_id
    people, _ = read(await taken(stage, eve, "people", purpose="audit"))
    known = {stage.world.look(aliases, one)[fair_id] for one in (lan, bo)}
    assert known < {one["seeker"] for one in people}
    assert {(one["name"], one["home_county"]) for one in people} == {("", "")}
    alias = stage.world.look(aliases, bo)[fair_id]
    await stage.world.do(OpenName(fair_id=fair_id, alias=alias, why="Two at one time."), eve)
    people, _ = read(await taken(stage, eve, "people", purpose="audit"))
    assert {one["seeker"]: one["name"] for one in people if one["name"]} == {alias: "Bo"}


async def test_the_link_works_for_an_hour_and_the_file_is_listed_and_in_the_record(stage):
    scene, world = stage.scene, stage.world
    asked = MakeExport(fair_id=scene.fair_id, what="posts", form="xlsx", purpose="authority")
    made = await world.do(asked, stage.mei)
    viewer = Viewer(stage.mei, "en", "UTC")
    (kept,) = world.look(reads.exports, scene.organiser, scene.fair_id)
    assert world.kinds(scene.fair_id).count("export.made") == 1
    before = kept.expires_at - timedelta(seconds=1)
    assert world.look(views.file, viewer, made.export_id, before).name.endswith(".xlsx")
    with pytest.raises(ExportOver):
        world.look(views.file, viewer, made.export_id, kept.expires_at)
    page = await seen(scene, f"/fairs/{scene.fair_id}/exports", "organiser")
    assert "For an authority" in page
    assert "Mei" in page
    assert f"/exports/{made.export_id}" not in page
    assert world.look(reads.exports, scene.colleague, scene.fair_id) == ()
    found = world.look(verify_rows)
    assert [one for one in found.differences if one.table == "export"] == []


@pytest.mark.parametrize("what", [one.value for one in ExportWhat])
async def test_csv_and_workbook_of_each_say_the_same_with_numbers_as_such(stage, what):
    organiser = stage.scene.organiser
    rows, mark = read(await taken(stage, organiser, what))
    book = sheets((await taken(stage, organiser, what, form="xlsx")).content)
    (first, second) = book
    headings, *lines = book[first]
    assert headings == list(COLUMNS[ExportWhat(what)])
    assert second == "Taken by"
    assert book[second][0][0].startswith(mark[:6])
    assert isinstance(book[second][2][1], datetime)
    assert len(lines) == len(rows) > 0
    for line, row in zip(lines, rows, strict=True):
        for value, typed in zip(line, row.values(), strict=False):
            assert str(value if value is not None else "") in (typed, typed.removesuffix(".0"))


async def test_the_page_makes_a_file_without_a_program_and_hands_it_over(stage):
    scene = stage.scene
    async with stage.world.web(scene.tokens["recruiter"]) as browser:
        path = f"/fairs/{scene.fair_id}/exports"
        asked = {"fair_id": scene.fair_id, "what": "people", "form": "csv", "purpose": "report"}
        form = {**asked, "csrf": await csrf(browser, path), "then": path, "command_id": "c" * 20}
        await browser.post("/commands/export.make", data=form)
        page = (await browser.get(path)).text
        href = page.partition('<a href="/exports/')[2].partition('"')[0]
        answer = await browser.get(f"/exports/{href}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "Lan" in answer.text


async def test_a_link_is_no_way_to_keep_the_house_busy(stage):
    asked = MakeExport(fair_id=stage.scene.fair_id, what="posts", form="csv", purpose="report")
    made = await stage.world.do(asked, stage.mei)
    report = f"/organise/fairs/{stage.scene.fair_id}/report"

    assert await answers(stage, "recruiter", f"/exports/{made.export_id}", 31) == [200] * 30 + [429]
    of_report = await answers(stage, "organiser", report, 61)
    assert of_report == [200] * 60 + [429]


async def answers(stage, who, path, times):
    """Return how a page answers somebody who asks so often."""
    async with stage.world.web(stage.scene.tokens[who]) as web:
        return [(await web.get(path)).status_code for _ in range(times)]


async def test_each_printed_sheet_says_who_took_it(stage):
    file = await taken(stage, stage.mei, "people", form="xlsx")

    with zipfile.ZipFile(io.BytesIO(file.content)) as book:
        for name in ("sheet1", "sheet2"):
            printed = book.read(f"xl/worksheets/{name}.xml").decode()
            assert "<oddFooter>&amp;LMei, " in printed
