"""What people see of posts: one post, the recruiter's forms, the organiser's reviews."""

import json
import re

import pytest

from fair.contract.vacancies import VacancyOpen
from fair.glossary import VacancyState
from fair.terms import filters as search
from tests.booths.scene import csrf, seen
from tests.vacancies.test_vacancies import CELLS, hold, opened, post, written
from tests.world import some


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


# --- the organiser ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja"])
async def test_the_organiser_sees_which_words_limit_age(scene, language):
    vacancy_id = await written(scene, conditions="年龄18-45周岁")
    await scene.world.do(VacancyOpen(vacancy_id=vacancy_id), scene.recruiter)

    page = await seen(scene, f"/board/{scene.fair_id}/looks", "organiser", language)

    assert vacancy_id in page
    assert "18-45周岁" in page
