"""The lives of a fair and a session, over the whole grid, and their pure rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fair.decisions import Actor, Refusal, WrongState, move
from fair.glossary import FairState, Role, SessionState
from fair.languages import Texts
from fair.programme import demo
from fair.programme import fair as rules
from fair.programme import refusals as programme_refusals
from fair.programme.fair import Fair, Hall
from fair.programme.refusals import SessionOutside, SessionRunning
from fair.programme.session import (
    MOVES_SESSION,
    Session,
    check_inside,
    check_session,
    follow,
    must_be_alone,
    must_be_planned,
    session_to_open,
)

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
VERBS = ["publish", "open", "pause", "resume", "close", "archive"]
EXPECTED = {
    (FairState.DRAFT, "publish"): FairState.PUBLISHED,
    (FairState.PUBLISHED, "open"): FairState.OPEN,
    (FairState.OPEN, "pause"): FairState.PAUSED,
    (FairState.OPEN, "close"): FairState.CLOSED,
    (FairState.PAUSED, "resume"): FairState.OPEN,
    (FairState.PAUSED, "close"): FairState.CLOSED,
    (FairState.CLOSED, "archive"): FairState.ARCHIVED,
}
SESSION_EXPECTED = {
    (SessionState.PLANNED, "open"): SessionState.OPEN,
    (SessionState.PLANNED, "close"): SessionState.OVER,
    (SessionState.OPEN, "pause"): SessionState.PAUSED,
    (SessionState.OPEN, "close"): SessionState.OVER,
    (SessionState.PAUSED, "resume"): SessionState.OPEN,
    (SessionState.PAUSED, "close"): SessionState.OVER,
}


def a_fair(**changes: object) -> Fair:
    values: dict[str, object] = {
        "id": "f1", "title": "Spring", "about": "", "state": FairState.OPEN, "zone": "Asia/Tokyo",
        "demo": False, "opens_at": NINE, "closes_at": NINE + timedelta(hours=8),
    }  # fmt: skip
    return Fair(**{**values, **changes})  # type: ignore[arg-type]


def a_session(name: str, state: SessionState, from_h: float, to_h: float) -> Session:
    return Session(name, "f1", state, NINE + timedelta(hours=from_h), NINE + timedelta(hours=to_h))


@pytest.mark.parametrize("state", list(FairState))
@pytest.mark.parametrize("verb", VERBS)
def test_a_fair_moves_only_along_its_life(state: FairState, verb: str) -> None:
    if (state, verb) in EXPECTED:
        assert move(rules.MOVES_FAIR, state, verb) is EXPECTED[state, verb]
    else:
        with pytest.raises(WrongState):
            move(rules.MOVES_FAIR, state, verb)


@pytest.mark.parametrize("state", list(SessionState))
@pytest.mark.parametrize("verb", ["open", "pause", "resume", "close"])
def test_a_session_moves_only_along_its_life(state: SessionState, verb: str) -> None:
    if (state, verb) in SESSION_EXPECTED:
        assert move(MOVES_SESSION, state, verb) is SESSION_EXPECTED[state, verb]
    else:
        with pytest.raises(WrongState):
            move(MOVES_SESSION, state, verb)


def test_the_tables_of_moves_name_every_state_and_no_other() -> None:
    assert set(rules.MOVES_FAIR) == set(FairState)
    assert set(MOVES_SESSION) == set(SessionState)


@pytest.mark.parametrize("state", list(FairState))
def test_people_can_queue_only_while_the_fair_is_open(state: FairState) -> None:
    fair = a_fair(state=state)
    if state is FairState.OPEN:
        rules.must_be_open(fair)
        return
    with pytest.raises(
        programme_refusals.FairOnPause
        if state is FairState.PAUSED
        else programme_refusals.FairNotOpen
    ):
        rules.must_be_open(fair)


@pytest.mark.parametrize("role", list(Role))
def test_a_draft_is_seen_by_organisers_alone(role: Role) -> None:
    draft, who = a_fair(state=FairState.DRAFT), Actor(role, fair_id="another")
    assert rules.visible(draft, who) is (role in {Role.ORGANISER, Role.SYSTEM})
    its_own = replace(who, fair_id=draft.id)
    runs = {Role.ORGANISER, Role.FAIR_ORGANISER, Role.SYSTEM}
    assert rules.visible(draft, its_own) is (role in runs)
    assert rules.visible(a_fair(state=FairState.PUBLISHED), who)


def test_hours_that_run_backwards_or_for_ever_are_refused() -> None:
    rules.check_hours(NINE, NINE + timedelta(minutes=1))
    with pytest.raises(programme_refusals.HoursBackwards):
        rules.check_hours(NINE, NINE)
    with pytest.raises(programme_refusals.HoursBackwards):
        rules.check_hours(NINE, NINE - timedelta(minutes=1))
    rules.check_hours(NINE, NINE + timedelta(days=62))
    with pytest.raises(programme_refusals.HoursTooLong) as refused:
        rules.check_hours(NINE, NINE + timedelta(days=62, seconds=1))
    assert refused.value.values == {"days": 62}


@pytest.mark.parametrize("state", list(FairState))
def test_a_fair_is_changed_until_it_is_over(state: FairState) -> None:
    fair = a_fair(state=state)
    assert fair.is_open is (state is FairState.OPEN)
    assert (state in rules.RUNNING) is (state in {FairState.OPEN, FairState.PAUSED})
    if state in {FairState.CLOSED, FairState.ARCHIVED}:
        with pytest.raises(programme_refusals.FairFinished):
            rules.must_be_changeable(fair)
    else:
        rules.must_be_changeable(fair)


def test_one_stands_in_three_queues_where_the_organiser_says_nothing_else() -> None:
    assert a_fair().most_tickets == 3


def test_a_new_fair_is_its_first_version_and_its_halls_stand_in_their_order() -> None:
    assert a_fair().version == 1
    assert len({Hall("h1", "f1", Texts({"en": "A"})), Hall("h1", "f1", Texts({"en": "A"}))}) == 1
    assert Hall("h1", "f1", Texts({"en": "A"})).position == 0


def test_invented_people_come_only_to_a_demo() -> None:
    demo.must_be_demo(a_fair(demo=True))
    with pytest.raises(programme_refusals.NotADemo):
        demo.must_be_demo(a_fair())


def test_nor_to_a_rehearsal_which_stands_beside_real_fairs() -> None:
    with pytest.raises(programme_refusals.NotADemo):
        demo.must_be_demo(a_fair(demo=True, rehearses="f00000000001"))


def test_a_hall_is_called_by_what_the_reader_can_read() -> None:
    hall = Hall("h1", "f1", Texts({"en": "Sewing", "ja": "縫製"}))
    assert [hall.title(lang) for lang in ("ja", "en", "zh-Hans")] == ["縫製", "Sewing", "Sewing"]
    assert Hall("h1", "f1", Texts({"zh-Hans": "缝纫"})).title("en") == "缝纫"


@pytest.mark.parametrize(
    ("from_h", "to_h", "refused"),
    [(0, 3, ""), (4, 8, ""), (-1, 3, "session-outside"), (5, 9, "session-outside"),
     (0, 8, "sessions-overlap"), (0, 9, "session-outside"), (2, 5, "sessions-overlap"),
     (3, 4, "sessions-overlap"), (2, 3.5, "sessions-overlap"), (3.5, 5, "sessions-overlap"),
     (3, 2, "hours-backwards")],
)  # fmt: skip
def test_a_session_lies_inside_the_fair_and_beside_the_others(
    from_h: float, to_h: float, refused: str
) -> None:
    others = [a_session("noon", SessionState.PLANNED, 3, 4)]
    window = (NINE + timedelta(hours=from_h), NINE + timedelta(hours=to_h))
    if not refused:
        check_session(a_fair(), *window, others)
        return
    with pytest.raises(Refusal) as said:
        check_session(a_fair(), *window, others)
    assert said.value.code == refused


@pytest.mark.parametrize(
    ("from_h", "to_h", "inside"),
    [(0, 8, True), (1, 7, True), (-0.1, 8, False), (0, 8.1, False), (-1, 9, False)],
)
def test_the_hours_of_a_fair_hold_all_its_sessions(
    from_h: float, to_h: float, inside: bool
) -> None:
    sessions = [a_session("noon", SessionState.PLANNED, 3, 4),
                a_session("all day", SessionState.PLANNED, from_h, to_h)]  # fmt: skip
    if inside:
        check_inside(a_fair(), sessions)
    else:
        with pytest.raises(SessionOutside):
            check_inside(a_fair(), sessions)


@pytest.mark.parametrize("state", list(SessionState))
def test_one_session_runs_at_a_time(state: SessionState) -> None:
    sessions = [a_session("a", SessionState.OVER, 0, 1), a_session("b", state, 1, 2)]
    if state in {SessionState.OPEN, SessionState.PAUSED}:
        with pytest.raises(SessionRunning):
            must_be_alone(sessions)
    else:
        must_be_alone(sessions)


def test_a_session_is_over_on_the_minute_of_its_end() -> None:
    noon = a_session("noon", SessionState.PLANNED, 3, 4)
    evening = a_session("evening", SessionState.PLANNED, 6, 8)
    assert session_to_open([noon, evening], noon.closes_at) is evening
    assert session_to_open([noon, evening], noon.closes_at - timedelta(seconds=1)) is noon


def test_opening_a_fair_opens_the_session_that_covers_this_hour_or_comes_next() -> None:
    morning = a_session("morning", SessionState.OVER, 0, 3)
    noon = a_session("noon", SessionState.PLANNED, 3, 4)
    evening = a_session("evening", SessionState.PLANNED, 6, 8)
    day = [evening, morning, noon]
    assert session_to_open(day, NINE) is noon
    assert session_to_open(day, NINE + timedelta(hours=5)) is evening
    assert session_to_open(day, NINE + timedelta(hours=9)) is None
    assert session_to_open([morning], NINE) is None


def test_sessions_follow_their_fair_where_it_concerns_them() -> None:
    assert follow(a_session("a", SessionState.OPEN, 0, 1), "pause") is SessionState.PAUSED
    assert follow(a_session("a", SessionState.PLANNED, 0, 1), "pause") is None
    assert follow(a_session("a", SessionState.OVER, 0, 1), "close") is None


@pytest.mark.parametrize("state", list(FairState))
def test_a_fair_is_ahead_running_or_over(state: FairState) -> None:
    fair = a_fair(state=state)

    assert [fair.ahead, fair.running, fair.over].count(True) == 1
    assert fair.welcomes == (state in {FairState.PUBLISHED, FairState.OPEN, FairState.PAUSED})


def test_a_published_fair_has_a_hall_and_keeps_its_last_one() -> None:
    rules.must_have_hall(1)
    rules.must_keep_hall(2)
    with pytest.raises(programme_refusals.NoHall):
        rules.must_have_hall(0)
    with pytest.raises(programme_refusals.LastHall):
        rules.must_keep_hall(1)


@pytest.mark.parametrize("state", list(SessionState))
def test_only_a_planned_session_is_moved_or_removed(state: SessionState) -> None:
    session = a_session("s1", state, 0, 1)
    if state is SessionState.PLANNED:
        must_be_planned(session)
    else:
        with pytest.raises(WrongState):
            must_be_planned(session)
