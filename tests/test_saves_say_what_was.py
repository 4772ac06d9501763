"""Who saves says what it was: where somebody changed it meanwhile, nothing is written over."""

from dataclasses import replace

import pytest

from fair.booths import store as booth_store
from fair.booths.booth import Cause
from fair.db import utc_now
from fair.decisions import SYSTEM, WrongState
from fair.glossary import BoothState, CallState, HireState, OfferState, Role, VacancyState
from fair.hiring import hire_store, offer_store
from fair.rooms import call_store
from fair.rooms.call import BRIDGE, TEXT, Call
from fair.vacancies import store as vacancy_store
from tests.hiring.stage import a_stage

RINGS = Call(
    id="call1", fair_id="f", booth_id="b", ticket_id="t", person_id="p", account_id="a",
    state=CallState.RINGING, post="", ring_s=45, warned=True, rang_at=utc_now(),
)  # fmt: skip


async def first_of_two(world, load, first, second):
    """Two load the same; the first one saves, and what the second one saves then is refused."""

    def saved(work):
        was = load(work)
        first(work, was)
        return was

    was = await world.work(saved)
    with pytest.raises(WrongState):
        await world.database.write(lambda work: second(work, was), SYSTEM)


async def test_of_two_that_end_and_answer_a_ring_the_second_is_refused(world):
    await world.work(lambda work: call_store.add_call(work, RINGS))

    def saves(**changed):
        return lambda work, was: call_store.save_call(work, was, replace(was, **changed))

    def load(work):
        return call_store.call(work, RINGS.id)

    await first_of_two(world, load, saves(medium=TEXT), saves(medium=""))
    await first_of_two(world, load, saves(seen_at=utc_now()), saves(seen_at=utc_now()))
    await first_of_two(world, load, saves(state=CallState.MISSED), saves(path=BRIDGE))


async def test_two_that_change_different_things_of_a_call_lose_neither(world):
    await world.work(lambda work: call_store.add_call(work, RINGS))

    def both(work):
        was = call_store.call(work, RINGS.id)
        call_store.save_call(work, was, replace(was, medium=TEXT))
        call_store.save_call(work, was, replace(was, path=BRIDGE))
        return call_store.call(work, RINGS.id)

    now = await world.work(both)

    assert (now.medium, now.path) == (TEXT, BRIDGE)


async def test_a_page_that_another_one_has_put_out_saves_nothing_of_its_leg(world):
    await world.work(lambda work: call_store.add_call(work, RINGS))

    await first_of_two(
        world,
        lambda work: call_store.leg(work, RINGS.id, Role.SEEKER),
        lambda work, was: call_store.save_leg(work, was, replace(was, epoch=was.epoch + 1)),
        lambda work, was: call_store.save_leg(work, was, replace(was, down=True)),
    )


async def test_of_two_that_close_and_pause_a_booth_the_second_is_refused(scene):
    await first_of_two(
        scene.world,
        lambda work: booth_store.booth(work, scene.booth_id),
        lambda work, was: booth_store.move_booth(work, was, BoothState.CLOSED, Cause.HAND),
        lambda work, was: booth_store.move_booth(work, was, BoothState.PAUSED, Cause.HAND),
    )


async def test_of_two_that_move_a_booth_the_second_is_refused(scene):
    await first_of_two(
        scene.world,
        lambda work: booth_store.booth(work, scene.booth_id),
        lambda work, was: booth_store.place_booth(work, was, was.hall_id, 17),
        lambda work, was: booth_store.place_booth(work, was, was.hall_id, 18),
    )


async def test_of_two_that_withdraw_and_suspend_a_post_the_second_is_refused(world):
    stage = await a_stage(world)

    await first_of_two(
        world,
        lambda work: vacancy_store.vacancy(work, stage.vacancy_id),
        lambda work, was: vacancy_store.move_vacancy(work, was, VacancyState.WITHDRAWN),
        lambda work, was: vacancy_store.move_vacancy(work, was, VacancyState.SUSPENDED),
    )


async def test_of_two_that_open_a_post_and_let_it_expire_the_second_is_refused(world):
    stage = await a_stage(world)

    def opened(work, was):
        vacancy_store.open_vacancies(work, [(was, VacancyState.OPEN, utc_now())])

    await first_of_two(
        world,
        lambda work: vacancy_store.vacancy(work, stage.vacancy_id),
        lambda work, was: vacancy_store.move_vacancy(work, was, VacancyState.EXPIRED),
        opened,
    )


async def test_of_two_that_answer_and_withdraw_an_offer_the_second_is_refused(world):
    stage = await a_stage(world)
    offer_id = await stage.offered(await stage.talked("Lan"))

    await first_of_two(
        world,
        lambda work: offer_store.offer(work, offer_id),
        lambda work, was: offer_store.move_offer(work, was, OfferState.DECLINED),
        lambda work, was: offer_store.move_offer(work, was, OfferState.WITHDRAWN),
    )


async def test_of_two_that_confirm_a_hire_at_once_the_second_decides_afresh(world):
    stage = await a_stage(world)
    offer_id = await stage.accepted(await stage.talked("Lan"))

    def confirmed(side):
        return lambda work, was: hire_store.change_hire(
            work, was, was.state, **{f"{side}_confirmed_at": work.now}
        )

    def load(work):
        return hire_store.hire(work, offer_id)

    def fell(work, was):
        hire_store.change_hire(work, was, HireState.FELL_THROUGH)

    await first_of_two(world, load, confirmed("employer"), confirmed("person"))
    await first_of_two(world, load, fell, confirmed("person"))
