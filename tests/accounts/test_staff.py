"""Staff: invitations, passwords, and losing the role."""

import pytest
from sqlalchemy import text

from fair import passwords
from fair.accounts import reads as account_reads
from fair.accounts.account import check_password, normal_email
from fair.accounts.invitation import may_invite
from fair.accounts.refusals import BadEmail, InvitationOver, WeakPassword
from fair.contract.accounts import (
    ChangePassword,
    CloseAccount,
    Invite,
    JoinByInvitation,
    WithdrawInvitation,
)
from fair.db import new_id
from fair.decisions import Actor, NotAllowed, NotFound
from fair.glossary import Role
from fair.sign_in import reads as sign_in_reads
from tests.people.helpers import (
    HASH,
    ORGANISER,
    PASSWORD,
    RECRUITER,
    recruiter,
    send,
    signed_in,
    staff,
)
from tests.people.test_consent_and_erasing import HUAFENG

MEI = {"email": "Mei@Huafeng.example", "employer_id": HUAFENG}


async def invited(world, actor=None, **changes):
    actor = actor or await staff(world, f"{new_id()}@pes.example", "Olga")
    return (await world.do(Invite.model_validate({**MEI, **changes}), actor)).invitation_id


def joining(invitation_id, name="Mei"):
    return JoinByInvitation(invitation_id=invitation_id, given_name=name, password_hash=HASH)


async def test_an_invited_recruiter_joins_the_employer_once(world):
    invitation_id = await invited(world)

    mei = (await world.do(joining(invitation_id))).account_id

    account = world.look(account_reads.account, mei)
    assert (account.email, account.role, account.employer_id) == (
        "mei@huafeng.example", Role.RECRUITER, HUAFENG,
    )  # fmt: skip
    assert [one.id for one in world.look(account_reads.accounts_of, HUAFENG)] == [mei]
    with pytest.raises(InvitationOver):
        await world.do(joining(invitation_id))


async def test_an_invitation_lasts_14_days_and_can_be_withdrawn(world):
    old, withdrawn = await invited(world), await invited(world, email="li@huafeng.example")
    await world.work(
        lambda work: work.write(
            text("UPDATE invitation SET expires_at = made_at - 1 WHERE id = :id").bindparams(id=old)
        )
    )
    await world.do(WithdrawInvitation(invitation_id=withdrawn, reason="no_need"), ORGANISER)

    for invitation_id in (old, withdrawn):
        with pytest.raises(InvitationOver):
            await world.do(joining(invitation_id))


@pytest.mark.parametrize(
    ("role", "employer", "to_role", "to_employer", "allowed"),
    [
        (Role.ORGANISER, "", Role.ORGANISER, "", True),
        (Role.ORGANISER, "", Role.RECRUITER, "e1", True),
        (Role.ORGANISER, "", Role.RECRUITER, "", False),
        (Role.ORGANISER, "", Role.ORGANISER, "e1", False),
        (Role.ORGANISER, "", Role.SEEKER, "", False),
        (Role.RECRUITER, "e1", Role.RECRUITER, "e1", True),
        (Role.RECRUITER, "e1", Role.RECRUITER, "e2", False),
        (Role.RECRUITER, "e1", Role.ORGANISER, "", False),
    ],
)
def test_who_may_invite_whom(role, employer, to_role, to_employer, allowed):
    if allowed:
        may_invite(Actor(role, employer_id=employer), to_role, to_employer)
    else:
        with pytest.raises(NotAllowed):
            may_invite(Actor(role, employer_id=employer), to_role, to_employer)


async def test_a_recruiter_withdraws_no_invitation_of_another_employer(world):
    invitation_id = await invited(world, employer_id="e00000000009")

    with pytest.raises(NotAllowed):
        await world.do(WithdrawInvitation(invitation_id=invitation_id, reason="no_need"), RECRUITER)


async def test_a_new_password_signs_the_other_devices_out(world):
    mei = await recruiter(world)
    here, there = [await signed_in(world, account_id=mei) for _ in range(2)]
    but = world.look(sign_in_reads.identify, here, "").login_id

    await world.do(ChangePassword(account_id=mei, password_hash=HASH, but=but))

    assert world.look(sign_in_reads.identify, here, "").account_id == mei
    assert world.look(sign_in_reads.identify, there, "").role is Role.VISITOR


async def test_who_found_an_open_page_chooses_no_new_password(world):
    token = await signed_in(world, account_id=await recruiter(world))
    async with world.web(token) as browser:
        page = await browser.get("/me")
        said = {"new": "another long sentence"}
        refused = await send(browser, page, "/me/password", old="not that one", **said)
        assert (refused.status_code, "password.changed" in world.kinds()) == (403, False)
        done = await send(browser, page, "/me/password", old=PASSWORD, **said)

    assert done.status_code == 303
    kept = world.look(account_reads.password_of, "mei@huafeng.example")[1]
    assert await passwords.matches("another long sentence", kept)


async def test_who_loses_the_role_is_out_at_once_and_cannot_come_back(world):
    mei = await recruiter(world)
    token = await signed_in(world, account_id=mei)

    await world.do(CloseAccount(account_id=mei, reason="left"), ORGANISER)

    assert world.look(sign_in_reads.identify, token, "").role is Role.VISITOR
    assert world.look(account_reads.password_of, "mei@huafeng.example") == ("", "")
    assert world.look(account_reads.accounts_of, HUAFENG) == ()
    assert world.kinds()[-2:] == ["account.closed", "login.revoked"]


async def test_an_organiser_cannot_close_the_own_account(world):
    olga = await recruiter(world, "olga@pes.example", role=Role.ORGANISER, employer_id="")

    with pytest.raises(NotFound):
        await world.do(
            CloseAccount(account_id=olga, reason="left"), Actor(Role.ORGANISER, account_id=olga)
        )


async def test_a_password_fits_only_its_own_hash():
    assert await passwords.matches(PASSWORD, HASH)
    assert not await passwords.matches(PASSWORD + "x", HASH)
    assert not await passwords.matches("nobody has this password", "")
    assert not await passwords.matches(PASSWORD, "no hash at all")
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in HASH


@pytest.mark.parametrize(
    "weak", ["short", "aaaaaaaaaaaa", "Password", "mei@huafeng.example", "x" * 201]
)
def test_a_password_that_is_easy_to_guess_is_refused(weak):
    with pytest.raises(WeakPassword):
        check_password(weak, "mei@huafeng.example")


@pytest.mark.parametrize("written", ["", "mei", "mei@", "@huafeng.cn", "mei@huafeng", "a b@c.de"])
def test_what_is_no_address_is_refused(written):
    with pytest.raises(BadEmail):
        normal_email(written)
