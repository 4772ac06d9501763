"""Somebody else's number or name: said wherever a licence is checked, and asked about again."""

import pytest

from fair.contract.employers import (
    EmployerInvite,
    LicenceReject,
    LicenceSubmit,
    LicenceSuspend,
    LicenceVerify,
)
from fair.employers.licence import check_character
from fair.employers.refusals import NumberIsHeld
from fair.employers.twin import Company, Same, company_key, near, twins
from fair.glossary import LicenceState
from tests.booths.scene import CODE, seen

WHY = "Two workers reported a fee."


def company(name, ident="", *numbers):
    return Company(name=name, names=(name,), numbers=numbers, employer_id=ident)


@pytest.mark.parametrize(
    "typed",
    ["華豐製衣有限公司", "华丰制衣（浙江）有限公司", "华丰制衣(浙江)股份有限公司", "华丰制衣",
     "華豐製衣 有限責任公司", "华丰制衣集团有限公司"],
)  # fmt: skip
def test_a_name_is_the_same_however_its_form_place_and_signs_are_written(typed):
    assert company_key(typed) == company_key("华丰制衣有限公司")


def test_a_latin_name_is_the_same_however_wide_or_incorporated():
    assert company_key("ＢＯＨＡＩ Works Co., Ltd.") == company_key("bohai works")


def test_a_name_that_is_nothing_but_its_form_is_compared_whole():
    assert company_key("(浙江)") == "浙江"
    assert company_key("公司") == "公司"


def test_a_name_with_one_other_sign_is_said_to_be_nearly_the_same():
    assert near("华丰制衣", "华丰制农")
    assert near("bohaiworks", "bohaiwork")
    assert near("ohaiworks", "bohaiworks")
    assert not near("华丰制衣", "华丰制衣")
    assert not near("华丰", "华风")
    assert not near("bohaiworks", "bohaiwor")
    assert not near("bohaiworks", "bohiaworks")


def test_the_number_counts_before_the_name_and_nobody_is_their_own_twin():
    me = company("Bohai Works", "e1", "91")
    others = [company("Bohai Worke", "e2"), company("Bohai works", "e3"), company("X", "e4", "91")]

    found = twins(me, [me, *others, company("Else", "e5", "92")])

    assert [(one.it.employer_id, one.same) for one in found] == [
        ("e4", Same.CODE), ("e3", Same.NAME), ("e2", Same.NEAR),
    ]  # fmt: skip


async def handed_in(scene, number=CODE):
    command = LicenceSubmit(employer_id=scene.other_id, number=number)
    return (await scene.world.do(command, scene.stranger)).licence_id


async def test_whoever_checks_a_licence_reads_that_another_company_holds_its_number(scene):
    await handed_in(scene)

    page = await seen(scene, f"/organise/employers/{scene.other_id}", "organiser")
    listed = await seen(scene, "/organise/employers?only=submitted", "organiser")

    assert "The same number as Huafeng" in page
    assert f'href="/organise/employers/{scene.employer_id}"' in page
    assert "Checked and valid" in page
    assert "Verify all the same" in page
    assert "May be another company: look at both" in listed
    assert "licence.verify" not in listed


async def test_a_number_that_another_checked_company_holds_is_verified_only_with_a_reason(scene):
    licence_id = await handed_in(scene)

    with pytest.raises(NumberIsHeld) as refused:
        await scene.world.do(LicenceVerify(licence_id=licence_id), scene.organiser)
    assert "Huafeng" in str(refused.value)
    reason = "Both names of one company, says the register."
    await scene.world.do(LicenceVerify(licence_id=licence_id, reason=reason), scene.organiser)

    page = await seen(scene, f"/organise/employers/{scene.other_id}", "organiser")
    assert reason in page


async def test_a_suspended_company_that_comes_anew_is_known_with_the_day_and_the_reason(scene):
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceSuspend(licence_id=row.id, reason=WHY), scene.organiser)
    licence_id = await handed_in(scene)

    page = await seen(scene, f"/organise/employers/{scene.other_id}", "organiser")

    assert "The same number as Huafeng" in page
    assert WHY in page
    with pytest.raises(NumberIsHeld):
        await scene.world.do(LicenceVerify(licence_id=licence_id), scene.organiser)


async def test_a_number_that_was_refused_elsewhere_keeps_nobody_from_being_checked(scene):
    world = scene.world
    command = EmployerInvite(legal_name="Third", kind="direct", email="third@x.example")
    third = (await world.do(command, scene.organiser)).employer_id
    number = "91330481MA2CX0001" + check_character("91330481MA2CX0001")
    submit = LicenceSubmit(employer_id=third, number=number)
    licence_id = (await world.do(submit, scene.organiser)).licence_id
    await world.do(LicenceReject(licence_id=licence_id, reason="Not theirs."), scene.organiser)

    await world.do(LicenceVerify(licence_id=await handed_in(scene, number)), scene.organiser)

    states = {row.state for row in world.rows("select state from licence")}
    assert LicenceState.REJECTED in states


async def test_a_company_with_nearly_the_same_name_is_said_and_the_recruiter_reads_nothing_of_it(
    scene,
):
    command = EmployerInvite(legal_name="Huafang", kind="direct", email="hf@x.example")
    made = await scene.world.do(command, scene.organiser)

    assert made.employer_id
    await scene.world.do(LicenceSubmit(employer_id=scene.employer_id, number=CODE), scene.recruiter)
    page = await seen(scene, f"/organise/employers/{scene.employer_id}", "organiser")

    assert "Nearly the same name as Huafang" in page
    assert "Huafang" not in await seen(scene, "/desk/licence", "recruiter")
