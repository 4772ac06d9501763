"""A practised call counts where a call with the robot ended, and by nothing that is easier."""

from datetime import timedelta

import pytest

from fair.booths import practice
from fair.booths import reads as booths
from fair.booths.refusals import NotPractised
from fair.contract.booths import DutyPractised
from fair.db import utc_now
from tests.booths.scene import a_scene, csrf, practise, practised


@pytest.fixture
async def scene(world):
    return await a_scene(world)


def done(scene, who):
    return booths_practised(scene).get(who.account_id)


def booths_practised(scene):
    ids = [scene.recruiter.account_id, scene.colleague.account_id]
    return scene.world.look(booths.practised, ids)


async def test_a_call_with_the_robot_that_ended_counts_as_practised(scene):
    await practise(scene, scene.recruiter)
    assert done(scene, scene.recruiter)
    assert not done(scene, scene.colleague)


async def test_a_bare_form_does_not_count_as_a_practised_call(scene):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, f"/desk/{scene.booth_id}")
        data = {"booth_id": scene.booth_id, "csrf": token, "command_id": "c" * 20}
        answer = await web.post("/commands/duty.practised", data=data)
    assert "That was no practised call." in answer.text
    assert not booths_practised(scene)


async def test_the_mark_of_a_page_that_was_just_opened_is_no_practised_call(scene):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        page = (await web.get(f"/desk/{scene.booth_id}/practice")).text
    mark = page.split('data-proof="')[1].split('"')[0]
    with pytest.raises(NotPractised):
        await scene.world.do(DutyPractised(booth_id=scene.booth_id, proof=mark), scene.recruiter)
    scene.world.clock(utc_now() + practice.AT_LEAST)
    await scene.world.do(DutyPractised(booth_id=scene.booth_id, proof=mark), scene.recruiter)
    assert done(scene, scene.recruiter)


async def test_nobody_practises_for_a_colleague_or_with_the_mark_of_another_day(scene):
    mark = practised(scene.world, scene.recruiter, scene.booth_id)
    with pytest.raises(NotPractised):
        await scene.world.do(mark, scene.colleague)
    scene.world.clock(utc_now() + practice.AT_MOST + timedelta(seconds=1))
    with pytest.raises(NotPractised):
        await scene.world.do(mark, scene.recruiter)
    assert not booths_practised(scene)


@pytest.mark.parametrize("said", ["", "-", "abc", "１２３-abc", "9" * 40, "999999999999-0", "1-é"])
async def test_what_is_no_mark_is_refused_in_a_sentence(scene, said):
    with pytest.raises(NotPractised):
        await scene.world.do(DutyPractised(booth_id=scene.booth_id, proof=said), scene.recruiter)
