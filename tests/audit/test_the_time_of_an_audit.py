"""An auditor comes by an organiser's invitation, and goes by itself on the day that was said."""

from datetime import timedelta

import pytest
import pytest_asyncio

from fair import timers
from fair.accounts import reads as accounts
from fair.accounts.refusals import BadLastDay, InvitationOver
from fair.accounts.writes import ENDS
from fair.contract.accounts import CloseAccount, EndAccount, Invite, JoinByInvitation
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import NotAllowed
from fair.glossary import Role
from fair.programme import reads as programme
from fair.sign_in import reads as sign_in
from tests.audit.house import House, a_house, an_auditor
from tests.people.helpers import HASH
from tests.world import World, some


@pytest_asyncio.fixture
async def house(world: World) -> House:
    return await a_house(world, "Zhenlan")


def asked(house: House, days: int) -> Invite:
    zone = house.world.look(programme.zone_of, house.fair_id)
    day = day_at(utc_now(), zone) + timedelta(days=days)
    return Invite(email="ada@audit.example", role="auditor", fair_id=house.fair_id, last_day=day)


@pytest.mark.parametrize("days", [0, 90])
async def test_an_auditor_is_invited_for_today_or_for_ninety_days(house, days):
    await house.world.do(asked(house, days), house.stage.scene.organiser)


@pytest.mark.parametrize("days", [-1, 91])
async def test_no_auditor_is_invited_for_yesterday_or_for_longer(house, days):
    with pytest.raises(BadLastDay):
        await house.world.do(asked(house, days), house.stage.scene.organiser)


async def test_an_invitation_without_a_last_day_is_refused(house):
    without = Invite(email="ada@audit.example", role="auditor", fair_id=house.fair_id)

    with pytest.raises(BadLastDay):
        await house.world.do(without, house.stage.scene.organiser)


async def test_neither_a_recruiter_nor_an_auditor_invites_one(house):
    for who in (house.stage.mei, house.eve):
        with pytest.raises(NotAllowed):
            await house.world.do(asked(house, 5), who)


async def test_the_link_opens_nothing_once_the_last_day_is_over(house):
    reply = await house.world.do(asked(house, 0), house.stage.scene.organiser)
    house.world.clock(utc_now() + timedelta(days=1, minutes=1))

    with pytest.raises(InvitationOver):
        await house.world.do(
            JoinByInvitation(
                invitation_id=reply.invitation_id, given_name="Ada", password_hash=HASH
            )
        )


async def test_the_account_ends_by_itself_and_its_open_pages_are_covered(house):
    ends = some(house.world.look(accounts.account, house.eve.account_id).ends_at)
    due = house.world.look(timers.ends_at, ENDS, house.eve.account_id)
    assert abs(some(due) - ends) < timedelta(seconds=1)
    house.world.clock(ends + timedelta(seconds=1))

    await house.world.do(EndAccount(account_id=house.eve.account_id))

    assert house.world.look(accounts.working, house.eve.account_id) is None
    assert "account.closed" in house.world.kinds()
    # what closes the sockets of every page that is open, in whichever process
    assert "login.revoked" in house.world.kinds()
    await house.page("/audit", status=401)


async def test_before_its_last_day_is_over_nothing_ends_it(house):
    await house.world.do(EndAccount(account_id=house.eve.account_id))

    assert house.world.look(accounts.working, house.eve.account_id) is not None
    await house.page(f"/audit/{house.fair_id}")


async def test_once_the_last_day_is_over_no_page_is_read_even_before_the_clock_has_come(house):
    draw_id = await house.draw(many=1)
    await house.over(house.eve)

    paths = (
        "/audit", f"/audit/{house.fair_id}", f"/audit/draws/{draw_id}", "/me",
        f"/audit/{house.fair_id}/figures/hires", f"/board/{house.fair_id}/wall",
        f"/organise/fairs/{house.fair_id}/evidence.zip",
    )  # fmt: skip
    for path in paths:
        await house.page(path, status=401)
    found = house.world.look(sign_in.identify, house.stage.tokens["Eve"], "127.0.0.1")
    assert found.role is Role.VISITOR


async def test_an_organiser_ends_an_audit_at_once(house):
    close = CloseAccount(account_id=house.eve.account_id, reason="left")
    await house.world.do(close, house.stage.scene.organiser)

    await house.page("/audit", status=401)
    assert house.world.look(timers.ends_at, ENDS, house.eve.account_id) is None


async def test_the_team_reads_who_audits_until_when_and_can_end_it(house):
    await an_auditor(house.stage, "Adam")

    said = await house.page("/organise/team", "organiser")

    assert said.count("Auditor until") == 2
    assert "Invite an auditor" in said
    assert house.stage.world.look(accounts.account, house.eve.account_id).employer_id == ""


async def test_an_auditor_lands_at_the_audit_and_sees_the_ways_that_lead_somewhere(house):
    home = await house.page("/audit")

    assert "This account ends" in home
    assert 'href="/board"' not in home
    assert 'href="/organise/fairs"' not in home
    assert "Auditor" in await house.page("/me")
