"""Rows that could not come in: found by what is wrong, mended where they stand or in a file."""

import csv
import html
import io
import re

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.mending import MendRow, TakeRowsOver
from fair.mending.refusals import RefIsHere, RowIsDone, RowOfTheFile
from fair.tabular import sheet
from fair.tabular.workbook import Workbook
from fair.terms.terms import COLUMNS
from fair.vacancies.refusals import NotYourVacancy
from tests.booths.scene import a_scene, csrf, seen
from tests.imports.test_import_pages import upload
from tests.imports.test_imports import bring, csv_of


@pytest.fixture
async def scene(world):
    made = await a_scene(world)
    await made.licensed()
    return made


async def brought(scene, *rows):
    answer = await upload(scene, csv_of(*rows), good_rows="1")
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def posts(scene):
    return {
        row.ref: row
        for row in scene.world.rows("select ref, title, state, head_count from vacancy")
    }


async def test_every_row_in_error_is_found_by_what_is_wrong_and_not_only_the_first_fifty(scene):
    rows = [{"pay_base": "a lot"}] * 60 + [{"head_count": "many"}] * 7 + [{}]
    at = await brought(scene, *rows)

    page = await seen(scene, at, "recruiter")
    assert "67 rows wait to be mended" in page
    assert "60 rows" in page
    assert "7 rows" in page
    kinds = set(re.findall(r"rows\?kind=(\w+)", page))
    counted = {kind: await seen(scene, f"{at}/rows?kind={kind}", "recruiter") for kind in kinds}
    assert sorted(one.count('class="card stack') for one in counted.values()) == [7, 25]
    third = await seen(scene, f"{at}/rows?page=3", "recruiter")
    assert "Row 68" in third
    assert "Page 3 of 3" in third


def typed_in(page, row):
    """Return what the form of this row would send as it stands."""
    card = page.split(f'id="row-{row}"')[1].split("</form>")[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", card):
        names, values = re.findall(r'name="([^"]+)"', tag), re.findall(r'value="([^"]*)"', tag)
        fields[names[0]] = html.unescape(values[0])
    return fields


async def mend(scene, at, row, **said):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        fields = typed_in((await web.get(f"{at}/rows")).text, row)
        assert said.keys() <= fields.keys()
        return await web.post("/commands/import.mend_row", data={**fields, **said})


def lines_of(data):
    book = Workbook(data)
    return [one.cells for one in sheet.lines(book, book.sheets[0], sheet.Hidden())]


async def test_one_cell_is_mended_where_it_stands_and_the_row_comes_in(scene):
    at = await brought(scene, {"ref": "A"}, {"ref": "B", "head_count": "many"})
    assert set(posts(scene)) == {"A"}

    answer = await mend(scene, at, 3, head_count="7")

    assert answer.status_code == 303, answer.text
    assert posts(scene)["B"].head_count == 7
    assert "Nothing waits" in await seen(scene, f"{at}/rows", "recruiter")
    assert scene.world.look(verify_rows).holds
    assert scene.world.kinds().count("import.row_mended") == 1


async def test_what_is_still_wrong_after_mending_is_said_and_what_was_typed_stays(scene):
    at = await brought(scene, {}, {"ref": "B", "head_count": "many", "pay_base": "a lot"})

    await mend(scene, at, 3, head_count="7", pay_base="much")

    page = await seen(scene, f"{at}/rows", "recruiter")
    assert "much" in page
    assert 'name="head_count"' not in page
    assert "B" not in posts(scene)


async def test_rows_are_downloaded_in_the_templates_shape_mended_and_brought_again(scene):
    at = await brought(
        scene, {"ref": "A"}, {"ref": "B", "pay_base": "a lot", "title": "=1+1 sewer"}
    )

    async with scene.world.web(scene.tokens["recruiter"]) as web:
        book = await web.get(f"{at}/rows.xlsx")
        plain = await web.get(f"{at}/rows.csv")
    head, only = list(csv.reader(io.StringIO(plain.content.decode("utf-8-sig"))))
    assert len(head) == len(COLUMNS) + 1
    assert head[-1] == "What to do"
    assert "number" in only[-1]
    assert "'=1+1 sewer" in only  # an office program runs nothing of it
    assert lines_of(book.content)[1][-1] == only[-1]

    only[head.index("Guaranteed base pay")] = "4600"
    out = io.StringIO()
    csv.writer(out).writerows([head, only])
    answer = await upload(scene, out.getvalue().encode(), good_rows="1")
    assert answer.status_code == 303, re.findall(r"error[^<]*<[^<]*<[^<]*", answer.text)
    assert posts(scene)["B"].title == "=1+1 sewer"
    again = await seen(scene, answer.headers["location"], "recruiter")
    assert "none of our columns" not in again


async def test_a_file_brought_again_shows_what_differs_before_a_draft_is_written_anew(scene):
    await brought(scene, {"ref": "A", "head_count": "3"}, {"ref": "B"})
    at = await brought(scene, {"ref": "A", "head_count": "9"}, {"ref": "B"})

    page = await seen(scene, f"{at}/rows", "recruiter")
    assert "Here stands “3”. The file says “9”." in page
    assert posts(scene)["A"].head_count == 3

    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, f"{at}/rows")
        await web.post(f"{at}/rows/take-over", data={"csrf": token})
    assert posts(scene)["A"].head_count == 9
    assert len(posts(scene)) == 2
    assert "Nothing waits" in await seen(scene, f"{at}/rows", "recruiter")
    assert scene.world.look(verify_rows).holds


async def test_rows_of_one_kind_are_left_out_at_once_and_the_others_stay(scene):
    at = await brought(scene, *[{"pay_base": "a lot"}] * 3, {"head_count": "many"})
    page = await seen(scene, at, "recruiter")
    kind = re.findall(r'rows\?kind=(\w+)">Guaranteed base pay<', page)[0]

    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, f"{at}/rows")
        await web.post(f"{at}/rows/leave-out", data={"csrf": token, "kind": kind})

    page = await seen(scene, f"{at}/rows", "recruiter")
    assert page.count('class="card stack') == 1


async def test_only_who_works_there_mends_and_a_done_row_is_not_mended_twice(scene):
    at = await brought(scene, {"ref": "B", "head_count": "many"}, {"ref": "C"})
    import_id = at.rpartition("/")[2]
    command = MendRow(import_id=import_id, row=2, head_count="7")

    with pytest.raises(NotYourVacancy):
        await scene.world.do(command, scene.stranger)
    with pytest.raises(NotYourVacancy):
        await scene.world.do(TakeRowsOver(import_id=import_id, rows=(2,)), scene.stranger)
    async with scene.world.web(scene.tokens["stranger"]) as web:
        for path in ("rows", "rows.csv", "rows.xlsx"):
            assert (await web.get(f"{at}/{path}")).status_code == 403
    with pytest.raises(RefIsHere):
        await scene.world.do(MendRow(import_id=import_id, row=2, head_count="7", ref="c"),
                             scene.recruiter)  # fmt: skip
    await scene.world.do(command, scene.recruiter)
    with pytest.raises(RowIsDone):
        await scene.world.do(command.model_copy(), scene.recruiter)


async def test_a_torn_row_is_mended_in_the_file_alone(scene):
    data = csv_of({}, {"ref": "B"}).decode().splitlines()
    answer = await upload(scene, "\n".join([*data[:2], "B,only two"]).encode(), good_rows="1")
    import_id = answer.headers["location"].rpartition("/")[2]

    with pytest.raises(RowOfTheFile):
        await scene.world.do(MendRow(import_id=import_id, row=3, title="Sewer"), scene.recruiter)
    page = await seen(scene, f"{answer.headers['location']}/rows", "recruiter")
    assert "mend it in the file" in page


async def test_an_organisers_file_says_whose_post_each_row_is_and_rows_without_are_mended(scene):
    table = list(csv.DictReader(io.StringIO(csv_of({"ref": "A"}, {"ref": "B"}).decode())))
    out = io.StringIO()
    writer = csv.DictWriter(out, ["Employer", *COLUMNS])
    writer.writeheader()
    writer.writerow({**table[0], "Employer": "Bohai Works"})
    writer.writerow({**table[1], "Employer": ""})

    done = await bring(scene.world, scene.organiser, data=out.getvalue().encode(), good_rows=True)

    assert [post.employer for post in done.plan.posts] == ["Bohai Works"]
    page = await seen(scene, f"/desk/vacancies/imports/{done.import_id}/rows", "organiser")
    assert "No employer is named." in page
    await scene.world.do(
        MendRow(import_id=done.import_id, row=3, employer="bohai  WORKS"), scene.organiser
    )
    whose = scene.world.rows(
        "select e.name, count(*) as n from vacancy v join employer e on e.id = v.employer_id "
        "group by e.name"
    )
    assert [(row.name, row.n) for row in whose] == [("Bohai Works", 2)]
    with pytest.raises(NotYourVacancy):
        await scene.world.do(TakeRowsOver(import_id=done.import_id, rows=(3,)), scene.recruiter)
