"""What may change in a post, and what filling many drafts does: rules without a database."""

from dataclasses import replace
from datetime import date

import pytest

from fair.decisions import WrongState
from fair.glossary import VacancyState
from fair.terms import post_rules
from fair.terms.terms import Terms
from fair.vacancies.refusals import HeadCountTooLow
from fair.vacancies.vacancy import OVER, STANDING, Vacancy, check_change, check_move, filled

TODAY = date(2026, 11, 21)
PAST, NEXT = date(2026, 11, 20), date(2026, 12, 24)
POST = Vacancy(
    id="v1", employer_id="e1", booth_id="b1", fair_id="f1", version=1, title="Sewing",
    work="sewing", state=VacancyState.DRAFT, why=None, note="", head_count=3, firm=1, accepted=1,
    terms=Terms(title="Sewing", work="sewing"),
)  # fmt: skip


def test_a_draft_moves_to_another_booth_and_a_post_that_people_saw_stays():
    check_move(POST, "b2")
    for state in STANDING:
        seen = replace(POST, state=state)
        check_move(seen, "b1")
        with pytest.raises(WrongState):
            check_move(seen, "b2")


@pytest.mark.parametrize("state", OVER)
def test_a_post_that_is_over_is_not_written_anew(state):
    with pytest.raises(WrongState):
        check_move(replace(POST, state=state), "b1")


def test_the_head_count_never_falls_below_what_is_spoken_for():
    check_change(POST, replace(POST, head_count=2))
    with pytest.raises(HeadCountTooLow) as refused:
        check_change(POST, replace(POST, head_count=1))
    assert refused.value.values == {"taken": 2}


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (Terms(), []),
        (Terms(max_age=45), ["≤ 45"]),
        (Terms(duties="Bring 300 yuan on the first day."), ["Bring 300 yuan"]),
    ],
)
def test_what_is_in_doubt_in_a_post_is_named_by_its_words(terms, words):
    assert [doubt.phrase for _, doubt in post_rules.doubts(terms)] == words


@pytest.mark.parametrize(
    ("doubtful", "reviewed", "verb"),
    [(False, False, "open"), (True, False, "review"), (True, True, "approve")],
)
def test_a_doubtful_post_opens_by_way_of_the_organiser(doubtful, reviewed, verb):
    assert post_rules.opening_verb(reviewed=reviewed, doubtful=doubtful) == verb


@pytest.mark.parametrize(
    ("terms", "grown_ups_only"),
    [
        (Terms(), False),
        (Terms(min_age=16), False),
        (Terms(min_age=18), True),
        (Terms(night_work=True), True),
        (Terms(hazardous=True), True),
        (Terms(overseas_country="JP"), True),
    ],
)
def test_of_16_and_17_the_law_keeps_some_posts_away(terms, grown_ups_only):
    assert terms.open_to(protected=True) is not grown_ups_only
    assert terms.open_to(protected=False)


# --- many at once ---------------------------------------------------------------------------------


def test_what_a_draft_says_stays_and_what_it_does_not_say_is_filled():
    given = Terms(title="Other", lodging="free", meals="paid")

    after, columns = filled(POST, given, 9, TODAY)

    assert (after.title, after.terms.lodging, after.terms.meals) == ("Sewing", "free", "paid")
    assert (columns, after.head_count) == (["lodging", "meals"], 3)


def test_a_head_count_that_nobody_gave_is_filled():
    after, columns = filled(replace(POST, head_count=0), Terms(), 9, TODAY)

    assert (after.head_count, columns) == (9, ["head_count"])


def test_a_day_that_is_over_is_replaced_and_one_to_come_is_not():
    kept = replace(POST, terms=replace(POST.terms, valid_through=NEXT, starts_on=PAST))
    given = Terms(valid_through=date(2027, 1, 1), starts_on=NEXT)

    after, columns = filled(kept, given, 0, TODAY)

    assert (after.terms.valid_through, after.terms.starts_on) == (NEXT, NEXT)
    assert columns == ["starts_on"]


@pytest.mark.parametrize(("said", "columns"), [(PAST, ["valid_through"]), (TODAY, [])])
def test_a_post_is_valid_on_its_last_day_and_not_the_day_after(said, columns):
    kept = replace(POST, terms=replace(POST.terms, valid_through=said))

    assert filled(kept, Terms(valid_through=NEXT), 0, TODAY)[1] == columns


def test_nothing_to_say_changes_nothing():
    assert filled(POST, Terms(), 0, TODAY) == (POST, [])


def test_a_pay_is_filled_in_only_where_it_is_known_for_which_time_it_is():
    given = Terms(pay_base_cents=400, pay_up_to_cents=500)
    weekly = replace(POST, terms=replace(POST.terms, pay_period="week"))

    assert filled(POST, given, 0, TODAY) == (POST, [])
    assert filled(POST, replace(given, pay_period="week"), 0, TODAY)[1] == [
        "pay_period", "pay_base", "pay_up_to"
    ]  # fmt: skip
    assert filled(weekly, given, 0, TODAY)[1] == ["pay_base", "pay_up_to"]
