"""An employer is invited, submits its licence and is checked: commands on a real database."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from fair import timers
from fair.accounts import reads as account_reads
from fair.booths import reads
from fair.contract.booths import BoothOpen, DutyStart
from fair.contract.employers import (
    EmployerChange,
    LicenceExpire,
    LicenceFallDue,
    LicenceLift,
    LicenceReject,
    LicenceSubmit,
    LicenceSuspend,
    LicenceVerify,
    RecruiterRemove,
)
from fair.db import utc_now
from fair.decisions import WrongState
from fair.employers import reads as employer_reads
from fair.employers import store as employer_store
from fair.employers.facts import EmployerAdded, LicenceDue, LicenceExpired, LicenceVerified
from fair.employers.licence import RECHECK_AFTER, LicenceTerms
from fair.employers.licence_actions import DUE_KIND, END_KIND
from fair.employers.refusals import (
    BadCreditCode,
    KindIsFixed,
    LicenceOver,
    NotYourEmployer,
    NotYourself,
    ReserveTooSmall,
)
from fair.glossary import BoothState, EmployerKind, LicenceState
from fair.sign_in import reads as sign_in
from tests.booths.scene import CODE, Scene, a_scene

S = LicenceState


@pytest.fixture
async def scene(world) -> Scene:
    return await a_scene(world)


def licence(scene: Scene):
    return scene.world.look(employer_reads.licence, scene.employer_id)


async def submit(scene: Scene, number: str = CODE, **given: object) -> str:
    command = LicenceSubmit(employer_id=scene.employer_id, number=number, **given)
    return (await scene.world.do(command, scene.recruiter)).licence_id


async def test_inviting_an_employer_makes_an_invitation_for_its_first_recruiter(scene):
    invitations = scene.world.look(account_reads.invitations_of, scene.employer_id)

    assert [one.email for one in invitations] == ["huafeng@example.com"]
    assert EmployerAdded.kind in scene.world.kinds()


async def test_a_submitted_licence_is_not_yet_good(scene):
    await submit(scene)

    assert licence(scene).state is S.SUBMITTED
    assert not licence(scene).valid


async def test_verifying_starts_the_six_months(scene):
    licence_id = await scene.licensed()

    assert licence(scene).valid
    left = scene.world.look(timers.ends_at, DUE_KIND, licence_id) - utc_now()
    assert abs(left - RECHECK_AFTER) < timedelta(minutes=1)
    assert LicenceVerified.kind in scene.world.kinds()


async def test_after_six_months_the_clock_itself_asks_for_a_new_check(scene):
    licence_id = await scene.licensed()

    fired = await scene.world.server.leader.fire(utc_now() + RECHECK_AFTER + timedelta(seconds=1))

    assert fired == 1
    assert licence(scene).state is S.DUE
    assert LicenceDue.kind in scene.world.kinds()
    await scene.world.do(LicenceVerify(licence_id=licence_id), scene.organiser)
    assert licence(scene).valid


async def test_what_is_open_stays_open_while_a_check_is_due(scene):
    await scene.started()

    await scene.world.do(LicenceFallDue(licence_id=licence(scene).id))

    assert scene.world.look(reads.booth, scene.booth_id).open


async def test_on_its_last_day_a_licence_expires_and_the_booth_closes(world):
    scene = await a_scene(world, EmployerKind.AGENCY)
    last = (utc_now() + timedelta(days=30)).date()
    licence_id = await submit(
        scene, "3304 2021 0077", authority="Haining", valid_from="2021-01-01", valid_to=last
    )
    await world.do(LicenceVerify(licence_id=licence_id), scene.organiser)
    assert world.look(timers.ends_at, END_KIND, licence_id)
    await scene.open_fair()
    await world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)
    await world.do(BoothOpen(booth_id=scene.booth_id), scene.recruiter)

    await world.server.leader.fire(utc_now() + timedelta(days=32))

    assert licence(scene).state is S.EXPIRED
    assert world.look(reads.booth, scene.booth_id).state is BoothState.CLOSED
    assert LicenceExpired.kind in world.kinds()
    assert world.look(timers.ends_at, DUE_KIND, licence_id) is None


async def test_a_licence_for_ever_is_one(world):
    scene = await a_scene(world, EmployerKind.AGENCY)
    licence_id = await submit(
        scene, "HR1", authority="Haining", valid_from="2021-01-01", valid_to="9999-12-31"
    )
    await world.do(LicenceVerify(licence_id=licence_id), scene.organiser)

    assert licence(scene).state is S.VERIFIED
    assert world.look(timers.ends_at, END_KIND, licence_id).year == 2199


async def test_a_licence_that_ran_out_while_it_waited_cannot_be_verified(world):
    scene = await a_scene(world, EmployerKind.AGENCY)
    today = utc_now().date()
    licence_id = await submit(
        scene,
        "HR1",
        authority="Haining",
        valid_from="2021-01-01",
        valid_to=today + timedelta(days=1),
    )
    table = employer_store.licence_table
    await world.work(lambda work: work.write(
        update(table).where(table.c.id == licence_id).values(valid_to=today - timedelta(days=2))
    ))  # fmt: skip

    with pytest.raises(LicenceOver):
        await world.do(LicenceVerify(licence_id=licence_id), scene.organiser)


async def test_a_refused_licence_says_why_and_another_may_be_sent(scene):
    licence_id = await submit(scene)
    await scene.world.do(
        LicenceReject(licence_id=licence_id, reason="Another company."), scene.organiser
    )
    assert licence(scene).reason == "Another company."
    with pytest.raises(WrongState):
        await scene.world.do(LicenceVerify(licence_id=licence_id), scene.organiser)

    second = await submit(scene)

    assert second != licence_id
    assert licence(scene).state is S.SUBMITTED


async def test_correcting_a_licence_that_waits_replaces_it(scene):
    first = await submit(scene, authority="Haining")

    assert await submit(scene, authority="Jiaxing") == first
    assert licence(scene).authority == "Jiaxing"
    assert len(scene.world.look(employer_store.licences, scene.employer_id)) == 1


async def test_a_renewal_takes_over_only_when_it_is_verified(scene):
    first = await scene.licensed()
    second = await submit(scene)
    assert licence(scene).id == first

    await scene.world.do(LicenceVerify(licence_id=second), scene.organiser)

    assert licence(scene).id == second
    old = scene.world.look(employer_store.licences, scene.employer_id)[1]
    assert old.state is S.EXPIRED
    assert scene.world.look(timers.ends_at, DUE_KIND, first) is None


async def test_a_suspension_is_lifted_and_the_six_months_go_on(scene):
    licence_id = await scene.licensed()
    await scene.world.do(LicenceSuspend(licence_id=licence_id, reason="A report."), scene.organiser)
    assert licence(scene).state is S.SUSPENDED
    assert scene.world.look(timers.ends_at, DUE_KIND, licence_id) is None

    await scene.world.do(LicenceLift(licence_id=licence_id, reason="Withdrawn."), scene.organiser)

    assert licence(scene).valid
    assert scene.world.look(timers.ends_at, DUE_KIND, licence_id)


async def test_the_clock_does_not_touch_a_suspended_licence(scene):
    licence_id = await scene.licensed()
    await scene.world.do(LicenceSuspend(licence_id=licence_id, reason="A report."), scene.organiser)

    with pytest.raises(WrongState):
        await scene.world.do(LicenceFallDue(licence_id=licence_id))
    await scene.world.do(LicenceExpire(licence_id=licence_id))
    assert licence(scene).state is S.EXPIRED


@pytest.mark.parametrize(
    ("kind", "given", "refusal"),
    [
        (EmployerKind.DIRECT, {"number": "91330481MA2CWKXY00"}, BadCreditCode),
        (
            EmployerKind.OVERSEAS,
            {
                "number": "LW330020190001",
                "authority": "Zhejiang",
                "valid_from": "2021-01-01",
                "valid_to": "2199-01-01",
                "reserve_yuan": 2_999_999,
            },
            ReserveTooSmall,
        ),
    ],
)
async def test_a_form_that_does_not_hold_changes_nothing(world, kind, given, refusal):
    scene = await a_scene(world, kind)

    with pytest.raises(refusal):
        await submit(scene, **given)

    assert licence(scene) is None


async def test_the_database_itself_wants_the_reserve_fund(scene):
    with pytest.raises(IntegrityError):
        await scene.world.work(
            lambda work: employer_store.add_licence(
                work,
                scene.employer_id,
                EmployerKind.OVERSEAS,
                LicenceTerms(number="LW1", reserve_cents=299_999_999),
            )
        )


async def test_nobody_submits_for_another_employer(scene):
    command = LicenceSubmit(employer_id=scene.employer_id, number=CODE)

    with pytest.raises(NotYourEmployer):
        await scene.world.do(command, scene.stranger)
    await scene.world.do(command, scene.organiser)

    assert licence(scene).state is S.SUBMITTED


async def test_the_kind_stays_while_a_licence_of_it_stands(scene):
    change = {
        "employer_id": scene.employer_id,
        "legal_name": "华丰",
        "names": {"en": "Huafeng Garments"},
    }
    await scene.licensed()

    with pytest.raises(KindIsFixed):
        await scene.world.do(EmployerChange(kind="agency", **change), scene.organiser)
    await scene.world.do(EmployerChange(kind="direct", **change), scene.organiser)

    employer = scene.world.look(employer_reads.employer, scene.employer_id)
    assert (employer.called("en"), employer.called("ja")) == ("Huafeng Garments", "华丰")


async def test_recruiters_remove_colleagues_but_neither_themselves_nor_strangers(scene):
    with pytest.raises(NotYourself):
        await scene.world.do(
            RecruiterRemove(account_id=scene.recruiter.account_id, reason="left"), scene.recruiter
        )
    with pytest.raises(NotYourEmployer):
        await scene.world.do(
            RecruiterRemove(account_id=scene.stranger.account_id, reason="left"), scene.recruiter
        )

    await scene.world.do(
        RecruiterRemove(account_id=scene.colleague.account_id, reason="left"), scene.recruiter
    )

    staff = scene.world.look(account_reads.accounts_of, scene.employer_id)
    assert [one.name for one in staff] == ["Mei"]
    login = scene.world.look(sign_in.identify, scene.tokens["colleague"], "")
    assert not login.account_id
