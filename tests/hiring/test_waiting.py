"""The offer is the news: on top while it waits for its person, and never announced when gone."""

import re

import pytest

from fair.contract.hiring import ConfirmHire, DeclineOffer, WithdrawOffer

YOURS = "Your offer"


async def queues(stage, name: str) -> str:
    async with stage.world.web(stage.tokens[name]) as browser:
        return re.sub(r"\s+", " ", (await browser.get("/queues")).text)


async def test_an_offer_stands_above_the_queues_until_its_person_has_done_their_part(stage):
    lan = await stage.talked("Lan")
    assert YOURS not in await queues(stage, "Lan")

    offer_id = await stage.offered(lan)
    page = await queues(stage, "Lan")
    assert page.index(YOURS) < page.index("/queues/list")
    await stage.accept(lan, offer_id)
    assert YOURS in await queues(stage, "Lan")
    await stage.world.do(ConfirmHire(offer_id=offer_id), lan)

    page = await queues(stage, "Lan")
    assert YOURS not in page
    assert page.index("/queues/list") < page.index(f"/offers/{offer_id}")


@pytest.mark.parametrize("gone", ["withdrawn", "declined"])
async def test_an_offer_that_is_gone_stands_on_top_no_more(stage, gone):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    if gone == "withdrawn":
        await stage.world.do(WithdrawOffer(offer_id=offer_id, reason="papers"), stage.mei)
    else:
        await stage.world.do(DeclineOffer(offer_id=offer_id), lan)

    assert YOURS not in await queues(stage, "Lan")


async def test_nobody_else_waits_for_somebody_s_offer(stage):
    lan, _ = await stage.talked("Lan"), await stage.talked("Bo")
    await stage.offered(lan)

    assert YOURS not in await queues(stage, "Bo")
    async with stage.world.web(stage.scene.tokens["recruiter"]) as desk:
        assert (await desk.get("/offers/waiting")).status_code == 403
