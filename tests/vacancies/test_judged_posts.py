"""What a post must not say is refused however it is written, whichever way the post comes in."""

import pytest
from sqlalchemy import update

from fair.contract.vacancies import VacancyBulkComplete, VacancyChange, VacancyCreate, VacancyOpen
from fair.terms.refusals import ChargesFee, LimitsEthnicity, LimitsSex
from fair.vacancies.store import vacancy_table
from tests.booths.scene import csrf
from tests.imports.test_imports import bring, csv_of
from tests.vacancies.test_vacancies import CELLS, opened, post, written

SAID = [
    ("duties", "押\u200b金500元", ChargesFee, "押\u200b金"),
    ("duties", "押金500元", ChargesFee, "押金"),
    ("duties", "Ｗｏｍｅｎ only", LimitsSex, "Ｗｏｍｅｎ only"),
    ("duties", "Women only", LimitsSex, "Women only"),
    ("duties", "先交 500 元", ChargesFee, "先交 500 元"),
    ("duties", "No deposit but pay 300 for uniform", ChargesFee, "pay 300 for uniform"),
    ("conditions", "Females are preferred", LimitsSex, "Females are preferred"),
    ("conditions", "东北人勿扰", LimitsEthnicity, "东北人勿扰"),
    ("signed_by", "押 金 500 公司", ChargesFee, "押 金"),
    ("between", "Ａ公司；押.金500元", ChargesFee, "押.金"),
    ("bonus_payer", "Ｄｅｐｏｓｉｔ 300", ChargesFee, "Ｄｅｐｏｓｉｔ 300"),
    ("source", "报名费50元", ChargesFee, "报名费"),
    ("fees", "２００", ChargesFee, "２００"),
]


def same(phrase):
    """Return a phrase without the signs that nobody sees: a border may have dropped them."""
    return phrase.replace("\u200b", "")


@pytest.mark.parametrize(("column", "typed", "rule", "phrase"), SAID)
async def test_a_post_that_says_it_is_refused_with_the_phrase_as_it_was_typed(
    scene, column, typed, rule, phrase
):
    draft, standing = await written(scene), await opened(scene)
    cells = {**CELLS, "booth_id": scene.booth_id, column: typed}

    for command in (
        VacancyCreate(**cells),
        VacancyChange(vacancy_id=draft, **cells),
        VacancyChange(vacancy_id=standing, **cells),
        VacancyBulkComplete(vacancy_ids=(draft,), **{column: typed}),
    ):
        with pytest.raises(rule) as refused:
            await scene.world.do(command, scene.recruiter)
        assert same(refused.value.values["phrase"]) == same(phrase)
    assert post(scene, draft).terms.duties == CELLS["duties"]


@pytest.mark.parametrize(("column", "typed", "rule", "phrase"), SAID)
async def test_a_row_of_a_file_that_says_it_is_kept_out(scene, column, typed, rule, phrase):
    brought = await bring(
        scene.world, scene.recruiter, data=csv_of({column: typed}, {}), good_rows=True,
        employer_id=scene.employer_id, booth_id=scene.booth_id,
    )  # fmt: skip

    (problem,) = brought.plan.problems
    assert (problem.row, problem.column, problem.reason) == (2, column, rule.code)
    assert same(problem.values["phrase"]) == same(phrase)
    assert len(brought.plan.posts) == 1


@pytest.mark.parametrize(("column", "typed", "rule", "phrase"), SAID[:4])
async def test_the_form_of_a_post_says_which_phrase_is_in_the_way(
    scene, column, typed, rule, phrase
):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        said = {
            "csrf": await csrf(web, "/desk/vacancies/new"),
            "command_id": "c1",
            "booth_id": scene.booth_id,
        }
        answer = await web.post("/commands/vacancy.create", data={**CELLS, column: typed, **said})

    assert answer.status_code == rule.status
    assert same(phrase) in same(answer.text)
    assert scene.world.rows("select id from vacancy") == []


async def test_a_draft_that_came_in_before_a_rule_does_not_open(scene):
    draft = await written(scene)
    terms = {**post(scene, draft).terms.as_dict(), "duties": "Ｗｏｍｅｎ only"}
    await scene.world.work(lambda work: work.write(update(vacancy_table).values(terms=terms)))

    with pytest.raises(LimitsSex):
        await scene.world.do(VacancyOpen(vacancy_id=draft), scene.recruiter)
