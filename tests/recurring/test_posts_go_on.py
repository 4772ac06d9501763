"""Posts belong to their employer and are taken to next week's fair with what was filled."""

import pytest

from fair.board.rows_reads import verify_rows
from fair.booths.refusals import NotYourBooth
from fair.contract.booths import BoothCreate
from fair.contract.employers import LicenceSuspend
from fair.contract.programme import CloseFair, OpenFair, PublishFair
from fair.contract.recurring import TakeAllPosts, TakePosts
from fair.contract.vacancies import VacancyOpen, VacancySuspend, VacancyWithdraw
from fair.glossary import VacancyState
from fair.programme.refusals import FairFinished
from fair.recurring import reads
from fair.recurring.refusals import NothingToTake
from fair.vacancies import opening_writes
from fair.vacancies import reads as vacancies
from fair.vacancies.refusals import NotYourVacancy
from tests.recurring.scene import a_fair_that_runs, closed, next_fair, opened, post, taken, written


@pytest.fixture
async def scene(world):
    return await a_fair_that_runs(world)


def holds(world):
    found = world.look(verify_rows)
    assert [str(one) for one in (*found.breaks, *found.differences)] == []


async def hold(scene, vacancy_id):
    await scene.world.work(lambda work: opening_writes.hold_opening(work, vacancy_id))


async def test_a_post_stays_at_the_fair_that_runs_and_goes_on_when_it_closes(scene):
    vacancy_id = await opened(scene)
    fair_id, booth_id = await next_fair(scene)

    reply = await taken(scene, booth_id, vacancy_id)

    assert (reply.taken, reply.left) == (1, 0)
    assert post(scene, vacancy_id).fair_id == scene.fair_id
    await closed(scene)
    found = post(scene, vacancy_id)
    assert (found.fair_id, found.booth_id, found.state) == (fair_id, booth_id, VacancyState.OPEN)
    assert "vacancy.shown" in scene.world.kinds(fair_id)
    holds(scene.world)


async def test_a_post_of_a_closed_fair_is_taken_to_the_next_at_once(scene):
    vacancy_id = await opened(scene)
    await closed(scene)
    fair_id, booth_id = await next_fair(scene)

    await taken(scene, booth_id, vacancy_id)

    assert post(scene, vacancy_id).fair_id == fair_id
    holds(scene.world)


async def test_what_was_filled_stays_filled_and_places_left_stay_left(scene):
    one, three = await opened(scene, head_count="1"), await opened(scene)
    _, booth_id = await next_fair(scene)
    await hold(scene, three)
    await taken(scene, booth_id, one, three)
    await hold(scene, one)

    await closed(scene)

    assert (post(scene, one).state, post(scene, one).free) == (VacancyState.FILLED, 0)
    assert (post(scene, three).state, post(scene, three).free) == (VacancyState.OPEN, 2)
    assert {post(scene, each).booth_id for each in (one, three)} == {booth_id}
    holds(scene.world)


async def test_a_post_that_is_filled_hidden_or_out_of_date_is_left_out(scene):
    good, filled = await opened(scene), await opened(scene, head_count="1")
    hidden, stale = await opened(scene), await opened(scene, valid_through="+2d")
    gone = await opened(scene)
    await hold(scene, filled)
    suspend = VacancySuspend(vacancy_id=hidden, reason="Two people say that the pay is another.")
    await scene.world.do(suspend, scene.organiser)
    await scene.world.do(VacancyWithdraw(vacancy_id=gone), scene.recruiter)
    _, booth_id = await next_fair(scene)

    reply = await taken(scene, booth_id, good, filled, hidden, stale, gone)

    assert (reply.taken, reply.left) == (1, 4)
    with pytest.raises(NothingToTake):
        await taken(scene, booth_id, good, filled, hidden, stale, gone)


async def test_without_a_licence_nothing_is_taken(scene):
    vacancy_id = await opened(scene)
    _, booth_id = await next_fair(scene)
    licence_id = scene.world.rows("select id from licence")[0].id
    halt = LicenceSuspend(licence_id=licence_id, reason="The authority asked us to.")
    await scene.world.do(halt, scene.organiser)

    with pytest.raises(NothingToTake):
        await taken(scene, booth_id, vacancy_id)


async def test_a_draft_comes_along_and_opens_at_the_next_fair(scene):
    draft = await written(scene)
    await closed(scene)
    fair_id, booth_id = await next_fair(scene)

    await taken(scene, booth_id, draft)
    await scene.world.do(VacancyOpen(vacancy_id=draft), scene.recruiter)

    found = post(scene, draft)
    assert (found.state, found.fair_id) == (VacancyState.OPEN, fair_id)
    holds(scene.world)


async def test_of_two_next_fairs_the_earlier_one_comes_first_whichever_was_chosen_first(scene):
    vacancy_id = await opened(scene)
    await closed(scene)
    later, at_later = await next_fair(scene, 14)
    sooner, at_sooner = await next_fair(scene, 7)
    await taken(scene, at_later, vacancy_id)
    assert post(scene, vacancy_id).fair_id == later

    await taken(scene, at_sooner, vacancy_id)
    assert post(scene, vacancy_id).fair_id == sooner

    await scene.world.do(OpenFair(fair_id=sooner), scene.organiser)
    await scene.world.do(CloseFair(fair_id=sooner), scene.organiser)
    assert post(scene, vacancy_id).fair_id == later
    assert set(scene.world.look(reads.fairs_of, vacancy_id)) == {scene.fair_id, sooner, later}
    holds(scene.world)


async def test_the_old_booth_still_knows_what_was_offered_there(scene):
    vacancy_id = await opened(scene)
    await closed(scene)
    _, booth_id = await next_fair(scene)
    await taken(scene, booth_id, vacancy_id)

    assert scene.world.look(vacancies.vacancies_of_booth, scene.booth_id) == ()
    before = scene.world.look(reads.posts_of_booth, scene.booth_id)
    assert [one.id for one in before] == [vacancy_id]
    assert scene.world.look(reads.stands_at, post(scene, vacancy_id), scene.booth_id)


async def test_the_organiser_takes_the_posts_of_everybody_at_once(scene):
    first, second = await opened(scene), await opened(scene)
    await closed(scene)
    fair_id, booth_id = await next_fair(scene)

    reply = await scene.world.do(TakeAllPosts(fair_id=fair_id), scene.organiser)

    assert (reply.taken, reply.left) == (2, 0)
    assert {post(scene, one).booth_id for one in (first, second)} == {booth_id}
    with pytest.raises(NothingToTake):
        await scene.world.do(TakeAllPosts(fair_id=fair_id), scene.organiser)
    holds(scene.world)


async def test_nobody_takes_posts_to_the_booth_of_another_employer(scene):
    vacancy_id = await opened(scene)
    _, booth_id = await next_fair(scene)
    command = TakePosts(booth_id=booth_id, vacancy_ids=(vacancy_id,))

    with pytest.raises(NotYourBooth):
        await scene.world.do(command, scene.stranger)


async def test_a_post_of_another_employer_is_refused_though_the_booth_is_ones_own(scene):
    vacancy_id = await opened(scene)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=scene.other_id)
    theirs = await scene.world.do(create, scene.organiser)
    command = TakePosts(booth_id=theirs.booth_id, vacancy_ids=(vacancy_id,))

    with pytest.raises(NotYourVacancy):
        await scene.world.do(command, scene.stranger)


async def test_nothing_is_taken_to_a_fair_that_is_over(scene):
    vacancy_id = await opened(scene)
    await closed(scene)

    with pytest.raises(FairFinished):
        await taken(scene, scene.booth_id, vacancy_id)


async def test_a_post_waits_until_its_next_fair_is_announced(scene):
    vacancy_id = await opened(scene)
    await closed(scene)
    fair_id, booth_id = await next_fair(scene, publish=False)

    await taken(scene, booth_id, vacancy_id)

    # who has an offer of the last fair goes on reading the post
    assert post(scene, vacancy_id).fair_id == scene.fair_id
    await scene.world.do(PublishFair(fair_id=fair_id), scene.organiser)
    assert post(scene, vacancy_id).fair_id == fair_id
    holds(scene.world)
