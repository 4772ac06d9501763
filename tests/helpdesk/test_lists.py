"""No list of the help desk is cut: what does not stand on its page stands on the next."""

import pytest_asyncio

from fair.budgets import Budgets
from fair.contract.helpdesk import AskForHelp, WithdrawHelp
from tests.helpdesk.desk import shown
from tests.hiring.stage import Stage, a_stage
from tests.world import World


@pytest_asyncio.fixture
async def stage(world: World) -> Stage:
    return await a_stage(world)


async def asked(stage, who, about):
    reply = await stage.world.do(AskForHelp(page="/queues", about=about), who)
    return reply.request_id


async def test_what_was_done_before_is_read_page_by_page(stage):
    for number in range(31):
        who = await stage.person(f"P{number:02}")
        request_id = await asked(stage, who, f"word-{number:02}")
        await stage.world.do(WithdrawHelp(request_id=request_id), who)
    here = f"/board/{stage.scene.fair_id}/help"

    first = await shown(stage, here)
    older = await shown(stage, f"{here}/all/ended?page=2")

    assert f"{here}/all/ended?page=2" in first
    assert "word-30" in first
    assert "word-00" not in first
    assert "word-00" in older
    assert "word-30" not in older
    await shown(stage, f"{here}/all/nothing", status=404)
    await shown(stage, f"{here}/all/ended", "recruiter", 403)


async def test_a_person_reads_every_time_they_were_helped(stage):
    lan = await stage.person("Lan")
    for number in range(11):
        stage.world.server.dispatch.budgets = Budgets()  # days go by in between
        request_id = await asked(stage, lan, f"word-{number:02}")
        await stage.world.do(WithdrawHelp(request_id=request_id), lan)

    first = await shown(stage, "/need-help", "Lan")
    older = await shown(stage, "/need-help/before?page=2", "Lan")

    assert "word-00" not in first
    assert "/need-help/before" in first
    assert "word-00" in older
