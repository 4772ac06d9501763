"""Heads leave the house: to a file, a command, the auditor, once each, and never in the way."""

import asyncio
import sys
from time import monotonic

import pytest

from fair import head_outlets
from fair.anchors import newest_head
from fair.contract.programme import CloseFair
from fair.head_outlets import Failed, stamp
from fair.heads import heads_in
from tests.booths.scene import a_scene
from tests.world import running, serving


def program(tmp_path, code):
    """A command as an operator may name one."""
    file = tmp_path / "stamp.py"
    file.write_text(code)
    return f"{sys.executable} {file}"


async def test_each_head_is_added_to_the_file_once_and_the_last_one_at_the_stop(tmp_path):
    kept = tmp_path / "heads.txt"
    async with serving(tmp_path, ledger_heads_file=str(kept)) as world:
        await world.server.anchors.drop()
        first = world.look(newest_head)
        await world.server.outlets.turn()
        await world.server.outlets.turn(at_once=True)
        assert heads_in(kept.read_text()) == [first]
        await a_scene(world)

    lines = kept.read_text().splitlines()
    async with running(tmp_path) as world:
        assert [str(world.look(newest_head))] == lines[1:]
    assert kept.stat().st_mode & 0o777 == 0o600


async def test_while_nothing_is_closed_heads_leave_every_ten_minutes_only(tmp_path):
    kept = tmp_path / "heads.txt"
    async with serving(tmp_path, ledger_heads_file=str(kept)) as world:
        await world.server.anchors.drop()
        await world.server.outlets.turn()
        await a_scene(world)
        await world.server.anchors.drop()
        await world.server.outlets.turn()

        assert len(kept.read_text().splitlines()) == 1


async def test_the_command_gets_the_head_and_none_of_our_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("FAIR_SECRET", "a secret " * 9)
    got = tmp_path / "got"
    code = (
        "import os, sys\n"
        f"open({str(got)!r}, 'w').write(sys.stdin.read() + repr(sorted(os.environ)))"
    )
    async with serving(tmp_path, ledger_stamp_command=program(tmp_path, code)) as world:
        await world.server.anchors.drop()
        await world.server.outlets.turn(at_once=True)
        assert heads_in(got.read_text()) == [world.look(newest_head)]

    assert "FAIR" not in got.read_text().replace("FAIR-HEAD", "")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("/no/such/program", "cannot be started"),
        ("'an open quote", "cannot be started"),
        (f"{sys.executable} -c 'raise SystemExit(3)'", "ended with 3"),
    ],
)
async def test_a_command_that_fails_says_why(command, why):
    with pytest.raises(Failed, match=why):
        await stamp(command, "FAIR-HEAD")


async def test_a_command_is_no_line_of_a_shell(tmp_path):
    touched = tmp_path / "touched"

    await stamp(f"/bin/echo $(touch {touched}) ; touch {touched}", "FAIR-HEAD")

    assert not touched.exists()


async def test_a_command_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(head_outlets, "COMMAND_S", 0.5)
    with pytest.raises(Failed, match=r"longer than 0\.5 s"):
        await stamp(f"{sys.executable} -c 'import time; time.sleep(60)'", "FAIR-HEAD")


async def test_a_command_that_hangs_holds_no_stop_up_and_the_next_start_tries_again(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(head_outlets, "PARTING_S", 0.3)
    hangs = program(tmp_path, "import time; time.sleep(60)")
    async with serving(tmp_path, ledger_stamp_command=hangs):
        stopping = monotonic()
    assert monotonic() - stopping < 20

    got = tmp_path / "got"
    works = program(tmp_path, f"import sys; open({str(got)!r}, 'w').write(sys.stdin.read())")
    async with serving(tmp_path, ledger_stamp_command=works) as world:
        await world.server.outlets.turn()
        assert heads_in(got.read_text())


async def test_a_file_that_cannot_be_added_to_is_said_and_tried_again(tmp_path, caplog):
    kept = tmp_path / "folder"
    kept.mkdir()
    async with serving(tmp_path, ledger_heads_file=str(kept)) as world:
        await world.server.anchors.drop()
        await world.server.outlets.turn()
        assert f"{kept} cannot be added to: Is a directory" in caplog.text
        kept.rmdir()
        await world.server.outlets.turn()

        assert heads_in(kept.read_text()) == [world.look(newest_head)]


async def test_at_the_closing_the_auditor_is_mailed_the_head_that_covers_the_sealed_figures(
    tmp_path,
):
    async with serving(tmp_path, ledger_auditor="auditor@example.org") as world:
        scene = await a_scene(world)
        await scene.started()
        await world.server.outlets.turn()
        assert mails(world) == []
        await world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)
        while not mails(world):
            await world.server.anchors.drop()
            await world.server.outlets.turn(at_once=True)
            await asyncio.sleep(0)
        await world.server.outlets.turn(at_once=True)
        (mail,) = mails(world)
        (head,) = heads_in(mail.text)
        rows = world.rows(f"select count(*) as n from ledger where fair_id = '{scene.fair_id}'")

    assert (head.fair_id, head.rows) == (scene.fair_id, rows[0].n)
    assert scene.fair_id not in mail.subject


def mails(world):
    return world.rows("select * from signal where recipient = 'auditor@example.org'")
