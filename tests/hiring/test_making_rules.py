"""What may be offered to whom, and who may say why a hire came to nothing: pure rules."""

from dataclasses import replace
from datetime import date

import pytest

from fair.decisions import WrongState
from fair.employers.refusals import NoLicence
from fair.glossary import HireState, OfferState, Role, VacancyState
from fair.hiring import hire as hires
from fair.hiring import offer as rules
from fair.hiring.refusals import (
    AlreadyHired,
    ConsentGone,
    NotYourReason,
    OpeningIsFree,
    PostElsewhere,
    PostNotOpen,
    ProtectedAge,
)
from fair.people.person import Person
from fair.terms.terms import Terms
from fair.vacancies.vacancy import Vacancy
from tests.hiring.test_hire_rules import AT, a_hire
from tests.hiring.test_offer_rules import an_offer

TODAY = date(2026, 11, 21)
LAN = Person("p1", "Lan", "", True, date(1990, 4, 30), "en", "", erased=False)
SEVENTEEN = replace(LAN, born_on=date(2009, 11, 21))
DAY, NIGHT = Terms(), Terms(night_work=True)


def a_post(state=VacancyState.OPEN, **given) -> Vacancy:
    values = {
        "id": "v1", "employer_id": "e1", "booth_id": "b1", "fair_id": "f1", "version": 1,
        "title": "Sewing", "work": "sewing", "state": state, "why": None, "note": "",
        "head_count": 2, "firm": 1, "accepted": 0, "terms": DAY, **given,
    }  # fmt: skip
    return Vacancy(**values)


@pytest.mark.parametrize("state", [VacancyState.OPEN, VacancyState.FILLED])
def test_an_open_or_filled_post_of_the_booth_is_offered_under_a_licence(state):
    rules.check_post(a_post(state), here=True, licensed=True)


@pytest.mark.parametrize(
    ("post", "here", "licensed", "refusal"),
    [
        (a_post(), False, True, PostElsewhere),
        (a_post(), True, False, NoLicence),
        (a_post(VacancyState.DRAFT), True, True, PostNotOpen),
        (a_post(VacancyState.SUSPENDED), True, True, PostNotOpen),
    ],
)
def test_no_other_post_is_offered(post, here, licensed, refusal):
    with pytest.raises(refusal):
        rules.check_post(post, here=here, licensed=licensed)


def test_nothing_is_offered_to_who_took_the_consent_back_or_is_gone():
    for person, consented in ((LAN, False), (None, True), (replace(LAN, erased=True), True)):
        with pytest.raises(ConsentGone):
            rules.check_person(person, DAY, TODAY, consented=consented)


def test_at_17_day_work_may_be_offered_and_night_work_not():
    rules.check_person(SEVENTEEN, DAY, TODAY, consented=True)
    rules.check_person(LAN, NIGHT, TODAY, consented=True)
    with pytest.raises(ProtectedAge):
        rules.check_person(SEVENTEEN, NIGHT, TODAY, consented=True)


def test_a_reserve_offer_is_numbered_and_only_made_where_nothing_is_free():
    assert rules.reserve_rank(a_post(firm=2), 3) == 4
    with pytest.raises(OpeningIsFree):
        rules.reserve_rank(a_post(), 0)


def test_only_an_accepted_offer_is_confirmed_or_given_up():
    accepted = an_offer(OfferState.ACCEPTED)
    assert rules.accepted_only(accepted) is accepted
    for state in set(OfferState) - {OfferState.ACCEPTED}:
        with pytest.raises(WrongState):
            rules.accepted_only(an_offer(state))


def test_what_both_confirmed_is_not_given_up_for_another_offer():
    hires.check_free(a_hire(person=AT))
    with pytest.raises(AlreadyHired):
        hires.check_free(a_hire(HireState.HIRED, AT, AT))


@pytest.mark.parametrize(
    ("by", "reason"), [(Role.SEEKER, "absent"), (Role.RECRUITER, "money"), (Role.SEEKER, "other")]
)
def test_each_side_has_its_own_reasons(by, reason):
    hires.check_reason(by, "changed_mind")
    with pytest.raises(NotYourReason):
        hires.check_reason(by, reason)
