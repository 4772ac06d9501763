"""A booth opens, pauses with its last recruiter, and closes: commands on a real database."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy.exc import IntegrityError

from fair import timers
from fair.booths import booth_writes, reads
from fair.booths import store as booth_store
from fair.booths.booth import MOVES_BOOTH, Cause
from fair.booths.facts import BoothClosed, BoothOpened, BoothPaused
from fair.booths.refusals import HallInUse, NotYourBooth, NumberTaken, OffDuty, OnDutyElsewhere
from fair.contract.booths import (
    BoothClose,
    BoothCreate,
    BoothOpen,
    BoothPause,
    BoothPlace,
    BoothTell,
    DutyBackIn,
    DutyEnd,
    DutyStart,
)
from fair.contract.employers import LicenceSuspend, RecruiterRemove
from fair.contract.programme import CloseFair, PauseFair, ResumeFair
from fair.contract.programme_halls import AddHall, RemoveHall
from fair.contract.sign_in import RevokeEveryLogin, RevokeLogin
from fair.decisions import WrongState, move
from fair.employers import reads as employer_reads
from fair.employers.refusals import NoLicence
from fair.glossary import BoothState
from fair.programme.refusals import FairFinished, FairNotOpen, FairOnPause
from fair.screening.refusals import FeeAsked
from fair.sign_in import reads as sign_in_reads
from fair.sign_in import writes as sign_in
from fair.terms.refusals import BreaksRule
from tests.booths.scene import Scene, a_scene

B = BoothState
LIFE = {
    (B.CLOSED, "open"): B.OPEN,
    (B.OPEN, "pause"): B.PAUSED,
    (B.OPEN, "close"): B.CLOSED,
    (B.PAUSED, "open"): B.OPEN,
    (B.PAUSED, "close"): B.CLOSED,
}


@pytest.mark.parametrize(("state", "verb"), list(product(B, ("open", "pause", "close"))))
def test_a_booth_lives_as_the_law_says_and_no_other_way(state, verb):
    if (state, verb) in LIFE:
        assert move(MOVES_BOOTH, state, verb) is LIFE[state, verb]
    else:
        with pytest.raises(WrongState):
            move(MOVES_BOOTH, state, verb)


@pytest.fixture
async def scene(world) -> Scene:
    return await a_scene(world)


def booth(scene: Scene):
    return scene.world.look(reads.booth, scene.booth_id)


async def a_clock(scene: Scene) -> None:
    """Start a deadline of the booth, as the queue does."""

    def start(work):
        timers.start(work, "test", "t1", 90, fair_id=scene.fair_id, booth_id=scene.booth_id)

    await scene.world.work(start)


def clock_runs(scene: Scene) -> bool:
    return scene.world.look(timers.ends_at, "test", "t1") is not None


# --- opening --------------------------------------------------------------------------------------


async def test_a_booth_opens_with_a_verified_licence_in_an_open_fair(scene):
    await scene.started()

    assert booth(scene).open
    assert BoothOpened.kind in scene.world.kinds(scene.fair_id)
    assert scene.world.chain_holds()


async def test_a_booth_does_not_open_without_a_verified_licence(scene):
    await scene.open_fair()
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)

    with pytest.raises(NoLicence):
        await scene.world.do(BoothOpen(booth_id=scene.booth_id), scene.recruiter)

    assert booth(scene).state is B.CLOSED


async def test_a_booth_does_not_open_before_the_fair(scene):
    await scene.licensed()
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)

    with pytest.raises(FairNotOpen):
        await scene.world.do(BoothOpen(booth_id=scene.booth_id), scene.recruiter)


async def test_a_booth_does_not_open_while_nobody_is_there(scene):
    await scene.open_fair()
    await scene.licensed()

    with pytest.raises(OffDuty):
        await scene.world.do(BoothOpen(booth_id=scene.booth_id), scene.recruiter)


async def test_a_recruiter_on_a_break_is_not_there(scene):
    await scene.started()
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)
    await scene.world.do(DutyBackIn(booth_id=scene.booth_id, minutes=5), scene.recruiter)

    with pytest.raises(OffDuty):
        await scene.world.do(BoothPause(booth_id=scene.booth_id), scene.recruiter)
    assert [duty.name for duty in scene.world.look(reads.on_duty, scene.booth_id)] == ["Wei"]


@pytest.mark.parametrize(
    "command",
    [BoothOpen, BoothPause, BoothClose, DutyStart, DutyEnd, BoothTell],
)
async def test_recruiters_of_another_employer_are_refused(scene, command):
    await scene.started()

    with pytest.raises(NotYourBooth):
        await scene.world.do(command(booth_id=scene.booth_id), scene.stranger)

    assert booth(scene).open
    assert scene.world.look(reads.duty, scene.stranger.account_id) is None


async def test_what_higher_slices_ask_is_refused_the_same_way(scene):
    await scene.open_fair()
    for asking, refusal in (
        (booth_writes.require_staff, NotYourBooth),
        (booth_writes.require_on_duty, NotYourBooth),
    ):
        with pytest.raises(refusal):
            await scene.world.work(
                lambda work, ask=asking: ask(work, scene.booth_id), scene.stranger
            )
    with pytest.raises(OffDuty):
        await scene.world.work(
            lambda work: booth_writes.require_on_duty(work, scene.booth_id), scene.recruiter
        )


# --- breaks ---------------------------------------------------------------------------------------


async def test_the_last_one_on_a_break_pauses_the_booth_and_its_clocks(scene):
    await scene.started()
    await a_clock(scene)

    await scene.world.do(DutyBackIn(booth_id=scene.booth_id, minutes=10), scene.recruiter)

    assert booth(scene).state is B.PAUSED
    assert booth(scene).cause is Cause.NOBODY_THERE
    assert not clock_runs(scene)
    assert scene.world.look(reads.duty_counts, [scene.booth_id]) == {scene.booth_id: 0}


async def test_the_booth_goes_on_when_somebody_comes_back(scene):
    await scene.started()
    await a_clock(scene)
    await scene.world.do(DutyBackIn(booth_id=scene.booth_id, minutes=10), scene.recruiter)

    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)

    assert booth(scene).open
    assert clock_runs(scene)
    assert scene.world.kinds(scene.fair_id).count(BoothOpened.kind) == 2


async def test_a_break_of_one_of_two_leaves_the_booth_open(scene):
    await scene.started()
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)

    await scene.world.do(DutyBackIn(booth_id=scene.booth_id, minutes=15), scene.recruiter)

    assert booth(scene).open
    duty = scene.world.look(reads.duty, scene.recruiter.account_id)
    assert duty.back_at - duty.since >= timedelta(minutes=15)


async def test_going_home_last_pauses_the_booth_too(scene):
    await scene.started()

    await scene.world.do(DutyEnd(booth_id=scene.booth_id), scene.recruiter)
    await scene.world.do(DutyEnd(booth_id=scene.booth_id), scene.recruiter)

    assert booth(scene).waits_for_somebody
    assert scene.world.kinds(scene.fair_id).count(BoothPaused.kind) == 1


async def test_a_booth_paused_by_hand_stays_paused_when_somebody_comes_back(scene):
    await scene.started()
    await scene.world.do(BoothPause(booth_id=scene.booth_id), scene.recruiter)
    await scene.world.do(DutyBackIn(booth_id=scene.booth_id, minutes=5), scene.recruiter)

    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)

    assert booth(scene).state is B.PAUSED
    await scene.world.do(BoothOpen(booth_id=scene.booth_id), scene.recruiter)
    assert booth(scene).open


async def test_nobody_stands_at_two_booths(scene):
    second = await scene.world.do(
        BoothCreate(hall_id=scene.hall_id, employer_id=scene.employer_id), scene.organiser
    )
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)

    with pytest.raises(OnDutyElsewhere) as refused:
        await scene.world.do(DutyStart(booth_id=second.booth_id), scene.recruiter)

    assert refused.value.values == {"number": 1}


async def test_the_database_itself_keeps_a_recruiter_at_one_booth(scene):
    second = await scene.world.do(
        BoothCreate(hall_id=scene.hall_id, employer_id=scene.employer_id), scene.organiser
    )
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)

    with pytest.raises(IntegrityError):
        await scene.world.work(
            lambda work: booth_store.start_duty(
                work, scene.recruiter.account_id, second.booth_id, "Mei"
            )
        )


async def test_a_removed_recruiter_is_off_duty_at_once(scene):
    await scene.started()
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)

    await scene.world.do(
        RecruiterRemove(account_id=scene.colleague.account_id, reason="left"), scene.recruiter
    )

    assert [duty.name for duty in scene.world.look(reads.duties, scene.booth_id)] == ["Mei"]


async def test_signing_out_on_the_last_device_is_going_home(scene):
    await scene.started()
    await scene.world.work(
        lambda work: sign_in.issue_login(work, account_id=scene.recruiter.account_id)
    )
    first = scene.world.look(sign_in_reads.identify, scene.tokens["recruiter"], "")

    await scene.world.do(RevokeLogin(login_id=first.login_id), scene.recruiter)
    assert booth(scene).open

    await scene.world.do(RevokeEveryLogin(), scene.recruiter)
    assert booth(scene).waits_for_somebody
    assert scene.world.look(reads.duties, scene.booth_id) == ()


# --- the fair around it ---------------------------------------------------------------------------


async def test_closing_the_fair_closes_the_booth_and_sends_everybody_home(scene):
    await scene.started()

    await scene.world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)

    assert booth(scene).state is B.CLOSED
    assert booth(scene).cause is Cause.FAIR
    assert scene.world.look(reads.duties, scene.booth_id) == ()
    with pytest.raises(FairFinished):
        await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)


async def test_a_paused_booth_keeps_its_clocks_still_when_the_fair_goes_on(scene):
    await scene.started()
    await a_clock(scene)
    await scene.world.do(BoothPause(booth_id=scene.booth_id), scene.recruiter)
    await scene.world.do(PauseFair(fair_id=scene.fair_id), scene.organiser)

    await scene.world.do(ResumeFair(fair_id=scene.fair_id), scene.organiser)

    assert not clock_runs(scene)


async def test_coming_back_in_a_paused_fair_does_not_start_the_clocks(scene):
    await scene.started()
    await a_clock(scene)
    await scene.world.do(DutyBackIn(booth_id=scene.booth_id, minutes=5), scene.recruiter)
    await scene.world.do(PauseFair(fair_id=scene.fair_id), scene.organiser)

    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)
    assert booth(scene).open
    assert not clock_runs(scene)

    await scene.world.do(ResumeFair(fair_id=scene.fair_id), scene.organiser)
    assert clock_runs(scene)


async def test_a_booth_does_not_open_in_a_paused_fair(scene):
    await scene.open_fair()
    await scene.licensed()
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)
    await scene.world.do(PauseFair(fair_id=scene.fair_id), scene.organiser)

    with pytest.raises(FairOnPause):
        await scene.world.do(BoothOpen(booth_id=scene.booth_id), scene.recruiter)


async def test_suspending_the_licence_closes_the_booth_in_the_same_moment(scene):
    await scene.started()
    licence = scene.world.look(employer_reads.licence, scene.employer_id)

    await scene.world.do(
        LicenceSuspend(licence_id=licence.id, reason="A fee was asked."), scene.organiser
    )

    assert booth(scene).state is B.CLOSED
    assert booth(scene).cause is Cause.LICENCE
    assert BoothClosed.kind in scene.world.kinds(scene.fair_id)
    with pytest.raises(NoLicence):
        await scene.world.do(BoothOpen(booth_id=scene.booth_id), scene.recruiter)


# --- the organiser places booths ------------------------------------------------------------------


async def test_booths_are_numbered_on_and_no_number_is_given_twice(scene):
    second = await scene.world.do(
        BoothCreate(hall_id=scene.hall_id, employer_id=scene.other_id), scene.organiser
    )
    assert second.number == 2

    with pytest.raises(NumberTaken):
        await scene.world.do(
            BoothCreate(hall_id=scene.hall_id, employer_id=scene.other_id, number=1),
            scene.organiser,
        )
    with pytest.raises(NumberTaken):
        await scene.world.do(
            BoothPlace(booth_id=second.booth_id, hall_id=scene.hall_id, number=1), scene.organiser
        )


async def test_the_database_itself_keeps_numbers_apart(scene):
    with pytest.raises(IntegrityError):
        await scene.world.work(
            lambda work: booth_store.add_booth(
                work,
                fair_id=scene.fair_id,
                hall_id=scene.hall_id,
                employer_id=scene.other_id,
                number=1,
                title="",
            )
        )


async def test_a_hall_with_booths_in_it_cannot_be_removed(scene):
    await scene.world.do(AddHall(fair_id=scene.fair_id, titles={"en": "Second"}), scene.organiser)

    with pytest.raises(HallInUse):
        await scene.world.do(RemoveHall(hall_id=scene.hall_id), scene.organiser)


async def test_a_booth_is_told_in_some_languages_and_read_in_all(scene):
    await scene.world.do(
        BoothTell(booth_id=scene.booth_id, title="", about={"zh-Hans": "做羽绒服的工厂"}),
        scene.recruiter,
    )

    assert booth(scene).about_in("zh-Hans") == "做羽绒服的工厂"
    assert booth(scene).about_in("ja") == "做羽绒服的工厂"


@pytest.mark.parametrize(
    "said",
    [
        {"title": "Huafeng, men only"},
        {"about": {"zh-Hans": "只招男工,女性勿扰"}},
        {"replies": ("A deposit of 300 yuan is paid on the first day.",)},
    ],
    ids=["its name", "what visitors read", "a canned reply"],
)
async def test_a_booth_says_nothing_that_a_post_may_not(scene, said):
    with pytest.raises((BreaksRule, FeeAsked)) as refused:
        await scene.world.do(BoothTell(booth_id=scene.booth_id, **said), scene.recruiter)

    assert refused.value.values["phrase"] in str(said)
    assert booth(scene).title == ""


async def test_the_organiser_may_close_a_booth_from_outside(scene):
    await scene.started()

    await scene.world.do(BoothClose(booth_id=scene.booth_id, reason="agreed"), scene.organiser)

    assert booth(scene).state is B.CLOSED
