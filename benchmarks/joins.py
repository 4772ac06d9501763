"""Joins per second through `fair serve` as shipped: sockets, rules, fsync, ledger and news on.

A fair with booths is made by commands; every seeker has a websocket of their own, as a phone has;
`flying` joins are under way at any time; each seeker joins three queues. Server and load are two
processes; CPU seconds are the server's own.
"""

import asyncio
import json
from collections import deque
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from fair.contract.booths import BoothCreate, BoothOpen, DutyStart
from fair.contract.queue import JoinQueue
from fair.db import Work
from fair.languages import DEFAULT
from fair.people import writes as people
from fair.people.person import Person
from fair.sign_in import writes as sign_in
from tests.booths.scene import Scene, a_scene, staff
from tests.journeys.harness.server import Server
from tests.world import World, running

BOOTHS = 30
JOINS = 3


async def measure(folder: Path, *, people: int, flying: int) -> dict[str, Any]:
    """Return joins per second, milliseconds per join, and the server's CPU per join."""
    async with running(folder) as world:
        scene = await a_scene(world)
        await scene.started()
        booths = await _booths(world, scene)
        tokens = await _seekers(world, scene, people)
    server = Server(folder, env={"FAIR_SOCKETS_PER_NETWORK": str(people + 100)})
    await server.start()
    try:
        phones = await _connect(server, tokens)
        before = _cpu(server.pid)
        took, waits = await _rush(phones, booths, flying)
        cpu = _cpu(server.pid) - before
        await asyncio.gather(*(phone.close() for phone in phones))
    finally:
        await server.stop()
    waits.sort()
    return {
        "joins": len(waits),
        "seconds": round(took, 3),
        "joins_per_s": round(len(waits) / took, 1),
        "p50_ms": round(waits[len(waits) // 2] * 1000, 1),
        "p99_ms": round(waits[len(waits) * 99 // 100] * 1000, 1),
        "cpu_us_per_join": round(cpu / len(waits) * 1e6),
        "people": people,
        "booths": len(booths),
        "flying": flying,
    }


async def prepared(world: World, count: int) -> tuple[list[str], list[str]]:
    """Make an open fair with its booths and so many seekers; return the ids of both."""
    scene = await a_scene(world)
    await scene.started()
    booths = await _booths(world, scene)
    await _seekers(world, scene, count)
    return booths, [row.id for row in world.rows("SELECT id FROM person ORDER BY id")]


async def _booths(world: World, scene: Scene) -> list[str]:
    booths = [scene.booth_id]
    for number in range(1, BOOTHS):
        recruiter, _ = await staff(world, f"R{number}", scene.recruiter.role, scene.employer_id)
        made = await world.do(
            BoothCreate(hall_id=scene.hall_id, employer_id=scene.employer_id), scene.organiser
        )
        await world.do(DutyStart(booth_id=made.booth_id), recruiter)
        await world.do(BoothOpen(booth_id=made.booth_id), recruiter)
        booths.append(made.booth_id)
    return booths


async def _seekers(world: World, scene: Scene, count: int) -> list[str]:
    def make(number: int) -> Any:
        def run(work: Work) -> str:
            person = Person(
                id=work.new_id(), name=f"Seeker {number}", phone=f"+86139{number:08}",
                confirmed=True, born_on=date(1990, 1, 1), lang=DEFAULT, county="", erased=False,
            )  # fmt: skip
            people.add_person(work, person, scene.fair_id)
            return sign_in.issue_login(work, person_id=person.id)

        return run

    return list(await asyncio.gather(*(world.work(make(number)) for number in range(count))))


async def _connect(server: Server, tokens: list[str]) -> list[ClientConnection]:
    phones = []
    for start in range(0, len(tokens), 50):
        some = tokens[start : start + 50]
        phones += await asyncio.gather(*(_phone(server, token) for token in some))
    return phones


async def _phone(server: Server, token: str) -> ClientConnection:
    """Open one websocket as the browser's client does: Engine.IO, then the namespace."""
    phone = await connect(
        f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket",
        additional_headers={"Cookie": f"fair_login={token}", "Origin": server.url},
        compression=None,
        ping_interval=None,
    )
    await phone.recv()
    await phone.send("40")
    await phone.recv()
    return phone


async def _rush(
    phones: list[ClientConnection], booths: list[str], flying: int
) -> tuple[float, list[float]]:
    work = deque(
        (phone, booths[(number + turn * 7) % len(booths)], turn)
        for turn in range(JOINS)
        for number, phone in enumerate(phones)
    )
    waits: list[float] = []

    async def hand() -> None:
        while work:
            phone, booth_id, turn = work.popleft()
            began = perf_counter()
            await _join(phone, booth_id, turn)
            waits.append(perf_counter() - began)

    began = perf_counter()
    await asyncio.gather(*(hand() for _ in range(flying)))
    return perf_counter() - began, waits


async def _join(phone: ClientConnection, booth_id: str, turn: int) -> None:
    message = {"id": f"{id(phone)}-{turn}", "payload": {"booth_id": booth_id}}
    await phone.send(f"42{turn}{json.dumps([JoinQueue.name, message])}")
    async for frame in phone:
        text = str(frame)
        if text == "2":
            await phone.send("3")
        if text.startswith(f"43{turn}["):
            answer = json.loads(text[len(f"43{turn}") :])[0]
            assert "ok" in answer, answer
            return


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
