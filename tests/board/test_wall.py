"""The board that a whole room reads: one sentence, eight figures, every booth; and whom to ring."""

from datetime import timedelta

from sqlalchemy import text

from fair.board import wall_views
from fair.board.contexts import Wall
from fair.board.finding import Finding
from fair.contract.booths import DutyEnd
from fair.contract.queue import JoinQueue
from fair.contract.readiness import SayContact
from fair.db import utc_now
from fair.decisions import Actor
from fair.glossary import Role
from fair.web import Viewer
from tests.hiring.stage import Stage

BEGAN = (
    ("duty", "since"), ("queue", "none_at"), ("ticket", "joined_at"), ("ticket", "since_at"),
)  # fmt: skip
OLGA = Viewer(Actor(Role.ORGANISER), "en", "UTC")


async def earlier(stage: Stage, table: str, column: str) -> None:
    """Let what the rows of a table tell have begun ten minutes before."""
    micro = 10 * 60 * 1_000_000
    sql = text(f"UPDATE {table} SET {column} = {column} - {micro}")
    await stage.world.work(lambda work: work.write(sql))


async def read(stage: Stage, path: str, who: str = "organiser", status: int = 200) -> str:
    token = stage.scene.tokens.get(who) or stage.tokens.get(who, "")
    async with stage.world.web(token) as web:
        answer = await web.get(path)
        assert answer.status_code == status
        return answer.text


def wall(stage: Stage, minutes: int = 0) -> Wall:
    at = utc_now() + timedelta(minutes=minutes)
    return stage.world.look(wall_views.wall, OLGA, stage.scene.fair_id, at)


async def test_while_every_booth_answers_the_wall_and_the_board_say_so(stage: Stage) -> None:
    fair = f"/board/{stage.scene.fair_id}"

    assert "The open booth is answering." in await read(stage, f"{fair}/wall")
    assert "The open booth is answering." in await read(stage, fair)


async def test_the_most_urgent_is_said_with_names_and_whom_to_ring(stage: Stage) -> None:
    lan = await stage.person("Lan")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), lan)
    contact = {"contact_name": "Bo Hai", "phone": "0573 8888 1234"}
    said = SayContact(employer_id=stage.scene.employer_id, **contact)
    await stage.world.do(said, stage.scene.organiser)

    first = wall(stage, minutes=6)["first"]
    assert first
    assert first["what"] is Finding.SILENT
    assert first["contact"].name == "Bo Hai"
    assert [one.name for one in first["duties"]] == ["Mei"]
    assert wall(stage, minutes=6)["answering"] == 0


async def test_the_room_reads_whom_to_ring_and_the_board_rings_with_one_tap(stage: Stage) -> None:
    lan = await stage.person("Lan")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), lan)
    contact = {"contact_name": "Bo Hai", "phone": "0573 8888 1234"}
    said = SayContact(employer_id=stage.scene.employer_id, **contact)
    await stage.world.do(said, stage.scene.organiser)
    for table, column in BEGAN:
        await earlier(stage, table, column)

    for path in ("wall", "now"):
        page = await read(stage, f"/board/{stage.scene.fair_id}/{path}")
        assert "Huafeng, is silent" in page
        assert "Mei" in page
        assert 'href="tel:0573 8888 1234"' in page


async def test_a_paused_booth_is_no_fault_and_the_wall_says_paused(stage: Stage) -> None:
    await stage.world.do(DutyEnd(booth_id=stage.scene.booth_id), stage.mei)

    found = wall(stage, minutes=30)

    assert found["first"] is None
    assert 'data-state="paused"' in await read(stage, f"/board/{stage.scene.fair_id}/wall")


async def test_nobody_but_the_office_reads_the_wall(stage: Stage) -> None:
    await stage.person("Lan")

    for who in ("recruiter", "Lan"):
        await read(stage, f"/board/{stage.scene.fair_id}/wall", who, 403)
