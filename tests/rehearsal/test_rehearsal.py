"""A fair is rehearsed: who practised is known by name, and who has not is held back."""

from datetime import timedelta

import pytest

from fair.board.rows_reads import verify_rows
from fair.booths import reads as booths
from fair.booths.refusals import NotYourBooth
from fair.contract.booths import DutyStart
from fair.contract.people import Attend, Register
from fair.contract.programme import CloseFair
from fair.contract.queue import CallNext, JoinQueue
from fair.contract.readiness import LetOnDuty
from fair.contract.recurring import RepeatFair, TakePosts
from fair.contract.rehearsal import AddMadeUp, BeginRehearsal, ForgetMadeUp
from fair.contract.rooms import TakeLeg
from fair.contract.rooms_chat import Say
from fair.contract.vacancies import VacancyCreate
from fair.decisions import VISITOR, Actor, NotAllowed, NotFound
from fair.glossary import EmployerKind, Role
from fair.hours import Hours
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.refusals import NotADemo
from fair.readiness.refusals import PractiseFirst
from fair.rehearsal import reads
from fair.rehearsal.refusals import (
    NoPostsInRehearsal,
    NotToRehearse,
    RehearsalFull,
    RehearsalRuns,
    RehearsedEnough,
    TooLateToRehearse,
)
from fair.rehearsal.rehearsal import AT_A_BOOTH, MOST, MOST_PEOPLE
from fair.rooms import call_reads
from fair.rooms.views import hears_room
from fair.vacancies import reads as vacancies
from fair.waiting.line_views import may_hear as hears_line
from tests.booths.scene import an_employer, seen, staff
from tests.rehearsal.scene import a_talk, fair_of, later, look, on_duty, opens, rehearsed, tomorrow


@pytest.fixture
async def scene(world):
    return await tomorrow(world)


def ready_page(scene):
    return f"/organise/fairs/{scene.fair_id}/ready"


async def fired(scene):
    for _ in range(60):
        await scene.world.server.leader.fire(scene.world.database.last_now + timedelta(seconds=2))


async def test_a_rehearsal_has_the_booths_and_the_staff_of_its_fair_and_is_open_at_once(scene):
    page = await seen(scene, ready_page(scene), "organiser")
    assert "Rehearse now" in page
    booth_id = await rehearsed(scene)
    fair = fair_of(scene, booth_id)

    assert fair.is_open
    assert fair.rehearses == scene.fair_id
    desk = await seen(scene, f"/desk/{booth_id}", "recruiter")
    assert "REHEARSAL" in desk
    assert "Everybody who waits here is made up." in desk
    assert "Rehearse now" not in await seen(scene, ready_page(scene), "organiser")
    assert "The fair is rehearsed now" in await seen(scene, f"/desk/{scene.booth_id}", "recruiter")


async def test_who_took_no_call_is_named_and_goes_on_duty_only_with_a_yes(scene):
    world = scene.world
    booth_id = await rehearsed(scene)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "2 of 2 recruiters have not taken a practice call" in page

    await on_duty(scene, scene.recruiter, booth_id)
    await a_talk(scene, scene.recruiter, booth_id)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "1 of 2 recruiters have not taken a practice call: Wei." in page

    await opens(scene)
    await world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)
    with pytest.raises(PractiseFirst):
        await world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)
    desk = await seen(scene, f"/desk/{scene.booth_id}", "colleague")
    assert "Practise a call first" in desk
    assert "Mei. The organiser can, too." in desk

    let = LetOnDuty(booth_id=scene.booth_id, account_id=scene.colleague.account_id)
    with pytest.raises(NotYourBooth):
        await world.do(let, scene.stranger)
    await world.do(let, scene.recruiter)
    await world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)
    assert "readiness.let_on_duty" in world.kinds(scene.fair_id)


async def test_a_ring_that_was_hung_up_at_once_is_no_practice(scene):
    booth_id = await rehearsed(scene)
    await on_duty(scene, scene.recruiter, booth_id)
    await a_talk(scene, scene.recruiter, booth_id, seconds=1)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "2 of 2 recruiters have not taken a practice call" in page


async def test_a_fair_that_was_not_rehearsed_holds_nobody_back(scene):
    await opens(scene)
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)


async def test_a_rehearsal_is_shown_to_nobody_but_staff(scene):
    booth_id = await rehearsed(scene)
    fair = fair_of(scene, booth_id)
    booth = scene.world.look(booths.booth, booth_id)
    for path in (f"/fairs/{fair.id}", f"/booths/{booth_id}", f"/halls/{booth.hall_id}"):
        async with scene.world.web() as stranger:
            assert (await stranger.get(path)).status_code == 404, path
    async with scene.world.web() as stranger:
        for path in ("/", "/fairs", "/calendar.ics", "/companies", f"/fairs/{scene.fair_id}"):
            assert fair.id not in (await stranger.get(path)).text, path
    ids = {one.id for one in scene.world.look(programme.fairs)}
    assert fair.id not in ids
    assert scene.fair_id in ids
    assert scene.world.look(programme.current_fair).id == scene.fair_id


async def test_a_real_person_who_has_the_link_neither_joins_nor_writes_there(scene):
    world, booth_id = scene.world, await rehearsed(scene)
    await on_duty(scene, scene.recruiter, booth_id)
    taken = Register(
        given_name="Lan", phone="+86 138 0000 0001", born_on="1990-01-01", fair_id=scene.fair_id
    )
    with pytest.raises(NotFound):
        await world.do(taken.model_copy(update={"fair_id": fair_of(scene, booth_id).id}), VISITOR)
    lan = await world.do(taken, VISITOR)
    who = Actor(Role.SEEKER, person_id=lan.person_id)
    with pytest.raises(NotFound):
        await world.do(Attend(fair_id=fair_of(scene, booth_id).id), who)
    with pytest.raises(NotFound):
        await world.do(JoinQueue(booth_id=booth_id, ready_in=0), who)
    with pytest.raises(NotFound):
        await world.do(Say(booth_id=booth_id, text="Hello"), who)
    assert not world.look(reads.made_up, fair_of(scene, booth_id).id)


async def test_somebody_made_up_comes_to_no_real_fair_and_has_no_way_in(scene):
    world, booth_id = scene.world, await rehearsed(scene)
    await on_duty(scene, scene.recruiter, booth_id)
    await look(scene, 3)
    there = world.look(reads.made_up, fair_of(scene, booth_id).id)
    assert 0 < len(there) <= AT_A_BOOTH
    known = world.look(people.persons, there)
    assert {one.phone for one in known.values()} == {""}
    assert not any(one.reachable for one in known.values())
    assert not world.rows("select * from key_link where person_id <> '' and revoked_at is null")
    with pytest.raises(NotADemo):
        await world.do(AddMadeUp(fair_id=scene.fair_id))
    assert not world.look(people.count_of_fair, scene.fair_id)


async def test_only_the_staff_of_the_fair_are_written_to_each_once(scene):
    await staff(
        scene.world,
        "Elsewhere",
        Role.RECRUITER,
        await an_employer(scene.world, scene.organiser, "Faraway", EmployerKind.DIRECT),
    )
    booth_id = await rehearsed(scene)
    await on_duty(scene, scene.recruiter, booth_id)
    await look(scene, 2)
    await fired(scene)
    sent = scene.world.rows(
        "select recipient, person_id, text from signal where dedupe like 'rehearsal:%'"
    )
    assert sorted(one.recipient for one in sent) == ["mei@staff.example", "wei@staff.example"]
    assert all(f"/desk/{booth_id}" in one.text for one in sent)
    assert not any(one.person_id for one in sent)


async def test_one_rehearsal_at_a_time_never_of_a_fair_that_is_open_and_not_without_end(scene):
    world, begin = scene.world, BeginRehearsal(fair_id=scene.fair_id)
    booth_id = await rehearsed(scene)
    with pytest.raises(RehearsalRuns):
        await world.do(begin, scene.organiser)
    with pytest.raises(NotToRehearse):
        await world.do(BeginRehearsal(fair_id=fair_of(scene, booth_id).id), scene.organiser)
    with pytest.raises(NotAllowed):
        await world.do(begin, scene.recruiter)
    await world.do(CloseFair(fair_id=fair_of(scene, booth_id).id), scene.organiser)
    world.server.dispatch.budgets.__init__()
    for _ in range(MOST - 1):
        world.server.dispatch.budgets.__init__()
        made = await world.do(begin, scene.organiser)
        await world.do(CloseFair(fair_id=made.fair_id), scene.organiser)
    with pytest.raises(RehearsedEnough):
        await world.do(begin, scene.organiser)
    await opens(scene)
    with pytest.raises(NotToRehearse):
        await world.do(begin, scene.organiser)


async def test_a_fair_that_opens_in_a_moment_is_not_rehearsed_any_more(world):
    scene = await tomorrow(world, opens_in=timedelta(minutes=29))
    with pytest.raises(TooLateToRehearse):
        await world.do(BeginRehearsal(fair_id=scene.fair_id), scene.organiser)
    assert "Rehearse now" not in await seen(scene, ready_page(scene), "organiser")


async def test_a_rehearsal_ends_by_itself_and_its_people_are_forgotten(scene):
    world, booth_id = scene.world, await rehearsed(scene)
    fair = fair_of(scene, booth_id)
    await on_duty(scene, scene.recruiter, booth_id)
    await a_talk(scene, scene.recruiter, booth_id)
    there = world.look(reads.made_up, fair.id)

    later(scene, 2 * 3600)
    assert fair.id in world.look(programme.due_by_hours, world.database.last_now)
    await Hours(world.server.dispatch).look(world.database.last_now)
    assert fair_of(scene, booth_id).over
    await fired(scene)
    known = world.look(people.persons, there)
    assert all(one.erased and not one.name for one in known.values())
    assert not world.rows("select id from interview where state = 'owed'")
    assert world.chain_holds()
    found = world.look(verify_rows)
    assert [str(one) for one in (*found.breaks, *found.differences)] == []


async def test_no_post_is_written_in_a_rehearsal_nor_taken_there(scene):
    booth_id = await rehearsed(scene)
    with pytest.raises(NoPostsInRehearsal):
        await scene.world.do(
            VacancyCreate(booth_id=booth_id, title="Sewer", work="sewing", head_count="2"),
            scene.recruiter,
        )
    post = await scene.world.do(
        VacancyCreate(booth_id=scene.booth_id, title="Sewer", work="sewing", head_count="2"),
        scene.recruiter,
    )
    take = TakePosts(booth_id=booth_id, vacancy_ids=[post.vacancy_id])
    with pytest.raises(NoPostsInRehearsal):
        await scene.world.do(take, scene.recruiter)
    assert scene.world.look(vacancies.vacancy, post.vacancy_id).booth_id == scene.booth_id


async def test_the_organiser_reads_who_let_somebody_on_duty(scene):
    await rehearsed(scene)
    await opens(scene)
    let = LetOnDuty(booth_id=scene.booth_id, account_id=scene.colleague.account_id)
    await scene.world.do(let, scene.organiser)
    page = await seen(scene, ready_page(scene), "organiser")
    assert "let on duty without practice by Olga" in page
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)
    lets_mei = LetOnDuty(booth_id=scene.booth_id, account_id=scene.recruiter.account_id)
    await scene.world.do(lets_mei, scene.colleague)  # on duty, though by somebody's yes
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)


async def test_the_real_fair_opens_earlier_and_its_rehearsal_is_over(scene):
    booth_id = await rehearsed(scene)
    await on_duty(scene, scene.recruiter, booth_id)
    await opens(scene)
    assert fair_of(scene, booth_id).over
    assert scene.world.look(booths.duty, scene.recruiter.account_id) is None


async def test_a_rehearsal_holds_so_many_people_at_most(scene):
    booth_id = await rehearsed(scene)
    fair_id = fair_of(scene, booth_id).id
    for _ in range(MOST_PEOPLE):
        await scene.world.do(AddMadeUp(fair_id=fair_id))
    with pytest.raises(RehearsalFull):
        await scene.world.do(AddMadeUp(fair_id=fair_id))
    await scene.world.do(CloseFair(fair_id=fair_id), scene.organiser)
    await scene.world.do(ForgetMadeUp(fair_id=fair_id))


async def test_made_up_people_go_on_after_a_restart_and_hang_up_by_themselves(scene):
    world, booth_id = scene.world, await rehearsed(scene)
    await on_duty(scene, scene.recruiter, booth_id)
    call_id = await a_talk_that_goes_on(scene, booth_id)
    for _ in range(16):
        later(scene, 6)
        await look(scene)
    (call,) = world.rows(f"select state, cause from call where id = '{call_id}'")
    assert (call.state, call.cause) == ("ended", "seeker")
    assert [one.side for one in world.look(call_reads.said, call_id)] == [Role.SEEKER] * 3


async def a_talk_that_goes_on(scene, booth_id):
    await look(scene)
    rung = await scene.world.do(CallNext(booth_id=booth_id), scene.recruiter)
    await look(scene)
    later(scene, 3)
    await scene.world.do(TakeLeg(call_id=rung.call_id, tab="desk"), scene.recruiter)
    await look(scene, 3)
    return rung.call_id


async def test_the_booth_of_a_rehearsal_stands_on_no_list_of_its_employers_booths(scene):
    booth_id = await rehearsed(scene)
    page = await seen(scene, f"/organise/employers/{scene.employer_id}", "organiser")
    assert scene.booth_id in page
    assert booth_id not in page
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        assert (await web.get("/desk")).headers["location"] == f"/desk/{scene.booth_id}"


async def test_a_real_line_is_not_touched_by_a_rehearsal(scene):
    booth_id = await rehearsed(scene)
    await on_duty(scene, scene.recruiter, booth_id)
    await a_talk(scene, scene.recruiter, booth_id)
    tickets = scene.world.rows("select fair_id from ticket")
    assert {one.fair_id for one in tickets} == {fair_of(scene, booth_id).id}


async def test_the_parts_and_the_calendar_of_a_rehearsal_are_shown_to_nobody_but_staff(scene):
    booth_id = await rehearsed(scene)
    fair = fair_of(scene, booth_id)
    parts = (f"/booths/{booth_id}/queue", f"/booths/{booth_id}/wait", f"/rooms/{booth_id}/chat")
    async with scene.world.web() as stranger:
        for path in (*parts, f"/fairs/{fair.id}/calendar.ics"):
            assert (await stranger.get(path)).status_code == 404, path
    for path in parts:
        await seen(scene, path, "recruiter")
    assert not scene.world.look(hears_room, VISITOR, booth_id)
    assert not scene.world.look(hears_line, VISITOR, booth_id)
    assert scene.world.look(hears_room, scene.recruiter, booth_id)
    assert scene.world.look(hears_line, scene.recruiter, booth_id)


async def test_among_the_people_of_the_house_nobody_made_up_is_found(scene):
    world, booth_id = scene.world, await rehearsed(scene)
    await on_duty(scene, scene.recruiter, booth_id)
    await look(scene, 3)
    taken = Register(
        given_name="Lan", phone="+86 138 0000 0001", born_on="1990-01-01", fair_id=scene.fair_id
    )
    await world.do(taken, VISITOR)
    there = world.look(reads.made_up, fair_of(scene, booth_id).id)
    made_up = {one.name for one in world.look(people.persons, there).values()}

    found = {one.name for one in world.look(people.search, "")}

    assert found == {"Lan"}
    for name in made_up:
        assert not world.look(people.search, name)


async def test_no_real_fair_is_born_of_a_rehearsal(scene):
    fair = fair_of(scene, await rehearsed(scene))
    with pytest.raises(NotFound):
        await scene.world.do(
            RepeatFair(fair_id=fair.id, dates=("2031-12-04T14:00",)), scene.organiser
        )
