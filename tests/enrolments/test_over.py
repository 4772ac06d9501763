"""When a fair closes, a request that nobody decided ends in words, and nobody is accepted."""

import pytest
from sqlalchemy import text

from fair.board.rows_reads import verify_rows
from fair.contract.enrolments import EnrolmentAccept, EnrolmentConfirm, EnrolmentTakeBack
from fair.contract.programme import CloseFair
from fair.enrolments.refusals import EnrolmentOver
from fair.programme.refusals import FairFinished
from tests.accounts.helpers import mails
from tests.booths.scene import seen
from tests.enrolments.asking import MAIL, NAME, asked, link, waits


async def closed(scene, enrolment_id=""):
    """Close the fair; with a request, as if it had closed before requests ended with it."""
    await scene.world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)
    if enrolment_id:
        again = text(
            f"update enrolment set state = 'waiting', decided_at = null where id = '{enrolment_id}'"
        )
        await scene.world.work(lambda work: work.write(again))


async def test_what_nobody_decided_ends_with_the_fair_and_the_company_reads_what_to_do(scene):
    enrolment_id = await waits(scene.world, scene.fair_id)
    mine = link(scene.world)

    await closed(scene)

    async with scene.world.web() as reader:
        page = (await reader.get(mine)).text
    assert "Not decided before the fair closed" in page
    assert "Ask again at the next fair" in page
    assert "is looking at it" not in page
    assert "take_back" not in page
    newest = mails(scene.world, MAIL)[0].text
    assert NAME in newest
    assert "ask again at the next fair" in newest
    assert mine in newest
    with pytest.raises(EnrolmentOver):
        await scene.world.do(EnrolmentTakeBack(enrolment_id=enrolment_id))


async def test_the_organiser_reads_afterwards_who_was_not_decided_about(scene):
    await waits(scene.world, scene.fair_id)
    await closed(scene)

    page = await seen(scene, f"/board/{scene.fair_id}/companies", "organiser")

    assert "No company waits for an answer" in page
    assert "Not decided before the fair closed" in page
    assert "enrolment.accept" not in page


async def test_nobody_is_accepted_for_a_fair_that_is_over(scene):
    enrolment_id = await waits(scene.world, scene.fair_id)
    mine = link(scene.world)
    await closed(scene, enrolment_id)

    with pytest.raises(FairFinished):
        await scene.world.do(EnrolmentAccept(enrolment_id=enrolment_id), scene.organiser)

    page = await seen(scene, f"/board/{scene.fair_id}/companies", "organiser")
    assert "enrolment.accept" not in page
    assert "This fair is over" in page
    async with scene.world.web() as reader:
        assert "Not decided before the fair closed" in (await reader.get(mine)).text


async def test_whoever_confirms_after_the_closing_reads_that_the_fair_is_over(scene):
    enrolment_id = await asked(scene.world, scene.fair_id)
    mine = link(scene.world)
    await closed(scene)

    with pytest.raises(FairFinished):
        await scene.world.do(EnrolmentConfirm(enrolment_id=enrolment_id))
    async with scene.world.web() as reader:
        page = (await reader.get(mine)).text
    assert "Yes, this is my request" not in page
    assert "Not decided before the fair closed" in page


async def test_the_ledger_recounts_what_ended_with_the_fair(scene):
    await waits(scene.world, scene.fair_id)
    await closed(scene)

    assert "enrolment.not_decided" in scene.world.kinds()
    assert list(scene.world.look(verify_rows).differences) == []
