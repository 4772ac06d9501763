"""Two leaders, the old one and its successor, never hand the same text over at one time."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from fair.db import utc_now
from fair.sick import CannotSave
from fair.signals import delivery, signal
from fair.signals.carriers import Letter, Mail, Outbox
from fair.signals.delivery import Delivery
from tests.gateway import a_gateway
from tests.signals_put import put


@pytest.fixture
async def gateway():
    async with a_gateway() as made:
        yield made


def one_of_two(world, carrier):
    return Delivery(world.database, {"text": carrier}, alone=False)


def ended(world):
    return {row.dedupe: row.ended for row in world.rows(select(signal.c.dedupe, signal.c.ended))}


async def test_two_that_send_at_once_share_the_texts_and_none_goes_twice(world, gateway):
    names = [str(n) for n in range(40)]
    await put(world, *names)
    carriers = [gateway.carrier(), gateway.carrier()]
    both = [one_of_two(world, carrier) for carrier in carriers]

    while set(ended(world).values()) != {"sent"}:
        await asyncio.gather(*(one.drain() for one in both))
    for carrier in carriers:
        await carrier.close()

    assert sorted(gateway.heard_keys()) == sorted(names)


async def test_what_a_killed_one_had_under_way_goes_again_by_the_same_key_and_not_before(
    world, gateway
):
    go = gateway.hold()
    await put(world, "ring", lasts_s=3600)
    carrier = gateway.carrier()
    await one_of_two(world, carrier).turn(utc_now())  # and is never heard of again
    await gateway.until(lambda: gateway.heard_keys() == ["ring"])

    after = one_of_two(world, Outbox())
    assert await after.turn(utc_now()) == 0
    world.clock(utc_now() + timedelta(seconds=60))
    go.set()
    again = one_of_two(world, carrier)
    await again.turn(utc_now() + timedelta(seconds=60))
    await gateway.until(lambda: len(gateway.heard) == 2)
    await again.drain()
    await carrier.close()

    assert gateway.heard_keys() == ["ring", "ring"]
    assert ended(world) == {"ring": "sent"}


async def test_who_stood_still_after_claiming_hands_nothing_over(world, monkeypatch):
    await put(world, "ring")
    monkeypatch.setattr(delivery, "MARGIN_S", -1.0)

    await one_of_two(world, Outbox()).drain()

    assert ended(world) == {"ring": ""}


async def test_who_failed_does_not_put_off_what_another_one_carries_by_now(world, gateway):
    go = asyncio.Event()

    async def fails(_text):
        await go.wait()
        return 500

    gateway.answer = fails
    await put(world, "ring")
    carrier = gateway.carrier()
    old = one_of_two(world, carrier)
    await old.turn(utc_now())
    await gateway.until(lambda: gateway.under_way == 1)
    await world.work(lambda work: work.write(update(signal).values(claimed_by="another")))
    go.set()
    await old.drain()
    await carrier.close()

    (row,) = world.rows(select(signal))
    assert (row.claimed_by, row.tries, len(gateway.heard)) == ("another", 0, 1)


async def test_one_server_alone_waits_for_no_claim_of_a_killed_one(world):
    await put(world, "ring")
    claimed = {"claimed_by": "killed", "claimed_until": utc_now() + timedelta(seconds=60)}
    await world.work(lambda work: work.write(update(signal).values(claimed)))

    await Delivery(world.database, {"text": Outbox()}, alone=True).drain()

    assert ended(world) == {"ring": "sent"}


async def test_where_nothing_can_be_saved_nothing_is_handed_over(world, gateway):
    await put(world, "ring")
    carrier = gateway.carrier()

    def full(_works):
        raise OSError(28, "No space left on device")

    finish, world.database.finish = world.database.finish, full
    with pytest.raises(CannotSave):
        await one_of_two(world, carrier).turn(utc_now())
    world.database.finish = finish
    await carrier.close()

    assert gateway.heard == []


def test_a_mail_has_one_name_however_often_it_is_tried():
    mail = Mail("smtp://127.0.0.1:1025", "The fair <fair@fair.example>")
    letter = Letter("id1", "olga@fair.example", "Hello", "Good day", "key1")

    assert mail.message(letter)["Message-ID"] == mail.message(letter)["Message-ID"]
    assert mail.message(letter)["Message-ID"] == "<id1@fair.example>"
