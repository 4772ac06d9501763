"""What strangers do with codes: replaying, blocking, guessing, reading a stolen database."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text

from fair.accounts.link import KEY, link_token
from fair.contract.people import ChangeNumber, Register
from fair.contract.phone_codes import ConfirmByOrganiser, ConfirmNumber
from fair.contract.sign_in import RevokeEveryLogin
from fair.decisions import Actor
from fair.glossary import Role
from fair.marks import marked
from fair.people import reads as people
from fair.phone_codes.refusals import CodeOver, ProofFirst
from fair.sign_in import reads
from fair.sign_in.entry_pages import REGISTRATIONS_OF_A_NUMBER
from tests.people.helpers import (
    FAIR,
    ORGANISER,
    an_open_fair,
    asks,
    code_for,
    fields_of,
    later,
    registered,
    seeker,
    send,
    signed_in,
    tries,
)

LAN = "+8613812345678"
NUMBER_PAGE = "/sign-in/number"


async def confirmed(world, phone=LAN, **changes):
    person_id = await registered(world, phone, **changes)
    await world.do(ConfirmByOrganiser(person_id=person_id), ORGANISER)
    await later(world, "signal", timedelta(minutes=2))
    return person_id


async def wrong_code(world, phone=LAN):
    return "000000" if code_for(world, phone) != "000000" else "111111"


def cookies(browser):
    """What a browser goes on with where an answer, and the cookies in it, never reached it."""
    return httpx.Cookies(browser.cookies)


# --- used twice ----------------------------------------------------------------------------------


async def test_a_used_code_signs_nobody_in_again_whatever_command_it_is_sent_with(world):
    lan = await confirmed(world)
    await world.do(asks(LAN))
    code = code_for(world, LAN)

    assert (await world.do(tries(LAN, code), command_id="one-id")).person_id == lan
    for again in ("one-id", "another-id"):
        with pytest.raises(CodeOver):
            await world.do(tries(LAN, code), command_id=again)


async def test_a_used_code_does_not_come_back_after_signing_out_everywhere(world):
    lan = await confirmed(world)
    async with world.web() as here, world.web() as there:
        page = await send(here, await here.get(NUMBER_PAGE), NUMBER_PAGE, phone=LAN)
        sent = {**fields_of(page, NUMBER_PAGE), "code": code_for(world, LAN), "command_id": "one"}
        assert (await here.post(NUMBER_PAGE, data=sent)).status_code == 303
        await world.do(RevokeEveryLogin(), seeker(lan))

        crook = fields_of(await there.get(NUMBER_PAGE), NUMBER_PAGE)
        again = await there.post(NUMBER_PAGE, data={**sent, "csrf": crook["csrf"]})

        assert again.status_code == 410
        assert "fair_login" not in again.cookies


async def test_a_registration_sent_again_does_not_sign_in_after_signing_out_everywhere(world):
    path = f"/fairs/{await an_open_fair(world)}/register"
    said = {"given_name": "Lan", "phone": LAN, "year": "1990", "month": "4", "day": "30"}
    async with world.web() as browser:
        form = {**fields_of(await browser.get(path), path), **said}
        before = cookies(browser)
        assert "fair_login" in (await browser.post(path, data=form)).cookies
        (row,) = world.rows("SELECT id FROM person")
        await world.do(RevokeEveryLogin(), seeker(row.id))
        browser.cookies = before

        again = await browser.post(path, data=form)

    assert again.headers["location"] == NUMBER_PAGE
    assert "fair_login" not in again.cookies


async def test_a_registration_whose_answer_was_lost_is_sent_again_and_comes_in(world):
    path = f"/fairs/{await an_open_fair(world)}/register"
    said = {"given_name": "Lan", "phone": LAN, "year": "1990", "month": "4", "day": "30"}
    async with world.web() as browser:
        form = {**fields_of(await browser.get(path), path), **said}
        before = cookies(browser)
        await browser.post(path, data=form)
        browser.cookies = before

        again = await browser.post(path, data=form)

    assert "fair_login" in again.cookies
    assert len(world.rows("SELECT id FROM person")) == 1


async def test_who_lost_the_answer_to_a_right_code_is_sent_another_at_once(world):
    lan = await confirmed(world)
    async with world.web() as browser:
        page = await send(browser, await browser.get(NUMBER_PAGE), NUMBER_PAGE, phone=LAN)
        sent = {**fields_of(page, NUMBER_PAGE), "code": code_for(world, LAN)}
        before = cookies(browser)
        await browser.post(NUMBER_PAGE, data=sent)
        browser.cookies = before

        over = await browser.post(NUMBER_PAGE, data=sent)
        assert "Let us send a new one" in over.text
        await later(world, "signal", timedelta(minutes=1))
        page = await send(browser, over, NUMBER_PAGE, phone=LAN)
        entered = await send(browser, page, NUMBER_PAGE, code=code_for(world, LAN))

        assert entered.status_code == 303
        assert world.look(reads.identify, entered.cookies["fair_login"], "").person_id == lan


async def test_who_lost_the_answer_to_confirming_goes_on_as_if_it_had_come(world):
    lan = await registered(world)
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        page = await browser.get("/me/confirm")
        sent = {**fields_of(page, "/me/confirm"), "code": code_for(world, LAN)}
        answers = [await browser.post("/me/confirm", data=sent) for _ in range(2)]

    assert [one.headers["location"] for one in answers] == ["/me/link"] * 2


async def test_no_reply_to_a_proof_and_no_address_of_a_visitor_is_kept(world):
    visitor = Actor(Role.VISITOR, address="203.0.113.77")
    said = {"fair_id": FAIR, "given_name": "Lan", "phone": LAN, "born_on": "1990-04-30"}
    lan = (await world.do(Register.model_validate(said), visitor)).person_id
    await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(lan))

    rows = world.rows("SELECT * FROM reply")

    assert len(rows) == 1
    assert "203.0.113" not in str(rows)


# --- blocked by strangers ------------------------------------------------------------------------


async def test_strangers_who_ask_for_codes_keep_nobody_from_registering_with_the_number(world):
    for n in range(8):
        try:
            await world.do(asks(LAN, f"b{n}", f"10.0.0.{n}"))
        except ProofFirst:
            break

    lan = await registered(world)

    assert (await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(lan))).right


async def test_strangers_who_registered_with_the_number_keep_nobody_out(world):
    for n in range(12):
        await registered(world, given_name=f"Crook {'ABCDEFGHIJKL'[n]}")

    lan = await registered(world)

    assert world.look(people.number_of, FAIR, lan) == 13


async def test_a_stranger_who_registers_with_the_number_ends_no_code_of_its_owner(world):
    lan = await registered(world)
    code = code_for(world, LAN)

    await registered(world, given_name="Crook")

    assert (await world.do(ConfirmNumber(code=code), seeker(lan))).right


async def test_a_stranger_who_asks_and_guesses_neither_ends_nor_spends_the_owners_code(world):
    lan = await confirmed(world)
    await world.do(asks(LAN, "owner"))
    code, wrong = code_for(world, LAN), await wrong_code(world)

    await world.do(asks(LAN, "crook"))
    for _ in range(5):
        await world.do(tries(LAN, wrong, "crook"))

    assert (await world.do(tries(LAN, code, "owner"))).person_id == lan


async def test_a_code_that_was_read_over_the_shoulder_is_worthless_in_another_browser(world):
    await confirmed(world)
    await world.do(asks(LAN, "owner"))
    code = code_for(world, LAN)

    with pytest.raises(CodeOver):
        await world.do(tries(LAN, code, "crook"))


async def test_a_browser_that_knows_the_owner_gets_a_code_whatever_strangers_did(world):
    lan = await confirmed(world)
    for n in range(2):
        await world.do(asks(LAN, f"crook{n}", "10.6.6.6"))
    with pytest.raises(ProofFirst):
        await world.do(asks(LAN, "somebody", "10.6.6.7"))

    await world.do(asks(LAN, "owner", known=lan))

    code = code_for(world, LAN)
    assert (await world.do(tries(LAN, code, "owner"))).person_id == lan


async def test_a_browser_that_knows_the_owner_has_five_codes_an_hour_and_no_more(world):
    lan = await confirmed(world)
    key = link_token(world.server.settings.secret, KEY, world.look(reads.key_link, lan))
    async with world.web() as browser:
        await send(browser, await browser.get(f"/k/{key}"), f"/k/{key}")
        statuses = []
        for _ in range(6):
            # Whatever other cookies it throws away, it goes by the same name.
            for cookie in ("fair_login", "fair_visitor"):
                browser.cookies.delete(cookie)
            page = await browser.get(NUMBER_PAGE)
            statuses.append((await send(browser, page, NUMBER_PAGE, phone=LAN)).status_code)
            await later(world, "code", timedelta(minutes=2))
        browser.cookies.clear()
        stranger = await send(browser, await browser.get(NUMBER_PAGE), NUMBER_PAGE, phone=LAN)

    assert statuses == [200, 200, 200, 200, 200, 429]
    assert stranger.status_code == 428  # a sum, and then one of their own


async def test_a_cookie_that_we_did_not_make_makes_nobody_known(world):
    lan = await confirmed(world)
    for n in range(2):
        await world.do(asks(LAN, f"crook{n}", "10.6.6.6"))
    async with world.web() as browser:
        page = await browser.get(NUMBER_PAGE)
        for forged in (f"{lan}.x.{'0' * 32}", f"{lan}.", lan, "."):
            browser.cookies.set("fair_known", forged, domain="127.0.0.1")
            assert (await send(browser, page, NUMBER_PAGE, phone=LAN)).status_code == 428


async def test_who_changes_the_own_number_on_and_on_has_five_people_texted_an_hour(world):
    lan = await registered(world)
    for n in range(8):
        await world.do(ChangeNumber(phone=f"1390000000{n}"), seeker(lan))
        world.server.dispatch.budgets = type(world.server.dispatch.budgets)()

    assert len(world.rows("SELECT id FROM signal")) == 5


async def test_registering_with_a_number_from_one_network_leaves_others_theirs(world):
    path = f"/fairs/{await an_open_fair(world)}/register"
    said = {"given_name": "Lan", "phone": LAN, "year": "1990", "month": "4", "day": "30"}
    crook = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=world.server.app, client=("10.6.6.6", 1)),
        base_url="http://127.0.0.1:8000",
    )
    async with crook, world.web() as browser:
        form = fields_of(await crook.get(path), path)
        tried = [
            await crook.post(path, data={**form, **said, "month": "13"})
            for _ in range(REGISTRATIONS_OF_A_NUMBER[0] + 1)
        ]
        sent = await send(browser, await browser.get(path), path, **said)

    assert tried[-1].status_code == 429
    assert sent.status_code == 303


# --- a stolen database ---------------------------------------------------------------------------


async def test_a_stolen_database_tells_neither_digits_nor_number_nor_address(world):
    lan = await registered(world)
    await world.do(asks("13900000009", address="203.0.113.9"))
    row = world.rows(text("SELECT * FROM code WHERE person_id = :id").bindparams(id=lan))[0]
    every = str([tuple(one) for one in world.rows("SELECT * FROM code")])

    assert "13900000009" not in every
    assert "13812345678" not in every
    assert "203.0.113.9" not in every
    # Whoever has the row alone cannot try a million digits: nothing beside it makes the seal.
    assert row.sealed not in {_tried(row, f"{n:06}") for n in range(0, 1_000_000, 997)}
    assert row.sealed != _tried(row, code_for(world, LAN))


def _tried(row, digits):

    return marked("", "code", row.id, digits)
