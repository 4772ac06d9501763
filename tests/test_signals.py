"""Messages to closed pages: sent once, tried again when the gateway was away, not after expiry."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from fair import signals
from fair.signals import signal
from fair.signals.carriers import Outbox
from fair.signals.delivery import Delivery
from fair.signals.said import Said
from tests.gateway import a_gateway

SAID = Said("ready", "en", {}, "Your turn")


@pytest.fixture
async def gateway():
    async with a_gateway() as made:
        yield made


async def deliver(world, carrier):
    delivery = Delivery(world.database, {"text": carrier})
    await delivery.drain()
    await carrier.close()
    return [row.ended for row in world.rows(select(signal.c.ended))]


async def put(world, dedupe="ring-1", lasts_s=60.0, to="+8613800001234", **more):
    return await world.work(
        lambda work: signals.send(
            work, person_id="p1", recipient=to, said=SAID, dedupe=dedupe,
            lasts_s=lasts_s, **more,
        )
    )  # fmt: skip


def texts(world):
    return [row.text for row in world.rows(select(signal.c.text))]


async def test_a_message_reaches_the_gateway_once_with_its_key(world, gateway):
    await put(world)
    await put(world)

    assert await deliver(world, gateway.carrier("t")) == ["sent"]
    assert await deliver(world, gateway.carrier("t")) == ["sent"]
    assert gateway.heard == [{"to": "+8613800001234", "text": "Your turn", "key": "ring-1"}]


async def test_what_was_sent_is_written_nowhere_any_more(world, gateway):
    await put(world)
    assert texts(world) == ["Your turn"]

    await deliver(world, gateway.carrier())

    assert texts(world) == [""]


@pytest.mark.parametrize("status", [401, 404, 408, 409, 429, 500, 503, 301])
async def test_what_is_no_fault_of_the_number_is_tried_again(world, gateway, status):
    gateway.says(status)
    await put(world)
    assert await deliver(world, gateway.carrier()) == [""]
    assert await deliver(world, gateway.carrier()) == [""]
    assert len(gateway.heard) == 1, "not at once"

    gateway.says(200)
    await world.work(lambda work: work.write(update(signal).values(next_try_at=work.now)))

    assert await deliver(world, gateway.carrier()) == ["sent"]


async def test_nobody_is_followed_to_a_host_that_is_not_configured(world, gateway):
    async with a_gateway() as other:
        gateway.elsewhere = other.url
        gateway.says(307)
        await put(world)

        assert await deliver(world, gateway.carrier("a key")) == [""]
        assert (len(gateway.heard), other.heard) == (1, [])


async def test_a_gateway_that_is_not_there_is_tried_again(world, gateway):
    await put(world)
    carrier = gateway.carrier()
    carrier._url = "http://127.0.0.1:1/"

    assert await deliver(world, carrier) == [""]
    assert texts(world) == ["Your turn"]


@pytest.mark.parametrize("status", [400, 410, 422])
async def test_a_number_that_the_gateway_refuses_is_given_up(world, gateway, status):
    gateway.says(status)
    await put(world)

    assert await deliver(world, gateway.carrier()) == ["refused"]
    assert texts(world) == [""]
    assert world.look(signals.refused, ["p1", "p2"]) == {"p1"}


async def test_a_number_is_good_again_with_the_next_text_that_was_taken(world, gateway):
    gateway.says(400)
    await put(world)
    await deliver(world, gateway.carrier())
    gateway.says(200)
    await put(world, "ring-2")
    await deliver(world, gateway.carrier())

    assert world.look(signals.refused, ["p1"]) == set()


async def test_an_expired_message_is_never_sent_and_its_words_are_gone(world, gateway):
    await put(world, lasts_s=-1)

    assert await deliver(world, gateway.carrier()) == ["expired"]
    assert texts(world) == [""]
    assert gateway.heard == []


async def test_a_week_after_its_end_a_message_leaves_no_row(world, gateway):
    await put(world)
    await deliver(world, gateway.carrier())
    ended = world.rows(select(signal.c.ended_at))[0].ended_at

    await world.server.sweeper.round(ended + timedelta(days=7))
    assert len(texts(world)) == 1

    await world.server.sweeper.round(ended + timedelta(days=7, seconds=1))
    assert texts(world) == []


async def test_a_message_whose_work_was_refused_is_not_sent(world):
    def refuse(work):
        signals.send(work, person_id="p1", recipient="+86", said=SAID, dedupe="never", lasts_s=60)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await world.work(refuse)

    assert await deliver(world, Outbox()) == []


async def test_where_nothing_is_sent_nothing_is_kept(tmp_path):
    from tests.world import running

    async with running(tmp_path, sms_provider="none") as world:
        assert not await put(world)
        assert texts(world) == []


async def test_what_finds_no_way_out_any_more_is_blanked(world):
    await put(world)
    delivery = Delivery(world.database, {})
    await delivery.drain()

    assert [(row.ended, row.text) for row in world.rows(select(signal.c.ended, signal.c.text))] == [
        ("no_way", "")
    ]


@pytest.mark.parametrize(
    ("lasts_s", "urgency"),
    [
        (900, signals.URGENT),
        (901, signals.SOON),
        (86_400, signals.SOON),
        (86_401, signals.CALM),
    ],
)
def test_what_lasts_shortest_is_most_urgent(lasts_s, urgency):
    assert signals.urgency_of(lasts_s) == urgency
