"""Attack: whoever may invite tries to read the link, use it, or learn who has an account."""

import re

import pytest

from fair.accounts import reads
from fair.accounts.link import INVITED, link_token
from fair.accounts.refusals import LinkWasHandedOver
from fair.contract.accounts import HandInvitationOver, WithdrawInvitation
from fair.decisions import NotAllowed, Refusal
from tests.accounts.helpers import (
    EMAIL,
    MAIL_SERVER,
    A,
    B,
    accounts,
    employers,
    invited,
    link_in,
    mails,
)
from tests.people.helpers import fields_of, send, signed_in, staff
from tests.world import running

PAGES = ("/me", "/desk/colleagues", "/organise/team", f"/organise/employers/{A}")
FORM = "/invitations"


@pytest.fixture
async def mailing(tmp_path):
    """A server with a mail server; nothing is sent, as its delivery does not run."""
    async with running(tmp_path, mail_url=MAIL_SERVER, second_factor="optional") as made:
        yield made


async def team_of(world):
    """An organiser, the lead of A, a colleague there, and a recruiter of B."""
    await employers(world)
    return {
        "otto": await staff(world, "otto@pes.example", "Otto"),
        "mei": await staff(world, "mei@huafeng.example", "Mei", A),
        "li": await staff(world, "li@huafeng.example", "Li", A),
        "bo": await staff(world, "bo@b.example", "Bo", B),
    }


def secret_of(world, invitation_id):
    return link_token(world.server.settings.secret, INVITED, invitation_id)


async def browser_of(world, actor):
    return world.web(await signed_in(world, account_id=actor.account_id))


async def test_a_link_is_shown_once_to_who_invited_and_on_no_page(world):
    team = await team_of(world)
    async with await browser_of(world, team["li"]) as browser:
        page = await browser.get("/me")
        shown = await send(browser, page, FORM, email=EMAIL)
        again = await browser.post(FORM, data={**fields_of(page, FORM), "email": EMAIL})
    (one,) = world.look(reads.open_invitations, A)

    assert link_in(shown.text, "invited") == f"/invited/{secret_of(world, one.id)}"
    assert shown.headers["cache-control"] == "no-store"
    assert again.status_code == 410
    assert secret_of(world, one.id) not in again.text
    for actor in team.values():
        async with await browser_of(world, actor) as browser:
            for path in PAGES:
                assert secret_of(world, one.id) not in (await browser.get(path)).text


async def test_an_invitation_made_by_a_command_shows_its_link_once_to_its_sender_alone(world):
    team = await team_of(world)
    link = await invited(world, team["li"], employer_id=A)
    path = f"/invitations/{link}/link"
    for who in ("bo", "mei", "otto"):
        async with await browser_of(world, team[who]) as browser:
            csrf = fields_of(await browser.get("/me"), "/sign-out")
            tried = await browser.post(path, data=csrf)
        assert tried.status_code == 403
        assert secret_of(world, link) not in tried.text
    async with await browser_of(world, team["li"]) as browser:
        shown = await send(browser, await browser.get("/desk/colleagues"), path)
        assert secret_of(world, link) in shown.text
        csrf = fields_of(await browser.get("/me"), "/sign-out")
        twice = await browser.post(path, data=csrf)
    assert twice.status_code == 410
    assert secret_of(world, link) not in twice.text


async def test_a_link_that_was_handed_over_is_handed_over_by_nobody_again(world):
    team = await team_of(world)
    link = await invited(world, team["li"], employer_id=A)
    handing = HandInvitationOver(invitation_id=link, by_account_id=team["li"].account_id)
    await world.do(handing)

    with pytest.raises(LinkWasHandedOver):
        await world.do(handing)
    with pytest.raises(NotAllowed):
        await world.do(handing.model_copy(update={"by_account_id": ""}))
    with pytest.raises(NotAllowed):  # a page sends it, nobody else
        await world.do(handing, team["li"])
    assert world.kinds().count("invitation.handed_over") == 1


async def test_with_a_mail_server_the_link_goes_to_the_address_and_to_nobody_else(mailing):
    team = await team_of(mailing)
    async with await browser_of(mailing, team["li"]) as browser:
        answer = await send(browser, await browser.get("/me"), FORM, email=EMAIL)
        told = await browser.get(answer.headers["location"])
    (mail,) = mails(mailing, EMAIL)
    (one,) = mailing.look(reads.open_invitations, A)
    path = link_in(mail.text, "invited")

    assert path == f"/invited/{secret_of(mailing, one.id)}"
    assert mail.text.startswith("Li invites you")
    assert f"on its way to {EMAIL}" in re.sub("[\u2068\u2069]", "", told.text)
    for actor in team.values():
        async with await browser_of(mailing, actor) as browser:
            assert path not in answer.text + told.text
            for page in PAGES:
                assert path not in (await browser.get(page)).text
    async with mailing.web() as browser:
        begun = await send(
            browser, await browser.get(path), path, given_name="Olga", password="long enough, I say"
        )
        assert begun.headers["location"] == "/desk"


async def test_the_outbox_of_texts_shows_organisers_no_link_that_waits_for_the_mail_server(
    tmp_path,
):
    async with running(tmp_path, mail_url=MAIL_SERVER, sms_provider="outbox") as world:
        otto = await staff(world, "otto@pes.example", "Otto")
        async with await browser_of(world, otto) as browser:
            await send(browser, await browser.get("/organise/team"), FORM, email=EMAIL)
            outbox = await browser.get("/outbox")
        assert mails(world, EMAIL)
        assert outbox.status_code == 200
        assert link_in(outbox.text, "invited") == ""


@pytest.mark.parametrize("by_mail", [True, False], ids=["mailed", "shown"])
async def test_a_recruiter_is_answered_alike_whether_or_not_the_address_has_an_account(
    tmp_path, by_mail
):
    async with running(tmp_path, mail_url=MAIL_SERVER if by_mail else "") as world:
        bo = (await team_of(world))["bo"]
        await staff(world, EMAIL, "Olga")
        seen = []
        async with await browser_of(world, bo) as browser:
            for address in (EMAIL, "nina@pes.example"):
                answer = await send(browser, await browser.get("/me"), FORM, email=address)
                page = await browser.get("/desk/colleagues")
                seen.append((answer.status_code, *said(answer.text, page.text, address=address)))
                withdraw = "/commands/account.withdraw_invitation"
                await send(browser, page, withdraw, reason="no_need")

        assert seen[0] == seen[1]


def said(*pages, address):
    """What stands on pages, without what is drawn by dice each time."""
    drawn = r'value="[^"]*"|/invit\w+/\w+|\w{12,}|\d\d:\d\d'
    return [re.sub(drawn, "…", page.replace(address, "ADDRESS")) for page in pages]


async def test_whose_address_is_invited_by_another_team_hears_of_it_and_gets_no_link(mailing):
    bo = (await team_of(mailing))["bo"]
    olga = await staff(mailing, EMAIL, "Olga")
    async with await browser_of(mailing, bo) as browser:
        await send(browser, await browser.get("/me"), FORM, email=EMAIL)
    newest = mails(mailing, EMAIL)[0]
    async with await browser_of(mailing, olga) as browser:
        me = (await browser.get("/me")).text

    assert newest.account_id == olga.account_id
    assert link_in(newest.text, "invited") == ""
    for told in (newest.text, me):
        assert "Bo invited this address once more" in re.sub("[\u2068\u2069]", "", told)


async def test_an_address_is_not_flooded_with_invitations(mailing):
    li = (await team_of(mailing))["li"]
    async with await browser_of(mailing, li) as browser:
        forms = [fields_of(await browser.get("/me"), FORM) for _ in range(8)]
        answers = [await browser.post(FORM, data={**one, "email": EMAIL}) for one in forms]

    assert [one.status_code for one in answers] == [303] * 6 + [429] * 2
    assert len(mails(mailing, EMAIL)) == 6


@pytest.mark.parametrize(
    ("who", "code"),
    [("li", ""), ("mei", ""), ("otto", ""), ("wu", "not-the-lead"), ("bo", "not-allowed")],
)
async def test_an_invitation_is_withdrawn_by_its_sender_the_lead_or_an_organiser(world, who, code):
    team = await team_of(world)
    team["wu"] = await staff(world, "wu@huafeng.example", "Wu", A)
    link = await invited(world, team["li"], employer_id=A)

    refused = ""
    try:
        await world.do(WithdrawInvitation(invitation_id=link, reason="no_need"), team[who])
    except Refusal as refusal:
        refused = refusal.code

    assert refused == code
    assert bool(world.look(reads.invitation, link).withdrawn_at) is (code == "")
    if who == "wu":
        async with await browser_of(world, team["wu"]) as browser:
            page = await browser.get("/desk/colleagues")
            assert EMAIL in page.text
            assert "account.withdraw_invitation" not in page.text


async def test_who_joins_hears_who_invited_and_on_which_device_it_was(mailing):
    otto = (await team_of(mailing))["otto"]
    link = await invited(mailing, otto)
    path = f"/invited/{secret_of(mailing, link)}"
    phone = {"user-agent": "Mozilla/5.0 (iPhone) CriOS/120 Safari"}
    async with mailing.web(language="ja") as browser:
        page = await browser.get(path)
        await browser.post(
            path,
            data={**fields_of(page, path), "given_name": "Olga", "password": "long enough, I say"},
            headers=phone,
        )
        me = await browser.get("/me", headers={"accept-language": "en"})

    assert accounts(mailing)[EMAIL].lang == "ja"
    assert "The invitation came from \u2068Otto\u2069." in me.text or "Otto" in me.text
    assert "iPhone · Chrome" in me.text
    assert len(mails(mailing, EMAIL)) == 1
