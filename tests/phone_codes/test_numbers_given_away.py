"""A number that nobody used for long may be somebody else's: who comes in with it, and as whom."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from fair.contract.phone_codes import ConfirmByOrganiser, ConfirmNumber
from fair.contract.sign_in import OpenLogin
from fair.people import number_reads
from fair.people import reads as people
from fair.people.refusals import NumberTaken
from fair.phone_codes.refusals import TooManyGuesses
from fair.sign_in import reads
from tests.people.helpers import ORGANISER, asks, code_for, later, registered, seeker, send, tries

LAN = "+8613812345678"
NUMBER_PAGE = "/sign-in/number"


async def confirmed(world, phone=LAN, **changes):
    person_id = await registered(world, phone, **changes)
    await world.do(ConfirmByOrganiser(person_id=person_id), ORGANISER)
    await later(world, "signal", timedelta(minutes=2))
    return person_id


async def unused_for(world, days):
    micro = timedelta(days=days) // timedelta(microseconds=1)
    await world.work(
        lambda work: work.write(
            text(f"UPDATE person SET made_at = made_at - {micro}, used_at = used_at - {micro}")
        )
    )


async def test_a_number_that_was_used_lately_needs_its_code_alone(world):
    lan = await confirmed(world)
    await unused_for(world, 89)
    await world.do(asks(LAN))

    assert (await world.do(tries(LAN, code_for(world, LAN)))).person_id == lan


async def test_a_number_unused_for_90_days_needs_name_and_birth_year_as_well(world):
    lan = await confirmed(world)
    await unused_for(world, 91)
    async with world.web() as browser:
        page = await send(browser, await browser.get(NUMBER_PAGE), NUMBER_PAGE, phone=LAN)
        more = await send(browser, page, NUMBER_PAGE, code=code_for(world, LAN))
        assert "tell us also who you are" in more.text
        assert "Zhao" not in more.text

        for name, year in (("Zhao Lan", "1991"), ("Wang", "1990"), ("", "1990")):
            more = await send(browser, more, NUMBER_PAGE, given_name=name, year=year)
            assert "fair_login" not in more.cookies
        entered = await send(browser, more, NUMBER_PAGE, given_name="zhao  LAN", year="１９９０")

    assert world.look(reads.identify, entered.cookies["fair_login"], "").person_id == lan


async def test_name_and_year_are_not_guessed_day_and_night(world):
    await confirmed(world)
    await unused_for(world, 91)
    code = browser = ""
    for n in range(10):
        browser = f"b{n // 4}"
        if n % 4 == 0:
            await later(world, "code", timedelta(hours=2))
            await later(world, "signal", timedelta(hours=2))
            await world.do(asks(LAN, browser))
        code = code_for(world, LAN)
        tried = await world.do(tries(LAN, code, browser, given_name="Zhao Lan", year=str(1950 + n)))
        assert not tried.right

    with pytest.raises(TooManyGuesses):
        await world.do(tries(LAN, code, browser, given_name="Zhao Lan", year="1990"))


async def test_who_has_the_number_now_joins_afresh_and_sees_nothing_of_who_had_it(world):
    lan = await confirmed(world)
    await unused_for(world, 91)

    wang = await registered(world, given_name="Wang")
    await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(wang))

    assert list(world.look(number_reads.owners, LAN)) == [wang]
    old = world.look(people.person, lan)
    assert (old.name, old.confirmed, old.reachable) == ("Zhao Lan", False, False)
    await later(world, "signal", timedelta(minutes=1))
    await world.do(asks(LAN))
    assert (await world.do(tries(LAN, code_for(world, LAN)))).person_id == wang


async def test_signing_in_is_a_sign_of_life(world):
    lan = await confirmed(world)
    await unused_for(world, 91)

    await world.do(OpenLogin(token_hash="0" * 64, person_id=lan))

    with pytest.raises(NumberTaken):
        await registered(world)


async def test_a_number_that_was_guessed_at_needs_name_and_year_too(world):
    lan = await confirmed(world)
    for n in range(4):
        await world.do(asks(LAN, f"crook{n}", f"10.0.0.{n}", known=lan))
        wrong = "000000" if code_for(world, LAN) != "000000" else "111111"
        for _ in range(5):
            await world.do(tries(LAN, wrong, f"crook{n}"))
    await later(world, "signal", timedelta(minutes=1))
    await world.do(asks(LAN, "owner", known=lan))
    code = code_for(world, LAN)

    tried = await world.do(tries(LAN, code, "owner"))
    assert (tried.right, tried.more, tried.person_id) == (True, True, "")
    fits = await world.do(tries(LAN, code, "owner", given_name="Zhao Lan", year="1990"))
    assert fits.person_id == lan
