"""Joins per second of one, two and three writers that take turns, beside one on SQLite.

No sockets and no pages: each process has a server object and carries out the joins of its seekers
by dispatch, `flying` of them at a time, with rules, ledger and a commit that reaches the disk. On
PostgreSQL each says how long it waited for the pen, how long it held it, and how much of that was
the commit.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from benchmarks.joins import JOINS, prepared
from fair.app import Server
from fair.contract.queue import JoinQueue
from fair.decisions import Actor
from fair.glossary import Role
from fair.settings import Settings
from fair.upgrade import upgrade
from tests import databases
from tests.world import running

TAKES = "SELECT pen.at"
SECRET = "a secret for tests " * 3


async def measure(*, people: int, flying: int) -> dict[str, Any]:
    """Return joins per second, how long each took and what held the pen, by database and count."""
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
    return {"by": found, "people": people, "flying": flying}


async def _rounds(url: str, folder: Path, count: int, people: int, flying: int) -> dict[str, float]:
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
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    measured = [json.loads(child.communicate()[0]) for child in children]
    took = perf_counter() - began
    assert all(child.returncode == 0 for child in children)
    waits = sorted(wait for one in measured for wait in one["waits"])
    total = {name: sum(one["pen"][name] for one in measured) for name in measured[0]["pen"]}
    batches = total.pop("batches") or 1
    return {
        "joins_per_s": round(len(waits) / took, 1),
        "p50_ms": round(waits[len(waits) // 2] * 1000, 1),
        "p99_ms": round(waits[len(waits) * 99 // 100] * 1000, 1),
        "joins_a_batch": round(len(waits) / batches, 1),
        "statements_a_join": round(total.pop("statements") / len(waits), 1),
        # Of all seconds, by all processes together: who holds it and who commits cannot be two.
        **{name: round(seconds / took, 2) for name, seconds in total.items()},
    }


async def _join_all(url: str) -> None:
    given = json.loads(sys.stdin.readline())
    server = Server(Settings.read(database_url=url, secret=SECRET))
    server.database.start()
    print("ready", flush=True)
    sys.stdin.readline()
    pen, waits = _Pen(server.database.writing), list[float]()
    free, booths = asyncio.Semaphore(given["flying"]), given["booths"]

    async def join(number: int, person_id: str, turn: int) -> None:
        command = JoinQueue(booth_id=booths[(number + turn * 7) % len(booths)])
        async with free:
            actor, began = Actor(Role.SEEKER, person_id=person_id), perf_counter()
            await server.dispatch.carry_out(command, actor, f"{person_id}-{turn}")
            waits.append(perf_counter() - began)

    await asyncio.gather(
        *(
            join(number, person_id, turn)
            for turn in range(JOINS)
            for number, person_id in enumerate(given["persons"])
        )
    )
    server.database.stop()
    print(json.dumps({"waits": waits, "pen": vars(pen)}))


class _Pen:
    """How long a writer's engine waited for its turn and held it, in seconds, and how often."""

    def __init__(self, engine: Engine) -> None:
        self.waiting = self.holding = self.committing = 0.0
        self.batches = self.statements = 0
        at = dict.fromkeys(("asked", "got", "commits"), 0.0)

        def before(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            self.statements += 1
            if statement.startswith(TAKES):
                at["asked"] = perf_counter()

        def after(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            if statement.startswith(TAKES):
                at["got"] = perf_counter()
                self.waiting += at["got"] - at["asked"]

        def commits(_connection: Any) -> None:
            at["commits"] = perf_counter()

        def over(*_connection: Any) -> None:
            now = perf_counter()
            self.batches += 1
            if at["got"]:
                self.holding += now - at["got"]
                self.committing += now - at["commits"]

        event.listen(engine, "before_cursor_execute", before)
        event.listen(engine, "after_cursor_execute", after)
        event.listen(engine, "commit", commits)
        event.listen(engine, "checkin", over)


if __name__ == "__main__":
    asyncio.run(_join_all(sys.argv[1]))
