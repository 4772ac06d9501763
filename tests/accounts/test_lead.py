"""Attack: a recruiter removes colleagues, rules the team, or rules another one."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from fair.accounts import reads
from fair.contract.accounts import CloseAccount, Invite, MakeLead
from fair.contract.employers import EmployerInvite, RecruiterRemove
from fair.decisions import Refusal
from fair.sign_in import reads as sign_in_reads
from tests.accounts.helpers import EMAIL, A, B, employers, invited, join, mails
from tests.people.helpers import send, signed_in, staff


@pytest.fixture
async def team(world):
    """Otto organises; Mei leads A, Li and Wu work there; Bo leads B."""
    await employers(world)
    return {
        "otto": await staff(world, "otto@pes.example", "Otto"),
        "mei": await staff(world, "mei@huafeng.example", "Mei", A),
        "li": await staff(world, "li@huafeng.example", "Li", A),
        "wu": await staff(world, "wu@huafeng.example", "Wu", A),
        "bo": await staff(world, "bo@b.example", "Bo", B),
    }


def leads(world, employer_id=A):
    return [one.name for one in world.look(reads.accounts_of, employer_id) if one.lead]


def works(world, name, employer_id=A):
    return name in [one.name for one in world.look(reads.accounts_of, employer_id)]


async def refusal(world, command, actor):
    try:
        await world.do(command, actor)
    except Refusal as refused:
        return refused.code
    return ""


REMOVALS = [
    ("mei", "li", ""),
    ("otto", "li", ""),
    ("otto", "mei", ""),
    ("li", "wu", "not-the-lead"),
    ("li", "mei", "not-the-lead"),
    ("li", "li", "not-the-lead"),
    ("mei", "mei", "not-yourself"),
    ("bo", "li", "not-your-employer"),
    ("mei", "bo", "not-your-employer"),
    ("mei", "otto", "not-found"),
]


@pytest.mark.parametrize(("who", "whom", "code"), REMOVALS)
async def test_a_colleague_is_removed_by_the_lead_or_an_organiser_alone(
    world, team, who, whom, code
):
    token = await signed_in(world, account_id=team[whom].account_id)

    said = await refusal(
        world, RecruiterRemove(account_id=team[whom].account_id, reason="left"), team[who]
    )

    assert said == code
    gone = code == ""
    assert (world.look(sign_in_reads.identify, token, "").account_id == "") is gone


@pytest.mark.parametrize("who", ["mei", "li", "bo"])
async def test_the_organisers_own_way_to_take_a_role_away_is_theirs(world, team, who):
    assert await refusal(
        world, CloseAccount(account_id=team["wu"].account_id, reason="left"), team[who]
    )
    assert works(world, "Wu")


@pytest.mark.parametrize(
    ("who", "to", "code", "then"),
    [
        ("mei", "li", "", ["Li"]),
        ("otto", "li", "", ["Li"]),
        ("mei", "mei", "", ["Mei"]),
        ("li", "li", "not-the-lead", ["Mei"]),
        ("li", "wu", "not-the-lead", ["Mei"]),
        ("bo", "li", "not-found", ["Mei"]),
        ("mei", "bo", "not-found", ["Mei"]),
        ("mei", "otto", "not-found", ["Mei"]),
    ],
)
async def test_the_lead_is_handed_on_by_who_has_it_or_named_by_an_organiser(
    world, team, who, to, code, then
):
    assert (
        await refusal(world, MakeLead(account_id=team[to].account_id, reason="asked"), team[who])
        == code
    )
    assert leads(world) == then
    assert leads(world, B) == ["Bo"]


async def test_who_handed_the_lead_on_has_it_no_more_and_both_hear_of_it(world, team):
    await world.do(MakeLead(account_id=team["li"].account_id), team["mei"])

    remove = RecruiterRemove(account_id=team["wu"].account_id, reason="left")
    assert await refusal(world, remove, team["mei"]) == "not-the-lead"
    assert await refusal(world, remove, team["li"]) == ""
    assert "made you the lead" in mails(world, "li@huafeng.example")[0].text
    assert "made somebody else the lead" in mails(world, "mei@huafeng.example")[0].text


async def test_the_first_whom_an_organiser_brings_in_leads_and_colleagues_do_not(world, team):
    made = await world.do(
        EmployerInvite(legal_name="Chunhe", kind="direct", email="chu@chunhe.example"), team["otto"]
    )
    ref = made.employer_id
    chu = await join(world, made.invitation_id, "Chu")
    again = await invited(world, team["otto"], "an@chunhe.example", ref)
    await join(world, again, "An")

    assert leads(world, ref) == ["Chu"]
    assert world.look(reads.account, chu).lead


async def test_where_the_lead_was_removed_nobody_becomes_it_by_a_colleagues_invitation(world, team):
    await world.do(CloseAccount(account_id=team["mei"].account_id, reason="left"), team["otto"])
    await join(world, await invited(world, team["li"], employer_id=A), "Olga")
    assert leads(world) == []
    assert (
        await refusal(
            world, RecruiterRemove(account_id=team["wu"].account_id, reason="left"), team["li"]
        )
        == "not-the-lead"
    )

    await join(world, await invited(world, team["otto"], "an@huafeng.example", A), "An")

    assert leads(world) == ["An"]


async def test_the_database_itself_refuses_a_second_lead(world, team):
    assert team
    with pytest.raises(IntegrityError):
        await world.work(lambda work: work.write(text("UPDATE account SET lead = 1")))


async def test_who_lost_the_role_leads_nobody_and_hears_of_it_once_more(world, team):
    await world.do(CloseAccount(account_id=team["mei"].account_id, reason="left"), team["otto"])

    closed = world.look(reads.account, team["mei"].account_id)
    assert not closed.lead
    assert "Otto" in mails(world, "mei@huafeng.example")[0].text
    assert not world.rows(f"SELECT id FROM account_act WHERE account_id = '{closed.id}'")


# --- as pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "may"), [("mei", True), ("li", False)])
async def test_only_the_lead_sees_the_buttons(world, team, who, may):
    token = await signed_in(world, account_id=team[who].account_id)
    async with world.web(token) as browser:
        page = await browser.get("/desk/colleagues")

    for button in ("recruiter.remove", "account.make_lead"):
        assert (f"/commands/{button}" in page.text) is may
    assert "The lead and the organisers remove colleagues" in page.text
    assert page.text.count(">Lead<") == 1


async def test_an_organiser_names_a_lead_on_the_employers_page(world, team):
    await world.do(CloseAccount(account_id=team["mei"].account_id, reason="left"), team["otto"])
    token = await signed_in(world, account_id=team["otto"].account_id)
    path = f"/organise/employers/{A}"
    async with world.web(token) as browser:
        page = await browser.get(path)
        assert "This team has no lead" in page.text
        await send(browser, page, "/commands/account.make_lead", reason="asked")
        page = await browser.get(path)

    assert "This team has no lead" not in page.text
    assert len(leads(world)) == 1


async def test_a_recruiter_still_invites_colleagues_and_nobody_else(world, team):
    li = team["li"]
    assert await invited(world, li, employer_id=A)
    for role, employer in (("recruiter", B), ("organiser", ""), ("organiser", A)):
        asked = Invite.model_validate({"email": EMAIL, "role": role, "employer_id": employer})
        assert await refusal(world, asked, li) == "not-allowed"
