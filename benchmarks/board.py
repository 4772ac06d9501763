"""The live board with many who look at it: what one change costs, and each viewer of it.

`fair serve` as shipped, with booths and people of a province; the viewers are organisers whose
sockets hear the board and who, as their pages do, fetch its moving part after each message. The
same changes run first before nobody, so that what is left is the viewers'; then in a fair of ten
booths, so that growth is seen. The floor is a bare python-socketio that emits the same bytes.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import httpx
from sqlalchemy import insert
from websockets.asyncio.client import ClientConnection

from benchmarks import board_floor
from benchmarks.board_floor import LOOP, spent
from benchmarks.joins import _connect
from fair.budgets import Budgets
from fair.contract.board import BoardNews
from fair.contract.booths import BoothCreate, BoothOpen, DutyStart
from fair.contract.programme_halls import PostAnnouncement
from fair.contract.queue import JoinQueue
from fair.db import Work
from fair.decisions import Actor
from fair.glossary import Role
from fair.languages import DEFAULT
from fair.people.person import Person
from fair.people.store import participant_table, person_table
from fair.people.writes import add_person
from tests.booths.scene import Scene, a_scene, staff
from tests.journeys.harness.server import Server
from tests.world import World, running

SMALL = (10, 200)
EVERY_S = 1.3  # the board is told at most once a second: each change is a message of its own
HEARD_WITHIN_S = 10
FETCHES_AT_ONCE = 8
ANNOUNCING = 6  # each may announce so often in a minute


@dataclass
class Viewer:
    """An organiser's page with the board open."""

    phone: ClientConnection
    token: str
    told: list[str] = field(default_factory=list)

    async def hear(self, fair_id: str) -> None:
        """Watch the board, and keep each message about it as it came."""
        await self.phone.send(f'421["watch",["board:{fair_id}"]]')
        async for frame in self.phone:
            text = str(frame)
            if text == "2":
                await self.phone.send("3")
            elif BoardNews.name in text:
                self.told.append(text)


async def measure(folder: Path, *, viewers: int, booths: int, people: int, changes: int) -> Any:
    """Return what a change costs with so many booths and people, in a small fair, and the floor."""
    large = await _fair(folder / "large", viewers, booths, people, changes)
    small = await _fair(folder / "small", viewers, *SMALL, changes)
    floor = await board_floor.measure(large["message_bytes"], viewers, changes * 20)
    return {
        "viewers": viewers, "changes": changes, "large": large, "small": small,
        "floor_us_per_change": floor,
        "told_per_floor": round(large["told_us_per_change"] / max(1, floor), 2),
        "growth_of_a_look": round(large["ms_per_look"] / small["ms_per_look"], 2),
    }  # fmt: skip


async def _fair(folder: Path, viewers: int, booths: int, people: int, changes: int) -> Any:
    folder.mkdir()
    async with running(folder) as world:
        scene = await a_scene(world)
        await scene.started()
        made = await _booths(world, scene, booths)
        await _people(world, scene, people, booths)
        await _waiting(world, made)
        looking = [(await staff(world, f"V{n}", Role.ORGANISER))[1] for n in range(viewers)]
        announcing = [(await staff(world, f"O{n}", Role.ORGANISER))[1] for n in range(ANNOUNCING)]
    server = Server(folder, env={"FAIR_SOCKETS_PER_NETWORK": "1000"})
    await server.start()
    try:
        change = _Changes(await _connect(server, announcing), scene.fair_id)
        await change.one()  # what is made once is made before
        alone = await _cost(server, change, changes)
        watching = [
            Viewer(phone, token)
            for phone, token in zip(await _connect(server, looking), looking, strict=True)
        ]
        fair_id = scene.fair_id
        hearing = [asyncio.create_task(one.hear(fair_id)) for one in watching]
        await asyncio.sleep(EVERY_S)
        for one in watching:
            one.told.clear()
        told = await _cost(server, change, changes, watching)
        await _until(lambda: all(one.told for one in watching))
        assert len({len(one.told) for one in watching}) == 1, "all viewers hear the same"
        size = len(watching[0].told[0].encode())
        look = await _looks(server, fair_id, watching)
        for task in hearing:
            task.cancel()
    finally:
        await server.stop()
    return {
        "booths": booths, "people": people,
        "messages_with_a_change": round(sum(told.told) / changes / viewers, 2),
        "messages_without": round(sum(told.told_without) / changes / viewers, 2),
        "message_bytes": size,
        "alone_us_per_change": round(alone.seconds * 1e6),
        "told_us_per_change": round((told.seconds - alone.seconds) * 1e6),
        "told_us_per_change_and_viewer": round((told.seconds - alone.seconds) / viewers * 1e6, 1),
        **look,
    }  # fmt: skip


class _Changes:
    """A change each: organisers announce something in turn, one commit that leads to no other."""

    def __init__(self, phones: list[ClientConnection], fair_id: str) -> None:
        self._phones, self._fair_id, self._turn = phones, fair_id, 0

    async def one(self) -> None:
        self._turn += 1
        phone = self._phones[self._turn % len(self._phones)]
        payload = {"fair_id": self._fair_id, "text": f"The bus leaves from gate {self._turn}."}
        message = [PostAnnouncement.name, {"id": f"change-{self._turn}", "payload": payload}]
        await phone.send(f"427{json.dumps(message)}")
        async for frame in phone:
            if str(frame) == "2":
                await phone.send("3")
            if str(frame).startswith("437"):
                assert '"ok"' in str(frame), frame
                return


@dataclass
class _Cost:
    """Seconds of CPU of the server's loop for a change; messages to each viewer, with and without.

    What the loop takes, and what is told, in as long a time without a change is kept apart: people
    wait there, so the fair has a life of its own. Writer and readers are threads of their own.
    """

    seconds: float = 0.0
    told: list[int] = field(default_factory=list)
    told_without: list[int] = field(default_factory=list)


async def _cost(
    server: Server, changes: _Changes, count: int, viewers: Sequence[Viewer] = ()
) -> _Cost:
    took: list[float] = []
    idle: list[float] = []
    cost = _Cost()

    def heard() -> int:
        return sum(len(one.told) for one in viewers)

    for _ in range(count):
        before, heard_before = spent(server.pid, LOOP), heard()
        await asyncio.sleep(EVERY_S)
        between, heard_between = spent(server.pid, LOOP), heard()
        await changes.one()
        await asyncio.sleep(EVERY_S)
        idle.append(between - before)
        took.append(spent(server.pid, LOOP) - between)
        cost.told.append(heard() - heard_between)
        cost.told_without.append(heard_between - heard_before)
    cost.seconds = median(took) - median(idle)
    return cost


async def _looks(server: Server, fair_id: str, viewers: list[Viewer]) -> dict[str, float]:
    """Let each viewer's page fetch the moving part at once, as after a message."""
    limits = httpx.Limits(max_connections=FETCHES_AT_ONCE)
    path = f"/board/{fair_id}/now"
    async with httpx.AsyncClient(
        base_url=server.url, trust_env=False, timeout=60, limits=limits
    ) as web:

        async def look(one: Viewer) -> int:
            headers = {"X-Partial": "1", "Cookie": f"fair_login={one.token}"}
            answer = await web.get(path, headers=headers)
            assert answer.status_code == 200, answer.status_code
            return len(answer.content)

        await look(viewers[0])
        before, began = spent(server.pid), perf_counter()
        sizes = await asyncio.gather(*map(look, viewers))
        took, lasted = spent(server.pid) - before, perf_counter() - began
    return {
        "ms_per_look": round(took / len(viewers) * 1000, 2),
        "s_until_all_looked": round(lasted, 2),
        "look_bytes": max(sizes),
    }


async def _booths(world: World, scene: Scene, count: int) -> list[str]:
    """Make so many open booths, each with a recruiter on duty."""
    made = [scene.booth_id]
    for n in range(1, count):
        who, _ = await staff(world, f"R{n}", Role.RECRUITER, scene.employer_id)
        asked = BoothCreate(hall_id=scene.hall_id, employer_id=scene.employer_id)
        booth_id = (await world.do(asked, scene.organiser)).booth_id
        world.server.dispatch.budgets = Budgets()  # an afternoon's work in a moment
        await world.do(DutyStart(booth_id=booth_id), who)
        await world.do(BoothOpen(booth_id=booth_id), who)
        made.append(booth_id)
    return made


async def _people(world: World, scene: Scene, count: int, known: int) -> None:
    """Let people take part: `known` of them by the product's own way, the others as bare rows."""

    def rows(work: Work) -> None:
        numbers = range(known + 100, count + 100)  # behind those who came by the way
        ids = [(work.new_id(), number) for number in numbers]
        person = {"name": "Seeker", "phone": "", "lang": DEFAULT, "made_at": work.now}
        work.write(insert(person_table), [{**person, "id": one} for one, _ in ids])
        part = {"fair_id": scene.fair_id, "at": work.now}
        here = [{**part, "person_id": one, "number": number} for one, number in ids]
        work.write(insert(participant_table), here)

    for number in range(known):
        await world.work(lambda work, number=number: _person(work, scene, number))
    if count > known:
        await world.work(rows)


def _person(work: Work, scene: Scene, number: int) -> None:
    person = Person(
        id=work.new_id(), name=f"Seeker {number}", phone=f"+86139{number:08}", confirmed=True,
        born_on=date(1990, 1, 1), lang=DEFAULT, county="", erased=False,
    )  # fmt: skip
    add_person(work, person, scene.fair_id)


async def _waiting(world: World, booths: list[str]) -> None:
    """Let the people whose telephone is known wait, one at each booth."""
    ids = [row.id for row in world.rows("SELECT id FROM person WHERE phone <> '' ORDER BY id")]
    for booth_id, person_id in zip(booths, ids, strict=False):
        join = JoinQueue(booth_id=booth_id)
        await world.do(join, Actor(Role.SEEKER, person_id=person_id))


async def _until(holds: Any) -> None:
    async with asyncio.timeout(HEARD_WITHIN_S):
        while not holds():
            await asyncio.sleep(0.02)
