"""/metrics: a program is told whether the fair is all right, and learns of no person."""

import re
from pathlib import Path

from fair.queue import reads as queue
from fair.trouble import Trouble
from tests.booths.scene import a_scene
from tests.queue.day import Day
from tests.world import World, running

SHAPE = re.compile(r'# (HELP|TYPE) fair_\w+ .+|fair_\w+(\{[a-z]+="[^"]*"\})? [-+.\de]+')
TOKEN = "a-token-for-programs-of-32-characters"


async def asked(world: World, token: str = TOKEN, address: str = "127.0.0.1") -> tuple[int, str]:
    async with world.web(address=address) as program:
        answer = await program.get("/metrics", headers={"authorization": f"Bearer {token}"})
    return answer.status_code, answer.text


async def test_a_program_learns_how_many_wait_at_each_fair_that_runs_and_of_nobody(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, metrics_token=TOKEN) as world:
        scene = await a_scene(world)
        await scene.started()
        day = Day(world, scene)
        await day.waiting(3)
        status, said = await asked(world)
        query = "SELECT name FROM person UNION SELECT name FROM account"
        names = [row.name for row in world.rows(query)]
        assert world.look(queue.live_tickets, day.booth_id)
    assert status == 200
    assert f'fair_waiting{{fair="{scene.fair_id}"}} 3' in said
    assert f'fair_silent_booths{{fair="{scene.fair_id}"}} 0' in said
    assert "fair_ready 1" in said.splitlines()
    assert re.search(r"^fair_disk_free_bytes [0-9]+$", said, re.MULTILINE)
    assert not [one for one in names if len(one) > 3 and one in said]
    for line in said.splitlines():
        assert SHAPE.fullmatch(line), line


async def test_without_the_token_there_are_no_figures(tmp_path: Path) -> None:
    async with running(tmp_path, metrics_token=TOKEN) as world:
        scene = await a_scene(world)
        assert (await asked(world, "another"))[0] == 403
        assert (await asked(world, ""))[0] == 403
        async with world.web(scene.tokens["organiser"]) as browser:
            assert (await browser.get("/metrics")).status_code == 403
        codes = [(await asked(world, "guess", "10.9.8.7"))[0] for _ in range(12)]
        assert codes[-1] == 429
        assert (await asked(world))[0] == 200


async def test_without_such_a_setting_there_is_no_such_address(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        assert (await asked(world))[0] == 404
        assert (await asked(world, ""))[0] == 404


async def test_a_sick_server_says_so_and_asks_no_database(tmp_path: Path) -> None:
    async with running(tmp_path, metrics_token=TOKEN) as world:
        world.database.health.failed(Trouble.FULL, OSError("disk full"))
        status, said = await asked(world)
    assert status == 200
    assert "fair_ready 0" in said.splitlines()
    assert 'fair_trouble{cause="full"} 1' in said
    assert "fair_waiting" not in said
