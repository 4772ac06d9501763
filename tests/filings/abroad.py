"""A licensed overseas company with an open booth, and its posts for work abroad."""

from dataclasses import replace
from datetime import date
from typing import Any

from fair.contract.booths import BoothCreate, BoothOpen, DutyStart
from fair.contract.employers import LicenceSubmit, LicenceVerify
from fair.contract.filings import RestoreFiling, WithdrawFiling
from fair.contract.queue import JoinQueue
from fair.contract.vacancies import VacancyCreate
from fair.decisions import Actor
from fair.glossary import EmployerKind, Role
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Vacancy
from tests.booths.scene import Scene, a_scene, an_employer, staff
from tests.hiring.stage import POST, Stage, a_post
from tests.world import World

ABROAD = {
    "overseas_country": "JP", "place": "Osaka", "county": "", "min_age": "18",
    "principal": "Minato Foods", "principal_contract": "LC-2026-7", "quota": "30",
    "filing": "WP-2026-117", "filing_until": "+90d",
}  # fmt: skip
FILING = "WP-2026-117"


async def an_overseas_company(world: World) -> Stage:
    """Open its booth; it has no post yet."""
    scene = await a_scene(world, EmployerKind.OVERSEAS)
    await scene.open_fair()
    await licensed_and_open(scene)
    return Stage(world, scene, "")


async def one_more_overseas_company(beside: Scene) -> Scene:
    """Open the booth of one in the hall of somebody else's booth; it has no post yet."""
    world, name = beside.world, "Donghai"
    employer_id = await an_employer(world, beside.organiser, name, EmployerKind.OVERSEAS)
    recruiter, _ = await staff(world, "Han", Role.RECRUITER, employer_id)
    asked = BoothCreate(hall_id=beside.hall_id, employer_id=employer_id)
    booth = await world.do(asked, beside.organiser)
    scene = replace(beside, recruiter=recruiter, employer_id=employer_id, booth_id=booth.booth_id)
    await licensed_and_open(scene)
    return scene


async def licensed_and_open(scene: Scene) -> None:
    """Let the company send people abroad, put its recruiter on duty, open its booth."""
    licence = LicenceSubmit(
        employer_id=scene.employer_id, number="L-3304", authority="Zhejiang",
        reserve_yuan=3_000_000, valid_from=date(2021, 1, 1), valid_to=date(2199, 1, 1),
    )  # fmt: skip
    submitted = await scene.world.do(licence, scene.recruiter)
    await scene.world.do(LicenceVerify(licence_id=submitted.licence_id), scene.organiser)
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)
    await scene.world.do(BoothOpen(booth_id=scene.booth_id), scene.recruiter)


async def opened(stage: Stage, head_count: int = 3, **cells: str) -> str:
    """Open one post abroad; return its id."""
    stage.vacancy_id = await a_post(stage.world, stage.scene, head_count, **{**ABROAD, **cells})
    return stage.vacancy_id


async def draft(stage: Stage, **cells: str) -> str:
    """Write one post abroad; return its id."""
    said = {**POST, "head_count": "3", **ABROAD, **cells}
    made = await stage.world.do(
        VacancyCreate(booth_id=stage.scene.booth_id, **said), stage.scene.recruiter
    )
    return str(made.vacancy_id)


def post(stage: Stage, vacancy_id: str = "") -> Vacancy:
    """Return a post as it stands."""
    found = stage.world.look(vacancies.vacancy, vacancy_id or stage.vacancy_id)
    assert found
    return found


async def withdraw(stage: Stage, number: str = FILING, **more: Any) -> None:
    """Let the organiser say that a filing does not hold."""
    said = {"employer_id": stage.scene.employer_id, "reason": "The office took it back.", **more}
    await stage.world.do(WithdrawFiling(number=number, **said), stage.scene.organiser)


async def restore(stage: Stage, number: str = FILING) -> None:
    """Let the organiser say that it holds again."""
    said = {"employer_id": stage.scene.employer_id, "reason": "The office says so."}
    await stage.world.do(RestoreFiling(number=number, **said), stage.scene.organiser)


async def waits(stage: Stage, name: str, *vacancy_ids: str) -> Actor:
    """Let somebody wait at the booth, for these posts."""
    person = await stage.person(name)
    join = JoinQueue(booth_id=stage.scene.booth_id, vacancy_ids=vacancy_ids)
    await stage.world.do(join, person)
    return person
