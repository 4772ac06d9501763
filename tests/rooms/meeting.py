"""A fair with an open booth and two seekers in its line, made by commands only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from fair.contract.people import Register
from fair.contract.queue import CallNext, JoinQueue
from fair.contract.rooms import AnswerCall, TakeLeg
from fair.db import Work
from fair.decisions import VISITOR, Actor
from fair.glossary import Role
from fair.rooms import call_writes as rooms
from fair.sign_in import writes as sign_in_writes
from tests.booths.scene import Scene, a_scene
from tests.world import World


@dataclass(frozen=True)
class Meeting:
    """`lan` and `bo` stand in line at the booth of `scene`; `tickets` and `tokens` by name."""

    world: World
    scene: Scene
    lan: Actor
    bo: Actor
    tickets: dict[str, str]
    tokens: dict[str, str]

    @property
    def mei(self) -> Actor:
        return self.scene.recruiter

    async def called(self) -> str:
        """The recruiter calls the next one, who is Lan; return the call's id."""
        reply = await self.world.do(CallNext(booth_id=self.scene.booth_id), self.mei)
        return str(reply.call_id)

    async def rung(self, *, ring_s: int = 45, warned: bool = True, **other: Any) -> str:
        """Ring Lan for Mei, past the queue's choice, with these terms."""
        keys = {
            "fair_id": self.scene.fair_id,
            "booth_id": self.scene.booth_id,
            "ticket_id": self.tickets["lan"],
            "person_id": self.lan.person_id,
            "account_id": self.mei.account_id,
            "post": "Sewing worker",
            **other,
        }
        return str(
            await self.world.work(
                lambda work: rooms.ring(work, ring_s=ring_s, warned=warned, **keys), self.mei
            )
        )

    async def on_legs(self) -> tuple[str, int, int]:
        """Lan answers and both pages take their legs; return call, Lan's epoch, Mei's epoch."""
        call_id = await self.called()
        await self.world.do(AnswerCall(call_id=call_id), self.lan)
        lan = await self.world.do(TakeLeg(call_id=call_id, tab="lan-1"), self.lan)
        mei = await self.world.do(TakeLeg(call_id=call_id, tab="mei-1"), self.mei)
        return call_id, lan.epoch, mei.epoch


async def seeker(world: World, fair_id: str, name: str, phone: str) -> tuple[Actor, str]:
    """Register somebody and sign them in; return the actor and the login's token."""
    made = await world.do(
        Register(fair_id=fair_id, given_name=name, phone=phone, born_on=date(1990, 4, 30)), VISITOR
    )

    def sign_in(work: Work) -> str:
        return sign_in_writes.issue_login(work, person_id=made.person_id)

    token = await world.work(sign_in)
    return Actor(Role.SEEKER, person_id=made.person_id, name=name), str(token)


async def a_meeting(world: World) -> Meeting:
    """Open everything and put two seekers in line."""
    scene = await a_scene(world)
    await scene.started()
    lan, lan_token = await seeker(world, scene.fair_id, "Zhao Lan", "138 1234 5678")
    bo, bo_token = await seeker(world, scene.fair_id, "Qian Bo", "138 1234 5679")
    tickets = {}
    for name, who in (("lan", lan), ("bo", bo)):
        joined = await world.do(JoinQueue(booth_id=scene.booth_id, ready_in=0), who)
        tickets[name] = joined.ticket_id
    tokens = {**scene.tokens, "lan": lan_token, "bo": bo_token}
    return Meeting(world, scene, lan, bo, tickets, tokens)
