"""Attack: whoever holds an old invitation tries to become somebody else by it.

An invitation makes an account and never touches one; what it says is compared where it is used.
"""

import asyncio
import itertools

import pytest
from sqlalchemy import text

from fair.accounts import reads, writes
from fair.accounts.link import INVITED, link_token
from fair.accounts.refusals import EmailTaken, InvitationOver
from fair.contract.accounts import CloseAccount
from fair.decisions import SYSTEM
from fair.glossary import Role
from fair.sign_in import reads as sign_in_reads
from tests.accounts.helpers import EMAIL, A, B, accounts, invited, join, what_one_is
from tests.people.helpers import HASH, fields_of, recruiter, signed_in, staff

THIEFS = "$argon2id$v=19$m=19456,t=2,p=1$the$thiefs"
# Who invites, and to whose team: "" is the organisers'.
INVITERS = {
    "an organiser, as an organiser": ("", ""),
    "an organiser, to employer A": ("", A),
    "a recruiter of A": (A, A),
    "a recruiter of B": (B, B),
}
PAIRS = list(itertools.product(INVITERS, repeat=2))


async def one_invitation_of(world, kind, address="one"):
    """Invite Olga as this kind of inviter, each by an account of its own."""
    employer, to = INVITERS[kind]
    by = await staff(world, f"{address}@inviter.example", address, employer)
    return await invited(world, by, employer_id=to)


@pytest.mark.parametrize("used_first", [0, 1], ids=["the older is used", "the newer is used"])
@pytest.mark.parametrize(("older", "newer"), PAIRS, ids=[f"{a} | {b}" for a, b in PAIRS])
async def test_of_two_invitations_the_one_that_is_used_decides_and_the_other_is_void(
    world, older, newer, used_first
):
    links = [
        await one_invitation_of(world, older, "one"),
        await one_invitation_of(world, newer, "two"),
    ]
    used, other = links[used_first], links[1 - used_first]
    olga = await join(world, used)
    before = accounts(world)[EMAIL]

    with pytest.raises(InvitationOver):
        await join(world, other, "Thief", THIEFS)

    to = INVITERS[(older, newer)[used_first]][1]
    assert what_one_is(world) == (Role.RECRUITER if to else Role.ORGANISER, to)
    assert accounts(world)[EMAIL] == before
    assert before.id == olga


@pytest.mark.parametrize("kind", INVITERS)
async def test_an_invitation_that_was_left_open_touches_no_account(world, kind):
    """Even where nobody withdrew it, as in a database of before."""
    link = await one_invitation_of(world, kind)
    await recruiter(world, EMAIL, name="Olga", role=Role.ORGANISER, employer_id="")
    await world.work(lambda work: work.write(text("UPDATE invitation SET withdrawn_at = NULL")))
    before = accounts(world)

    with pytest.raises(EmailTaken):
        await join(world, link, "Thief", THIEFS)

    assert accounts(world) == before
    assert world.look(reads.invitation, link).accepted_at is None


async def test_the_account_made_at_the_server_withdraws_what_was_open_too(world):
    by = await staff(world, "mei@huafeng.example", "Mei", A)
    link = await invited(world, by, employer_id=A)

    await recruiter(world, EMAIL, name="Olga", role=Role.ORGANISER, employer_id="")

    with pytest.raises(InvitationOver):
        await join(world, link, "Thief", THIEFS)
    assert what_one_is(world) == (Role.ORGANISER, "")


@pytest.mark.parametrize("command_line", [False, True], ids=["an organiser", "the command line"])
async def test_inviting_a_colleague_again_gives_no_link_that_signs_in_as_them(world, command_line):
    other = SYSTEM if command_line else await staff(world, "otto@pes.example", "Otto")
    await recruiter(world, EMAIL, name="Olga", role=Role.ORGANISER, employer_id="")

    def again(work):
        return writes.invite_to(work, email=EMAIL, role=Role.ORGANISER)

    with pytest.raises(EmailTaken):
        await world.work(again, other)
    assert not world.rows("SELECT id FROM invitation")


async def test_who_was_removed_and_is_invited_again_is_somebody_new(world):
    boss = await staff(world, "otto@pes.example", "Otto")
    olga = await staff(world, EMAIL, "Olga")
    token = await signed_in(world, account_id=olga.account_id)
    await world.do(CloseAccount(account_id=olga.account_id, reason="left"), boss)

    again = await join(world, await invited(world, boss, employer_id=A), "Olga", THIEFS)

    assert again != olga.account_id
    assert what_one_is(world) == (Role.RECRUITER, A)
    assert world.look(sign_in_reads.identify, token, "").role is Role.VISITOR
    assert world.look(reads.password_of, EMAIL) == (again, THIEFS)


async def test_who_was_removed_comes_back_by_no_invitation_of_before(world):
    """A recruiter of B may have invited the address in the meantime, unknowing."""
    boss = await staff(world, "otto@pes.example", "Otto")
    olga = await staff(world, EMAIL, "Olga", A)
    blind = await invited(world, await staff(world, "bo@b.example", "Bo", B), employer_id=B)
    await world.do(CloseAccount(account_id=olga.account_id, reason="left"), boss)

    with pytest.raises(InvitationOver):
        await join(world, blind)
    assert EMAIL not in accounts(world)


@pytest.mark.parametrize("employer", ["", A], ids=["an organiser", "a recruiter"])
async def test_who_was_removed_leaves_no_invitation_behind(world, employer):
    boss = await staff(world, "otto@pes.example", "Otto")
    thief = await staff(world, "thief@example.org", "Thief", employer)
    link = await invited(world, thief, employer_id=employer)
    await world.do(CloseAccount(account_id=thief.account_id, reason="left"), boss)
    # Even where it was left open: who sent it is asked again where it is used.
    left = await invited(world, thief, employer_id=employer)

    for one in (link, left):
        with pytest.raises(InvitationOver):
            await join(world, one)
    assert EMAIL not in accounts(world)


async def test_an_invitation_is_held_against_what_its_sender_may_do_today(world):
    mei = await staff(world, "mei@huafeng.example", "Mei", A)
    link = await invited(world, mei, employer_id=A)
    for changed in ("employer_id = 'e0000000000b'", "role = 'organiser', employer_id = ''"):
        await world.work(lambda work, to=changed: work.write(text(f"UPDATE invitation SET {to}")))

        with pytest.raises(InvitationOver):
            await join(world, link)

    assert EMAIL not in accounts(world)


async def test_joining_twice_at_once_makes_one_account(world):
    """Both answers of a double tap, or of two who hold the link."""
    link = await invited(world, await staff(world, "otto@pes.example", "Otto"))

    answers = await asyncio.gather(
        *(join(world, link, name) for name in ("Olga", "Thief")), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in answers) == ["InvitationOver", "str"]


async def test_whose_invitation_and_whose_act_it_was_is_in_the_record(world):
    otto = await staff(world, "otto@pes.example", "Otto")
    mei = await staff(world, "mei@huafeng.example", "Mei", A)
    stale = await invited(world, mei, employer_id=A)
    link = await invited(world, otto)
    olga = await join(world, link)

    facts = world.rows("SELECT kind, data FROM ledger ORDER BY at, stream, seq")
    said = [row for row in facts if stale in row.data or link in row.data or olga in row.data]

    assert [row.kind for row in said] == [
        "account.invited", "account.invited", "invitation.withdrawn", "account.joined",
    ]  # fmt: skip
    authors = (mei.account_id, otto.account_id, olga, otto.account_id)
    for row, author in zip(said, authors, strict=True):
        assert f'"by_account_id":"{author}"' in row.data


# --- as pages ------------------------------------------------------------------------------------


async def test_the_page_of_an_old_invitation_says_to_sign_in_and_signs_nobody_in(world):
    bo = await staff(world, "bo@b.example", "Bo", B)
    await staff(world, EMAIL, "Olga")
    link = await invited(world, bo, employer_id=B)
    path = "/invited/" + link_token(world.server.settings.secret, INVITED, link)
    before = accounts(world)
    async with world.web() as browser:
        page = await browser.get(path)
        assert "There is an account with this e-mail address already" in page.text
        assert 'href="/sign-in/forgotten"' in page.text
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        form = fields_of(await browser.get("/sign-in"), "/sign-in")
        tried = await browser.post(
            path,
            data={"csrf": form["csrf"], "given_name": "Thief", "password": "a thief's password"},
        )
        assert tried.status_code == 409
        assert "fair_login" not in tried.headers.get("set-cookie", "")
        assert (await browser.get("/board")).status_code == 401

    assert accounts(world) == before
    assert before[EMAIL].password_hash == HASH


async def test_a_colleague_and_an_organiser_are_told_of_the_account_that_they_see_anyway(world):
    mei = await staff(world, "mei@huafeng.example", "Mei", A)
    otto = await staff(world, "otto@pes.example", "Otto")
    await staff(world, EMAIL, "Olga", A)

    for by, to in ((mei, A), (otto, A), (otto, B), (otto, "")):
        with pytest.raises(EmailTaken) as refused:
            await invited(world, by, employer_id=to)
        assert "asks for a new password" in str(refused.value)
