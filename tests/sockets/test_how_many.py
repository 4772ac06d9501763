"""How many sockets there may be: of one person, behind one address, of visitors, of all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from fair.glossary import Role
from fair.open_socket import SOCKET
from tests.booths.scene import staff
from tests.sockets.attackers import Town, ask, ended, heard, listening, settled


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with listening(tmp_path, trusted_proxies="127.0.0.1") as town:
        yield town


async def test_who_opens_a_ninth_page_keeps_it_and_loses_the_idle_one(town: Town) -> None:
    _, token = await staff(town.world, "Mei", Role.RECRUITER)
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(town.page(token)) for _ in range(8)]
        await ask(pages[0], "clock")  # the second is now the one that said nothing for longest
        ninth = await stack.enter_async_context(town.page(token))

        assert await heard(pages[1]) == "41"
        for page in (pages[0], *pages[2:], ninth):
            assert "at" in (await ask(page, "clock", number=5))["ok"]


async def test_somebody_elses_pages_are_not_counted_with_mine(town: Town) -> None:
    _, mei = await staff(town.world, "Mei", Role.RECRUITER)
    _, olga = await staff(town.world, "Olga", Role.ORGANISER)
    async with AsyncExitStack() as stack:
        for token in (*[mei] * 8, *[olga] * 8, *[""] * 9):
            page = await stack.enter_async_context(town.page(token))
            assert "at" in (await ask(page, "clock"))["ok"]
        assert len(town.world.server.live._actors) == 25


async def test_a_pages_budget_is_its_owners_however_many_sockets_ask(town: Town) -> None:
    actor, token = await staff(town.world, "Mei", Role.RECRUITER)
    async with town.page(token) as page, town.page(token):
        await ask(page, "clock")
        for socket in town.sockets._open:
            assert socket.person == actor.key
    await settled(lambda: not town.sockets._persons)


async def test_six_hundred_sockets_of_one_address_are_not_let_in(town: Town) -> None:
    town.limit(per_network=6)
    _, token = await staff(town.world, "Mei", Role.RECRUITER)
    async with AsyncExitStack() as stack:
        for _ in range(6):
            await stack.enter_async_context(town.page(token, X_Forwarded_For="203.0.113.9"))

        assert await town.refused(X_Forwarded_For="203.0.113.9") == 429
        assert await town.refused(X_Forwarded_For="6.6.6.6, 203.0.113.9") == 429
        assert await town.refused(X_Forwarded_For="203.0.113.10") == 101
        assert await town.refused(X_Forwarded_For="2001:db8::1") == 101


async def test_a_household_of_ipv6_is_one_network(town: Town) -> None:
    town.limit(per_network=3)
    async with AsyncExitStack() as stack:
        for last in range(2):
            page = town.page(X_Forwarded_For=f"2001:db8:1:2::{last}")
            await stack.enter_async_context(page)

        assert await town.refused(X_Forwarded_For="2001:db8:1:2:ffff::1") == 429
        assert await town.refused(X_Forwarded_For="2001:db8:1:3::1") == 101


async def test_sockets_that_never_say_hello_make_room_for_a_neighbours_page(town: Town) -> None:
    town.limit(per_network=12, hello_s=600)
    _, token = await staff(town.world, "Mei", Role.RECRUITER)
    async with AsyncExitStack() as stack:
        silent = [await stack.enter_async_context(town.handshake()) for _ in range(10)]
        assert len(town.sockets) <= 8
        assert await ended(silent[0]) == 4008
        for _ in range(8):
            await stack.enter_async_context(town.handshake("x" * 43))
        page = await stack.enter_async_context(town.page(token))
        assert "at" in (await ask(page, "clock"))["ok"]
        assert await ended(silent[2]) == 4008


async def test_visitors_leave_room_for_who_is_signed_in(town: Town) -> None:
    town.limit(per_network=6)
    _, token = await staff(town.world, "Mei", Role.RECRUITER)
    async with AsyncExitStack() as stack:
        for _ in range(4):
            await stack.enter_async_context(town.page())
        assert await town.refused() == 429
        page = await stack.enter_async_context(town.page(token))
        assert "at" in (await ask(page, "clock"))["ok"]


async def test_there_is_an_end_to_all_sockets_together(town: Town) -> None:
    town.limit(together=3)
    async with town.page(), town.page():
        assert await town.refused() == 503
    async with asyncio.timeout(10):
        while await town.refused() != 101:
            await asyncio.sleep(0.05)


async def test_a_network_that_opens_and_closes_sockets_all_the_time_is_slowed(town: Town) -> None:
    town.limit(per_network=30)  # 36 in a minute
    _, token = await staff(town.world, "Mei", Role.RECRUITER)
    told = [await town.refused(X_Forwarded_For="203.0.113.9") for _ in range(50)]

    assert told[:36] == [101] * 36
    assert 429 in told
    assert await town.refused(X_Forwarded_For="203.0.113.10") == 101
    async with town.page(token, X_Forwarded_For="203.0.113.9") as page:
        assert "at" in (await ask(page, "clock"))["ok"]


async def test_coming_back_is_dear_for_who_sent_what_no_page_sends_and_for_nobody_else(
    town: Town,
) -> None:
    town.limit(per_network=60)  # 72 in a minute
    _, token = await staff(town.world, "Mei", Role.RECRUITER)
    for _ in range(4):
        async with town.page(X_Forwarded_For="203.0.113.9") as page:
            await page.send(b"binary")
            assert await ended(page) == 4003

    assert await town.refused(X_Forwarded_For="203.0.113.9") == 429
    assert await town.refused(X_Forwarded_For="203.0.113.10") == 101
    async with town.page(token, X_Forwarded_For="203.0.113.9") as page:
        assert "at" in (await ask(page, "clock"))["ok"]


async def test_a_login_that_was_invented_opens_no_more_sockets_than_none(town: Town) -> None:
    town.limit(per_network=5)  # 6 in a minute
    for _ in range(6):
        async with town.page("x" * 43, X_Forwarded_For="203.0.113.9"):
            pass
    async with town.handshake("x" * 43, X_Forwarded_For="203.0.113.9") as socket:
        assert str(await heard(socket)).startswith("0{")
        await socket.send("40")
        assert str(await heard(socket)).startswith("44")


async def test_commands_that_are_refused_cost_their_sender_more_than_others(town: Town) -> None:
    _, token = await staff(town.world, "Mei", Role.RECRUITER)
    budgets = town.world.server.dispatch.budgets
    async with town.page(token) as page:
        (socket,) = town.sockets._open
        for number in range(1, 11):
            assert "ok" in await ask(page, "clock", number=number)
        after_ten = budgets.spent("socket", socket.number, SOCKET)
        assert "refused" in await ask(page, "ticket.leave", {"id": "x", "payload": {}}, number=11)
        after_a_no = budgets.spent("socket", socket.number, SOCKET)

    assert after_a_no - after_ten > 3 / SOCKET[0]


async def test_a_login_that_is_no_more_costs_a_socket_its_name(town: Town) -> None:
    actor, token = await staff(town.world, "Mei", Role.RECRUITER)
    town.limit(hello_s=0.3)
    async with town.page(token) as page:
        await town.world.server.live.close_login(actor.key)
        assert await heard(page) == "41"
        assert await ended(page) == 4008
