"""Calls from bad networks: behind the hard routers, without UDP, through an outage and a move.

How fast all this is `python -m benchmarks calls` measures; here it has to work at all, on a machine
that does other things as well.
"""

import asyncio
from pathlib import Path
from time import time

import pytest

from tests.journeys.harness.far_talks import LAN_HZ, MEI_HZ, FarTalk, far_talk
from tests.journeys.harness.own_networks import refused
from tests.journeys.harness.tones import assert_hears
from tests.journeys.harness.weather import Weather

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(400),
    pytest.mark.skipif(bool(refused(tun=True)), reason=refused(tun=True)),
]


async def hear_each_other(talk: FarTalk) -> None:
    await asyncio.gather(
        assert_hears(talk.lan.person.page, MEI_HZ, own=LAN_HZ),
        assert_hears(talk.mei.person.page, LAN_HZ, own=MEI_HZ),
    )


async def heard_again(talk: FarTalk, at: float, within_s: float) -> None:
    back = await talk.back(at, within_s)
    assert None not in back.values(), back


async def test_over_the_bridge_the_talk_outlives_an_outage_and_another_address(
    tmp_path: Path,
) -> None:
    async with far_talk(tmp_path, "bridge") as talk:
        await talk.rings()
        await talk.answered()
        await hear_each_other(talk)

        talk.lan.network.weather(Weather(cut=True))
        await asyncio.sleep(5)  # the outage itself
        talk.lan.network.weather(Weather())
        await heard_again(talk, time(), within_s=10)

        at = time()
        talk.lan.network.moves(1)
        await heard_again(talk, at, within_s=15)
        await hear_each_other(talk)
        went = talk.lan.network.router.went()
    assert set(went) == {f"{one.name} house" for one in (talk.lan.network, talk.mei.network)} | {
        f"house {one.name}" for one in (talk.lan.network, talk.mei.network)
    }


async def test_two_behind_routers_that_let_nobody_in_talk_over_the_bridge(tmp_path: Path) -> None:
    async with far_talk(tmp_path, "direct", "symmetric", "symmetric", calls="auto") as talk:
        await talk.rings()
        first = await talk.answered()
        assert None not in first.values(), first
        await hear_each_other(talk)
        for side in talk.sides:
            assert 46_000 <= (await side.way())["port"] <= 46_199


async def test_who_has_no_udp_talks_through_the_relay_by_tcp(tmp_path: Path) -> None:
    async with far_talk(tmp_path, "turn") as talk:
        talk.lan.network.weather(Weather(udp=False))
        await talk.rings()
        await talk.answered()
        await hear_each_other(talk)
        assert (await talk.lan.way())["relay"] == "tcp"
        assert f"{talk.lan.network.name} house" not in talk.lan.network.router.went()
