"""What does not leave the house is said on the organisers' board, in words."""

from datetime import timedelta

from sqlalchemy import update

from fair import signals
from fair.signals import signal
from fair.signals.said import Said
from tests.booths.scene import a_scene
from tests.people.helpers import signed_in

SAID = Said("ready", "en", {}, "Your turn")


async def read(world, scene):
    token = await signed_in(world, account_id=scene.organiser.account_id)
    async with world.web(token) as web:
        return " ".join((await web.get(f"/board/{scene.fair_id}")).text.split())


async def test_texts_that_wait_and_texts_that_were_lost_are_said_on_the_board(world):
    scene = await a_scene(world)
    await world.work(
        lambda work: signals.send(
            work, person_id="p", recipient="+86", said=SAID, dedupe="a", lasts_s=600
        )
    )
    assert "not out since" not in await read(world, scene)

    await world.work(
        lambda work: work.write(update(signal).values(made_at=work.now - timedelta(seconds=31)))
    )
    assert "1 text to a phone is not out since" in await read(world, scene)

    await world.work(
        lambda work: work.write(update(signal).values(ended="expired", ended_at=work.now, text=""))
    )
    page = await read(world, scene)
    assert "1 text to a phone of the last hour was not sent" in page
    assert "look at the gateway" in page
