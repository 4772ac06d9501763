"""A fair with open posts, and the one of next week."""

from datetime import timedelta
from typing import Any

from fair.contract.booths import BoothCreate
from fair.contract.programme import CloseFair, CreateFair, PublishFair
from fair.contract.recurring import TakePosts
from fair.contract.vacancies import VacancyCreate, VacancyOpen
from fair.db import utc_now
from fair.programme import reads as programme
from fair.vacancies import reads as vacancies
from tests.booths.scene import Scene, a_scene

CELLS = {
    "title": "平缝工",
    "language": "zh-Hans",
    "work": "sewing",
    "occupation": "8153",
    "duties": "车缝羽绒服的领口和袖口。",
    "conditions": "会平缝机即可，八小时班。",
    "head_count": "3",
    "county": "350582",
    "signed_by": "direct",
    "pay_period": "month",
    "pay_base": "4350",
    "currency": "CNY",
    "valid_through": "+30d",
}


async def a_fair_that_runs(world: Any) -> Scene:
    """Make a fair that is open, with a licensed employer on duty at its booth."""
    scene = await a_scene(world)
    await scene.started()
    return scene


async def next_fair(scene: Scene, days: int = 7, *, publish: bool = True) -> tuple[str, str]:
    """Make another fair so many days later; return it and the same employer's booth there."""
    opens_at = utc_now() + timedelta(days=days)
    made: Any = await scene.world.do(
        CreateFair(
            title="Thursday",
            zone="Asia/Shanghai",
            opens_at=opens_at,
            closes_at=opens_at + timedelta(hours=3),
            hall_titles={"en": "Garments"},
        ),
        scene.organiser,
    )
    hall = scene.world.look(programme.halls, made.fair_id)[0]
    create = BoothCreate(hall_id=hall.id, employer_id=scene.employer_id)
    booth: Any = await scene.world.do(create, scene.organiser)
    if publish:
        await scene.world.do(PublishFair(fair_id=made.fair_id), scene.organiser)
    return str(made.fair_id), str(booth.booth_id)


async def written(scene: Scene, **cells: Any) -> str:
    command = VacancyCreate(booth_id=scene.booth_id, **{**CELLS, **cells})
    return str((await scene.world.do(command, scene.recruiter)).vacancy_id)


async def opened(scene: Scene, **cells: Any) -> str:
    vacancy_id = await written(scene, **cells)
    await scene.world.do(VacancyOpen(vacancy_id=vacancy_id), scene.recruiter)
    return vacancy_id


async def taken(scene: Scene, booth_id: str, *vacancy_ids: str) -> Any:
    command = TakePosts(booth_id=booth_id, vacancy_ids=vacancy_ids)
    return await scene.world.do(command, scene.recruiter)


async def closed(scene: Scene) -> None:
    await scene.world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)


def post(scene: Scene, vacancy_id: str) -> Any:
    return scene.world.look(vacancies.vacancy, vacancy_id)
