"""A fair with hires and somebody who audits it, by commands and by an invitation."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import update

from fair import histories
from fair.accounts.account_store import account_table
from fair.contract.accounts import Invite, JoinByInvitation
from fair.contract.audit import DrawHires, OpenName
from fair.db import Work, utc_now
from fair.decisions import Actor
from fair.glossary import Role
from fair.sign_in import writes as sign_in
from tests.hiring.stage import Stage, a_stage
from tests.people.helpers import HASH
from tests.world import World

SEED = "314159"


@dataclass
class House:
    """Where `eve` audits the fair of the stage; `hired` are people by their offers' ids."""

    stage: Stage
    eve: Actor
    hired: dict[str, Actor] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.stage.world

    @property
    def fair_id(self) -> str:
        return self.stage.scene.fair_id

    async def draw(self, seed: str = SEED, many: int = 2, by: Actor | None = None) -> str:
        """Draw hires; return the draw's id."""
        asked = DrawHires(fair_id=self.fair_id, seed=seed, many=many)
        return str((await self.world.do(asked, by or self.eve)).draw_id)

    def alias(self, who: Actor) -> str:
        """Return under which alias somebody stands at this fair."""
        return str(self.world.look(histories.aliases, who.person_id)[self.fair_id])

    def opening(self, who: Actor, why: str = "Two hires on one day.") -> OpenName:
        """Return the command that opens somebody's name."""
        return OpenName(fair_id=self.fair_id, alias=self.alias(who), why=why)

    async def page(self, path: str, who: str = "Eve", status: int = 200, lang: str = "en") -> str:
        """Return the page as somebody reads it."""
        token = self.stage.scene.tokens.get(who) or self.stage.tokens.get(who, "")
        async with self.world.web(token, lang) as web:
            answer = await web.get(path)
            assert answer.status_code == status, (path, answer.text[:500])
            return answer.text

    async def over(self, who: Actor) -> None:
        """Let the last day of an account have been yesterday."""

        def end(work: Work) -> None:
            here = update(account_table).where(account_table.c.id == who.account_id)
            work.write(here.values(ends_at=work.now - timedelta(seconds=1)))

        await self.world.work(end)


async def an_auditor(
    stage: Stage, name: str, *, fair_id: str | None = None, last_day: date | None = None
) -> Actor:
    """Invite somebody to audit the fair (or `fair_id`), who joins and signs in."""
    audited = stage.scene.fair_id if fair_id is None else fair_id
    until = last_day or (utc_now() + timedelta(days=30)).date()
    return await _joined(stage, name, Role.AUDITOR, audited, until)


async def a_fair_organiser(stage: Stage, name: str, *, fair_id: str = "") -> Actor:
    """Invite somebody to run the fair (or `fair_id`) alone, who joins and signs in."""
    return await _joined(stage, name, Role.FAIR_ORGANISER, fair_id or stage.scene.fair_id)


async def _joined(
    stage: Stage, name: str, role: Role, fair_id: str, last_day: date | None = None
) -> Actor:
    world = stage.world
    asked = Invite.model_validate(
        {
            "email": f"{name}@staff-of-one.example".lower(),
            "role": role,
            "fair_id": fair_id,
            "last_day": last_day,
        }
    )
    invited = await world.do(asked, stage.scene.organiser)
    joined: Any = await world.do(
        JoinByInvitation(invitation_id=invited.invitation_id, given_name=name, password_hash=HASH)
    )
    account_id = str(joined.account_id)
    stage.tokens[name] = await world.work(
        lambda work: sign_in.issue_login(work, account_id=account_id)
    )
    return Actor(role, account_id=account_id, name=name, fair_id=fair_id)


async def a_house(world: World, *names: str) -> House:
    """Open a fair at which these people were hired, and let Eve audit it."""
    stage = await a_stage(world, head_count=max(1, len(names)))
    house = House(stage, await an_auditor(stage, "Eve"))
    for name in names:
        who = await stage.talked(name)
        house.hired[await stage.hired(who)] = who
    return house
