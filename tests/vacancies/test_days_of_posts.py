"""A post's days are those of its own fair's place, however far they lie."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from fair import timers
from fair.contract.booths import BoothCreate
from fair.contract.programme import CreateFair
from fair.contract.vacancies import VacancyBulkComplete, VacancyCreate, VacancyOpen
from fair.days import day_at
from fair.db import utc_now
from fair.glossary import VacancyState
from fair.programme import reads as programme
from fair.programme.store import fair_table
from fair.vacancies import desk_views
from fair.vacancies import reads as vacancy_reads
from fair.web import Viewer
from tests.booths.scene import a_scene
from tests.vacancies.test_vacancies import CELLS
from tests.world import some

# Whatever time it is, it is never the same day at both.
LAST, FIRST = "Etc/GMT+12", "Pacific/Kiritimati"


@pytest.fixture
async def scene(world):
    made = await a_scene(world)
    await made.licensed()
    return made


async def at_fair_in(scene, zone):
    """Return a booth of the scene's employer at another fair."""
    now = utc_now()
    hours = {"opens_at": now, "closes_at": now + timedelta(hours=8)}
    made = await scene.world.do(
        CreateFair(title=zone, zone=zone, hall_titles={"en": "Hall"}, **hours), scene.organiser
    )
    hall = scene.world.look(programme.halls, made.fair_id)[0]
    return await scene.world.do(
        BoothCreate(hall_id=hall.id, employer_id=scene.employer_id), scene.organiser
    )


async def test_a_post_is_missing_its_last_day_by_the_day_of_its_own_fair(scene, world):
    await world.work(lambda work: work.write(update(fair_table).values(zone=LAST)))
    other = await at_fair_in(scene, FIRST)
    today = day_at(utc_now(), LAST).isoformat()
    ids = [
        (
            await world.do(
                VacancyCreate(booth_id=one, **{**CELLS, "valid_through": today}), scene.recruiter
            )
        ).vacancy_id
        for one in (scene.booth_id, other.booth_id)
    ]

    rows = world.look(desk_views.desk, Viewer(scene.recruiter, "en", "UTC"), "drafts", 1)["rows"]
    missing = {one["vacancy"].id: one["missing"] for one in rows}
    assert missing == {ids[0]: [], ids[1]: ["Valid until"]}
    bulk = world.look(desk_views.bulk, Viewer(scene.recruiter, "en", "UTC"), 1)
    assert bulk["absent"]["valid_through"] == 1
    filled = await world.do(
        VacancyBulkComplete(vacancy_ids=tuple(ids), valid_through="+40d"), scene.recruiter
    )
    assert (filled.vacancies, filled.fields) == (1, 1)


async def test_a_post_that_is_valid_for_ever_ends_after_everybody_who_reads_it(scene, world):
    made = await world.do(
        VacancyCreate(booth_id=scene.booth_id, **{**CELLS, "valid_through": "9999-12-31"}),
        scene.recruiter,
    )
    await world.do(VacancyOpen(vacancy_id=made.vacancy_id), scene.recruiter)

    post = some(world.look(vacancy_reads.vacancy, made.vacancy_id))
    assert post.state is VacancyState.OPEN
    assert str(post.terms.valid_through) == "9999-12-31"
    ((ref,),) = world.rows("SELECT ref FROM deadline WHERE kind = 'vacancy.end'")
    assert some(world.look(timers.ends_at, "vacancy.end", ref)) > datetime(2199, 12, 30, tzinfo=UTC)
