"""Registering, confirming a number, one's own link: on a real database."""

import pytest

from fair.accounts.link import KEY, link_ref, link_token
from fair.contract.people import Attend
from fair.contract.sign_in import EndLink, NewLink, OpenLogin, RevokeLogin, RevokeOtherLogins
from fair.decisions import NotFound
from fair.glossary import Role
from fair.people import reads
from fair.people.refusals import UnderAge
from fair.sign_in import reads as sign_in_reads
from fair.sign_in.refusals import LinkOver
from tests.people.helpers import (
    FAIR,
    recruiter,
    registered,
    seeker,
    signed_in,
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


@pytest.mark.parametrize("all_", [True, False], ids=["everywhere else", "this one"])
async def test_who_is_signed_out_elsewhere_does_not_come_back_by_the_link_they_read(world, all_):
    lan = await registered(world)
    read = world.look(sign_in_reads.key_link, lan)
    thief = await signed_in(world, person_id=lan)
    where = world.look(sign_in_reads.identify, thief, "").login_id

    here = world.look(sign_in_reads.identify, await signed_in(world, person_id=lan), "")
    await world.do(RevokeOtherLogins() if all_ else RevokeLogin(login_id=where), here)

    assert world.look(sign_in_reads.link_owner, read) == ("", "")
    assert world.look(sign_in_reads.key_link, lan) not in ("", read)


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
