"""A post asks up to three yes/no questions from the list, and they stay with the post."""

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.vacancies import VacancyChange
from fair.terms import cells
from fair.vacancies.refusals import BadField
from tests.asks.scene import AT_NIGHT, THREE
from tests.booths.scene import seen
from tests.recurring.scene import a_fair_that_runs, closed, next_fair, opened, post, taken
from tests.vacancies.test_vacancies import CELLS, written


@pytest.fixture
async def scene(world):
    return await a_fair_that_runs(world)


async def test_a_recruiter_chooses_from_the_list_and_the_post_says_what_it_asks(scene):
    vacancy_id = await opened(scene, asks=THREE, **AT_NIGHT)

    assert post(scene, vacancy_id).terms.asks == THREE
    form = await seen(scene, f"/desk/vacancies/edit/{vacancy_id}?step=all", "recruiter")
    assert 'value="night_shifts"' in form
    assert "No answer moves a place or keeps anybody out." in form
    page = await seen(scene, f"/vacancies/{vacancy_id}")
    assert "Asked before the talk" in page
    assert "Can you work night shifts?" in page
    assert "能上夜班吗？" in await seen(scene, f"/vacancies/{vacancy_id}", language="zh-Hans")


async def test_a_fourth_question_is_refused_with_its_field_named(scene):
    with pytest.raises(BadField) as refused:
        await written(scene, asks=(*THREE, "overtime"), **AT_NIGHT)

    assert refused.value.values["field"] == "Asked before the talk"


@pytest.mark.parametrize("own", ["Are you married?", "married", "你结婚了吗"])
async def test_a_question_of_ones_own_cannot_be_asked(scene, own):
    with pytest.raises(BadField):
        await written(scene, asks=("night_shifts", own[:40]))


async def test_the_same_question_twice_is_asked_once(scene):
    vacancy_id = await written(scene, asks=("overtime", "overtime", *THREE[:2]), **AT_NIGHT)

    assert post(scene, vacancy_id).terms.asks == ("overtime", *THREE[:2])


async def test_questions_go_along_to_the_next_fair(scene):
    vacancy_id = await opened(scene, asks=THREE, **AT_NIGHT)
    await closed(scene)
    fair_id, booth_id = await next_fair(scene)

    await taken(scene, booth_id, vacancy_id)

    assert post(scene, vacancy_id).fair_id == fair_id
    assert post(scene, vacancy_id).terms.asks == THREE


async def test_a_change_of_questions_is_a_new_version_and_the_ledger_proves_it(scene):
    vacancy_id = await opened(scene, asks=THREE, **AT_NIGHT)
    before = post(scene, vacancy_id).version

    change = VacancyChange(vacancy_id=vacancy_id, **{**CELLS, "asks": ("overtime",)})
    await scene.world.do(change, scene.recruiter)

    assert post(scene, vacancy_id).version == before + 1
    assert post(scene, vacancy_id).terms.asks == ("overtime",)
    assert scene.world.look(verify_rows).differences == []


async def test_a_form_shows_what_a_file_would_hold(scene):
    terms = post(scene, await opened(scene, asks=THREE, **AT_NIGHT)).terms

    assert cells.write(terms, 3)["asks"] == "night_shifts;start_week;dormitory"
