"""A fair with an employer, its licence, its booth and its recruiters, made by commands only."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fair.accounts import writes as account_writes
from fair.booths import practice
from fair.contract.booths import BoothCreate, BoothOpen, DutyPractised, DutyStart
from fair.contract.employers import EmployerInvite, LicenceSubmit, LicenceVerify
from fair.contract.programme import CreateFair, OpenFair, PublishFair
from fair.db import Work, utc_now
from fair.decisions import Actor
from fair.employers.licence import check_character
from fair.glossary import EmployerKind, Role
from fair.programme import reads as programme
from fair.sign_in import writes as sign_in
from tests.world import World, some

CODE = "91330481MA2CWKXY0" + check_character("91330481MA2CWKXY0")


@dataclass(frozen=True)
class Scene:
    """Who and what there is; `recruiter` works for `employer_id`, `stranger` for another one."""

    world: World
    organiser: Actor
    recruiter: Actor
    colleague: Actor
    stranger: Actor
    fair_id: str
    hall_id: str
    employer_id: str
    other_id: str
    booth_id: str
    tokens: dict[str, str]

    async def licensed(self) -> str:
        """Submit and verify the employer's licence; return its id."""
        submitted = await self.world.do(
            LicenceSubmit(employer_id=self.employer_id, number=CODE), self.recruiter
        )
        await self.world.do(LicenceVerify(licence_id=submitted.licence_id), self.organiser)
        return str(submitted.licence_id)

    async def started(self) -> None:
        """Open the fair, verify the licence, put a recruiter on duty, open the booth."""
        await self.open_fair()
        await self.licensed()
        await self.world.do(DutyStart(booth_id=self.booth_id), self.recruiter)
        await self.world.do(BoothOpen(booth_id=self.booth_id), self.recruiter)

    async def open_fair(self) -> None:
        """Publish and open the fair."""
        await self.world.do(PublishFair(fair_id=self.fair_id), self.organiser)
        await self.world.do(OpenFair(fair_id=self.fair_id), self.organiser)


async def an_employer(world: World, organiser: Actor, name: str, kind: EmployerKind) -> str:
    command = EmployerInvite(legal_name=name, kind=kind, email=f"{name}@example.com".lower())
    return str((await world.do(command, organiser)).employer_id)


async def staff(world: World, name: str, role: Role, employer_id: str = "") -> tuple[Actor, str]:
    """Make an account and sign it in; return the actor and the login's token."""

    def make(work: Work) -> tuple[str, str]:
        account_id = account_writes.add_account(
            work,
            name=name,
            email=f"{name}@staff.example".lower().replace(" ", "."),
            role=role,
            employer_id=employer_id,
            password_hash="x" * 40,
        )
        return account_id, sign_in.issue_login(work, account_id=account_id)

    account_id, token = await world.work(make)
    return Actor(role, account_id=account_id, employer_id=employer_id, name=name), token


async def a_scene(world: World, kind: EmployerKind = EmployerKind.DIRECT) -> Scene:
    """Make a published draft of everything; the booth is closed, nobody is on duty."""
    organiser, olga = await staff(world, "Olga", Role.ORGANISER)
    now = utc_now()
    made: Any = await world.do(
        CreateFair(
            title="Spring fair",
            zone="Asia/Shanghai",
            opens_at=now - timedelta(hours=1),
            closes_at=now + timedelta(hours=8),
            hall_titles={"en": "Garments"},
        ),
        organiser,
    )
    hall = world.look(programme.halls, made.fair_id)[0]
    employer_id = await an_employer(world, organiser, "Huafeng", kind)
    other_id = await an_employer(world, organiser, "Lianhe", EmployerKind.DIRECT)
    recruiter, mei = await staff(world, "Mei", Role.RECRUITER, employer_id)
    colleague, wei = await staff(world, "Wei", Role.RECRUITER, employer_id)
    stranger, sun = await staff(world, "Sun", Role.RECRUITER, other_id)
    booth = await world.do(BoothCreate(hall_id=hall.id, employer_id=employer_id), organiser)
    return Scene(
        world=world,
        organiser=organiser,
        recruiter=recruiter,
        colleague=colleague,
        stranger=stranger,
        fair_id=made.fair_id,
        hall_id=hall.id,
        employer_id=employer_id,
        other_id=other_id,
        booth_id=booth.booth_id,
        tokens={"organiser": olga, "recruiter": mei, "colleague": wei, "stranger": sun},
    )


async def practise(scene: Scene, who: Actor) -> None:
    """Let a recruiter end a call with the robot that was begun on the booth's page of practice."""
    await scene.world.do(practised(scene.world, who, scene.booth_id), who)


def practised(world: World, who: Actor, booth_id: str) -> DutyPractised:
    """Return what the page of practice sends when a call with the robot has ended."""
    secret, shown_at = world.server.settings.secret, utc_now() - practice.AT_LEAST
    mark = practice.proof(secret, who.account_id, booth_id, shown_at)
    return DutyPractised(booth_id=booth_id, proof=mark)


async def seen(scene, path, token="", language="en"):
    """Return the text of a page as somebody of the scene sees it."""
    async with scene.world.web(scene.tokens.get(token, token), language) as web:
        answer = await web.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:600])
        return answer.text


async def csrf(web, path):
    """Return the token against forged forms that a page carries."""
    page = (await web.get(path)).text
    return some(re.search(r'name="csrf" value="([^"]+)"', page))[1]
