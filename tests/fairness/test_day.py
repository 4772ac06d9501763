"""The day of a fair: what people were told beside how long it took, step by step."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from fair.db import Work
from fair.fairness.day import MOST_STEPS, STEP, counted, step_of
from fair.interviews.forecast_store import forecast_table
from tests.queue.day import Day, a_day
from tests.world import World

NINE = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
async def day(world: World) -> Day:
    return await a_day(world)


def test_a_step_in_which_nobody_came_is_there_and_empty() -> None:
    number = int(NINE.timestamp()) // 600

    steps = counted([(number, 4, 2, 600.0, 900.0), (number + 2, 1, 0, None, None)], STEP)

    assert [one.at for one in steps] == [NINE, NINE + STEP, NINE + 2 * STEP]
    assert [(one.joined, one.called, one.told, one.came) for one in steps] == [
        (4, 2, 10.0, 15.0), (0, 0, None, None), (1, 0, None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "minutes"), [(0, 10), (8, 10), (33, 10), (34, 20), (24 * 14, 110)]
)
def test_a_long_fair_is_drawn_in_longer_steps_and_never_in_more_than_fit(
    hours: int, minutes: int
) -> None:
    step = step_of(NINE, NINE + timedelta(hours=hours))

    assert step == timedelta(minutes=minutes)
    assert timedelta(hours=hours) / step <= MOST_STEPS


async def test_the_day_says_what_those_who_were_called_had_been_told_and_how_long_it_took(
    day: Day,
) -> None:
    first, second, _third = [ticket for _, ticket in await day.waiting(3)]
    await day.look()
    began = NINE + timedelta(minutes=3)

    def shown(work: Work) -> None:
        at = forecast_table.c
        work.write(
            update(forecast_table).values(
                shown_at=began, p50_at=began + timedelta(minutes=20), called_at=None
            )
        )
        for ticket_id, waited in ((first, 10), (second, 20)):
            work.write(
                update(forecast_table)
                .where(at.ticket_id == ticket_id)
                .values(called_at=began + timedelta(minutes=waited))
            )

    await day.world.work(shown)
    async with day.world.web(day.scene.tokens["organiser"]) as web:
        page = (await web.get(f"/board/{day.scene.fair_id}/day")).text

    assert 'data-joined="3"' in page
    assert 'data-told="20.0"' in page
    assert 'data-came="15.0"' in page


async def test_no_recruiter_reads_how_the_waits_of_the_others_went(day: Day) -> None:
    async with day.world.web(day.scene.tokens["recruiter"]) as web:
        for path in ("day", "day/now"):
            answer = await web.get(f"/board/{day.scene.fair_id}/{path}")
            assert answer.status_code == 403
