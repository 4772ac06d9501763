"""What people see of posts: search, a post, the recruiter's forms, the upload, the reviews."""

import json
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from fair.contract.employers import LicenceSuspend
from fair.contract.people import Register
from fair.contract.vacancies import VacancyOpen, VacancySuspend
from fair.db import utc_now
from fair.decisions import Actor
from fair.glossary import Role, VacancyState
from fair.search import link as search_link
from fair.sign_in import writes as sign_in
from fair.vacancies import filters as search
from fair.vacancies import opening_writes
from fair.vacancies.filters import Filters
from fair.vacancies.store import vacancy_table
from tests.booths.scene import a_scene
from tests.imports.test_imports import csv_of
from tests.vacancies.test_vacancies import CELLS, hold, opened, post, written
from tests.world import some


@pytest.fixture
async def scene(world):
    made = await a_scene(world)
    await made.started()
    return made


async def seen(scene, path, token="", language="en"):
    async with scene.world.web(scene.tokens.get(token, token), language) as web:
        answer = await web.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:600])
        return answer.text


async def hits(scene, query="", token=""):
    page = await seen(scene, f"/vacancies{query}", token)
    return re.findall(r'href="/vacancies/(\w+)"', page)


async def csrf(web, path):
    page = (await web.get(path)).text
    return some(re.search(r'name="csrf" value="([^"]+)"', page))[1]


# --- search -------------------------------------------------------------------------------------


async def test_an_open_post_is_found_with_both_figures_place_and_wait(scene):
    vacancy_id = await opened(scene, overtime_rate="37.5", usual_overtime_hours_month="20")

    page = await seen(scene, "/vacancies")

    assert f"/vacancies/{vacancy_id}" in page
    assert "CN¥4,350" in page
    assert "CN¥5,100" in page
    assert "3 free places" in page


async def test_drafts_filled_suspended_and_unlicensed_posts_are_not_found(scene):
    draft = await written(scene)
    filled = await opened(scene, head_count="1")
    await hold(scene, filled)
    hidden = await opened(scene)
    await scene.world.do(VacancySuspend(vacancy_id=hidden, reason="A report."), scene.organiser)
    shown = await opened(scene)

    assert await hits(scene) == [shown]

    await scene.world.work(lambda work: opening_writes.free_opening(work, filled, "firm"))
    assert set(await hits(scene)) == {shown, filled}
    assert draft not in await hits(scene)

    licence = scene.world.rows("select id from licence")[0].id
    await scene.world.do(LicenceSuspend(licence_id=licence, reason="A fee."), scene.organiser)
    assert await hits(scene) == []


async def test_a_post_past_its_last_day_is_not_found(scene):
    await opened(scene, valid_through="+1d")
    await scene.world.work(
        lambda work: work.write(update(vacancy_table).values(valid_through=date(2020, 1, 1)))
    )

    assert await hits(scene) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?work=cooking", {"cook"}),
        ("?where=35", {"sew"}),
        ("?where=3505", {"sew"}),
        ("?where=33", {"cook"}),
        ("?home=1", {"cook"}),
        ("?pay=CNY-4500", {"cook"}),
        ("?pay=JPY-100", set()),
        ("?lodging=free", {"sew"}),
        ("?lodging=any", {"sew"}),
        ("?direct=1", {"sew"}),
        ("?q=羽绒", {"sew"}),
        ("?q=厨师", {"cook"}),
        ("?q=zhejiang", {"cook"}),
        ("?q=huafeng", {"sew", "cook"}),
        ("?q=100%25", set()),
        ("?q=huafeng+sewing", {"sew"}),
        ("?work=cooking&where=35", set()),
        ("?pay=many&where=xyz&page=-3&lodging=?", {"sew", "cook"}),
    ],
)
async def test_filters_find_and_hide(scene, query, found):
    ids = {
        "sew": await opened(scene, lodging="free"),
        "cook": await opened(
            scene, title="厨师", work="cooking", occupation="5120", county="330402",
            duties="做两百人的午饭。", pay_base="4800", home_every_night="yes", lodging="none",
            signed_by="Lotus Hotel", between="Huafeng",
        ),
    }  # fmt: skip

    assert set(await hits(scene, query)) == {ids[name] for name in found}


async def test_a_seeker_of_seventeen_is_not_shown_what_only_adults_may_do(scene):
    night = await opened(scene, night_work="yes", min_age="18")
    day = await opened(scene)
    came = await scene.world.do(
        Register(
            fair_id=scene.fair_id,
            given_name="Young",
            phone="138 1234 5678",
            born_on=utc_now().date() - timedelta(days=17 * 366),
        ),
        Actor(Role.VISITOR, address="127.0.0.1"),
    )
    token = await scene.world.work(lambda work: sign_in.issue_login(work, person_id=came.person_id))

    assert await hits(scene, token=token) == [day]
    assert set(await hits(scene)) == {day, night}
    async with scene.world.web(token) as web:
        assert (await web.get(f"/vacancies/{night}")).status_code == 404


async def test_one_employers_many_posts_hide_nobody(scene):
    ids = [await opened(scene) for _ in range(23)]

    assert len(await hits(scene)) == 20
    assert len(await hits(scene, "?page=2")) == 3
    assert set(await hits(scene) + await hits(scene, "?page=2")) == set(ids)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(text="缝纫 night", work="sewing", where="3505", home=True),
        Filters(pay=450_000, currency="CNY", lodging="free", direct=True, page=3),
    ],
)
def test_filters_survive_their_link(filters):
    from urllib.parse import parse_qsl

    link = search_link.link(filters, page=filters.page)

    assert search_link.read(dict(parse_qsl(link.partition("?")[2]))) == filters


@pytest.mark.parametrize(
    ("amounts", "steps"),
    [
        ([], ()),
        ([435_000], (400_000,)),
        ([0, 390_000, 410_000, 450_000, 520_000, 610_000], (350_000, 400_000, 450_000, 500_000)),
    ],
)
def test_pay_steps_are_round_and_from_what_is_there(amounts, steps):
    assert search.steps(amounts) == steps


# --- a post -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja"])
async def test_a_posts_page_says_who_signs_what_is_paid_and_that_nobody_may_ask_for_money(
    scene, language
):
    vacancy_id = await opened(scene, travel_payer="worker", source="A newspaper")

    page = await seen(scene, f"/vacancies/{vacancy_id}", language=language)

    assert "Huafeng" in page
    assert "4,350" in page
    assert "case.open" in page
    assert "A newspaper" in page
    assert 'property="og:title"' in page


async def test_a_posts_page_carries_a_job_posting_that_its_words_cannot_break(scene):
    vacancy_id = await opened(scene, duties="</script><script>alert(1)</script> & sew")

    page = await seen(scene, f"/vacancies/{vacancy_id}")

    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(some(block)[1])
    assert data["@type"] == "JobPosting"
    assert data["description"].startswith("</script>")
    assert data["totalJobOpenings"] == 3
    assert "<script>alert" not in page


async def test_a_draft_is_shown_to_its_own_people_only(scene):
    vacancy_id = await written(scene)

    await seen(scene, f"/vacancies/{vacancy_id}", "recruiter")
    await seen(scene, f"/vacancies/{vacancy_id}", "organiser")
    for token in ("", "stranger"):
        async with scene.world.web(scene.tokens.get(token, "")) as web:
            assert (await web.get(f"/vacancies/{vacancy_id}")).status_code == 404


async def test_the_booths_page_lists_its_open_posts(scene):
    vacancy_id = await opened(scene)
    draft = await written(scene)

    page = await seen(scene, f"/booths/{scene.booth_id}/vacancies")

    assert vacancy_id in page
    assert draft not in page
    await seen(scene, f"/vacancies/{vacancy_id}/state")


# --- the recruiter's desk -----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja"])
async def test_the_desk_shows_what_each_draft_misses_and_the_openings_of_the_open(scene, language):
    await written(scene, duties="")
    full = await opened(scene)
    await hold(scene, full)

    for path in (
        "/desk/vacancies", "/desk/vacancies?show=open", "/desk/vacancies?show=over",
        "/desk/vacancies/new", "/desk/vacancies/bulk", "/desk/vacancies/import",
        f"/desk/vacancies/edit/{full}",
    ):  # fmt: skip
        await seen(scene, path, "recruiter", language)
    drafts = await seen(scene, "/desk/vacancies?show=drafts", "recruiter")
    assert "Duties" in drafts
    assert "2 of 3 free" in await seen(scene, "/desk/vacancies?show=open", "recruiter")


async def test_the_form_writes_and_opens_a_post_without_javascript(scene):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, "/desk/vacancies/new")
        said = {**CELLS, "csrf": token, "command_id": "a", "booth_id": scene.booth_id}
        then = "/desk/vacancies/edit/{vacancy_id}"
        answer = await web.post(
            "/commands/vacancy.create",
            data={**said, "skills": ["lockstitch", "overlock"], "then": then},
        )
        assert answer.status_code == 303, answer.text
        page = (await web.get(answer.headers["location"])).text
        vacancy_id = answer.headers["location"].rsplit("/", 1)[1]
        assert 'value="4350"' in page
        answer = await web.post(
            "/commands/vacancy.open",
            data={"csrf": token, "command_id": "b", "vacancy_id": vacancy_id, "then": "/"},
        )

    found = post(scene, vacancy_id)
    assert found.state is VacancyState.OPEN
    assert found.terms.skills == ("lockstitch", "overlock")


async def test_another_employers_post_cannot_be_edited(scene):
    vacancy_id = await written(scene)

    async with scene.world.web(scene.tokens["stranger"]) as web:
        assert (await web.get(f"/desk/vacancies/edit/{vacancy_id}")).status_code == 403


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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Head-count: Write a whole number from 1 to 100000."),
        ("zh-Hans", "1 到 100000"),
        ("ja", "1 から 100000"),
    ],
)
async def test_a_field_that_cannot_be_read_is_named_in_the_readers_words(scene, language, words):
    async with scene.world.web(scene.tokens["recruiter"], language) as web:
        token = await csrf(web, "/desk/vacancies/new")
        answer = await web.post(
            "/commands/vacancy.create",
            data={**CELLS, "csrf": token, "command_id": "a", "head_count": "2.5"},
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


# --- the organiser ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja"])
async def test_the_organiser_sees_which_words_limit_age(scene, language):
    vacancy_id = await written(scene, conditions="年龄18-45周岁")
    await scene.world.do(VacancyOpen(vacancy_id=vacancy_id), scene.recruiter)

    page = await seen(scene, "/organise/vacancies", "organiser", language)

    assert vacancy_id in page
    assert "18-45周岁" in page
