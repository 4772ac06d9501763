"""Who is at a booth, what it says of itself, and what it has open: rules without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.booths import booth as rules
from fair.booths.booth import Booth, Cause, Duty
from fair.booths.facts import BoothPaused
from fair.glossary import BoothState, FairState
from fair.languages import Texts
from fair.programme.fair import Fair
from fair.vacancies.vacancy import Posts

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
C, O, P = BoothState.CLOSED, BoothState.OPEN, BoothState.PAUSED  # noqa: E741 - its three states


def a_booth(state=O, cause=None, **about):
    return Booth(
        id="b1", fair_id="f1", hall_id="h1", employer_id="e1", number=7, title="",
        about=Texts(about), state=state, cause=cause,
    )  # fmt: skip


def duty(back_in=None):
    back_at = None if back_in is None else rules.back_at(NOW, back_in)
    return Duty(account_id="a1", booth_id="b1", name="Mei", since=NOW, back_at=back_at)


@pytest.mark.parametrize("state", list(BoothState))
@pytest.mark.parametrize("cause", [None, *Cause])
def test_people_join_an_open_booth_and_it_waits_only_where_nobody_was_there(state, cause):
    booth = a_booth(state, cause)
    assert booth.open == (state is O)
    assert booth.waits_for_somebody == (state is P and cause is Cause.NOBODY_THERE)


def test_a_reader_gets_the_text_of_the_own_language_else_the_first_there_is():
    booth = a_booth(ja="縫製", en="Sewing")
    assert (booth.about_in("en"), booth.about_in("zh-Hans")) == ("Sewing", "縫製")
    assert a_booth().about_in("en") == ""
    assert a_booth(en="", ja="縫製").about_in("ja") == "縫製"


def test_who_is_on_a_break_is_not_here_and_is_back_in_so_many_minutes():
    assert duty().here
    assert not duty(15).here
    assert duty(15).back_at == NOW + timedelta(minutes=15)


def test_the_first_who_comes_back_is_told_only_while_nobody_is_here():
    assert rules.first_back([duty(30), duty(10), duty(20)]) == NOW + timedelta(minutes=10)
    assert rules.first_back([duty(30), duty()]) is None
    assert rules.first_back([]) is None


def a_fair(state):
    return Fair(
        id="f1", title="Spring", about="", state=state, zone="Asia/Tokyo", demo=False,
        opens_at=NOW, closes_at=NOW + timedelta(hours=8),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fair", "state", "soon", "over"),
    [
        (FairState.PUBLISHED, C, True, False),
        (FairState.OPEN, O, False, False),
        (FairState.PAUSED, O, False, False),
        (FairState.CLOSED, C, False, True),
    ],
)
def test_a_booth_is_open_to_visitors_while_its_fair_runs(fair, state, soon, over):
    found = rules.presence(a_fair(fair), a_booth(O), [])
    assert (found["state"], found["soon"], found["over"]) == (state, soon, over)


def test_visitors_see_who_is_there_and_when_somebody_is_back_where_nobody_is():
    here, away = duty(), duty(15)
    found = rules.presence(a_fair(FairState.OPEN), a_booth(O), [away, here])
    assert (found["present"], found["back_at"]) == ([here], None)
    waits = a_booth(P, Cause.NOBODY_THERE)
    assert rules.presence(a_fair(FairState.OPEN), waits, [away])["back_at"] == away.back_at
    by_hand = a_booth(P, Cause.HAND)
    assert rules.presence(a_fair(FairState.OPEN), by_hand, [away])["back_at"] is None


def test_a_pause_is_by_hand_unless_another_cause_is_named():
    assert BoothPaused(booth_id="b1", employer_id="e1").cause == "hand"


def test_a_booth_that_has_said_nothing_has_no_post_and_no_opening():
    assert (Posts().open, Posts().openings, Posts().works) == (0, 0, ())
