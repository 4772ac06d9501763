"""What the law keeps for adults is asked of adults only, and the post says so."""

from dataclasses import replace
from datetime import date

import pytest

from fair import codes
from fair.asks import reads
from fair.asks.refusals import NotAsked
from fair.contract.asks import SayYesNo
from fair.contract.vacancies import VacancyChange
from fair.decisions import Refusal
from fair.queue import reads as queue
from fair.terms import asks
from fair.terms.refusals import AsksAbroad, AsksHeights, AsksNight
from fair.vacancies import terms_store
from tests.asks.scene import NIGHT
from tests.booths.scene import seen
from tests.queue.day import a_day
from tests.vacancies.test_vacancies import CELLS, opened, post, written

ASKED = ("night_shifts", "start_week", "heights")
SIXTEEN = date(2009, 11, 1)
ADULT = [
    ("night_shifts", AsksNight, {"night_work": "yes"}),
    ("heights", AsksHeights, {"hazardous": "yes"}),
    ("contract_abroad", AsksAbroad, None),  # work abroad needs a licence of its own
]


@pytest.fixture
async def day(world):
    return await a_day(world)


async def asks_already(day, vacancy_id, *asked):
    """Let a post that is open to 16 ask this, as it could before the rule; return the post."""
    before = post(day.scene, vacancy_id)
    after = replace(before, terms=replace(before.terms, asks=asked))
    await day.world.work(lambda work: terms_store.save_terms(work, [after]))
    return vacancy_id


@pytest.mark.parametrize(("ask", "refusal", "said"), ADULT)
async def test_who_asks_about_work_for_adults_says_in_the_post_that_there_is_some(
    day, ask, refusal, said
):
    with pytest.raises(refusal):
        await written(day.scene, asks=(ask,))
    vacancy_id = await opened(day.scene)
    change = VacancyChange(vacancy_id=vacancy_id, **{**CELLS, "asks": (ask,)})
    with pytest.raises(refusal):
        await day.world.do(change, day.scene.recruiter)
    assert post(day.scene, vacancy_id).terms.asks == ()

    if said:
        kept = post(day.scene, await opened(day.scene, asks=(ask,), min_age="18", **said))
        assert kept.terms.asks == (ask,)
        assert not kept.terms.open_to(protected=True)


async def test_the_refusal_names_the_question_and_what_to_do(day):
    with pytest.raises(Refusal) as refused:
        await written(day.scene, asks=("start_week", "night_shifts"), night_work="no")

    said = refused.value.sentence
    assert said == "Your question asks about night shifts: say in the post that there are some."


async def test_a_draft_from_before_the_rule_says_which_question_keeps_it_shut(day):
    await asks_already(day, await written(day.scene), "night_shifts")

    assert NIGHT in await seen(day.scene, "/desk/vacancies", "recruiter")


async def test_who_is_sixteen_is_never_asked_about_nights_heights_or_abroad(day):
    vacancy_id = await asks_already(day, await opened(day.scene), *ASKED)
    who = await day.seeker(born=SIXTEEN)
    ticket = await day.join(who, vacancy_ids=[vacancy_id])

    page = await seen(day.scene, "/queues", day.tokens[who.person_id])
    assert NIGHT not in page
    assert codes.ask("start_week", "en") in page
    assert list(day.world.look(reads.asked, day.world.look(queue.ticket, ticket))) == ["start_week"]
    for ask in ("night_shifts", "heights"):
        with pytest.raises(NotAsked):
            await day.world.do(SayYesNo(ticket_id=ticket, ask=ask, yes=True), who)
    assert day.world.rows("select * from yes_no") == []
    assert NIGHT not in await seen(day.scene, f"/desk/{day.booth_id}", "recruiter")


async def test_an_adult_is_asked_the_same_as_before(day):
    vacancy_id = await asks_already(day, await opened(day.scene), *ASKED)
    who = await day.seeker()

    ticket = await day.join(who, vacancy_ids=[vacancy_id])

    asked = day.world.look(reads.asked, day.world.look(queue.ticket, ticket))
    assert list(asked) == list(ASKED)


def test_every_question_for_adults_is_on_the_list():
    assert set(asks.FOR_ADULTS) <= set(codes.asks())
