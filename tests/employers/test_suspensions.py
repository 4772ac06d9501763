"""A suspension ends by lifting alone: no form of the company and no other check undoes it."""

from datetime import timedelta

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.employers import (
    LicenceExpire,
    LicenceLift,
    LicenceReject,
    LicenceSubmit,
    LicenceSuspend,
    LicenceVerify,
)
from fair.days import day_at
from fair.db import utc_now
from fair.employers import reads
from fair.employers.licence import LICENCE_ZONE
from fair.glossary import LicenceState
from tests.booths.scene import CODE, seen

S = LicenceState
WHY = "Two workers reported a fee."


async def suspended(scene, *, newer=True):
    """Suspend the licence; let the company hand another one in. Return that one's id."""
    (old,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceSuspend(licence_id=old.id, reason=WHY), scene.organiser)
    return await handed_in(scene) if newer else old.id


async def handed_in(scene):
    command = LicenceSubmit(employer_id=scene.employer_id, number=CODE)
    return (await scene.world.do(command, scene.recruiter)).licence_id


def counts(scene):
    return scene.world.look(reads.licence, scene.employer_id)


def covered(scene):
    return scene.world.look(reads.covered, scene.employer_id)


async def test_a_newer_licence_of_a_suspended_company_leaves_it_suspended_until_lifted(scene):
    newer = await suspended(scene)

    await scene.world.do(LicenceVerify(licence_id=newer), scene.organiser)

    assert (counts(scene).id, counts(scene).state) == (newer, S.SUSPENDED)
    assert counts(scene).reason == WHY
    assert not covered(scene)
    await scene.world.do(LicenceLift(licence_id=newer, reason="Withdrawn."), scene.organiser)
    assert counts(scene).state is S.VERIFIED
    assert covered(scene)


async def test_the_list_shows_the_suspension_first_and_offers_no_verifying_in_passing(scene):
    await suspended(scene)

    for only in ("", "suspended", "submitted"):
        page = await seen(scene, f"/organise/employers?only={only}", "organiser")
        row = page.partition(f'<a href="/organise/employers/{scene.employer_id}"')[2]
        row = row.partition("</tr>")[0]
        assert "Suspended" in row, only
        assert "A newer licence waits for its check" in row
        assert "licence.verify" not in row


async def test_whoever_verifies_reads_that_the_company_is_suspended_why_and_stays_so(scene):
    await suspended(scene)

    page = await seen(scene, f"/organise/employers/{scene.employer_id}", "organiser")

    assert "This company is suspended" in page
    assert WHY in page
    assert "After this check it stays suspended" in page


async def test_a_suspended_licence_that_runs_out_takes_the_suspension_along(scene):
    old = await suspended(scene, newer=False)
    await scene.world.do(LicenceExpire(licence_id=old))
    newer = await handed_in(scene)
    page = await seen(scene, "/organise/employers?only=suspended", "organiser")
    assert f"/organise/employers/{scene.employer_id}" in page

    await scene.world.do(LicenceVerify(licence_id=newer), scene.organiser)

    assert counts(scene).state is S.SUSPENDED
    assert counts(scene).reason == WHY


async def test_a_newer_licence_that_is_refused_leaves_the_suspension_as_it_was(scene):
    newer = await suspended(scene)

    await scene.world.do(LicenceReject(licence_id=newer, reason="Another one."), scene.organiser)

    assert counts(scene).state is S.SUSPENDED
    assert counts(scene).reason == WHY


async def test_everybody_reads_the_day_of_the_suspension_after_the_newer_check_too(scene):
    newer = await suspended(scene)
    began = utc_now()
    later = began + timedelta(days=3)
    scene.world.clock(later)

    await scene.world.do(LicenceVerify(licence_id=newer), scene.organiser)

    page = await seen(scene, f"/companies/{scene.employer_id}")
    day = day_at(began, LICENCE_ZONE)
    assert f"The organiser paused its recruiting on {day:%B} {day.day}, {day.year}" in page


async def test_after_lifting_another_licence_is_checked_as_ever(scene):
    old = await suspended(scene, newer=False)
    await scene.world.do(LicenceLift(licence_id=old, reason="Withdrawn."), scene.organiser)

    await scene.world.do(LicenceVerify(licence_id=await handed_in(scene)), scene.organiser)

    assert counts(scene).state is S.VERIFIED


@pytest.mark.parametrize("expires", [False, True])
async def test_the_ledger_recounts_a_suspension_that_went_on_under_another_licence(scene, expires):
    newer = await suspended(scene)
    if expires:
        (old,) = scene.world.rows("select id from licence where state = 'suspended'")
        await scene.world.do(LicenceExpire(licence_id=old.id))
    await scene.world.do(LicenceVerify(licence_id=newer, how="asked"), scene.organiser)

    assert list(scene.world.look(verify_rows).differences) == []
    page = await seen(scene, f"/organise/employers/{scene.employer_id}", "organiser")
    assert "Recruiting stays paused" in page
