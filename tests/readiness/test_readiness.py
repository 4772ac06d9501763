"""Before a fair: what each booth still lacks, whom to ring, and who is told of it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, update

from fair.accounts.invitation_store import invitation_table
from fair.board.rows_reads import verify_rows
from fair.booths import reads as booths
from fair.booths.refusals import NotYourBooth
from fair.contract.booths import BoothCreate, DutyStart
from fair.contract.employers import EmployerInvite
from fair.contract.limits import SetLimits
from fair.contract.readiness import (
    Expect,
    LetOnDuty,
    PracticeFirst,
    RemindUnready,
    SayContact,
    TryStaffMicrophone,
)
from fair.db import utc_now
from fair.decisions import VISITOR, NotAllowed, NotFound, SignInFirst
from fair.employers.refusals import NotYourEmployer
from fair.glossary import EmployerKind
from fair.limits.reads import limits_of
from fair.programme import reads as programme
from fair.programme.refusals import FairFinished
from fair.readiness import reads
from fair.readiness.refusals import ContactPhone, PractiseFirst, PractiseYourself, YourOwnYes
from fair.readiness.stand import Lack
from tests.booths.scene import a_scene, csrf, practise, seen
from tests.recurring.scene import closed, opened
from tests.world import some


@pytest.fixture
async def scene(world):
    return await a_scene(world)


def ready_page(scene):
    return f"/organise/fairs/{scene.fair_id}/ready"


def lacks(scene, booth_id=""):
    fair = scene.world.look(programme.fair, scene.fair_id)
    found = scene.world.look(reads.stands, fair, utc_now())
    (one,) = [it for it in found if it.booth.id == (booth_id or scene.booth_id)]
    return [(it.what, it.name) if it.name else it.what for it in one.lacks]


async def remind(scene, booth_id="", who=None):
    command = RemindUnready(fair_id=scene.fair_id, booth_id=booth_id)
    return await scene.world.do(command, who or scene.organiser)


async def mailed(scene):
    await scene.world.server.leader.fire(utc_now() + timedelta(seconds=1))
    return scene.world.rows(
        "select recipient, subject, text from signal where dedupe like 'unready:%'"
    )


async def is_ready(scene, who):
    await practise(scene, who)
    await scene.world.do(TryStaffMicrophone(verdict="works"), who)


def holds(world):
    found = world.look(verify_rows)
    assert [str(one) for one in (*found.breaks, *found.differences)] == []


async def test_a_booth_says_in_one_sentence_each_what_it_lacks(scene):
    page = await seen(scene, ready_page(scene), "organiser")

    assert "0 of 1 booth is ready" in page
    assert "No licence is submitted." in page
    assert "No post is written or taken to this fair." in page
    assert "Mei has neither tried the microphone nor practised a call." in page


async def test_a_booth_is_ready_once_one_recruiter_is_and_the_other_is_still_named(scene):
    await scene.licensed()
    await opened(scene)
    assert lacks(scene) == [(Lack.NEITHER, "Mei"), (Lack.NEITHER, "Wei")]
    await is_ready(scene, scene.recruiter)

    page = await seen(scene, ready_page(scene), "organiser")
    assert "1 of 1 booth is ready" in page
    assert lacks(scene) == [(Lack.NEITHER, "Wei")]
    await scene.world.do(TryStaffMicrophone(verdict="works"), scene.colleague)
    assert lacks(scene) == [(Lack.NOT_PRACTISED, "Wei")]
    holds(scene.world)


async def test_a_microphone_that_failed_after_it_worked_is_not_heard(scene):
    await is_ready(scene, scene.recruiter)
    await scene.world.do(TryStaffMicrophone(verdict="missing"), scene.recruiter)
    assert (Lack.MIC_FAILED, "Mei") in lacks(scene)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "Mei: the last check of the microphone failed." in page
    assert "Mei has neither tried" not in page
    holds(scene.world)


async def test_the_booth_that_lacks_most_stands_first(scene):
    await scene.licensed()
    await opened(scene)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=scene.other_id)
    other = await scene.world.do(create, scene.organiser)
    page = await seen(scene, ready_page(scene), "organiser")

    assert page.index(f'data-key="{other.booth_id}"') < page.index(f'data-key="{scene.booth_id}"')


async def test_an_invited_employer_has_not_joined_and_one_without_an_invitation_is_the_offices(
    scene,
):
    invite = EmployerInvite(legal_name="Nova", kind=EmployerKind.DIRECT, email="n@nova.example")
    nova = await scene.world.do(invite, scene.organiser)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=nova.employer_id)
    booth = await scene.world.do(create, scene.organiser)
    assert lacks(scene, booth.booth_id)[0] is Lack.NOT_JOINED

    scene.world.clock(utc_now() + timedelta(days=15))
    later = scene.world.look(programme.fair, scene.fair_id)
    found = scene.world.look(reads.stands, later, utc_now() + timedelta(days=15))
    assert found[1].lacks[0].what is Lack.NOBODY_INVITED  # the invitation has run out


async def test_the_organiser_sees_it_first_on_the_fairs_page_and_on_the_board_before_it_opens(
    scene,
):
    for path in (f"/organise/fairs/{scene.fair_id}", f"/board/{scene.fair_id}"):
        page = await seen(scene, path, "organiser")
        assert "0 of 1 booth is ready" in page
        assert ready_page(scene) in page
    await scene.open_fair()
    board = await seen(scene, f"/board/{scene.fair_id}", "organiser")
    assert "0 of 1 booth is ready" not in board
    assert ready_page(scene) in board


# --- who is told ---------------------------------------------------------------------------------


async def test_each_who_lacks_something_is_told_it_once_a_day_by_mail(scene):
    told = await remind(scene)
    assert (told.told, told.already, told.unreached) == (2, 0, 0)
    mails = {one.recipient: one for one in await mailed(scene)}
    mei = mails["mei@staff.example"]
    assert mei.subject == "Spring fair: what is still missing"
    assert "Mei has neither tried the microphone nor practised a call." in mei.text
    assert "No licence is submitted." in mei.text
    assert f"/desk/{scene.booth_id}" in mei.text
    assert "Mei" not in mails["wei@staff.example"].text

    again = await remind(scene)
    assert (again.told, again.already) == (0, 2)
    assert len(await mailed(scene)) == 2
    page = await seen(scene, ready_page(scene), "organiser")
    assert "2 people were reminded today" in page
    assert "Remind everybody" not in page
    scene.world.clock(utc_now() + timedelta(days=1, hours=1))
    assert (await remind(scene)).told == 2
    holds(scene.world)


async def test_a_reminder_of_one_booth_is_to_nobody_elses(scene):
    create = BoothCreate(hall_id=scene.hall_id, employer_id=scene.other_id)
    other = await scene.world.do(create, scene.organiser)
    assert (await remind(scene, other.booth_id)).told == 1
    assert [one.recipient for one in await mailed(scene)] == ["sun@staff.example"]


async def test_who_saw_to_it_before_the_mail_goes_out_is_not_mailed(scene):
    await scene.licensed()
    await opened(scene)
    await is_ready(scene, scene.recruiter)
    assert (await remind(scene)).told == 1
    await is_ready(scene, scene.colleague)
    assert await mailed(scene) == []


async def test_who_cannot_be_written_to_is_named_to_be_rung(scene):
    said = SayContact(employer_id=scene.employer_id, contact_name="Wang Hong", phone="0558-2222222")
    await scene.world.do(said, scene.organiser)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "Wang Hong" in page
    assert 'href="tel:0558-2222222"' in page

    scene.world.clock(utc_now() + timedelta(days=15))  # the invitation of Lianhe has run out
    bare = EmployerInvite(legal_name="Old", kind=EmployerKind.DIRECT, email="o@old.example")
    old = await scene.world.do(bare, scene.organiser)
    create = BoothCreate(hall_id=scene.hall_id, employer_id=old.employer_id)
    booth = await scene.world.do(create, scene.organiser)
    await scene.world.work(lambda work: work.write(_withdraw(old.employer_id)))
    assert (await remind(scene, booth.booth_id)).unreached == 1
    assert "Nobody there can be written to: Old." in await seen(
        scene, ready_page(scene), "organiser"
    )


def _withdraw(employer_id):
    at = invitation_table.c
    return (
        update(invitation_table).where(at.employer_id == employer_id).values(withdrawn_at=utc_now())
    )


async def test_after_the_fair_nobody_is_reminded(scene):
    await scene.open_fair()
    await closed(scene)
    with pytest.raises(FairFinished):
        await remind(scene)


async def test_only_the_organiser_reads_the_list_and_reminds(scene):
    for who, token in ((scene.recruiter, "recruiter"), (scene.stranger, "stranger")):
        with pytest.raises(NotAllowed):
            await remind(scene, who=who)
        async with scene.world.web(scene.tokens[token]) as web:
            assert (await web.get(ready_page(scene))).status_code == 403
    with pytest.raises(SignInFirst):
        await remind(scene, who=VISITOR)
    with pytest.raises(NotFound):
        await remind(scene, "b99999999999")


async def test_three_booths_cost_as_many_queries_as_thirty(scene):
    async def cost():
        counted = []

        def count(*_):
            counted.append(1)

        engine = scene.world.database.reading
        event.listen(engine, "before_cursor_execute", count)
        try:
            fair = scene.world.look(programme.fair, scene.fair_id)
            counted.clear()
            scene.world.look(reads.stands, fair, utc_now())
        finally:
            event.remove(engine, "before_cursor_execute", count)
        return len(counted)

    few = await cost()
    for number in range(30):
        invite = EmployerInvite(
            legal_name=f"E{number}", kind=EmployerKind.DIRECT, email=f"e{number}@e.example"
        )
        made = await scene.world.do(invite, scene.organiser)
        create = BoothCreate(hall_id=scene.hall_id, employer_id=made.employer_id)
        await scene.world.do(create, scene.organiser)
    assert await cost() == few <= 18


# --- whom to ring --------------------------------------------------------------------------------


async def test_recruiters_say_whom_the_organiser_rings_of_their_own_employer_only(scene):
    said = SayContact(employer_id=scene.employer_id, contact_name="Li", phone="+86 138 0000 0000")
    await scene.world.do(said, scene.recruiter)
    assert "Li" in await seen(scene, "/desk/colleagues", "recruiter")
    with pytest.raises(NotYourEmployer):
        await scene.world.do(said, scene.stranger)
    wrong = SayContact(employer_id=scene.employer_id, phone="pay 500 to 6222")
    with pytest.raises(ContactPhone):
        await scene.world.do(wrong, scene.recruiter)
    holds(scene.world)


# --- practice first ------------------------------------------------------------------------------


async def first(scene, *, on=True):
    await scene.world.do(PracticeFirst(fair_id=scene.fair_id, on=on), scene.organiser)


async def go_on_duty(scene, who):
    await scene.world.do(DutyStart(booth_id=scene.booth_id), who)


async def test_where_practice_comes_first_who_has_not_practised_does_not_go_on_duty(scene):
    await go_on_duty(scene, scene.colleague)
    await first(scene)
    with pytest.raises(PractiseFirst):
        await go_on_duty(scene, scene.recruiter)
    assert scene.world.look(booths.duty, scene.recruiter.account_id) is None
    assert scene.world.look(booths.duty, scene.colleague.account_id)  # who stands there stays
    assert "Practise a call first" in await seen(scene, f"/desk/{scene.booth_id}", "recruiter")

    await practise(scene, scene.recruiter)
    await go_on_duty(scene, scene.recruiter)
    holds(scene.world)


async def test_a_colleague_who_has_practised_lets_somebody_on_duty_who_has_not(scene):
    await first(scene)
    let = LetOnDuty(booth_id=scene.booth_id, account_id=scene.recruiter.account_id)
    with pytest.raises(PractiseYourself):
        await scene.world.do(let, scene.colleague)
    await practise(scene, scene.colleague)
    desk = await seen(scene, f"/desk/{scene.booth_id}", "colleague")
    assert "Let Mei on duty without practice" in desk
    for _ in range(2):
        await scene.world.do(let, scene.colleague)
    await go_on_duty(scene, scene.recruiter)
    assert scene.world.kinds().count("readiness.let_on_duty") == 1
    holds(scene.world)


async def test_nobody_lets_themselves_on_duty_or_somebody_of_another_booth(scene):
    await first(scene)
    mine = LetOnDuty(booth_id=scene.booth_id, account_id=scene.recruiter.account_id)
    with pytest.raises(YourOwnYes):
        await scene.world.do(mine, scene.recruiter)
    with pytest.raises(NotYourBooth):
        await scene.world.do(mine, scene.stranger)
    other = LetOnDuty(booth_id=scene.booth_id, account_id=scene.stranger.account_id)
    with pytest.raises(NotFound):
        await scene.world.do(other, scene.organiser)


async def test_the_organiser_lets_the_only_recruiter_of_a_booth_on_duty_from_the_list(scene):
    await first(scene)
    assert "Let Mei on duty without practice" in await seen(scene, ready_page(scene), "organiser")
    let = LetOnDuty(booth_id=scene.booth_id, account_id=scene.recruiter.account_id)
    await scene.world.do(let, scene.organiser)
    await go_on_duty(scene, scene.recruiter)


async def test_a_yes_for_one_fair_is_none_for_the_next_and_off_means_everybody(scene):
    await first(scene)
    await first(scene, on=False)
    await go_on_duty(scene, scene.recruiter)
    assert scene.world.kinds().count("readiness.practice_first") == 2
    command = PracticeFirst(fair_id=scene.fair_id, on=False)
    with pytest.raises(NotAllowed):
        await scene.world.do(command, scene.recruiter)


async def test_without_javascript_the_refusal_says_what_to_do_and_the_reminder_goes_out(scene):
    await first(scene)
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, f"/desk/{scene.booth_id}")
        data = {"booth_id": scene.booth_id, "csrf": token, "command_id": "c" * 20}
        answer = await web.post("/commands/duty.start", data=data)
        assert "everybody practises a call before going on duty" in answer.text
    async with scene.world.web(scene.tokens["organiser"]) as web:
        token = await csrf(web, ready_page(scene))
        data = {
            "fair_id": scene.fair_id, "csrf": token, "command_id": "d" * 20,
            "then": ready_page(scene),
        }  # fmt: skip
        answer = await web.post("/commands/readiness.remind", data=data)
        assert answer.status_code == 303
        assert "2 people were reminded today" in (await web.get(answer.headers["location"])).text


async def test_the_list_speaks_of_a_fair_that_runs_too(scene):
    await scene.started()
    page = await seen(scene, ready_page(scene), "organiser")
    assert "No post is written or taken to this fair." in page
    assert "No licence is submitted." not in page


async def test_nobody_tells_of_anothers_microphone(scene):
    for who in (scene.organiser, VISITOR):
        with pytest.raises((NotAllowed, SignInFirst)):
            await scene.world.do(TryStaffMicrophone(verdict="works"), who)


# --- capacity ------------------------------------------------------------------------------------


async def test_more_expected_than_reached_is_said_and_the_limit_is_set_with_one_press(scene):
    await scene.world.do(SetLimits(fair_id=scene.fair_id, ring_s=60), scene.organiser)
    expect = Expect(fair_id=scene.fair_id, expected=600, break_minutes=60)
    await scene.world.do(expect, scene.organiser)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "0 recruiters reach about 0; 600 are expected" in page
    assert "2 recruiters are not counted" in page
    await scene.licensed()
    await opened(scene)
    page = await seen(scene, ready_page(scene), "organiser")
    assert re.search(r"2 recruiters reach about \d+; 600 are expected", page)
    assert "Let each wait in 1 queue at once" in page
    line = some(re.search(r"Set (\d+) for every booth", page))[1]

    async with scene.world.web(scene.tokens["organiser"]) as web:
        html = (await web.get(ready_page(scene))).text
        form = some(re.search(r'<form[^>]*data-command="limits.set".*?</form>', html, re.DOTALL))[0]
        data = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
        assert (await web.post("/commands/limits.set", data=data)).status_code == 303
    kept = scene.world.look(limits_of, [scene.fair_id])[scene.fair_id]
    assert (kept.capacity, kept.ring_s) == (int(line), 60)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "for every booth" not in page
    holds(scene.world)


async def test_only_the_organiser_says_how_many_are_expected(scene):
    with pytest.raises(NotAllowed):
        await scene.world.do(Expect(fair_id=scene.fair_id, expected=6), scene.recruiter)
