"""Up to three people share a confirmed number: each proves it, is named, comes in as oneself."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from fair.contract.people import ChangeNumber, Erase
from fair.contract.phone_codes import ConfirmByOrganiser, ConfirmNumber, SendCode
from fair.people import number_reads
from fair.people import reads as people
from fair.people.refusals import NumberTaken
from fair.people.telling_writes import tell
from fair.phone_codes.refusals import CodeTooSoon
from fair.signals.texts import HIDDEN
from tests.people.helpers import (
    ORGANISER,
    asks,
    code_for,
    later,
    registered,
    seeker,
    send,
    signed_in,
    tries,
)

LAN = "+8613812345678"
NUMBER_PAGE = "/sign-in/number"
COUPLE = ("Zhao Lan", "Li Wei")


async def confirmed(world, name, born_on="1990-04-30"):
    """Let one more join with the number, and prove it by the code."""
    await later(world, "code", timedelta(hours=2))
    await later(world, "signal", timedelta(hours=2))
    one = await registered(world, LAN, given_name=name, born_on=born_on)
    await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(one))
    return one


def newest_text(world):
    query = "SELECT text FROM signal ORDER BY made_at DESC, id DESC LIMIT 1"
    return world.rows(text(query))[0].text


async def told(world, person_id, dedupe):
    await later(world, "signal", timedelta(minutes=1))
    await world.work(
        lambda work: tell(work, person_id, HIDDEN, lambda _: {}, dedupe=dedupe, lasts_s=60)
    )
    return newest_text(world)


async def test_three_share_a_number_and_a_fourth_cannot(world):
    shares = [await confirmed(world, name) for name in (*COUPLE, "Chen Fang")]
    assert world.look(number_reads.owners, LAN) == {one: n for n, one in enumerate(shares, 1)}

    with pytest.raises(NumberTaken):
        await registered(world, LAN, given_name="Wu Gang")
    other = await registered(world, "13911111111", given_name="Wu Gang")
    with pytest.raises(NumberTaken):
        await world.do(ChangeNumber(phone=LAN), seeker(other))

    await world.do(Erase(sure="yes"), seeker(shares[1]))
    fourth = await confirmed(world, "Wu Gang")
    assert world.look(number_reads.owners, LAN)[fourth] == 2


async def test_of_two_who_confirm_the_last_share_one_is_refused(world):
    for name in COUPLE:
        await confirmed(world, name)
    last = []
    for name in ("Chen Fang", "Wu Gang"):
        await later(world, "code", timedelta(hours=2))
        last.append(await registered(world, LAN, given_name=name))
    await world.do(ConfirmByOrganiser(person_id=last[0]), ORGANISER)
    with pytest.raises(NumberTaken):
        await world.do(ConfirmByOrganiser(person_id=last[1]), ORGANISER)


async def test_the_database_itself_refuses_a_share_twice_and_a_fourth(world):
    lan, wei = [await confirmed(world, name) for name in COUPLE]
    for share in (1, 0, 4):
        with pytest.raises(IntegrityError):
            await world.work(
                lambda work, share=share: work.write(
                    text(f"UPDATE person SET share = {share} WHERE id = '{wei}'")
                )
            )
    assert world.look(number_reads.owners, LAN) == {lan: 1, wei: 2}


async def test_a_text_names_for_whom_it_is_where_others_read_it_too(world):
    lan = await confirmed(world, "Zhao Lan")
    assert await told(world, lan, "one") == HIDDEN.sentence

    wei = await confirmed(world, "Li Wei")

    assert await told(world, lan, "two") == f"For Zhao Lan: {HIDDEN.sentence}"
    assert await told(world, wei, "three") == f"For Li Wei: {HIDDEN.sentence}"
    await world.do(Erase(sure="yes"), seeker(lan))
    assert await told(world, wei, "four") == HIDDEN.sentence


async def test_whoever_holds_the_phone_reads_who_wants_to_use_its_number(world):
    await confirmed(world, "Zhao Lan")
    await later(world, "code", timedelta(hours=2))
    await later(world, "signal", timedelta(hours=2))
    stranger = await registered(world, LAN, given_name="Your bank needs your code at once")
    assert newest_text(world).startswith("For Your bank needs you…: ")
    assert not world.look(people.person, stranger).confirmed
    assert len(world.look(number_reads.owners, LAN)) == 1


async def test_a_code_alone_does_not_say_which_of_them_comes_in(world):
    lan = await confirmed(world, "Zhao Lan")
    wei = await confirmed(world, "Li Wei", "1988-01-01")
    await later(world, "signal", timedelta(minutes=1))
    await world.do(asks(LAN))
    code = code_for(world, LAN)
    assert "Zhao" not in newest_text(world)

    tried = await world.do(tries(LAN, code))
    assert (tried.right, tried.more, tried.person_id) == (True, True, "")
    for name, year in (("Zhao Lan", "1988"), ("Li Wei", "1990"), ("Wu Gang", "1990")):
        assert not (await world.do(tries(LAN, code, given_name=name, year=year))).right
    fits = await world.do(tries(LAN, code, given_name="li wei", year="1988"))
    assert fits.person_id == wei != lan


async def test_what_one_asked_for_is_not_counted_on_the_other(world):
    await confirmed(world, "Zhao Lan")
    await later(world, "code", timedelta(hours=2))
    wei = await registered(world, LAN, given_name="Li Wei")  # which sent a code
    with pytest.raises(CodeTooSoon):
        await world.do(SendCode(), seeker(wei))
    await later(world, "signal", timedelta(minutes=1))

    fang = await registered(world, LAN, given_name="Chen Fang")

    await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(fang))
    assert fang in world.look(number_reads.owners, LAN)


async def test_one_reads_that_others_use_the_number_and_not_who(world):
    lan = await confirmed(world, "Zhao Lan")
    token = await signed_in(world, person_id=lan)
    async with world.web(token) as browser:
        assert "uses this number" not in (await browser.get("/me")).text
        await confirmed(world, "Li Wei")
        page = await browser.get("/me")
    assert "1 other person uses this number." in page.text
    assert "Li Wei" not in page.text


async def comes_in(world, browser, **who):
    """Ask for a code to the number and type it, in a browser; return the last answer."""
    await later(world, "code", timedelta(hours=2))
    await later(world, "signal", timedelta(hours=2))
    page = await send(browser, await browser.get(NUMBER_PAGE), NUMBER_PAGE, phone=LAN)
    assert page.status_code == 200, page.text[:300]
    page = await send(browser, page, NUMBER_PAGE, code=code_for(world, LAN))
    assert "tell us also who you are" in page.text
    return await send(browser, page, NUMBER_PAGE, **who)


async def test_another_of_the_number_comes_in_where_the_first_is_signed_in(world):
    lan = await confirmed(world, "Zhao Lan")
    wei = await confirmed(world, "Li Wei", "1988-01-01")
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        answer = await comes_in(world, browser, given_name="Li Wei", year="1988")
        assert answer.status_code == 303
        assert "fair_login" in answer.cookies
        mine = (await browser.get("/me")).text

    assert "Li Wei" in mine
    assert "Zhao Lan" not in mine
    assert wei != lan


async def test_who_sends_the_last_form_twice_is_in_and_no_try_is_counted(world):
    lan = await confirmed(world, "Zhao Lan")
    await confirmed(world, "Li Wei", "1988-01-01")
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        page = await browser.get(NUMBER_PAGE)
        said = {"phone": LAN, "code": "123456", "given_name": "zhao lan", "year": "1990"}
        answer = await send(browser, page, NUMBER_PAGE, **said)

    assert (answer.status_code, answer.headers["location"]) == (303, "/me")


async def test_who_is_signed_in_does_not_try_the_number_of_strangers(world):
    lan = await confirmed(world, "Zhao Lan")
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        page = await browser.get(NUMBER_PAGE)
        answer = await send(browser, page, NUMBER_PAGE, phone="13911112222")
        own = await send(browser, page, NUMBER_PAGE, phone=LAN)

    assert answer.status_code == 403
    assert (own.status_code, own.headers["location"]) == (303, "/me"), "nobody shares it"
