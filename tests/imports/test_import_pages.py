"""Bringing a file in, as a recruiter does: the upload, what became of it, opening all of it."""

import pytest

from tests.booths.scene import csrf, seen
from tests.imports.test_imports import csv_of
from tests.vacancies.test_vacancies import written


async def upload(scene, data, **said):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, "/desk/vacancies/import")
        return await web.post(
            "/desk/vacancies/import",
            data={"csrf": token, "booth_id": scene.booth_id, "map": "", **said},
            files={"file": ("posts.csv", data, "text/csv")},
        )


async def test_an_upload_brings_posts_and_says_what_became_of_them(scene):
    answer = await upload(scene, csv_of({}, {"duties": ""}), open_complete="1")

    assert answer.status_code == 303
    page = await seen(scene, answer.headers["location"], "recruiter")
    assert "posts.csv" in page
    states = [row.state for row in scene.world.rows("select state from vacancy order by state")]
    assert states == ["draft", "open"]


async def test_a_broken_upload_names_row_and_column_and_changes_nothing(scene):
    answer = await upload(scene, csv_of({}, {"pay_base": "a lot"}))

    assert answer.status_code == 422
    assert "pay_base" in answer.text
    assert "a lot" in answer.text
    assert scene.world.rows("select * from vacancy") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Row 1, column ref: This column is missing"), ("zh-Hans", "第 1 行"), ("ja", "1 行目")],
)
async def test_a_file_that_is_no_table_is_refused_in_the_readers_words(scene, language, words):
    async with scene.world.web(scene.tokens["recruiter"], language) as web:
        token = await csrf(web, "/desk/vacancies/import")
        answer = await web.post(
            "/desk/vacancies/import",
            data={"csrf": token},
            files={"file": ("posts.csv", b"title,duties\nx,y\n", "text/csv")},
        )

    assert answer.status_code == 422
    assert words in answer.text


async def test_an_upload_without_a_file_or_without_its_token_is_refused(scene):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, "/desk/vacancies/import")
        assert (await web.post("/desk/vacancies/import", data={"csrf": token})).status_code == 422
        assert (await web.post("/desk/vacancies/import", data={"csrf": "x.y"})).status_code == 403


async def test_a_file_by_a_shipped_map_keeps_only_ones_own_rows(scene):
    header = (scene.world, "us_h2b_fy2019")
    from fair.imports.reads import parsed_map
    from fair.imports.views import shipped_map

    columns = parsed_map(shipped_map(header[1])).needed()
    own = dict.fromkeys(columns, "") | {
        "CASE_NUMBER": "1", "EMPLOYER_NAME": "HUAFENG", "JOB_TITLE": "GROOM",
        "NBR_WORKERS_CERTIFIED": "4", "CASE_STATUS": "Certification",
    }  # fmt: skip
    rows = [columns, own.values(), (own | {"CASE_NUMBER": "2", "EMPLOYER_NAME": "B"}).values()]
    data = "\n".join(",".join(row) for row in rows).encode()

    answer = await upload(scene, data, map="us_h2b_fy2019")

    assert answer.status_code == 303
    kept = scene.world.rows("select title, head_count, state from vacancy")
    assert [tuple(row) for row in kept] == [("Groom", 4, "draft")]
    page = await seen(scene, answer.headers["location"], "recruiter")
    assert "This row names another employer." in page


async def test_the_button_opens_every_complete_draft(scene):
    for _ in range(3):
        await written(scene)
    await written(scene, duties="")

    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, "/desk/vacancies/new")
        answer = await web.post("/desk/vacancies/open-complete", data={"csrf": token})
        page = (await web.get(answer.headers["location"])).text

    assert "3 opened, 0 with the organiser, 1 still drafts." in page


async def test_the_template_can_be_downloaded_and_brought_back(scene):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        answer = await web.get("/desk/vacancies/template.csv")

    assert answer.headers["content-disposition"].startswith("attachment")
    assert (await upload(scene, answer.content)).status_code == 303
