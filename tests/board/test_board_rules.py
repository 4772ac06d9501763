"""The pure rules of the board: the life of a case, figures folded from facts, what is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fair.board.case import (
    MOVES_CASE,
    Case,
    CaseKind,
    Evidence,
    What,
    check_telling,
    closing,
    may_see,
    urgency,
)
from fair.board.figures import Figures, fold
from fair.board.finding import BoothNow, Finding, find, since
from fair.board.refusals import AnswerFirst
from fair.decisions import Actor, NotAllowed, WrongState, move
from fair.glossary import BoothState, CaseState, Role

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LIFE = {
    (CaseState.OPENED, "answer"): CaseState.ANSWERED,
    (CaseState.ANSWERED, "answer"): CaseState.ANSWERED,
    (CaseState.ANSWERED, "resolve"): CaseState.RESOLVED,
    (CaseState.ANSWERED, "escalate"): CaseState.ESCALATED,
}
CASE = Case(
    id="c1", fair_id="f1", number=7, kind=CaseKind.OFFER, ref="o1", what=What.FEE, text="",
    state=CaseState.OPENED, evidence=Evidence("f1", "b1", "e1", 1, {}), person_id="p1",
    account_id="", opened_at=NOW,
)  # fmt: skip
BOOTH = BoothNow(
    booth_id="b1", number=14, title="", employer="Sakura", hall_id="h1", state=BoothState.OPEN,
    on_duty=2, last_sign=NOW,
)  # fmt: skip


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("verb", ["answer", "resolve", "escalate"])
def test_a_case_moves_only_along_its_life(state: CaseState, verb: str) -> None:
    if (state, verb) in LIFE:
        assert move(MOVES_CASE, state, verb) is LIFE[state, verb]
    else:
        with pytest.raises(WrongState):
            move(MOVES_CASE, state, verb)


def test_the_table_of_a_case_names_every_state() -> None:
    assert set(MOVES_CASE) == set(CaseState)


def test_people_say_a_case_number_and_it_is_due_within_a_day() -> None:
    assert CASE.name == "C-0007"
    assert CASE.due_at == NOW + timedelta(hours=24)


def test_a_case_is_seen_by_its_reporter_and_organisers() -> None:
    mine, other = Actor(Role.SEEKER, person_id="p1"), Actor(Role.SEEKER, person_id="p2")
    recruiter = Actor(Role.RECRUITER, account_id="a1", employer_id="e1")
    organiser, visitor = Actor(Role.ORGANISER, account_id="a2"), Actor(Role.VISITOR)
    assert [may_see(CASE, one) for one in (mine, organiser)] == [True, True]
    assert [may_see(CASE, one) for one in (other, recruiter, visitor)] == [False] * 3
    by_visitor = replace(CASE, person_id="")
    assert may_see(by_visitor, visitor)
    by_staff = replace(CASE, person_id="", account_id="a1")
    assert may_see(by_staff, recruiter)
    assert not may_see(by_staff, visitor)


def test_unanswered_money_comes_first_then_the_oldest() -> None:
    old_money = replace(CASE, id="old money", opened_at=ago(60))
    other = replace(CASE, id="other", what=What.OTHER, opened_at=ago(90))
    answered = replace(CASE, id="answered", state=CaseState.ANSWERED, opened_at=ago(200))
    ordered = sorted([answered, other, CASE, old_money], key=urgency)
    assert [one.id for one in ordered] == ["old money", "c1", "other", "answered"]


# --- figures --------------------------------------------------------------------------------

PERSON, BOOTH_A, INTERVIEW, OFFER = (
    {"person_id": "x"}, {"booth_id": "a"}, {"interview_id": "i"}, {"offer_id": "o"}
)  # fmt: skip


def test_what_happens_twice_to_the_same_people_counts_once() -> None:
    facts = [
        ("person.attended", PERSON), ("person.attended", PERSON),
        ("ticket.taken", PERSON | BOOTH_A), ("ticket.taken", PERSON | BOOTH_A),
        ("ticket.taken", PERSON | {"booth_id": "b"}), ("interview.started", INTERVIEW),
        ("interview.concluded", INTERVIEW), ("interview.concluded", INTERVIEW),
        ("offer.made", OFFER), ("fair.opened", {}),
    ]  # fmt: skip
    assert fold(facts) == Figures(people=1, contacts=2, interviews=1, outcomes=1, offers=1)


@pytest.mark.parametrize(
    ("told", "interviews", "outcomes"),
    [
        ([], 0, 0),
        ([True], 1, 1),
        ([True, False], 0, 0),
        ([False, True], 1, 1),
    ],
)
def test_a_talk_by_telephone_counts_with_its_outcome_once_it_is_known(
    told: list[bool], interviews: int, outcomes: int
) -> None:
    facts: list[tuple[str, dict[str, Any]]] = [
        ("interview.started", INTERVIEW | {"telephone": "unconfirmed"}),
        ("interview.concluded", INTERVIEW),
        *(("interview.counts", INTERVIEW | {"held": held}) for held in told),
    ]
    assert fold(facts) == Figures(interviews=interviews, outcomes=outcomes)


@pytest.mark.parametrize(
    ("then", "accepted", "hires"),
    [
        ([], 1, 0),
        (["hire.hired"], 1, 1),
        (["offer.taken_back"], 0, 0),
        (["offer.taken_back", "offer.accepted"], 1, 0),
        (["offer.released"], 0, 0),
        (["hire.hired", "hire.fell_through", "offer.released"], 0, 0),
    ],
)
def test_an_acceptance_and_a_hire_that_are_given_up_no_longer_count(
    then: list[str], accepted: int, hires: int
) -> None:
    facts = [("offer.made", OFFER), ("offer.accepted", OFFER), *((kind, OFFER) for kind in then)]
    assert fold(facts) == Figures(offers=1, accepted=accepted, hires=hires)


def test_a_fair_of_which_nothing_is_known_brought_nothing() -> None:
    assert fold([]) == Figures() == Figures(0, 0, 0, 0, 0, 0, 0)


def test_evidence_can_be_counted_whatever_it_holds() -> None:
    assert len({Evidence("f1", "b1", "e1", 1, {"a": 1}) for _ in range(2)}) == 1


def test_differences_name_the_figures() -> None:
    assert Figures().differences(Figures()) == ()
    assert Figures(people=1, hires=2).differences(Figures(people=1)) == ("hires",)


# --- findings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, None),
        ({"on_duty": 0}, Finding.NOBODY),
        ({"on_duty": 0, "state": BoothState.PAUSED}, None),
        ({"waiting": 3, "first_since": ago(4), "last_sign": ago(4)}, None),
        ({"waiting": 3, "first_since": ago(5), "last_sign": ago(5)}, Finding.SILENT),
        ({"waiting": 3, "first_since": ago(5), "last_sign": ago(5), "talking": 1}, None),
        ({"waiting": 3, "first_since": ago(30), "last_sign": ago(1)}, None),
        ({"waiting": 1, "first_since": ago(1), "last_sign": ago(90)}, None),
        ({"waiting": 9, "first_since": ago(50), "last_sign": ago(1)}, Finding.LONG),
        ({"waiting": 9, "first_since": ago(50), "last_sign": ago(9)}, Finding.SILENT),
        ({"waiting": 9, "first_since": ago(50), "state": BoothState.CLOSED}, None),
    ],
)
def test_the_board_finds_what_is_wrong(changes: dict[str, object], found: Finding | None) -> None:
    assert find(replace(BOOTH, **changes), NOW) is found  # type: ignore[arg-type]


@pytest.mark.parametrize(("minutes", "found"), [(44.9, None), (45, Finding.LONG)])
def test_a_wait_of_three_quarters_of_an_hour_is_long(minutes: float, found: Finding | None) -> None:
    assert find(replace(BOOTH, waiting=1, first_since=ago(minutes)), NOW) is found


def test_a_booth_of_which_nothing_is_known_has_nobody_and_waits_for_nobody() -> None:
    fresh = BoothNow("b1", 14, "", "Sakura", "h1", BoothState.OPEN)
    assert find(fresh, NOW) is Finding.NOBODY
    assert find(replace(fresh, on_duty=1), NOW) is None
    assert fresh.longest(NOW) == timedelta(0)
    assert (fresh.waiting, fresh.talks, fresh.owed, fresh.offers) == (0, 0, 0, 0)


def test_somebody_who_waits_since_an_unknown_time_makes_no_booth_silent() -> None:
    unknown = replace(BOOTH, waiting=1, first_since=None, last_sign=None)
    assert find(unknown, NOW) is None


def test_a_finding_says_since_when() -> None:
    silent = replace(BOOTH, waiting=3, first_since=ago(20), last_sign=ago(8))
    assert since(silent, Finding.SILENT) == ago(8)
    assert since(silent, Finding.LONG) == ago(20)
    assert since(replace(BOOTH, last_sign=None), Finding.NOBODY) is None


def test_only_the_reporter_adds_to_a_case_and_only_while_it_runs() -> None:
    check_telling(CASE, Actor(Role.SEEKER, person_id="p1"))
    for actor in (Actor(Role.SEEKER, person_id="p2"), Actor(Role.ORGANISER, account_id="a2")):
        with pytest.raises(NotAllowed):
            check_telling(CASE, actor)
    with pytest.raises(WrongState):
        check_telling(replace(CASE, state=CaseState.RESOLVED), Actor(Role.SEEKER, person_id="p1"))


def test_a_case_is_closed_after_an_answer_and_once() -> None:
    answered = replace(CASE, state=CaseState.ANSWERED)

    assert closing(answered, "resolve") is CaseState.RESOLVED
    with pytest.raises(AnswerFirst):
        closing(CASE, "resolve")
    with pytest.raises(WrongState):
        closing(replace(CASE, state=CaseState.ESCALATED), "resolve")
