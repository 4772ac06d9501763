"""Each figure of the board and of the wall opens what it counts, and its rows counted anew."""

import re

from fair.contract.interviews import ConcludeInterview
from fair.contract.queue import JoinQueue
from fair.glossary import Outcome
from tests.booths.scene import seen
from tests.hiring.stage import a_stage

WALL = ("present", "waiting", "talking", "longest", "interviews", "offers", "accepted", "hires")
BOARD = (
    "present", "waiting", "talking", "longest", "owed",
    "people", "contacts", "interviews", "outcomes", "offers", "accepted", "hires",
)  # fmt: skip


def figures(page: str) -> dict[str, tuple[str, str]]:
    """Return (where it leads, what it says) of each figure of a page, by its name."""
    found = re.findall(r'href="(/audit/\w+/figures/(\w+))"(.*?)</a>', page, re.DOTALL)
    return {
        name: (href, re.sub(r"<[^>]+>|\s+", " ", tail.partition(">")[2]).strip())
        for href, name, tail in found
    }


def facts(page: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page))


async def test_a_tap_on_any_figure_shows_its_definition_its_rows_and_that_they_agree(world):
    stage = await a_stage(world, head_count=3)
    scene = stage.scene
    for name in ("Lan", "Bo"):
        join = JoinQueue(booth_id=scene.booth_id, ready_in=0)
        await world.do(join, await stage.person(name))
    await stage.talked("Qi")
    await stage.offered(await stage.talked("Zhi"))
    wall = figures(await seen(scene, f"/board/{scene.fair_id}/wall", "organiser"))
    board = figures(await seen(scene, f"/board/{scene.fair_id}", "organiser"))

    assert tuple(wall) == WALL
    assert tuple(board) == BOARD
    for name, (href, said) in {**wall, **board}.items():
        page = await seen(scene, href, "organiser")
        if name == "present":
            assert "That is kept nowhere" in page
            continue
        now = facts(page)["Now"]
        assert facts(page)["Recounted"] == now, name
        assert page.count("<code>") >= int(now), name
        assert page.count('class="alerts"') == 0
        assert "Tables and ledger agree." in page
        if name != "longest":
            assert said.split()[-1] == now, name
    assert facts(await seen(scene, wall["waiting"][0], "organiser"))["Now"] == "2"
    owed = facts(await seen(scene, board["owed"][0], "organiser"))["Now"]

    done = ConcludeInterview(
        interview_id=next(iter(stage.interviews.values())), outcome=Outcome.NO_FIT, reason="pay"
    )
    await world.do(done, stage.mei)

    after = facts(await seen(scene, board["owed"][0], "organiser"))
    assert int(after["Now"]) == int(after["Recounted"]) == int(owed) - 1
