"""A new post is written in steps; what opening would refuse is said while one writes it."""

import re
from typing import Any

import pytest

from fair.contract.booths import BoothTell
from fair.contract.vacancies import VacancyChange, VacancyCreate
from fair.decisions import Refusal
from tests.booths.scene import Scene, a_scene, csrf, seen
from tests.hiring.stage import POST, a_post
from tests.world import World

HIDDEN = re.compile(r'data-step="(\w+)" hidden')


@pytest.fixture
async def scene(world: World) -> Scene:
    made = await a_scene(world)
    await made.started()
    return made


async def ask(scene: Scene, who: str, **said: str) -> Any:
    async with scene.world.web(scene.tokens[who]) as web:
        token = await csrf(web, "/me")
        return await web.post("/desk/vacancies/words", data={"csrf": token, **said})


async def test_a_new_post_begins_with_the_work_and_the_rest_waits(scene: Scene) -> None:
    page = await seen(scene, "/desk/vacancies/new", "recruiter")
    assert HIDDEN.findall(page) == ["place", "pay", "contract", "who"]
    assert "Save and go on: Place" in page
    assert re.search(r">\s*Title \*", page) or "Title *" in page
    last = await seen(scene, "/desk/vacancies/new?step=who", "recruiter")
    assert HIDDEN.findall(last) == ["work", "place", "pay", "contract"]
    assert not HIDDEN.findall(await seen(scene, "/desk/vacancies/new?step=all", "recruiter"))


async def test_each_step_says_how_much_is_missing_in_it(scene: Scene) -> None:
    made = await scene.world.do(
        VacancyCreate(booth_id=scene.booth_id, title="Sewing worker", head_count="3"),
        scene.recruiter,
    )
    page = await seen(scene, f"/desk/vacancies/edit/{made.vacancy_id}?step=place", "recruiter")
    work = page[page.index('data-step-link="work"') :][:900]
    assert "3 missing" in work
    # what stands in the other steps goes along, hidden
    assert 'value="Sewing worker"' in page


async def test_a_limit_and_a_fee_are_told_by_their_field(scene: Scene) -> None:
    told = (await ask(scene, "recruiter", duties="Women only. Deposit of 300 yuan.")).json()
    assert list(told) == ["duties"]
    assert len(told["duties"]) == 2
    assert (await ask(scene, "recruiter", duties="Sew shirts.")).json() == {}
    abroad = (await ask(scene, "recruiter", overseas_country="JP")).json()
    assert list(abroad) == ["overseas_country"]


async def test_words_are_checked_for_recruiters_only_and_for_no_forged_form(scene: Scene) -> None:
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        forged = await web.post("/desk/vacancies/words", data={"duties": "Women only."})
        assert forged.status_code == 403
    assert (await ask(scene, "organiser", duties="Women only.")).status_code == 403
    async with scene.world.web("") as web:
        assert (await web.post("/desk/vacancies/words", data={})).status_code in (401, 403)


async def test_a_draft_is_refused_what_opening_would_refuse(scene: Scene) -> None:
    abroad = {**POST, "booth_id": scene.booth_id, "overseas_country": "JP", "min_age": "18"}
    with pytest.raises(Refusal) as refused:
        await scene.world.do(VacancyCreate(**abroad), scene.recruiter)
    assert refused.value.code == "needs-overseas-licence"
    assert not scene.world.rows("select id from vacancy")

    draft = await scene.world.do(VacancyCreate(**POST), scene.recruiter)
    with pytest.raises(Refusal) as refused:
        await scene.world.do(VacancyChange(vacancy_id=draft.vacancy_id, **abroad), scene.recruiter)
    assert refused.value.code == "needs-overseas-licence"
    assert await a_post(scene.world, scene, 1)


async def test_a_kept_reply_is_sent_by_one_tap_also_without_a_program(scene: Scene) -> None:
    await scene.world.do(
        BoothTell(booth_id=scene.booth_id, replies=("Lodging is free, four to a room.",)),
        scene.recruiter,
    )
    path = f"/desk/{scene.booth_id}"
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        page = (await web.get(path)).text
        form = next(
            one
            for one in re.findall(r"<form.*?</form>", page, re.DOTALL)
            if "Lodging is free" in one
        )
        fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
        await web.post("/commands/chat.say", data=fields)
    room = await seen(scene, f"/booths/{scene.booth_id}")
    assert "Lodging is free, four to a room." in room
