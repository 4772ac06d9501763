"""The flood: 300 listeners, one honest seeker, one honest recruiter, five flooders of each kind.

`fair serve` as shipped has one core, everybody else the other. What is kept: how long a page, a
command and a socket's answer take the honest two, quiet and flooded, and what each socket costs;
and once more while the others' core is as busy with nothing: what is slower then is the machine.
"""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.joins import _seekers
from fair.contract.booths import DutyStart
from fair.contract.queue import JoinQueue, LeaveQueue
from tests.booths.scene import a_scene
from tests.journeys.harness.flooders import NICENESS
from tests.journeys.harness.server import ROOT, Server
from tests.world import running

LISTENERS = 300
SERVERS_CORE, OTHERS_CORE = 0, 1
SEEKER_AT, RECRUITER_AT = "127.0.9.1", "127.0.9.2"
TURN_S = 0.7
_BUSY_WITH_NOTHING = f"import os; os.nice({NICENESS})\nwhile True: pass"  # it inherits the core
PATIENCE_S = 15  # what is not answered by then counts as failed
Commands = list[tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]]


@dataclass
class Honest:
    """One who does what people do, from an address of their own; keeps how long each thing took."""

    server: Server
    token: str
    address: str
    path: str
    took: dict[str, list[float]] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._turn = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}

    async def live(self, seconds: float, commands: Commands) -> None:
        """Open the page, ask the time, send a command, again and again until the time is over.

        Each command is given the reply to the one before.
        """
        transport = httpx.AsyncHTTPTransport(local_address=self.address)
        cookies = {"fair_login": self.token}
        async with (
            httpx.AsyncClient(
                transport=transport, base_url=self.server.url, cookies=cookies, timeout=PATIENCE_S
            ) as web,
            a_socket(self.server, self.token, self.address) as phone,
        ):
            hearing = asyncio.create_task(self._hear(phone))
            until = perf_counter() + seconds
            turn, said = 0, dict[str, Any]()
            while perf_counter() < until or turn % len(commands):
                began = perf_counter()
                await self._timed("page", web.get(self.path))
                await self._timed("answer", self._ask(phone, "clock", None))
                name, payload = commands[turn % len(commands)]
                message = {"id": f"{self.address}-{began}", "payload": payload(said)}
                said = (await self._timed("command", self._ask(phone, name, message))).get("ok", {})
                turn += 1
                await asyncio.sleep(max(0.0, TURN_S - (perf_counter() - began)))
            hearing.cancel()

    async def _timed(self, what: str, doing: Any) -> Any:
        began = perf_counter()
        try:
            answer = await asyncio.wait_for(doing, PATIENCE_S)
            good = answer.status_code == 200 if what == "page" else "ok" in answer
        except (OSError, TimeoutError, httpx.HTTPError):
            good, answer = False, {}
        self.took.setdefault(what, []).append(perf_counter() - began)
        if not good:
            said = f"{what}: {answer}"[:150]
            self.failed[said] = self.failed.get(said, 0) + 1
        return answer

    async def _ask(self, phone: ClientConnection, name: str, message: Any) -> Any:
        self._turn += 1
        turn = self._turn
        self._answers[turn] = asyncio.get_running_loop().create_future()
        await phone.send(f"42{turn}{json.dumps([name] if message is None else [name, message])}")
        return await self._answers[turn]

    async def _hear(self, phone: ClientConnection) -> None:
        async for frame in phone:
            text = str(frame)
            if text == "2":
                await phone.send("3")
            elif text.startswith("43"):
                number, bracket, rest = text[2:].partition("[")
                self._answers.pop(int(number)).set_result(json.loads(bracket + rest)[0])


def a_socket(server: Server, token: str, address: str) -> Any:
    """Return a socket from an address, inside the namespace once it is entered."""
    return _Socket(server, token, address)


class _Socket:
    def __init__(self, server: Server, token: str, address: str) -> None:
        self._opening = connect(
            f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket",
            additional_headers={"Cookie": f"fair_login={token}", "Origin": server.url},
            compression=None, ping_interval=None, close_timeout=1, open_timeout=60,
            local_addr=(address, 0),
        )  # fmt: skip

    async def __aenter__(self) -> ClientConnection:
        self._phone = await self._opening
        await self._phone.recv()
        await self._phone.send("40")
        await self._phone.recv()
        return self._phone

    async def __aexit__(self, *_error: object) -> None:
        await self._phone.close()


async def measure(
    folder: Path, *, seconds: float, kinds: list[str], listeners: int = LISTENERS, each: int = 5
) -> dict[str, Any]:
    """Return quiet and flooded figures of one server's life."""
    async with running(folder) as world:
        scene = await a_scene(world)
        await scene.started()
        tokens = await _seekers(world, scene, 6)
    server = Server(folder)
    await server.start()
    try:
        keep_to_core(server.pid, SERVERS_CORE)
        os.sched_setaffinity(0, {OTHERS_CORE})
        bare = rss(server.pid)
        heard = await _listen(server, scene.booth_id, listeners)
        listening = rss(server.pid)

        def phase(seconds: float) -> Awaitable[dict[str, Any]]:
            booth_id, mei = scene.booth_id, scene.tokens["recruiter"]
            seeker = Honest(server, tokens[0], SEEKER_AT, f"/booths/{booth_id}")
            recruiter = Honest(server, mei, RECRUITER_AT, f"/desk/{booth_id}")
            return _phase(server, seeker, recruiter, booth_id, seconds)

        await phase(4)  # templates are read once
        quiet = await phase(seconds)
        print(f"quiet: {quiet}", file=sys.stderr)
        idler = await asyncio.create_subprocess_exec(sys.executable, "-c", _BUSY_WITH_NOTHING)
        busy = await phase(seconds)
        idler.kill()
        await idler.wait()
        print(f"busy with nothing: {busy}", file=sys.stderr)
        before = rss(server.pid)
        flood = await _flooding(
            {
                "url": server.url,
                "booth": scene.booth_id,
                "each": each,
                "seekers": tokens[1:],
                "recruiters": [scene.tokens["stranger"]],
                "core": OTHERS_CORE,
                "kinds": kinds,
            }
        )
        await asyncio.sleep(2)
        flooded = await phase(seconds)
        print(f"flooded: {flooded}", file=sys.stderr)
        out, err = await flood.communicate(b"")
        assert flood.returncode == 0, err.decode()[-2000:]
        tolls = json.loads(out)
        heard.cancel()
        log = server.log
    finally:
        await server.stop()
    hostile = sum(toll["held"] for toll in tolls.values())
    return {
        "seconds": seconds,
        "listeners": listeners,
        "bytes_per_idle_socket": (listening - bare) // max(1, listeners),
        "bytes_per_hostile_socket": max(0, flooded["most_rss"] - before) // max(1, hostile),
        "quiet": quiet,
        "busy_with_nothing": busy,
        "flooded": flooded,
        "p99_ratio": _ratios(flooded, quiet),
        "p99_ratio_to_busy": _ratios(flooded, busy),
        "log_bytes": len(log),
        "log_lines": log.count("\n"),
        "tolls": tolls,
    }


async def _flooding(said: dict[str, Any]) -> asyncio.subprocess.Process:
    """Start the flooders. They yield to the honest, with whom they share a core here alone.

    By ten steps: more, and whatever else runs on the machine at its lowest would thin the flood.
    """
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.journeys.harness.flooders", json.dumps(said),
        cwd=ROOT, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def _phase(
    server: Server, seeker: Honest, recruiter: Honest, booth_id: str, seconds: float
) -> dict[str, Any]:
    cpu, most = cpu_s(server.pid), [rss(server.pid)]

    async def weigh() -> None:
        while True:
            most.append(rss(server.pid))
            await asyncio.sleep(0.2)

    weighing = asyncio.create_task(weigh())
    booth, began = {"booth_id": booth_id}, perf_counter()
    joins: Commands = [
        (JoinQueue.name, lambda _said: booth),
        (LeaveQueue.name, lambda said: {"ticket_id": said.get("ticket_id", "x")}),
    ]
    duties: Commands = [(DutyStart.name, lambda _said: booth)]
    await asyncio.gather(seeker.live(seconds, joins), recruiter.live(seconds, duties))
    weighing.cancel()
    took = perf_counter() - began
    spent = cpu_s(server.pid) - cpu
    figures: dict[str, Any] = {
        what: _figures(seeker.took[what] + recruiter.took[what])
        for what in ("page", "command", "answer")
    }
    return {
        **figures,
        "server_cpu": round(spent / took, 3),
        "most_rss": max(most),
        "failed": {**seeker.failed, **recruiter.failed},
    }


def _ratios(flooded: dict[str, Any], before: dict[str, Any]) -> dict[str, float]:
    return {
        what: round(flooded[what]["p99_ms"] / before[what]["p99_ms"], 1)
        for what in ("page", "command", "answer")
    }


def _figures(waits: list[float]) -> dict[str, float]:
    waits = sorted(waits)
    return {
        "n": len(waits),
        "p50_ms": round(waits[len(waits) // 2] * 1000, 1),
        "p99_ms": round(waits[min(len(waits) - 1, len(waits) * 99 // 100)] * 1000, 1),
        "most_ms": round(waits[-1] * 1000, 1),
    }


async def _listen(server: Server, booth_id: str, count: int) -> asyncio.Task[None]:
    """Let so many visitors watch the booth, each from an address of its own."""
    watch = f"420{json.dumps(['watch', [f'queue:{booth_id}']])}"

    async def one(number: int) -> ClientConnection:
        address = f"127.0.{10 + number // 200}.{1 + number % 200}"
        phone: ClientConnection = await _Socket(server, "", address).__aenter__()
        await phone.send(watch)
        return phone

    phones: list[ClientConnection] = []
    for start in range(0, count, 50):
        phones += await asyncio.gather(*(one(n) for n in range(start, min(count, start + 50))))

    async def hear(phone: ClientConnection) -> None:
        async for frame in phone:
            if frame == "2":
                await phone.send("3")

    async def hear_all() -> None:
        await asyncio.gather(*(hear(phone) for phone in phones), return_exceptions=True)

    return asyncio.create_task(hear_all())


def keep_to_core(pid: int, core: int) -> None:
    """Keep every thread of a process on one core; threads that it starts later follow."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(task.name), {core})


def rss(pid: int) -> int:
    """Return the resident bytes of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


def cpu_s(pid: int) -> float:
    """Return the CPU seconds that a process has spent."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
