"""Without network the tickets are readable after a reload; the copy goes with login and fair."""

import re

import pytest
from playwright.async_api import Error, expect

from tests.journeys.harness.browsers import Person
from tests.journeys.house import House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(120),
    pytest.mark.asyncio(loop_scope="module"),
]

OVER = """async () => {
  const cache = await caches.open("kept-ticket");
  const kept = await cache.match("/queues");
  const headers = new Headers(kept.headers);
  headers.set("X-Kept-Until", String(Date.now() - 1));
  await cache.put("/queues", new Response(await kept.text(), { headers }));
}"""
# Looks until a copy is kept (or none), as long as the test may take.
UNTIL = """async ([wanted]) => {
  const kept = async () => await (await caches.open("kept-ticket")).match("/queues");
  while (Boolean(await kept()) !== wanted) await new Promise((done) => setTimeout(done, 50));
}"""


async def waiting(house: House, name: str) -> Person:
    """Let somebody look at the own tickets, until a copy is kept."""
    one = await house.person(name, "phone")
    one.excuse("ERR_INTERNET_DISCONNECTED|Failed to load resource|WebSocket")
    await one.goto("/queues")
    await one.page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    await one.page.evaluate(UNTIL, [True])
    return one


async def signed_in(one: Person, house: House, name: str) -> None:
    """Let a browser be signed in as somebody else from now on."""
    await one.context.add_cookies(
        [{"name": "fair_login", "value": house.tokens[name], "url": house.server.url}]
    )


async def fails(one: Person, path: str) -> None:
    """Open a page that nothing is kept of, without network."""
    page = await one.new_page()
    with pytest.raises(Error, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        await page.goto(f"{one.base_url}{path}")
    await page.close()


async def test_the_ticket_is_readable_after_a_reload_without_network(house: House) -> None:
    lan = await waiting(house, "lan")
    await expect(lan.page.locator("[data-ticket]")).to_be_visible()
    await lan.context.set_offline(True)

    await lan.page.reload()

    main = lan.page.get_by_role("main")
    for word in ("No network", "This is what the page said at", "Huafeng", "Hours", "138••••"):
        await expect(main).to_contain_text(word)
    await expect(main).to_contain_text(re.compile(r"Number\s*1\b.*Booth 1", re.DOTALL))
    assert await lan.page.locator("form, button, script, [data-ticket] a").count() == 0
    await lan.shot("offline")
    await lan.context.set_offline(False)
    await main.get_by_role("link", name="Load it again").click()
    await expect(lan.page.get_by_text("No network")).to_have_count(0)
    await expect(lan.page.get_by_role("button", name="Leave this queue")).to_be_visible()


async def test_other_pages_are_not_kept_and_the_copy_ends_with_the_fair(house: House) -> None:
    lan = await waiting(house, "lan")
    await lan.context.set_offline(True)
    await fails(lan, "/me")
    await lan.page.goto(f"{house.server.url}/queues")
    await lan.page.evaluate(OVER)

    await fails(lan, "/queues")

    await lan.context.set_offline(False)


async def test_whoever_comes_next_to_the_phone_reads_nothing_of_it(house: House) -> None:
    lan = await waiting(house, "lan")
    await signed_in(lan, house, "zhi")
    await lan.goto("/queues")
    await lan.page.evaluate(UNTIL, [False])
    await signed_in(lan, house, "lan")
    await waiting(house, "lan")
    await lan.goto("/me")

    await lan.page.get_by_role("button", name="Sign out here").click()

    await lan.page.wait_for_load_state()
    await lan.goto("/help")
    await lan.page.evaluate(UNTIL, [False])
    await lan.context.set_offline(True)
    await fails(lan, "/queues")
    await lan.context.set_offline(False)


async def test_whichever_page_the_next_person_opens_deletes_the_copy(house: House) -> None:
    bo = await waiting(house, "bo")
    await bo.goto("/help")
    await bo.page.evaluate(UNTIL, [True])  # one's own pages leave it
    await signed_in(bo, house, "zhi")

    await bo.goto("/help")
    await bo.page.evaluate(UNTIL, [False])

    await bo.context.set_offline(True)
    await fails(bo, "/queues")
    await bo.context.set_offline(False)
    await signed_in(bo, house, "bo")


async def test_erasing_deletes_the_copy(house: House) -> None:
    bo = await waiting(house, "bo")
    bo.excuse("401")
    await bo.goto("/me")
    await bo.page.locator("#erase summary").click()
    await bo.page.get_by_label("Yes, erase me").check()
    await bo.page.get_by_role("button", name="Erase me for good").click()
    await bo.page.wait_for_url("**/erased")
    await bo.goto("/help")
    await bo.page.evaluate(UNTIL, [False])
