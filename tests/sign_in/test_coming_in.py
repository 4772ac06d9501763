"""Registering, confirming a number, one's own link: on a real database."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from fair.accounts.link import KEY, link_ref, link_token
from fair.contract.people import Attend, ChangeNumber
from fair.contract.sign_in import EndLink, NewLink, OpenLogin, RevokeLogin, RevokeOtherLogins
from fair.contract.sign_in_codes import (
    ConfirmByOrganiser,
    ConfirmNumber,
    SendCode,
)
from fair.decisions import NotFound
from fair.glossary import Role
from fair.people import reads
from fair.people.refusals import NumberTaken, UnderAge
from fair.sign_in import reads as sign_in_reads
from fair.sign_in.refusals import AlreadyConfirmed, CodeOver, CodeTooSoon, LinkOver, TooManyCodes
from tests.people.helpers import (
    FAIR,
    ORGANISER,
    asks,
    code_for,
    later,
    recruiter,
    registered,
    seeker,
    signed_in,
    tries,
)

LAN = "+8613812345678"


async def test_a_seeker_gives_three_answers_and_has_a_number_at_the_fair(world):
    first = await registered(world)
    second = await registered(world, "13900000000")

    assert world.look(reads.number_of, FAIR, first) == 1
    assert world.look(reads.numbers_of, FAIR, [first, second]) == {first: 1, second: 2}
    assert world.kinds(FAIR) == ["person.registered", "person.attended"] * 2


async def test_under_16_nothing_of_the_child_is_kept(world):
    with pytest.raises(UnderAge):
        await registered(world, born_on="2012-01-01")

    assert world.rows("SELECT * FROM person") == []
    assert world.kinds() == []


async def test_taking_part_twice_keeps_the_number(world):
    lan = await registered(world)

    again = await world.do(Attend(fair_id=FAIR), seeker(lan))
    other = await world.do(Attend(fair_id="f00000000002"), seeker(lan))

    assert (again.number, other.number) == (1, 1)
    assert [fair for fair, _ in world.look(reads.fairs_of, lan)] == ["f00000000002", FAIR]


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


async def test_one_confirmed_number_is_one_person(world):
    lan = await registered(world)
    await world.do(ConfirmNumber(code=code_for(world, LAN)), seeker(lan))

    with pytest.raises(NumberTaken):
        await registered(world, "138-1234-5678", given_name="Somebody Else")

    assert len(world.rows("SELECT id FROM person")) == 1


async def test_of_two_who_typed_the_same_number_only_one_can_confirm_it(world):
    lan = await registered(world)
    await later(world, "code", timedelta(minutes=2))
    other = await registered(world, given_name="Typo Wang")

    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)

    with pytest.raises(NumberTaken):
        await world.do(ConfirmByOrganiser(person_id=other), ORGANISER)
    with pytest.raises(NumberTaken):
        await world.do(ChangeNumber(phone=LAN), seeker(await registered(world, "13911111111")))


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


# --- links and devices ---------------------------------------------------------------------------


async def test_a_login_is_known_by_its_token_alone_and_ends_when_revoked(world):
    lan = await registered(world)
    token = await signed_in(world, person_id=lan, device="Android")

    actor = world.look(sign_in_reads.identify, token, "10.0.0.1")
    assert (actor.role, actor.person_id, actor.name) == (Role.SEEKER, lan, "Zhao Lan")
    assert token not in str([tuple(row) for row in world.rows("SELECT * FROM login")])

    await world.do(RevokeLogin(login_id=actor.login_id), actor)
    assert world.look(sign_in_reads.identify, token, "").role is Role.VISITOR
    assert "login.revoked" in world.kinds()


@pytest.mark.parametrize("token", ["", "x", "0" * 64])
async def test_a_foreign_token_is_a_visitor(world, token):
    assert world.look(sign_in_reads.identify, token, "10.0.0.1").role is Role.VISITOR


async def test_nobody_signs_out_somebody_elses_device(world):
    lan, wang = await registered(world), await registered(world, "13900000000")
    token = await signed_in(world, person_id=lan)
    login_id = world.look(sign_in_reads.identify, token, "").login_id

    with pytest.raises(NotFound):
        await world.do(RevokeLogin(login_id=login_id), seeker(wang))

    assert world.look(sign_in_reads.identify, token, "").person_id == lan


async def test_signing_out_everywhere_else_keeps_this_device(world):
    lan = await registered(world)
    here, there = [await signed_in(world, person_id=lan) for _ in range(2)]

    await world.do(RevokeOtherLogins(), world.look(sign_in_reads.identify, here, ""))

    assert world.look(sign_in_reads.identify, here, "").person_id == lan
    assert world.look(sign_in_reads.identify, there, "").role is Role.VISITOR


async def test_a_new_link_ends_the_old_one(world):
    lan = await registered(world)
    old = world.look(sign_in_reads.key_link, lan)

    await world.do(NewLink(), seeker(lan))

    new = world.look(sign_in_reads.key_link, lan)
    assert new not in ("", old)
    assert world.look(sign_in_reads.link_owner, old) == ("", "")
    assert world.look(sign_in_reads.link_owner, new) == (lan, "")
    with pytest.raises(LinkOver):
        await world.do(OpenLogin(token_hash="0" * 64, person_id=lan, link_id=old))


async def test_a_link_that_was_turned_off_stays_off(world):
    lan = await registered(world)

    await world.do(EndLink(), seeker(lan))

    assert world.look(sign_in_reads.key_link, lan) == ""
    with pytest.raises(LinkOver):
        await world.do(EndLink(), seeker(lan))


async def test_one_persons_link_does_not_sign_in_another(world):
    lan, wang = await registered(world), await registered(world, "13900000000")

    with pytest.raises(LinkOver):
        await world.do(
            OpenLogin(
                token_hash="0" * 64, person_id=wang, link_id=world.look(sign_in_reads.key_link, lan)
            )
        )


def test_the_database_alone_cannot_make_a_link():
    token = link_token("the server's secret", KEY, "abcdefghjkmn")

    assert link_ref("the server's secret", KEY, token) == "abcdefghjkmn"
    assert link_ref("another secret", KEY, token) == ""
    assert link_ref("the server's secret", "invited", token) == ""
    assert link_ref("the server's secret", KEY, token[:-1]) == ""
    assert link_ref("the server's secret", KEY, "") == ""
    assert link_ref("the server's secret", KEY, "ü" * 36) == ""


async def test_staff_are_known_with_role_and_employer(world):
    mei = await recruiter(world)

    actor = world.look(sign_in_reads.identify, await signed_in(world, account_id=mei), "")

    assert (actor.role, actor.employer_id) == (Role.RECRUITER, "e00000000001")
