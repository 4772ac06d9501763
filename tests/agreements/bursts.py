"""Anything that people may do at a fair, by dice: real commands by people who may give them."""

import random
import typing
from collections import Counter, defaultdict
from datetime import timedelta
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from fair.budgets import Budgets
from fair.contract.all import COMMANDS
from fair.contract.base import Command
from fair.db import utc_now
from fair.decisions import Actor, Refusal
from fair.glossary import Role
from tests.agreements.belongings import Belongings
from tests.queue.day import Day
from tests.queue.steps import STEPS, join

# What would end the day for one who reads comes last, and once.
LAST = (
    "consent.withdraw", "link.end", "login.revoke", "login.revoke_others", "login.revoke_all",
    "person.erase_on_request", "person.erase", "recruiter.remove", "account.close", "fair.close",
    "fair.archive",
)  # fmt: skip
# Without these a fair falls asleep: somebody pauses it, and little can happen any more.
WAKES = (
    "fair.resume", "licence.lift", "vacancy.lift", "duty.start", "booth.open", "booth.open",
)  # fmt: skip
# From a ticket to a hire, the latest step first.
LEADS_ON = (
    "hire.confirm", "offer.accept", "offer.open_terms", "offer.make", "interview.conclude",
    "call.hang_up", "call.say", "call.live", "call.seat", "call.answer", "ticket.call_next",
    "ticket.ready", "ticket.join",
)  # fmt: skip
OWN = ("ticket", "call", "interview", "offer")
# By when each began.
KEPT = {
    "ticket": "joined_at", "call": "rang_at", "interview": "started_at", "offer": "made_at",
    "licence": "submitted_at", "vacancy": "created_at",
}  # fmt: skip
# A newcomer rarely, so that those who read have their turn.
AT_THE_BOOTH = tuple(step for step in STEPS if step is not join)


def answers() -> dict[str, dict[str, Any]]:
    """Return what goes with each outcome of a talk."""
    soon = utc_now() + timedelta(days=3)
    return {
        "offer": {},
        "next_step": {"what": "A trial day", "where": "Zhuji", "when": soon.isoformat()},
        "on_hold": {"until": soon.date().isoformat()},
        "no_fit": {"reason": "start"},
    }


class Bursts:
    """Draws what happens. `done` counts what was carried out, by name; `told` is the last burst."""

    def __init__(self, have: Belongings, dice: random.Random) -> None:
        self.have, self.dice = have, dice
        self.done: Counter[str] = Counter()
        self.told: list[str] = []
        scene = have.stage.scene
        self.day = Day(have.world, scene, booths=[scene.booth_id])
        self.people: dict[Role, list[Actor]] = {
            Role.VISITOR: [Actor(Role.VISITOR, address="127.0.0.1")],
            Role.SEEKER: [have.lan, have.fu],
            Role.RECRUITER: [have.mei, have.mei, scene.colleague, scene.stranger],
            Role.ORGANISER: [scene.organiser],
            Role.FAIR_ORGANISER: [have.gao],
            Role.AUDITOR: [have.eve],
        }
        self.ids: dict[str, list[Any]] = defaultdict(list)
        for name, value in have.ids.items():
            self.ids[name].append(value)

    def names(self) -> list[str]:
        """Return what people may ask for, but for what ends their day."""
        return [
            name for name, kind in COMMANDS.items() if kind.by - {Role.SYSTEM} and name not in LAST
        ]

    async def something(self) -> None:
        """Let somebody do something that a rule allows."""
        for _ in range(300):
            draw = self.dice.random()
            if draw < 0.2:
                happened = await self._at_the_booth()
            elif draw < 0.25:
                happened = any([await self.command(name) for name in WAKES])
            elif draw < 0.55:
                happened = await self._lead_on()
            else:
                # Rather what happened less often.
                some = self.dice.sample(self.names(), 3)
                happened = await self.command(min(some, key=lambda one: self.done[one]))
            if happened:
                return

    async def _lead_on(self) -> bool:
        for name in LEADS_ON:
            often = 0.7 / (1 + self.done[name])  # what was done already rather seldom
            if self.dice.random() < often and await self.command(name):
                return True
        return False

    async def command(self, name: str) -> bool:
        """Let somebody who may give a command; return whether a rule let it happen."""
        kind = COMMANDS[name]
        actor = self.dice.choice(
            [one for role in sorted(kind.by - {Role.SYSTEM}) for one in self.people[role]]
        )
        try:
            command = kind.model_validate(self._payload(kind, actor))
        except ValidationError:
            return False
        return await self._do(command, actor)

    async def _do(self, command: Command, actor: Actor) -> bool:
        self.have.world.server.dispatch.budgets = Budgets()
        try:
            reply = await self.have.world.do(command, actor)
        except Refusal:
            return False
        self.done[command.name] += 1
        said = command.model_dump_json(exclude_defaults=True)[:200]
        self.told.append(f"{actor.name or actor.role}: {command.name} {said}")
        for name, value in reply.model_dump().items():
            if name.endswith("_id") and value and value not in self.ids[name]:
                self.ids[name].append(value)
        return True

    async def _at_the_booth(self) -> bool:
        step = self.dice.choice(AT_THE_BOOTH) if self.dice.random() < 0.9 else join
        self.have.world.server.dispatch.budgets = Budgets()
        try:
            await step(self.day, self.dice.choice)
        except Refusal:
            return False
        self.told.append(f"at the booth: {step.__name__}")
        return True

    def _payload(self, kind: type[Command], actor: Actor) -> dict[str, Any]:
        """Return the example with real ids, and with any of the values that a field may have."""
        made = dict(kind.example)
        for name, about in kind.model_fields.items():
            values = _values(about.annotation)
            if known := self._known(name, actor):
                made[name] = self.dice.choice(known)
            elif name == "ref" and "kind" in made:
                made[name] = self.dice.choice(self._known(f"{made['kind']}_id", actor) or [""])
            elif values and (name in made or self.dice.random() < 0.3):
                made[name] = self.dice.choice(values)
        if kind.name == "interview.conclude":
            made |= answers()[made["outcome"]]
        return made

    def _known(self, name: str, actor: Actor) -> list[Any]:
        """Return real ids for a field; of a seeker's things mostly the own, and the latest."""
        thing = name.removesuffix("_id")
        if thing not in KEPT or name == thing:
            return self.ids[name][-4:]
        own = actor.person_id and thing in OWN
        mine = f"where person_id = '{actor.person_id}'" if own else ""
        latest = f"order by {KEPT[thing]} desc limit 3"
        rows = self.have.world.rows(f"select id from {thing} {mine} {latest}")
        return [row.id for row in rows]


def _values(annotation: Any) -> list[Any]:
    """Return every value of a closed list, and both of a yes or no."""
    if annotation is bool:
        return [False, True]
    if typing.get_origin(annotation) is typing.Literal:
        return list(typing.get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return list(annotation)
    return []
