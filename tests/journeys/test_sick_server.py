"""The machine fails under a real server: everybody is told, nothing acknowledged is lost.

Each time the same is looked at: what /readyz says, what the person reads whose command came then,
what the log and the organiser's board name, that the same form sent again afterwards counts once,
and that all that was acknowledged is there after a restart.
"""

import asyncio
import json
import resource
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from fair.crowd.forms import Form
from tests.journeys.harness.disks import a_disk
from tests.journeys.harness.report import LOGS
from tests.journeys.harness.server import Server
from tests.journeys.harness.town import Town
from tests.journeys.harness.visitor import _as_data

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

NOT_SAVED = "Nothing can be saved just now, and this was not. What was saved before is safe."
NOT_SAVED_ZH = "现在暂时无法保存，这次的内容没有保存。"
LIBFAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


@asynccontextmanager
async def a_town(server: Server, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    request.node.stash.setdefault(LOGS, []).append(lambda: server.log)
    town = Town(server)
    try:
        await server.start(within_s=60)
        await town.organise()
        yield town
    finally:
        await town.close()
        await server.stop()


async def ready_is(town: Town, status: int, within_s: float = 30) -> None:
    until = monotonic() + within_s
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        while (answer := await client.get(f"{town.server.url}/readyz")).status_code != status:
            assert monotonic() < until, f"/readyz says {answer.status_code}, not {status}"
            await asyncio.sleep(0.1)
    if status == 503:
        assert answer.json() == {"ready": False}


async def beaten(town: Town, times: int) -> None:
    """Wait until the leader's heart has beaten so often."""
    seen: set[str] = set()
    until = monotonic() + 60
    with closing(sqlite3.connect(town.server.database)) as database:
        while len(seen) <= times:
            seen.add(database.execute("select at from heartbeat").fetchone()[0])
            assert monotonic() < until, f"the leader beat {len(seen) - 1} times in a minute"
            await asyncio.sleep(0.1)


async def a_form(town: Town, title: str) -> tuple[Form, dict[str, list[str]]]:
    """A form that creates a fair, filled in but not sent."""
    page = await town.organiser.open("/organise/fairs/new")
    form = page.form("fair.create")
    assert form
    filling = {"title": title, "zone": "Asia/Shanghai", "opens_at": "2027-03-01T09:00",
               "closes_at": "2027-03-01T17:00", "hall_titles.en": "Hall"}  # fmt: skip
    return form, _as_data(form.filled(filling))


async def sent(town: Town, form: Form, data: Any, lang: str = "en", json_: bool = True) -> Any:
    headers = {"accept-language": lang, "accept": "application/json" if json_ else "text/html"}
    return await town.organiser.client.post(form.action, data=data, headers=headers, timeout=40)


async def board(town: Town) -> str:
    answer = await town.organiser.client.get(f"/board/{town.fair_id}", timeout=40)
    assert answer.status_code == 200, answer.text
    return answer.text


LOOK = """
import json, sqlite3, sys
file = sqlite3.connect(sys.argv[1])
assert file.execute("pragma integrity_check").fetchone() == ("ok",)
print(json.dumps(dict(file.execute("select command_id, reply from reply").fetchall())))
"""


def check_acknowledged(town: Town) -> None:
    """Every command that was acknowledged is kept, with the answer that was given."""
    server = town.server
    looked = [*server.before, sys.executable, "-c", LOOK, str(server.database)]
    kept = json.loads(subprocess.run(looked, check=True, capture_output=True).stdout)
    assert len(town.traffic.acknowledged) >= 3
    for name, command_id, reply in town.traffic.acknowledged:
        assert json.loads(kept[command_id]) == reply, name


async def refused_meanwhile(town: Town, form: Form, data: Any) -> None:
    """Whoever sends a command reads that it was not saved, with a status and in the language."""
    answer, chinese, plain = await asyncio.gather(  # each waits as long as the writer has patience
        sent(town, form, data), sent(town, form, data, "zh-CN"), sent(town, form, data, json_=False)
    )
    assert answer.status_code == 503, answer.text
    assert answer.json()["message"].startswith(NOT_SAVED)
    assert answer.headers["retry-after"] == "10"
    assert NOT_SAVED_ZH in chinese.json()["message"]
    assert plain.status_code == 503
    assert NOT_SAVED in plain.text


async def again_counts_once(town: Town, form: Form, title: str) -> None:
    filling = {"title": title, "zone": "Asia/Shanghai", "opens_at": "2027-03-01T09:00",
               "closes_at": "2027-03-01T17:00", "hall_titles.en": "Hall"}  # fmt: skip
    await town.organiser.submit(form, **filling)
    page = await town.organiser.open("/organise/fairs")
    assert page.text.count(f">{title}<") == 1


async def a_sick_time(
    town: Town, broken: Callable[[], object], healed: Callable[[], object], *, log: str, shown: str
) -> None:
    """Break, look at everything, heal, look again; the title of the fair is the cause."""
    form, data = await a_form(town, log)
    broken()
    await ready_is(town, 503)
    await refused_meanwhile(town, form, data)
    assert log in town.server.log
    assert shown in await board(town)
    healed()
    await ready_is(town, 200)
    assert "The server needs help" not in await board(town)
    assert "saving works again" in town.server.log
    await again_counts_once(town, form, log)


async def test_a_full_disk_is_named_and_saving_goes_on_when_there_is_room(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with a_disk(tmp_path) as disk:
        server = Server(tmp_path, before=disk.before, folder=disk.folder)
        async with a_town(server, request) as town:
            await a_sick_time(
                town, disk.fill, disk.make_room, log="the disk is full",
                shown="The disk of the server is full",
            )  # fmt: skip
            await server.restart(within_s=60)
            check_acknowledged(town)
            assert "BROKEN" not in await server.run("ledger", "verify")


async def test_a_disk_that_the_system_makes_read_only_is_named(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with a_disk(tmp_path) as disk:
        server = Server(tmp_path, before=disk.before, folder=disk.folder)
        async with a_town(server, request) as town:
            form, data = await a_form(town, "Read-only")
            disk.fail()
            await ready_is(town, 503)
            await refused_meanwhile(town, form, data)
            assert "the database is read-only" in server.log
            assert "The database is read-only" in await board(town)

            await server.stop()
            said, code = await ended(server, "serve", "--port", str(server.port))
            assert code == 1
            assert "Read-only file system" in said or "read-only" in said
            assert "Traceback" not in said

            disk.mend()
            await server.start(within_s=60)
            await again_counts_once(town, form, "Read-only")
            await server.stop()
            check_acknowledged(town)


async def ended(server: Server, *arguments: str) -> tuple[str, int]:
    """Type a command that ends; what it said and its exit code."""
    process = await asyncio.create_subprocess_exec(
        *server.before, sys.executable, "-m", "fair", *arguments,
        env=server.env, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    async with asyncio.timeout(60):
        output, _ = await process.communicate()
    return output.decode(), process.returncode or 0


async def test_a_database_that_another_program_locks_is_named(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = Server(tmp_path)
    async with a_town(server, request) as town:
        with closing(sqlite3.connect(server.database, isolation_level=None)) as other:
            await a_sick_time(
                town, lambda: other.execute("begin exclusive"), lambda: other.execute("rollback"),
                log="the database is locked by another program",
                shown="The database is locked by another program",
            )  # fmt: skip
        await server.restart(within_s=60)
        check_acknowledged(town)


async def test_a_server_without_memory_says_so_and_goes_on_when_there_is_some(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = Server(tmp_path)
    async with a_town(server, request) as town:
        form, data = await a_form(town, "No memory")
        used = int(Path(f"/proc/{server.pid}/statm").read_text().split()[0]) * 4096
        was = resource.prlimit(server.pid, resource.RLIMIT_AS, (used, resource.RLIM_INFINITY))
        said = await hungry(town, form, data)
        assert said.startswith(("We do not know yet whether that was saved", NOT_SAVED))
        assert "no memory" in server.log
        resource.prlimit(server.pid, resource.RLIMIT_AS, was)
        await ready_is(town, 200)
        await again_counts_once(town, form, "No memory")
        await server.restart(within_s=60)
        check_acknowledged(town)


async def hungry(town: Town, form: Form, data: Any) -> str:
    """Send great forms, many at once, until one of them finds no memory; what its sender reads."""
    great = {**data, "about": ["x" * 370_000]}
    answers: list[Any] = []
    for _ in range(8):
        sending = (sent(town, form, great) for _ in range(10))
        answers = await asyncio.gather(*sending, return_exceptions=True)
        for one in answers:
            if isinstance(one, httpx.Response) and one.status_code == 503:
                return str(one.json()["message"])
    pytest.fail(f"there was always enough memory: {answers}")


async def test_a_clock_that_is_set_back_is_named_until_it_is_right_again(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    assert LIBFAKETIME.exists(), "libfaketime is missing: apt-get install faketime"
    clock = tmp_path / "clock"
    clock.write_text("+0")
    env = {
        "LD_PRELOAD": str(LIBFAKETIME), "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }  # fmt: skip
    server = Server(tmp_path, env=env)
    async with a_town(server, request) as town:
        clock.write_text("-3600")
        await ready_is(town, 503)
        assert "the clock was set back" in server.log
        assert "The server’s time was set back" in await board(town)
        form, _ = await a_form(town, "Set back")
        await again_counts_once(town, form, "Set back")  # what is sent meanwhile is saved
        clock.write_text("+0")
        await ready_is(town, 200)
        assert "the clock is right again" in server.log
        clock.write_text("-3600")
        await server.restart(within_s=60)  # whoever restarts takes the clock as it is
        form, _ = await a_form(town, "Begun again")
        await again_counts_once(town, form, "Begun again")
        await beaten(town, 3)  # the leader's rounds, each of which looks at the clock
        await ready_is(town, 200, within_s=0)
        check_acknowledged(town)
        assert "BROKEN" not in await server.run("ledger", "verify")


async def test_a_second_server_on_the_same_database_does_not_start(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = Server(tmp_path)
    async with a_town(server, request) as town:
        other = Server(tmp_path)
        said, code = await ended(other, "serve", "--port", str(other.port))
        assert (code, "Traceback" in said) == (1, False)
        assert "A server of Fair has this database already" in said
        assert server.url in said
        await ready_is(town, 200)

        await server.kill()  # the lock dies with the process, however it dies
        await other.start(within_s=60)
        await other.stop()
        await server.start(within_s=60)
