"""A fair is held again: every Thursday at 14:00, with its halls and booths, not with its people."""

from datetime import timedelta

import pytest

from fair.board.rows_reads import verify_rows
from fair.booths import reads as booths
from fair.contract.booths import BoothTell
from fair.contract.programme_halls import AddHall, AddSession, PostAnnouncement
from fair.contract.recurring import RepeatFair
from fair.days import LocalTime, shown_at
from fair.db import utc_now
from fair.decisions import NotAllowed
from fair.glossary import BoothState, FairState
from fair.programme import reads as programme
from fair.recurring import reads
from fair.recurring.refusals import DatePast, DateTwice, NoDate
from tests.booths.scene import a_scene


@pytest.fixture
async def scene(world):
    return await a_scene(world)


async def again(scene, *dates):
    command = RepeatFair(fair_id=scene.fair_id, dates=dates)
    return await scene.world.do(command, scene.organiser)


def in_days(scene, days):
    """Return the opening of the scene's fair so many days later, by the clock there."""
    fair = scene.world.look(programme.fair, scene.fair_id)
    return LocalTime(shown_at(fair.opens_at, fair.zone) + timedelta(days=days))


async def test_a_fair_is_held_again_with_halls_booths_words_and_limits(scene):
    world = scene.world
    await world.do(AddHall(fair_id=scene.fair_id, titles={"en": "Shoes"}), scene.organiser)
    about = {"en": "We sew down jackets."}
    tell = BoothTell(booth_id=scene.booth_id, title="Huafeng, hall 2", about=about)
    await world.do(tell, scene.recruiter)
    said = PostAnnouncement(fair_id=scene.fair_id, text="Bring your earphones.")
    await world.do(said, scene.organiser)

    made = await again(scene, in_days(scene, 7))

    was = world.look(programme.fair, scene.fair_id)
    fair = world.look(programme.fair, made.fair_id)
    assert (fair.title, fair.state, fair.zone) == (was.title, FairState.DRAFT, was.zone)
    assert fair.most_tickets == was.most_tickets
    assert fair.closes_at - fair.opens_at == was.closes_at - was.opens_at
    halls = world.look(programme.halls, fair.id)
    assert [one.titles for one in halls] == [{"en": "Garments"}, {"en": "Shoes"}]
    (booth,) = world.look(booths.booths_of_fair, fair.id)
    assert (booth.employer_id, booth.title, booth.about) == (scene.employer_id, tell.title, about)
    assert (booth.hall_id, booth.state) == (halls[0].id, BoothState.CLOSED)
    assert [one.text for one in world.look(programme.announcements, fair.id)] == [said.text]
    found = world.look(verify_rows)
    assert [str(one) for one in (*found.breaks, *found.differences)] == []


async def test_sessions_move_along(scene):
    was = scene.world.look(programme.fair, scene.fair_id)
    window = AddSession(
        fair_id=was.id,
        opens_at=LocalTime(was.opens_at + timedelta(hours=1)),
        closes_at=LocalTime(was.opens_at + timedelta(hours=2)),
    )
    await scene.world.do(window, scene.organiser)

    made = await again(scene, in_days(scene, 14))

    fair = scene.world.look(programme.fair, made.fair_id)
    (session,) = scene.world.look(programme.sessions, made.fair_id)
    assert session.opens_at - fair.opens_at == timedelta(hours=1)


async def test_each_date_of_a_series_is_a_draft_of_its_own(scene):
    made = await again(scene, in_days(scene, 7), in_days(scene, 21))

    assert made.fairs == 2
    dates = scene.world.look(reads.fairs_of_series, scene.fair_id)
    assert len(dates) == 3
    await scene.world.server.leader.fire(utc_now())
    for one in dates:
        assert len(scene.world.look(programme.halls, one)) == 1
        (booth,) = scene.world.look(booths.booths_of_fair, one)
        assert booth.employer_id == scene.employer_id
    found = scene.world.look(verify_rows)
    assert [str(one) for one in (*found.breaks, *found.differences)] == []
    assert {scene.world.look(reads.series_of, one) for one in dates} == {scene.fair_id}


async def test_the_next_date_of_a_series_may_be_made_from_any_of_its_fairs(scene):
    first = await again(scene, in_days(scene, 7))
    command = RepeatFair(fair_id=first.fair_id, dates=(in_days(scene, 14),))
    second = await scene.world.do(command, scene.organiser)

    assert scene.world.look(reads.series_of, second.fair_id) == scene.fair_id


async def test_dates_that_are_over_or_there_already_are_refused_in_words(scene):
    with pytest.raises(NoDate):
        await again(scene)
    with pytest.raises(DatePast, match="is over"):
        await again(scene, in_days(scene, -7))
    await again(scene, in_days(scene, 7))
    with pytest.raises(DateTwice, match="is there already"):
        await again(scene, in_days(scene, 7))
    with pytest.raises(DateTwice):
        await again(scene, in_days(scene, 14), in_days(scene, 14))
    assert len(scene.world.look(programme.fairs)) == 2


async def test_recruiters_make_no_fairs(scene):
    command = RepeatFair(fair_id=scene.fair_id, dates=(in_days(scene, 7),))
    with pytest.raises(NotAllowed):
        await scene.world.do(command, scene.recruiter)
