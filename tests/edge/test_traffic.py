"""How many pages and open requests one network has, and that nobody signed in pays for it."""

import asyncio
from contextlib import AsyncExitStack

import httpx
import pytest

from fair.budgets import Budgets
from fair.decisions import Actor, Busy, TooMany
from fair.glossary import Role
from fair.places import Places
from fair.traffic import MOST_OPEN_OF_PERSON, MOST_OPEN_OF_STRANGERS, WIDER, Traffic
from fair.words import catalogue
from tests.agreements.belongings import LAN, belongings
from tests.world import running

SEEKER = Actor(Role.SEEKER, person_id="p1", address="10.0.0.1")


def visitor(address):
    return Actor(Role.VISITOR, address=address)


def client(world, address, **cookies):
    """Return a browser that asks from this address."""
    transport = httpx.ASGITransport(app=world.server.app, client=(address, 1))
    return httpx.AsyncClient(
        transport=transport, base_url="http://127.0.0.1:8000", cookies=cookies,
        headers={"accept-language": "zh-CN"},
    )  # fmt: skip


async def test_a_network_that_loads_pages_without_end_is_told_to_wait_in_its_language(tmp_path):
    async with running(tmp_path, pages_a_minute=5) as world:
        async with client(world, "10.0.0.1") as web:
            pages = [await web.get("/help") for _ in range(7)]
            css = await web.get(world.server.site.assets.url("app.css"))
            ready = await web.get("/readyz")
            wants = {"accept": "application/json"}
            asked = [await web.get("/help", headers=wants) for _ in range(6)][-1]
        async with client(world, "10.0.0.2") as web:
            other = await web.get("/help")
        async with client(world, "10.0.0.1", fair_login="x" * 43) as web:
            forged = await web.get("/help")

    assert [page.status_code for page in pages] == [200] * 5 + [429] * 2
    refused = pages[-1]
    assert int(refused.headers["retry-after"]) > 0
    assert "秒" in refused.text
    assert len(refused.content) < 700
    assert "name=viewport" in refused.text
    assert "<html lang=zh-Hans>" in refused.text
    assert 'href="/help"' in refused.text  # to load it again
    assert asked.json()["refused"] == "too-many"
    assert (css.status_code, ready.status_code, other.status_code) == (200, 200, 200)
    assert forged.status_code == 429


async def test_the_parts_of_an_open_page_use_up_no_page_and_are_bounded_too(tmp_path):
    async with running(tmp_path, pages_a_minute=5) as world, client(world, "10.0.0.1") as web:
        part = {"x-partial": "1"}
        parts = [(await web.get("/help", headers=part)).status_code for _ in range(7)]
        page = await web.get("/help")

    assert parts == [200] * 5 + [429] * 2
    assert page.status_code == 200


def test_one_second_is_one():
    said = catalogue("en").refusal(TooMany(seconds=1))
    assert said == "That was too often. Wait 1 second and try again."


async def test_one_network_of_ipv6_is_one_network(tmp_path):
    async with running(tmp_path, pages_a_minute=5) as world:
        answers = []
        for number in range(7):
            async with client(world, f"2001:db8:0:1::{number}") as web:
                answers.append((await web.get("/help")).status_code)

    assert answers == [200] * 5 + [429] * 2


async def test_who_is_signed_in_loads_pages_while_a_stranger_beside_them_may_not(tmp_path):
    async with running(tmp_path, pages_a_minute=30) as world:
        have = await belongings(world)
        async with client(world, "10.0.0.1") as web:
            answers = {(await web.get("/help")).status_code for _ in range(32)}
        async with client(world, "10.0.0.1", fair_login=have.stage.tokens[LAN]) as web:
            own = await web.get("/help")

    assert answers == {200, 429}
    assert own.status_code == 200


async def test_no_header_of_a_stranger_makes_them_another_network(tmp_path):
    async with running(tmp_path, pages_a_minute=5) as world, client(world, "10.0.0.1") as web:
        answers = [
            (await web.get("/help", headers={"x-forwarded-for": f"10.9.9.{number}"})).status_code
            for number in range(7)
        ]

    assert answers == [200] * 5 + [429] * 2


# --- at the same time ----------------------------------------------------------------------------


OF_NETWORK = 6


@pytest.fixture
def traffic():
    return Traffic(10_000, OF_NETWORK, Places(wait_s=0.05))


async def held(stack, *places):
    for place in places:
        await stack.enter_async_context(place)


async def refused(place):
    try:
        async with place:
            return False
    except Busy:
        return True


async def test_one_network_holds_its_share_of_open_requests_and_gives_them_back(traffic):
    async with AsyncExitStack() as stack:
        await held(stack, *(traffic.served(visitor("10.0.0.1")) for _ in range(OF_NETWORK)))

        assert await refused(traffic.served(visitor("10.0.0.1")))
        assert not await refused(traffic.served(visitor("10.0.0.2")))
        assert not await refused(traffic.served(SEEKER))
    assert not await refused(traffic.served(visitor("10.0.0.1")))
    assert not traffic.places._held
    assert not traffic.places._waiting


async def test_a_customer_with_many_networks_of_ipv6_shares_the_places_of_a_few(traffic):
    many = [visitor(f"2001:db8:7:{n}::1") for n in range(OF_NETWORK * WIDER)]
    async with AsyncExitStack() as stack:
        await held(stack, *(traffic.served(one) for one in many))

        assert await refused(traffic.served(visitor("2001:db8:7:ffff::1")))
        assert not await refused(traffic.served(visitor("2001:db8:8::1")))


async def test_logins_that_are_none_hold_up_nobody_elsewhere(traffic):
    async with AsyncExitStack() as stack:
        await held(stack, *(traffic.looking_up("10.0.0.1") for _ in range(OF_NETWORK)))

        assert await refused(traffic.looking_up("10.0.0.1"))
        assert not await refused(traffic.looking_up("10.0.0.2"))


async def test_strangers_from_everywhere_leave_places_for_who_is_signed_in(traffic):
    async with AsyncExitStack() as stack:
        everywhere = (visitor(f"10.1.{n // 200}.{n % 200}") for n in range(MOST_OPEN_OF_STRANGERS))
        await held(stack, *(traffic.served(one) for one in everywhere))

        assert await refused(traffic.served(visitor("10.2.0.1")))
        assert not await refused(traffic.served(SEEKER))


async def test_one_person_has_a_bound(traffic):
    async with AsyncExitStack() as stack:
        await held(stack, *(traffic.served(SEEKER) for _ in range(MOST_OPEN_OF_PERSON)))

        assert await refused(traffic.served(SEEKER))


async def test_a_hall_behind_one_address_waits_a_moment_and_nobody_is_turned_away():
    traffic, served = Traffic(10_000, OF_NETWORK), 0

    async def look():
        nonlocal served
        async with traffic.served(visitor("10.0.0.1")):
            await asyncio.sleep(0)
            served += 1

    await asyncio.gather(*(look() for _ in range(OF_NETWORK * 4)))

    assert served == OF_NETWORK * 4
    assert not traffic.places._held


async def test_who_goes_while_waiting_leaves_the_place_to_the_next():
    traffic = Traffic(10_000, 1)
    async with traffic.served(visitor("10.0.0.1")):
        gone = asyncio.create_task(refused(traffic.served(visitor("10.0.0.1"))))
        after = asyncio.create_task(refused(traffic.served(visitor("10.0.0.1"))))
        await asyncio.sleep(0)
        gone.cancel()
    assert not await after
    assert not traffic.places._held


def test_pages_come_back_with_time():
    now = [0.0]
    traffic, budgets = Traffic(2, OF_NETWORK), Budgets(clock=lambda: now[0])
    for _ in range(2):
        traffic.count(budgets, visitor("10.0.0.1"))
    with pytest.raises(TooMany):
        traffic.count(budgets, visitor("10.0.0.1"))
    now[0] += 31
    traffic.count(budgets, visitor("10.0.0.1"))


async def test_a_request_that_ends_early_gives_its_place_back_and_leaves_no_trace(world, caplog):
    edge = world.server.app.build_middleware_stack()

    async def gone():
        return {"type": "http.disconnect"}

    async def send(_message):
        await asyncio.sleep(0)

    scope = {
        "type": "http", "method": "POST", "path": "/language", "raw_path": b"/language",
        "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1",
        "headers": [(b"host", b"127.0.0.1"),
                    (b"content-type", b"application/x-www-form-urlencoded")],
        "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8000), "state": {},
        "app": world.server.app,
    }  # fmt: skip
    await edge(scope, gone, send)

    assert not [line for line in caplog.records if line.levelname == "ERROR"]


def test_files_are_counted_by_what_they_say_before_they_are_read(traffic):
    budgets, mei = Budgets(), Actor(Role.RECRUITER, account_id="a1")
    for _ in range(16):
        traffic.count_file(budgets, mei, 5_000_000)
    with pytest.raises(TooMany):
        traffic.count_file(budgets, mei, 5_000_000)
    traffic.count_file(budgets, Actor(Role.RECRUITER, account_id="a2"), 5_000_000)
