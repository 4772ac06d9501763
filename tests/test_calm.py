"""Whoever is told no again and again waits for each no; nobody else does."""

import asyncio

import pytest

from fair.budgets import Budgets
from fair.calm import AT_ONCE, MOST_OF_ONE, Calm

AT_ONCE_TIMES = AT_ONCE[0]


@pytest.fixture
def calm():
    budgets = Budgets()
    return Calm(lambda: budgets)


async def told(calm, who, times):
    """Return those who still wait after everybody else was told."""
    asked = [asyncio.create_task(calm.before_no(who)) for _ in range(times)]
    for _ in range(3):
        await asyncio.sleep(0)
    return [one for one in asked if not one.done()]


async def let_go(waiting):
    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_who_is_told_no_now_and_then_is_told_at_once(calm):
    assert await told(calm, "a", AT_ONCE_TIMES) == []


async def test_who_goes_on_waits_for_each_no_and_the_others_do_not(calm):
    waiting = await told(calm, "a", AT_ONCE_TIMES + 5)

    assert len(waiting) == calm.waiting("a") == 5
    assert await told(calm, "b", AT_ONCE_TIMES) == []
    await let_go(waiting)
    assert calm.waiting("a") == 0


async def test_only_so_many_of_one_wait_so_that_waiting_holds_no_memory(calm):
    waiting = await told(calm, "a", AT_ONCE_TIMES + MOST_OF_ONE + 50)

    assert len(waiting) == MOST_OF_ONE
    await let_go(waiting)


async def test_the_wait_ends_by_itself(calm):
    waiting = await told(calm, "a", AT_ONCE_TIMES + 1)

    await asyncio.wait_for(waiting[0], 10)
    assert calm.waiting("a") == 0
