"""`fair serve --workers`: what it refuses, and several real processes on PostgreSQL and Redis."""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest
from typer.testing import CliRunner

from fair import workers
from fair.checks import _between
from fair.cli import cli
from fair.contract.queue import LeaveQueue
from fair.cookies import LOGIN
from fair.settings import Settings
from fair.workers import own_ports, refusal
from tests.journeys.harness.server import SECRET, Server
from tests.others.hosts import STARTS_S, Hosts, hosts, two_servers
from tests.others.pair import Page, page, until
from tests.redis_server import a_redis
from tests.rooms.meeting import Meeting
from tests.sockets.attackers import Town

POSTGRES = "postgresql://fair@/fair?host=/nowhere"
REDIS = "redis://127.0.0.1:1/0"


def settings(**said: str | int) -> Settings:
    return Settings(secret="a secret for tests " * 3, **said)  # type: ignore[arg-type]


def test_several_processes_need_postgresql_and_redis_and_the_sentence_says_which():
    assert refusal(settings(), 1) == ""
    assert "need PostgreSQL" in refusal(settings(), 2)
    assert "need PostgreSQL" in refusal(settings(redis_url=REDIS), 2)
    assert "over Redis: set FAIR_REDIS_URL" in refusal(settings(database_url=POSTGRES), 2)
    assert refusal(settings(database_url=POSTGRES, redis_url=REDIS), 2) == ""
    assert "from 1 to 64" in refusal(settings(database_url=POSTGRES, redis_url=REDIS), 0)
    assert "from 1 to 64" in refusal(settings(database_url=POSTGRES, redis_url=REDIS), 65)


@pytest.mark.parametrize("by", ["option", "variable"])
def test_what_cannot_be_served_is_refused_before_anything_is_opened(tmp_path, monkeypatch, by):
    monkeypatch.setenv("FAIR_DATABASE_URL", f"sqlite:///{tmp_path}/fair.db")
    monkeypatch.setenv("FAIR_SECRET", SECRET)
    if by == "variable":
        monkeypatch.setenv("FAIR_WORKERS", "2")
    done = CliRunner().invoke(cli, ["serve", *(["--workers", "2"] if by == "option" else [])])
    assert done.exit_code == 1
    assert "Several processes need PostgreSQL" in done.output
    assert not (tmp_path / "fair.db").exists()


def test_each_worker_has_ports_of_its_own_for_its_bridge():
    four = settings(workers=4, bridge_ports="45000-45399")
    assert [own_ports(four, number) for number in (1, 2, 4)] == [
        "45000-45099", "45100-45199", "45300-45399",
    ]  # fmt: skip
    few = settings(workers=4, bridge_ports="45000-45009")
    assert own_ports(few, 3) == "45000-45009"


async def test_the_check_says_whether_redis_answers_and_shows_no_password(tmp_path: Path):
    def said(**given: str | int) -> tuple[bool, str]:
        finding = _between(settings(**given))
        return finding.good, finding.says

    async with a_redis(tmp_path) as redis:
        reached = await asyncio.to_thread(said, database_url=POSTGRES, redis_url=redis.url)
    away = f"redis://:a-password@127.0.0.1:{redis.port}/0"
    gone = await asyncio.to_thread(said, database_url=POSTGRES, redis_url=away, workers=2)
    assert reached == (True, "Redis answers; one worker here. Each host needs the same FAIR_SECRET")
    assert not gone[0]
    assert "not reachable" in gone[1]
    assert "a-password" not in gone[1]
    assert await asyncio.to_thread(said) == (
        True,
        "none: one process serves; for several set FAIR_DATABASE_URL and FAIR_REDIS_URL",
    )
    assert not (await asyncio.to_thread(said, workers=2))[0]


# At its start, number 1 falls at once; the others serve until they are told to end.
ONE_FALLS = "import signal, sys; sys.argv[2] == '1' and sys.exit(3); signal.pause()"


@pytest.mark.timeout(60)
def test_one_worker_that_cannot_live_leaves_the_others_serving(monkeypatch, caplog):
    monkeypatch.setattr(workers, "AGAIN_S", (0.0,))
    caplog.set_level("INFO", "fair.workers")
    mine = workers.Workers((sys.executable, "-c", ONE_FALLS), 2, dict(os.environ))
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}

    def many_falls() -> None:
        while caplog.text.count("worker 1 ended") <= workers.MOST_FALLS + 2:
            if "all stop" in caplog.text:
                return
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGTERM)

    watch = threading.Thread(target=many_falls)
    watch.start()
    try:
        with workers.bound("127.0.0.1", 0) as own:
            assert mine.keep(own) == 0
    finally:
        watch.join()
        for one, handler in before.items():
            signal.signal(one, handler)
    assert "worker 2 ended" not in caplog.text


@pytest.mark.timeout(60)
def test_where_no_worker_can_live_all_end_with_an_exit_code(monkeypatch, caplog):
    monkeypatch.setattr(workers, "AGAIN_S", (0.0,))
    mine = workers.Workers((sys.executable, "-c", "raise SystemExit(3)"), 2, dict(os.environ))
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        with workers.bound("127.0.0.1", 0) as own:
            assert mine.keep(own) == 1
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    assert "all stop" in caplog.text


# --- real processes ------------------------------------------------------------------------------


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Hosts]:
    async with hosts(tmp_path) as made:
        yield made


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in found]


def workers_of(server: Server) -> list[int]:
    return [
        one
        for one in children(server.pid)
        if b"\0worker\0" in Path(f"/proc/{one}/cmdline").read_bytes()
    ]


@pytest.mark.timeout(180)
async def test_a_worker_that_is_killed_is_replaced_and_the_port_never_closes(
    own: Hosts, tmp_path: Path
):
    server = Server(tmp_path, env=own.env, arguments=("--workers", "2"))
    try:
        await server.start(within_s=STARTS_S)
        first = workers_of(server)
        assert len(first) == 2
        os.kill(first[0], signal.SIGKILL)
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            for _ in range(20):
                assert (await client.get(f"{server.url}/healthz")).status_code == 200
        await until(lambda: len(set(workers_of(server)) - {first[0]}) == 2, 30)
        assert "ended by signal 9; it starts again" in server.log

        last = workers_of(server)
        os.kill(server.pid, signal.SIGKILL)  # the parent alone: nobody is left behind
        await until(lambda: not any(alive(one) for one in last), 30)
    finally:
        await server.stop()


@pytest.mark.timeout(240)
async def test_two_hosts_hear_each_other_and_a_kill_between_commit_and_news_heals(
    own: Hosts, tmp_path: Path
):
    meeting = own.meeting
    async with two_servers(own, tmp_path) as (a, b):
        booth, at_b = f"queue:{meeting.scene.booth_id}", Town(meeting.world, b.port)
        async with page(at_b, meeting.tokens["recruiter"], booth) as mei:
            await leave_by_hand(a, meeting, "bo")
            await mei.hears("queue.changed", within_s=10)
            assert not mei.heard("news.lost")

            leaving = asyncio.create_task(leave_by_hand(a, meeting, "lan"))
            await gone(own.env["FAIR_DATABASE_URL"], meeting.tickets["lan"])
            await a.kill()  # its commit is there; whether its news were told, nobody knows
            await asyncio.gather(leaving, return_exceptions=True)
            await until(lambda: heard_all(mei), 15)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def heard_all(mei: Page) -> bool:
    return len(mei.heard("queue.changed")) > 1 or bool(mei.heard("news.lost"))


async def leave_by_hand(server: Server, meeting: Meeting, name: str) -> None:
    """Send the form that a page without JavaScript sends."""
    async with httpx.AsyncClient(trust_env=False, base_url=server.url, timeout=15) as client:
        client.cookies.set(LOGIN, meeting.tokens[name], domain="127.0.0.1")
        shown = (await client.get("/queues")).text
        csrf = shown.partition('name="csrf" value="')[2].partition('"')[0]
        assert csrf
        await client.post(
            f"/commands/{LeaveQueue.name}",
            data={"ticket_id": meeting.tickets[name], "csrf": csrf, "command_id": f"by-hand-{name}",
                  "then": "/queues"},
            headers={"origin": server.url, "referer": f"{server.url}/queues"},
        )  # fmt: skip


async def gone(url: str, ticket_id: str) -> None:
    async with asyncio.timeout(15), await psycopg.AsyncConnection.connect(url) as connection:
        while True:
            cursor = await connection.execute(
                "SELECT state FROM ticket WHERE id = %s", (ticket_id,)
            )
            row = await cursor.fetchone()
            await connection.rollback()
            if row and row[0] != "waiting":
                return
            await asyncio.sleep(0.002)
