"""What an organiser can do with a fair, on a real database."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from fair import timers
from fair.contract.base import COMMANDS
from fair.contract.programme import (
    ArchiveFair,
    ChangeFair,
    CloseFair,
    CreateFair,
    OpenFair,
    PauseFair,
    PublishFair,
    ResumeFair,
)
from fair.contract.programme_halls import (
    AddHall,
    AddSession,
    EndSession,
    OpenSession,
    PostAnnouncement,
    RemoveAnnouncement,
    RemoveHall,
)
from fair.db import Work
from fair.decisions import Actor, NotAllowed, Refusal, SignInFirst, WrongState
from fair.glossary import FairState, Role, SessionState
from fair.programme import actions, reads
from tests.world import World

ORGANISER = Actor(Role.ORGANISER, account_id="a00000000001", name="Olga")
SEEKER = Actor(Role.SEEKER, person_id="p00000000001")
VISITOR = Actor(Role.VISITOR)
MORNING = {"opens_at": "2031-11-24T09:00", "closes_at": "2031-11-24T17:00"}


async def a_draft(world: World, **changes: object) -> str:
    values = {
        "title": "Spring fair", "zone": "Asia/Tokyo", "hall_titles": {"en": "Hall 1"},
        **MORNING, **changes,
    }  # fmt: skip
    made = await world.do(CreateFair.model_validate(values), ORGANISER)
    return str(made.fair_id)


async def an_open_fair(world: World) -> str:
    fair_id = await a_draft(world)
    await world.do(PublishFair(fair_id=fair_id), ORGANISER)
    await world.do(OpenFair(fair_id=fair_id), ORGANISER)
    return fair_id


async def test_hours_typed_in_a_form_are_those_of_the_fairs_own_zone(world: World) -> None:
    fair = world.look(reads.fair, await a_draft(world))
    assert fair.opens_at == datetime(2031, 11, 24, 0, tzinfo=UTC)
    assert fair.most_tickets == 3
    assert fair.demo is False


async def test_a_fair_goes_through_its_life_and_each_step_is_a_fact(world: World) -> None:
    fair_id = await an_open_fair(world)
    for command in (PauseFair, ResumeFair, CloseFair, ArchiveFair):
        await world.do(command(fair_id=fair_id), ORGANISER)
    assert world.look(reads.fair, fair_id).state is FairState.ARCHIVED
    steps = [kind for kind in world.kinds(fair_id) if kind != "fair.sealed"]
    assert steps == [
        "fair.created", "hall.added", "fair.published", "fair.opened", "fair.paused",
        "fair.resumed", "fair.closed", "fair.archived",
    ]  # fmt: skip
    assert world.chain_holds()


async def test_a_step_out_of_turn_changes_nothing(world: World) -> None:
    fair_id = await a_draft(world)
    with pytest.raises(WrongState):
        await world.do(OpenFair(fair_id=fair_id), ORGANISER)
    assert world.look(reads.fair, fair_id).state is FairState.DRAFT


async def test_a_fair_without_a_hall_cannot_be_published(world: World) -> None:
    fair_id = await a_draft(world, hall_titles={})
    with pytest.raises(Refusal) as said:
        await world.do(PublishFair(fair_id=fair_id), ORGANISER)
    assert said.value.code == "no-hall"
    await world.do(AddHall(fair_id=fair_id, titles={"ja": "第1ホール"}), ORGANISER)
    await world.do(PublishFair(fair_id=fair_id), ORGANISER)


async def test_the_only_hall_stays(world: World) -> None:
    fair_id = await a_draft(world)
    (hall,) = world.look(reads.halls, fair_id)
    with pytest.raises(Refusal) as said:
        await world.do(RemoveHall(hall_id=hall.id), ORGANISER)
    assert said.value.code == "last-hall"
    await world.do(AddHall(fair_id=fair_id, titles={"en": "Hall 2"}), ORGANISER)
    await world.do(RemoveHall(hall_id=hall.id), ORGANISER)
    assert [one.title("en") for one in world.look(reads.halls, fair_id)] == ["Hall 2"]


async def test_pausing_stops_the_clocks_and_resuming_gives_the_rest_back(world: World) -> None:
    fair_id = await an_open_fair(world)

    def ring(work: Work) -> None:
        timers.start(work, "ring", "c1", 45, fair_id=fair_id)
        timers.start(work, "ring", "c2", 45, fair_id="another fair")

    await world.work(ring)
    await world.do(PauseFair(fair_id=fair_id), ORGANISER)
    assert world.look(timers.ends_at, "ring", "c1") is None
    assert world.look(timers.ends_at, "ring", "c2") is not None
    ((left,),) = world.rows("select left_s from deadline where ref = 'c1'")
    assert 40 < left <= 45
    await world.do(ResumeFair(fair_id=fair_id), ORGANISER)
    assert world.look(timers.ends_at, "ring", "c1") is not None
    ((after,),) = world.rows("select left_s from deadline where ref = 'c1'")
    assert after == left


async def test_a_fair_closed_out_of_a_pause_leaves_no_clock_standing(world: World) -> None:
    fair_id = await an_open_fair(world)
    await world.work(lambda work: timers.start(work, "offer", "o1", 3600, fair_id=fair_id))
    await world.do(PauseFair(fair_id=fair_id), ORGANISER)
    await world.do(CloseFair(fair_id=fair_id), ORGANISER)
    assert world.look(timers.ends_at, "offer", "o1") is not None


async def test_nobody_can_queue_while_the_fair_is_paused(world: World) -> None:
    fair_id = await an_open_fair(world)
    opened = await world.work(lambda work: actions.require_open(work, fair_id))
    assert opened.id == fair_id
    await world.do(PauseFair(fair_id=fair_id), ORGANISER)
    with pytest.raises(Refusal) as said:
        await world.work(lambda work: actions.require_open(work, fair_id))
    assert said.value.code == "fair-on-pause"


async def test_only_the_system_makes_a_demo_fair(world: World) -> None:
    with pytest.raises(Refusal) as said:
        await a_draft(world, demo=True)
    assert said.value.code == "demo-is-born"
    made = await world.do(CreateFair(title="Demo", zone="Asia/Tokyo", demo=True, **MORNING))
    assert world.look(reads.fair, made.fair_id).demo is True


def test_no_command_but_the_first_can_speak_of_demo() -> None:
    speakers = {name for name, kind in COMMANDS.items() if "demo" in kind.model_fields}
    assert speakers == {"fair.create"}


@pytest.mark.parametrize("born_as_demo", [True, False])
async def test_a_demo_never_becomes_real_nor_a_real_fair_a_demo(
    world: World, born_as_demo: bool
) -> None:
    made = await world.do(CreateFair(title="Born", zone="Asia/Tokyo", demo=born_as_demo, **MORNING))
    await world.do(
        ChangeFair(fair_id=made.fair_id, title="Renamed", zone="Asia/Tokyo", **MORNING),
        ORGANISER,
    )
    assert world.look(reads.fair, made.fair_id).demo is born_as_demo

    def by_hand(work: Work) -> None:
        work.write(
            text("update fair set demo = :demo where id = :id").bindparams(
                demo=not born_as_demo, id=made.fair_id
            )
        )

    with pytest.raises(DBAPIError, match="fair_demo_is_fixed"):
        await world.work(by_hand)
    assert world.look(reads.fair, made.fair_id).demo is born_as_demo


async def test_changing_the_hours_may_not_leave_a_session_outside(world: World) -> None:
    fair_id = await a_draft(world)
    window = {"opens_at": "2031-11-24T15:00", "closes_at": "2031-11-24T17:00"}
    await world.do(AddSession.model_validate({"fair_id": fair_id, **window}), ORGANISER)
    shorter = {"opens_at": "2031-11-24T09:00", "closes_at": "2031-11-24T16:00"}
    change = {"fair_id": fair_id, "title": "x", "zone": "Asia/Tokyo", **shorter}
    with pytest.raises(Refusal) as said:
        await world.do(ChangeFair.model_validate(change), ORGANISER)
    assert said.value.code == "session-outside"


async def test_sessions_open_pause_and_end_with_their_fair(world: World) -> None:
    fair_id = await a_draft(world)
    hours = [("09:00", "12:00"), ("13:00", "17:00")]
    made = [
        await world.do(
            AddSession.model_validate(
                {
                    "fair_id": fair_id,
                    "opens_at": f"2031-11-24T{start}",
                    "closes_at": f"2031-11-24T{end}",
                }
            ),
            ORGANISER,
        )
        for start, end in hours
    ]

    def states() -> list[SessionState]:
        return [one.state for one in world.look(reads.sessions, fair_id)]

    await world.do(PublishFair(fair_id=fair_id), ORGANISER)
    await world.do(OpenFair(fair_id=fair_id), ORGANISER)
    assert sorted(states()) == [SessionState.OPEN, SessionState.PLANNED]
    opened = states().index(SessionState.OPEN)
    await world.do(PauseFair(fair_id=fair_id), ORGANISER)
    assert states()[opened] is SessionState.PAUSED
    await world.do(ResumeFair(fair_id=fair_id), ORGANISER)
    with pytest.raises(Refusal) as said:
        await world.do(OpenSession(session_id=made[1 - opened].session_id), ORGANISER)
    assert said.value.code == "session-running"
    await world.do(EndSession(session_id=made[opened].session_id), ORGANISER)
    await world.do(OpenSession(session_id=made[1 - opened].session_id), ORGANISER)
    await world.do(CloseFair(fair_id=fair_id), ORGANISER)
    assert states() == [SessionState.OVER, SessionState.OVER]


async def test_an_announcement_is_read_until_it_is_taken_back(world: World) -> None:
    fair_id = await an_open_fair(world)
    said = await world.do(PostAnnouncement(fair_id=fair_id, text="Lunch at 12"), ORGANISER)
    assert [one.text for one in world.look(reads.announcements, fair_id)] == ["Lunch at 12"]
    await world.do(RemoveAnnouncement(announcement_id=said.announcement_id), ORGANISER)
    assert world.look(reads.announcements, fair_id) == ()


async def test_a_closed_fair_is_no_longer_changed(world: World) -> None:
    fair_id = await an_open_fair(world)
    await world.do(CloseFair(fair_id=fair_id), ORGANISER)
    for command in (
        AddHall(fair_id=fair_id, titles={"en": "Hall 2"}),
        PostAnnouncement(fair_id=fair_id, text="Hello"),
        ChangeFair(fair_id=fair_id, title="x", zone="Asia/Tokyo", **MORNING),
    ):
        with pytest.raises(Refusal) as said:
            await world.do(command, ORGANISER)
        assert said.value.code == "fair-finished"


STAFFS = sorted(
    name
    for name, kind in COMMANDS.items()
    if name.split(".")[0] in {"fair", "hall"} and Role.SEEKER not in kind.by
)


@pytest.mark.parametrize("name", STAFFS)
async def test_nobody_but_organisers_runs_the_fair(world: World, name: str) -> None:
    command = COMMANDS[name].model_validate(COMMANDS[name].example)
    with pytest.raises(NotAllowed):
        await world.do(command, SEEKER)
    with pytest.raises(SignInFirst):
        await world.do(command, VISITOR)
    assert world.kinds() == []


async def test_the_current_fair_is_the_one_that_runs_else_the_next(world: World) -> None:
    assert world.look(reads.current_fair) is None
    later = await a_draft(world, opens_at="2031-12-01T09:00", closes_at="2031-12-01T17:00")
    sooner = await a_draft(world)
    assert world.look(reads.current_fair) is None
    for fair_id in (later, sooner):
        await world.do(PublishFair(fair_id=fair_id), ORGANISER)
    assert world.look(reads.current_fair).id == sooner
    await world.do(OpenFair(fair_id=later), ORGANISER)
    assert world.look(reads.current_fair).id == later
    assert timedelta(0) < world.look(reads.fair, later).closes_at - datetime(
        2031, 12, 1, tzinfo=UTC
    )
