"""A yes given in a session that the help desk opened by a code read out is counted apart."""

import re
from datetime import timedelta
from typing import Any

import pytest_asyncio

from fair.audit import reads
from fair.contract.helpdesk import AskForHelp, ReadCodeOut, TakeHelp
from fair.contract.hiring import AcceptOffer, ConfirmHire, OpenTerms
from fair.db import utc_now
from fair.people import reads as people
from tests.audit.house import House, a_house
from tests.test_web import TOKEN
from tests.world import World, some


@pytest_asyncio.fixture
async def house(world: World) -> House:
    return await a_house(world)


async def offered(house: House) -> tuple[Any, str]:
    """Return somebody with an open offer."""
    lan = await house.stage.talked("Zhenlan")
    return lan, await house.stage.offered(lan)


async def signed_in_by_the_desk(house: House, lan: Any, web: Any) -> None:
    """Let the help desk read six digits out, which somebody types into this browser."""
    organiser = house.stage.scene.organiser
    reply = await house.world.do(AskForHelp(), lan)
    await house.world.do(TakeHelp(request_id=reply.request_id), organiser)
    await house.world.do(ReadCodeOut(request_id=reply.request_id), organiser)
    shown = await house.page(f"/organise/help/{reply.request_id}", "organiser")
    digits = shown.partition("data-code>")[2].partition("<")[0].replace(" ", "")
    who = some(house.world.look(people.person, lan.person_id))
    form = {
        "csrf": some(TOKEN.search((await web.get("/sign-in/read-out")).text))[1],
        "phone": who.phone, "code": digits, "given_name": who.name,
        "year": str(some(who.born_on).year),
    }  # fmt: skip
    answer = await web.post("/sign-in/read-out", data=form)
    assert answer.status_code == 303, answer.text[:500]


async def press(web: Any, command: str, **fields: str) -> None:
    csrf = some(TOKEN.search((await web.get("/help")).text))[1]
    answer = await web.post(
        f"/commands/{command}",
        data={**fields, "csrf": csrf},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 200, answer.text


async def test_acceptance_and_confirmation_in_such_a_session_are_marked_and_counted(house):
    lan, offer_id = await offered(house)
    async with house.world.web() as web:
        await signed_in_by_the_desk(house, lan, web)
        for command in ("offer.open_terms", "offer.accept", "hire.confirm"):
            await press(web, command, offer_id=offer_id)
    await house.world.do(ConfirmHire(offer_id=offer_id), house.stage.mei)

    found = house.world.look(reads.yeses_of, house.fair_id)
    assert (found.accepted, found.accepted_desk) == (1, 1)
    assert (found.confirmed, found.confirmed_desk) == (1, 1)
    report = await house.page("/organise/reports", "organiser")
    assert "1 accepted offer was accepted in a session that the help desk opened" in report
    assert "1 hire was confirmed for the person’s side in such a session." in report
    rows = await house.page(f"/audit/{house.fair_id}/figures/accepted")
    assert "In a session of the help desk" in rows


async def by_own_link(house: House, link: str) -> Any:
    """Return a browser in which somebody came in by this link of their own."""
    browser = house.world.web()
    web = await browser.__aenter__()
    form = {"csrf": some(TOKEN.search((await web.get(link)).text))[1]}
    assert (await web.post(link, data=form)).status_code == 303
    return web


async def own_link(web: Any) -> str:
    return "/k/" + some(re.search(r"/k/(\w+)", (await web.get("/me/link")).text))[1]


async def test_a_yes_by_the_link_that_was_read_in_such_a_session_is_counted_with_it(house):
    lan, offer_id = await offered(house)
    async with house.world.web() as web:
        await signed_in_by_the_desk(house, lan, web)
        link = await own_link(web)
    other = await by_own_link(house, link)
    for command in ("offer.open_terms", "offer.accept", "hire.confirm"):
        await press(other, command, offer_id=offer_id)

    found = house.world.look(reads.yeses_of, house.fair_id)
    assert (found.accepted_desk, found.confirmed_desk) == (1, 1)


async def test_a_link_made_anew_once_that_session_is_over_is_the_persons_own(house):
    lan, offer_id = await offered(house)
    async with house.world.web() as web:
        await signed_in_by_the_desk(house, lan, web)
    async with house.world.web(house.stage.tokens["Zhenlan"]) as own:
        await press(own, "login.revoke_others")
        house.world.clock(utc_now() + timedelta(seconds=5))
        await press(own, "link.renew")
        link = await own_link(own)
    other = await by_own_link(house, link)
    for command in ("offer.open_terms", "offer.accept", "hire.confirm"):
        await press(other, command, offer_id=offer_id)

    found = house.world.look(reads.yeses_of, house.fair_id)
    assert (found.accepted, found.accepted_desk, found.confirmed_desk) == (1, 0, 0)


async def test_a_helper_is_named_beside_the_yes_and_beside_nothing_else(house):
    lan, offer_id = await offered(house)
    await house.world.do(OpenTerms(offer_id=offer_id), lan)
    await house.world.do(AcceptOffer(offer_id=offer_id, helper=True), lan)
    rows = await house.page(f"/audit/{house.fair_id}/figures/accepted")
    assert "With a helper" in rows
    assert "With a helper" not in await house.page(f"/audit/{house.fair_id}/figures/people")


async def test_a_yes_in_the_persons_own_session_is_not(house):
    lan, offer_id = await offered(house)
    async with house.world.web(house.stage.tokens["Zhenlan"]) as web:
        for command in ("offer.open_terms", "offer.accept", "hire.confirm"):
            await press(web, command, offer_id=offer_id)

    found = house.world.look(reads.yeses_of, house.fair_id)
    assert (found.accepted, found.accepted_desk, found.confirmed_desk) == (1, 0, 0)
    assert "help desk opened" not in await house.page("/organise/reports", "organiser")
    assert lan.person_id
