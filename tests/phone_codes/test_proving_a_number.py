"""Confirming a number by six digits, and signing in with it: on a real database."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from fair.contract.people import ChangeNumber
from fair.contract.phone_codes import (
    ConfirmByOrganiser,
    ConfirmNumber,
    SendCode,
)
from fair.people import reads
from fair.people.refusals import NumberTaken
from fair.phone_codes.refusals import AlreadyConfirmed, CodeOver, CodeTooSoon, TooManyCodes
from tests.people.helpers import (
    FAIR,
    ORGANISER,
    asks,
    code_for,
    later,
    registered,
    seeker,
    tries,
)

LAN = "+8613812345678"


async def test_the_code_in_the_message_confirms_the_number(world):
    lan = await registered(world)

    tried = await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(lan))

    assert tried.right
    assert world.look(reads.person, lan).confirmed
    assert "number.confirmed" in world.kinds(FAIR)
    with pytest.raises(AlreadyConfirmed):
        await world.do(SendCode(), seeker(lan))


async def test_no_code_is_kept_readable_beside_its_message(world):
    await registered(world)
    code = code_for(world, LAN)

    assert code not in str([tuple(row) for row in world.rows("SELECT * FROM code")])


async def test_five_wrong_tries_spend_the_code_and_the_right_one_comes_too_late(world):
    lan = await registered(world)
    code = code_for(world, LAN)
    wrong = "000000" if code != "000000" else "111111"

    left = [(await world.do(ConfirmNumber(code=wrong), seeker(lan))).tries_left for _ in range(5)]

    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(CodeOver):
        await world.do(ConfirmNumber(code=code), seeker(lan))
    assert not world.look(reads.person, lan).confirmed


async def test_a_code_works_for_ten_minutes(world):
    lan = await registered(world)
    await later(world, "code", timedelta(minutes=10, seconds=1))

    with pytest.raises(CodeOver):
        await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(lan))


async def test_a_new_code_ends_the_old_one(world):
    lan = await registered(world)
    old = code_for(world, LAN)
    await later(world, "code", timedelta(minutes=2))
    await later(world, "signal", timedelta(minutes=2))
    await world.do(SendCode(), seeker(lan))

    if code_for(world, LAN) != old:
        assert not (await world.do(ConfirmNumber(code=old), seeker(lan))).right
    assert (await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(lan))).right


async def test_a_second_code_within_a_minute_and_a_sixth_within_an_hour_are_refused(world):
    lan = await registered(world)
    with pytest.raises(CodeTooSoon) as soon:
        await world.do(SendCode(), seeker(lan))
    assert 0 < soon.value.values["seconds"] <= 60

    for _ in range(4):
        await later(world, "code", timedelta(minutes=2))
        await world.do(SendCode(), seeker(lan))
    await later(world, "code", timedelta(minutes=2))
    with pytest.raises(TooManyCodes):
        await world.do(SendCode(), seeker(lan))


async def test_who_joined_before_signs_in_and_does_not_join_twice(world):
    lan = await registered(world)
    await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(lan))

    with pytest.raises(NumberTaken):
        await registered(world, "138-1234-5678", given_name="zhao  LAN")

    assert len(world.rows("SELECT id FROM person")) == 1


async def test_who_joined_twice_before_confirming_confirms_once(world):
    lan = await registered(world)
    await later(world, "code", timedelta(minutes=2))
    again = await registered(world)

    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)

    with pytest.raises(NumberTaken):
        await world.do(ConfirmByOrganiser(person_id=again), ORGANISER)


async def test_the_database_itself_refuses_a_second_owner_of_a_confirmed_number(world):
    lan = await registered(world)
    await later(world, "code", timedelta(minutes=2))
    await registered(world)
    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)

    with pytest.raises(IntegrityError):
        await world.work(lambda work: work.write(text("UPDATE person SET confirmed_at = 1")))


async def test_a_new_number_is_to_be_confirmed_again(world):
    lan = await registered(world)
    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)

    await world.do(ChangeNumber(phone="139 0000 0000"), seeker(lan))

    assert not world.look(reads.person, lan).confirmed
    assert (
        await world.do(ConfirmNumber(code=code_for(world, "+8613900000000")), seeker(lan))
    ).right


# --- signing in by a code ------------------------------------------------------------------------


async def test_a_confirmed_number_signs_in_by_a_code(world):
    lan = await registered(world)
    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)
    await later(world, "code", timedelta(minutes=2))

    await world.do(asks("13812345678"))
    tried = await world.do(tries("13812345678", code_for(world, LAN)))

    assert tried.person_id == lan


async def test_an_unknown_number_is_answered_like_a_known_one_and_gets_no_message(world):
    reply = await world.do(asks("13999999999"))
    tried = await world.do(tries("13999999999", "123456"))

    assert reply.to == "139••••9999"
    assert (tried.right, tried.person_id) == (False, "")
    assert world.rows("SELECT * FROM signal") == []
    with pytest.raises(CodeTooSoon):
        await world.do(asks("13999999999"))


async def test_an_unconfirmed_number_signs_nobody_in(world):
    await registered(world)
    await later(world, "code", timedelta(minutes=2))

    await world.do(asks(LAN))
    tried = await world.do(tries(LAN, code_for(world, LAN)))

    assert not tried.person_id
