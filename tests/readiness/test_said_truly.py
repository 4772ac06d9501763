"""*Ready?* says nothing that is not so, and leads to the act that mends what lacks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fair.contract.booths import BoothCreate, DutyStart
from fair.contract.employers import (
    EmployerInvite,
    LicenceExpire,
    LicenceFallDue,
    LicenceReject,
    LicenceSuspend,
)
from fair.contract.enrolments import EnrolmentAccept
from fair.contract.office import SetOffice
from fair.contract.programme import PublishFair
from fair.contract.readiness import LetOnDuty, PracticeFirst, RemindUnready, TryStaffMicrophone
from fair.contract.vacancies import VacancySuspend
from fair.db import utc_now
from fair.glossary import EmployerKind
from fair.programme import reads as programme
from fair.readiness import reads
from fair.readiness.stand import Lack
from tests.accounts.helpers import join
from tests.booths.scene import a_scene, practise, seen
from tests.enrolments.asking import MAIL, waits
from tests.recurring.scene import opened, written

REASON = "Two workers reported a fee."


@pytest.fixture
async def scene(world):
    return await a_scene(world)


def ready_page(scene):
    return f"/organise/fairs/{scene.fair_id}/ready"


def stands(scene):
    fair = scene.world.look(programme.fair, scene.fair_id)
    return {it.booth.id: it for it in scene.world.look(reads.stands, fair, utc_now())}


def lacks(scene, booth_id=""):
    one = stands(scene)[booth_id or scene.booth_id]
    return {(it.what, it.count): it.blocks for it in one.lacks}


def reached(scene):
    fair = scene.world.look(programme.fair, scene.fair_id)
    return scene.world.look(reads.reach, fair, utc_now(), stands(scene).values())


async def furnished(scene):
    licence_id = await scene.licensed()
    return licence_id, await opened(scene)


async def heard(scene, who):
    await scene.world.do(TryStaffMicrophone(verdict="works"), who)


async def first(scene):
    await scene.world.do(PracticeFirst(fair_id=scene.fair_id, on=True), scene.organiser)


# --- who can call --------------------------------------------------------------------------------


async def test_one_recruiter_makes_one_of_two_booths_ready_and_the_other_says_why_not(scene):
    await furnished(scene)
    await heard(scene, scene.recruiter)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=scene.employer_id)
    second = (await scene.world.do(create, scene.organiser)).booth_id
    await opened(replace(scene, booth_id=second), title="锁边工")

    assert stands(scene)[scene.booth_id].ready
    assert lacks(scene, second)[Lack.SHARED, 1]
    page = await seen(scene, ready_page(scene), "organiser")
    assert "1 of 2 booths is ready" in page or "1 of 2 booths are ready" in page
    assert "Each is on duty at one booth only" in page

    await heard(scene, scene.colleague)
    assert all(one.ready for one in stands(scene).values())


async def test_who_is_on_duty_makes_ready_the_booth_at_which_they_are(scene):
    await furnished(scene)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=scene.employer_id)
    second = (await scene.world.do(create, scene.organiser)).booth_id
    await opened(replace(scene, booth_id=second), title="锁边工")
    await scene.open_fair()
    await scene.world.do(DutyStart(booth_id=second), scene.recruiter)

    assert stands(scene)[second].ready
    assert lacks(scene)[Lack.SHARED, 1]


async def test_who_is_on_duty_now_is_not_called_unready(scene):
    await furnished(scene)
    await scene.open_fair()
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)

    assert stands(scene)[scene.booth_id].ready
    page = await seen(scene, ready_page(scene), "organiser")
    assert "Mei has neither" not in page
    assert "on duty here now" in page


async def test_who_was_let_on_duty_is_not_called_unready_for_want_of_practice(scene):
    await furnished(scene)
    await first(scene)
    await heard(scene, scene.recruiter)
    assert lacks(scene)[Lack.NOT_PRACTISED, 0]
    let = LetOnDuty(booth_id=scene.booth_id, account_id=scene.recruiter.account_id)
    await scene.world.do(let, scene.organiser)

    assert stands(scene)[scene.booth_id].ready
    page = await seen(scene, ready_page(scene), "organiser")
    assert "Mei has not practised" not in page


async def test_practice_keeps_nobody_from_calling_where_the_fair_does_not_ask_for_it(scene):
    await furnished(scene)
    await heard(scene, scene.recruiter)
    assert stands(scene)[scene.booth_id].ready
    assert not lacks(scene)[Lack.NOT_PRACTISED, 0]

    await first(scene)
    assert not stands(scene)[scene.booth_id].ready
    await practise(scene, scene.recruiter)
    assert stands(scene)[scene.booth_id].ready


async def test_a_microphone_that_was_not_heard_for_long_is_not_said_never_to_have_been_tried(scene):
    await heard(scene, scene.recruiter)
    fair = scene.world.look(programme.fair, scene.fair_id)
    (one,) = scene.world.look(reads.stands, fair, utc_now() + timedelta(days=15))

    mine = [it.what for it in one.lacks if it.name == "Mei"]
    assert mine == [Lack.NOT_HEARD, Lack.NOT_PRACTISED]


async def test_only_who_can_call_is_counted_among_those_who_reach_people(scene):
    assert (reached(scene).recruiters, reached(scene).not_yet) == (0, 2)
    licence_id, _ = await furnished(scene)
    assert (reached(scene).recruiters, reached(scene).not_yet) == (2, 0)
    await first(scene)
    assert reached(scene).recruiters == 0
    await practise(scene, scene.recruiter)
    assert (reached(scene).recruiters, reached(scene).not_yet) == (1, 1)
    await scene.world.do(LicenceSuspend(licence_id=licence_id, reason=REASON), scene.organiser)
    assert (reached(scene).recruiters, reached(scene).not_yet) == (0, 2)


# --- licence and posts ---------------------------------------------------------------------------


async def test_each_end_of_a_licence_is_said_for_what_it_is(scene):
    licence_id, _ = await furnished(scene)
    await scene.world.do(LicenceSuspend(licence_id=licence_id, reason=REASON), scene.organiser)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "The organiser paused the recruiting of this employer." in page
    assert "Posts that are hidden because of the licence: 1." in page
    await scene.world.do(LicenceExpire(licence_id=licence_id))
    assert "The licence has run out." in await seen(scene, ready_page(scene), "organiser")


async def test_a_refused_licence_is_said_to_be_refused(scene):
    licence_id = await scene.licensed()
    await scene.world.do(LicenceFallDue(licence_id=licence_id))
    await scene.world.do(LicenceReject(licence_id=licence_id, reason=REASON), scene.organiser)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "The organiser refused the licence." in page


async def test_a_due_check_is_one_word_everywhere_and_keeps_only_a_closed_booth_from_calling(scene):
    licence_id, _ = await furnished(scene)
    await scene.world.do(LicenceFallDue(licence_id=licence_id))

    page = await seen(scene, ready_page(scene), "organiser")
    assert "Licence: Must be checked again" in page
    assert "Must be checked again" in await seen(scene, f"/companies/{scene.employer_id}")
    assert lacks(scene)[Lack.LICENCE_DUE, 0]


async def test_an_open_booth_whose_check_falls_due_goes_on_and_is_ready(scene):
    await scene.started()
    await opened(scene)
    (row,) = scene.world.rows("select id from licence")
    await scene.world.do(LicenceFallDue(licence_id=row.id))

    assert not lacks(scene)[Lack.LICENCE_DUE, 0]
    assert stands(scene)[scene.booth_id].ready


async def test_each_kind_of_post_that_lacks_is_said_with_how_many(scene):
    _, vacancy_id = await furnished(scene)
    for title in ("整烫工", "裁剪工"):
        await written(scene, title=title)
    suspend = VacancySuspend(vacancy_id=vacancy_id, reason=REASON)
    await scene.world.do(suspend, scene.organiser)

    found = lacks(scene)
    assert found[Lack.DRAFTS, 2]
    assert found[Lack.POSTS_SUSPENDED, 1]
    page = await seen(scene, ready_page(scene), "organiser")
    assert "Posts that the organiser suspended: 1." in page
    assert "Posts that are drafts, so that nobody finds them: 2." in page


async def test_what_lacks_leads_to_the_act_that_mends_it(scene):
    bare = EmployerInvite(legal_name="Nova", kind=EmployerKind.DIRECT, email="n@nova.example")
    nova = await scene.world.do(bare, scene.organiser)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=nova.employer_id)
    await scene.world.do(create, scene.organiser)
    async with scene.world.web(scene.tokens["organiser"]) as web:
        page = (await web.get(ready_page(scene))).text
        for path, place in (
            (f"/organise/employers/{nova.employer_id}", "people"),
            (f"/organise/employers/{scene.employer_id}", "licence"),
        ):
            assert f'<a href="{path}#{place}">' in page
            assert f'id="{place}"' in (await web.get(path)).text


# --- reminders -----------------------------------------------------------------------------------


async def remind(scene):
    return await scene.world.do(RemindUnready(fair_id=scene.fair_id), scene.organiser)


async def mailed(scene):
    await scene.world.server.leader.fire(utc_now() + timedelta(seconds=1))
    return scene.world.rows(
        "select recipient, subject, text from signal where dedupe like 'unready:%'"
    )


async def test_who_joins_after_the_mornings_mail_is_neither_mailed_nor_counted_twice(scene):
    invite = EmployerInvite(legal_name="Nova", kind=EmployerKind.DIRECT, email="n@nova.example")
    nova = await scene.world.do(invite, scene.organiser)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=nova.employer_id)
    await scene.world.do(create, scene.organiser)
    assert (await remind(scene)).told == 3
    assert len(await mailed(scene)) == 3

    await join(scene.world, nova.invitation_id, "Nora")

    again = await remind(scene)
    assert (again.told, again.already) == (0, 3)
    assert len(await mailed(scene)) == 3
    assert "3 people were reminded today" in await seen(scene, ready_page(scene), "organiser")


async def test_who_is_invited_reads_who_invited_and_whose_telephone_it_is(scene):
    invite = EmployerInvite(legal_name="Nova", kind=EmployerKind.DIRECT, email="n@nova.example")
    nova = await scene.world.do(invite, scene.organiser)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=nova.employer_id)
    await scene.world.do(create, scene.organiser)
    await scene.world.do(SetOffice(phone="0558-2222222"), scene.organiser)
    await remind(scene)

    (mail,) = [one for one in await mailed(scene) if one.recipient == "n@nova.example"]
    assert "Olga invited you to recruit there." in mail.text
    assert "ask Olga for another one" in mail.text
    assert "Ask the organiser: 0558-2222222" in mail.text


async def test_an_invited_company_is_reminded_in_the_language_in_which_it_asked(scene):
    await scene.world.do(PublishFair(fair_id=scene.fair_id), scene.organiser)
    enrolment_id = await waits(scene.world, scene.fair_id, lang="zh-Hans")
    accept = EnrolmentAccept(enrolment_id=enrolment_id)
    taken = await scene.world.do(accept, scene.organiser)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=taken.employer_id)
    await scene.world.do(create, scene.organiser)
    await remind(scene)

    (mail,) = [one for one in await mailed(scene) if one.recipient == MAIL]
    assert "邀请您在那里招聘" in mail.text
    assert "invited you" not in mail.text
