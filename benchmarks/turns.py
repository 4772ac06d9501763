"""Joins per second of one, two and three writers that take turns, beside one on SQLite.

No sockets and no pages: each process has a server object and carries out the joins of its seekers
by dispatch, `flying` of them at a time, with rules, ledger and a commit that reaches the disk.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.joins import JOINS, prepared
from fair.app import Server
from fair.contract.queue import JoinQueue
from fair.decisions import Actor
from fair.glossary import Role
from fair.settings import Settings
from fair.upgrade import upgrade
from tests import databases
from tests.world import running

SECRET = "a secret for tests " * 3


async def measure(*, people: int, flying: int) -> dict[str, Any]:
    """Return joins per second by database and number of processes."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        url = databases.make_file(Path(folder))
        found["sqlite 1"] = await _rounds(url, Path(folder), 1, people, flying)
    cluster = databases.Cluster(safe=True)
    cluster.start()
    try:
        for count in (1, 2, 3):
            cluster.run(f"CREATE DATABASE fair{count}")
            upgrade(url := cluster.url(f"fair{count}"))
            with tempfile.TemporaryDirectory() as folder:
                made = await _rounds(url, Path(folder), count, people, flying)
                found[f"postgres {count}"] = made
    finally:
        cluster.stop()
    return {"joins_per_s": found, "people": people, "flying": flying}


async def _rounds(url: str, folder: Path, count: int, people: int, flying: int) -> float:
    async with running(folder, database_url=url, secret=SECRET) as world:
        booths, persons = await prepared(world, people)
    shares = [persons[number::count] for number in range(count)]
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.turns", url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in shares
    ]  # fmt: skip
    for child, share in zip(children, shares, strict=True):
        assert child.stdin
        said = {"booths": booths, "persons": share, "flying": flying // count}
        child.stdin.write(json.dumps(said) + "\n")
        child.stdin.flush()
    for child in children:
        assert child.stdout
        child.stdout.readline()
    began = perf_counter()
    for child in children:
        child.communicate("go\n")
    took = perf_counter() - began
    assert all(child.returncode == 0 for child in children)
    return round(len(persons) * JOINS / took, 1)


async def _join_all(url: str) -> None:
    given = json.loads(sys.stdin.readline())
    server = Server(Settings.read(database_url=url, secret=SECRET))
    server.database.start()
    print("ready", flush=True)
    sys.stdin.readline()
    free, booths = asyncio.Semaphore(given["flying"]), given["booths"]

    async def join(number: int, person_id: str, turn: int) -> None:
        command = JoinQueue(booth_id=booths[(number + turn * 7) % len(booths)])
        async with free:
            actor = Actor(Role.SEEKER, person_id=person_id)
            await server.dispatch.carry_out(command, actor, f"{person_id}-{turn}")

    await asyncio.gather(
        *(
            join(number, person_id, turn)
            for turn in range(JOINS)
            for number, person_id in enumerate(given["persons"])
        )
    )
    server.database.stop()


if __name__ == "__main__":
    asyncio.run(_join_all(sys.argv[1]))
