"""Texts cost money: who may have how many sent, and what is said when there are no more."""

import hashlib
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from fair.contract.phone_codes import ConfirmByOrganiser, SendCode
from fair.db import utc_now
from fair.glossary import Role
from fair.phone_codes.proof import MOST, challenge
from fair.phone_codes.refusals import NoTextsThere, ProofFirst, TextsSpent, TooManyCodes
from tests.people.helpers import (
    ORGANISER,
    an_open_fair,
    asks,
    code_for,
    later,
    recruiter,
    registered,
    seeker,
    send,
    signed_in,
)
from tests.world import running

LAN, LONDON = "+8613812345678", "+447700900123"
NUMBER_PAGE, CONFIRM_PAGE = "/sign-in/number", "/me/confirm"


async def people(world, count, **changes):
    for n in range(count):
        await registered(world, f"1390000{n:04}", **changes)


def solved(page):
    """What the browser finds out, tried by somebody who has no browser."""
    given = dict(re.findall(r'data-(salt|aim|token)="([^"]+)"', page.text))
    for n in range(MOST):
        if hashlib.sha256(f"{given['salt']}{n}".encode()).hexdigest().startswith(given["aim"]):
            return f"{given['token']}.{n}"
    raise AssertionError("there is no such number")


# --- countries -----------------------------------------------------------------------------------


async def test_nothing_is_texted_to_other_countries_and_the_organiser_confirms_the_number(world):
    lan = await registered(world, LONDON)
    assert world.rows("SELECT id FROM signal") == []
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        page = await browser.get(CONFIRM_PAGE)
        assert "There is no code for it now" in page.text
        refused = await send(browser, page, CONFIRM_PAGE)
        assert refused.status_code == 422
        assert "ask the organiser, who can confirm a number without a code" in refused.text

    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)

    with pytest.raises(NoTextsThere):
        await world.do(asks(LONDON))


async def test_which_countries_are_texted_is_a_setting(tmp_path):
    async with running(tmp_path / "x", sms_countries="+44") as world:
        await registered(world, LONDON)
        await registered(world, LAN)

        assert [row.recipient for row in world.rows("SELECT recipient FROM signal")] == [LONDON]


# --- budgets -------------------------------------------------------------------------------------


@pytest.mark.parametrize("budget", ["sms_per_network", "sms_per_hour", "sms_per_fair"])
async def test_when_a_budget_is_spent_people_still_join_and_learn_how_long_it_takes(
    tmp_path, budget
):
    async with running(tmp_path / "x", **{budget: 2}) as world:
        await people(world, 1)
        lan = await registered(world, LAN)
        # The second runs low, so a sum is asked for; it is done, and the budget is spent.
        async with world.web(await signed_in(world, person_id=lan)) as browser:
            asked = await send(browser, await browser.get(CONFIRM_PAGE), CONFIRM_PAGE)
            sent = await send(browser, asked, CONFIRM_PAGE, proof=solved(asked))
            assert sent.status_code == 303
        wang = await registered(world, "13911111111")
        async with world.web(await signed_in(world, person_id=wang)) as browser:
            refused = await send(browser, await browser.get(CONFIRM_PAGE), CONFIRM_PAGE)

        assert len(world.rows("SELECT id FROM signal")) == 2
        assert refused.status_code == 429
        hours = 24 if budget == "sms_per_fair" else 1
        assert f"Try again in {hours * 60} min" in refused.text


async def test_a_restart_refills_no_budget(tmp_path):
    async with running(tmp_path / "x", sms_per_hour=1) as world:
        await people(world, 1)
    async with running(tmp_path / "x", sms_per_hour=1) as world:
        lan = await registered(world, LAN)
        with pytest.raises(TextsSpent):
            await world.do(SendCode(), seeker(lan))
        await later(world, "code", timedelta(hours=1))
        await world.do(SendCode(), seeker(lan))


async def test_the_addresses_of_one_household_are_one_network(tmp_path):
    async with running(tmp_path / "x", sms_per_network=2) as world:
        await world.do(asks("13900000001", "a", "2001:db8:1:2::1"))
        with pytest.raises(ProofFirst):
            await world.do(asks("13900000002", "b", "2001:db8:1:2:ffff::9"))
        await world.do(asks("13900000003", "c", "2001:db8:1:3::1"))


async def test_codes_for_numbers_that_nobody_has_spend_no_texts(tmp_path):
    async with running(tmp_path / "x", sms_per_hour=2) as world:
        for n in range(5):
            await world.do(asks(f"1390000000{n}", f"b{n}"))

        await registered(world, LAN)

        assert code_for(world, LAN)


def done_sum(world, n):
    found = challenge(world.server.settings.secret, LAN, utc_now(), f"salt{n}", n)
    return f"{found.token}.{n}"


async def test_the_owner_on_a_new_phone_is_texted_however_often_two_strangers_asked(world):
    lan = await registered(world)
    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)
    for n in range(10):
        thief = asks(LAN, f"b{n}", f"10.0.{n // 5}.1", proof=done_sum(world, n))
        await world.do(thief)
    with pytest.raises(TooManyCodes) as refused:
        await world.do(asks(LAN, "crook", "10.0.1.1", proof=done_sum(world, 10)))
    assert refused.value.values == {"minutes": 3}
    with pytest.raises(ProofFirst):
        await world.do(asks(LAN, "owner", "10.0.9.1"))

    sent = len(world.rows("SELECT id FROM signal"))
    await world.do(asks(LAN, "owner", "10.0.9.1", proof=done_sum(world, 11)))

    assert len(world.rows("SELECT id FROM signal")) == sent + 1


async def test_the_owner_registers_after_two_strangers_registered_the_number_five_times_each(world):
    for n in range(10):
        await registered(world, LAN)
        who = seeker(world.rows("SELECT id FROM person ORDER BY rowid DESC")[0].id)
        if not world.rows(f"SELECT id FROM code WHERE person_id = '{who.person_id}'"):
            stranger = replace(who, address=f"10.0.{n // 5}.1")
            await world.do(SendCode(proof=done_sum(world, n)), stranger)
    await registered(world, LAN)
    owner = seeker(world.rows("SELECT id FROM person ORDER BY rowid DESC")[0].id)

    await world.do(SendCode(proof=done_sum(world, 20)), replace(owner, address="10.0.9.1"))

    assert world.rows(f"SELECT id FROM code WHERE person_id = '{owner.person_id}'")


# --- the sum -------------------------------------------------------------------------------------


async def test_a_sum_is_done_before_a_code_where_they_run_low_and_counts_once(tmp_path):
    async with running(tmp_path / "x", sms_per_network=4) as world, world.web() as browser:
        await people(world, 2)
        asked = await send(browser, await browser.get(NUMBER_PAGE), NUMBER_PAGE, phone=LAN)
        assert asked.status_code == 428
        assert "<noscript>" in asked.text
        assert "no code is sent now" in asked.text
        assert "<script>" not in asked.text
        proof = solved(asked)

        sent = await send(browser, asked, NUMBER_PAGE, phone=LAN, proof=proof)
        assert sent.status_code == 200
        assert 'name="code"' in sent.text

        for phone in ("13911111111", LAN):
            async with world.web() as other:
                page = await other.get(NUMBER_PAGE)
                again = await send(other, page, NUMBER_PAGE, phone=phone, proof=proof)
                assert again.status_code == 428


async def test_without_the_sum_no_code_is_sent_where_they_run_low(tmp_path):
    async with running(tmp_path / "x", sms_per_hour=2) as world:
        await people(world, 1)
        lan = await registered(world, LAN)
        for proof in ("", "1.2.3.4.5"):
            with pytest.raises(ProofFirst):
                await world.do(SendCode(proof=proof), seeker(lan))

        assert len(world.rows("SELECT id FROM signal")) == 1


# --- the board -----------------------------------------------------------------------------------


async def test_the_board_says_when_half_of_the_codes_are_spent(tmp_path):
    async with running(tmp_path / "x", sms_per_fair=4) as world:
        fair_id = await an_open_fair(world)
        token = await signed_in(world, account_id=await _organiser(world))
        async with world.web(token) as browser:
            await people(world, 1, fair_id=fair_id)
            assert (
                "codes for this fair were texted"
                not in (await browser.get(f"/board/{fair_id}")).text
            )
            await registered(world, LAN, fair_id=fair_id)
            page = await browser.get(f"/board/{fair_id}")

    assert "2 of 4 codes for this fair were texted today" in page.text


async def _organiser(world):
    return await recruiter(world, "olga@fair.example", role=Role.ORGANISER, employer_id="")
