"""Who may take a ticket where, and what is taken: rules without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fair.booths.booth import Booth, Cause
from fair.decisions import NotFound
from fair.glossary import BoothState, FairState, Lane, TicketState, VacancyState
from fair.languages import NO_TEXTS
from fair.people.person import Person
from fair.people.refusals import UnderAge
from fair.programme.fair import Fair
from fair.terms.terms import Terms
from fair.tickets import joining, refusals
from fair.tickets.joining import Held, Join, Limits, Wish
from fair.vacancies.vacancy import Vacancy

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
TODAY = AT.date()
BOOTH = Booth(
    id="b1", fair_id="f1", hall_id="h1", employer_id="e1", number=1, title="", about=NO_TEXTS,
    state=BoothState.OPEN, cause=None,
)  # fmt: skip
LAN = Person("p1", "Lan", "+8613812345678", True, date(1990, 4, 30), "en", "", erased=False)
SIXTEEN = replace(LAN, born_on=date(2010, 11, 21))
JOIN = Join(booth=BOOTH, person=LAN, today=TODAY, limits=Limits(tickets=3))


def a_post(vacancy_id="v1", *, booth_id="b1", state=VacancyState.OPEN, **terms) -> Vacancy:
    return Vacancy(
        id=vacancy_id, employer_id="e1", booth_id=booth_id, fair_id="f1", version=1,
        title="Sewing", work="sewing", state=state, why=None, note="", head_count=1, firm=0,
        accepted=0, terms=Terms(**terms),
    )  # fmt: skip


def naming(post: Vacancy, **given) -> Join:
    return replace(JOIN, named=(post.id,), posts={post.id: post}, **given)


def held(*booths: str, fair_id="f1") -> list[Held]:
    return [Held(f"t-{booth}", booth, fair_id) for booth in booths]


def test_a_grown_up_joins_an_open_booth():
    assert joining.check(JOIN) is LAN
    assert joining.check(naming(a_post(night_work=True))) is LAN


def test_a_paused_booth_keeps_its_queue_and_a_closed_one_has_none():
    assert joining.check(replace(JOIN, booth=replace(BOOTH, state=BoothState.PAUSED))) is LAN
    closed = replace(BOOTH, state=BoothState.CLOSED, cause=Cause.HAND)
    with pytest.raises(refusals.BoothIsClosed):
        joining.check(replace(JOIN, booth=closed))


def test_a_booth_that_is_still_to_open_has_a_queue_which_its_opening_finds():
    assert joining.check(replace(JOIN, booth=replace(BOOTH, state=BoothState.CLOSED))) is LAN


def test_nobody_under_16_joins_and_from_the_birthday_on_one_does():
    assert joining.check(replace(JOIN, person=SIXTEEN, offered=(a_post(),))) is SIXTEEN
    with pytest.raises(UnderAge):
        joining.check(replace(JOIN, person=SIXTEEN, today=TODAY - timedelta(days=1)))


@pytest.mark.parametrize("person", [None, replace(LAN, erased=True)])
def test_who_is_erased_is_not_found(person):
    with pytest.raises(NotFound):
        joining.check(replace(JOIN, person=person))


def test_there_is_one_ticket_per_person_and_booth():
    with pytest.raises(refusals.AlreadyInQueue):
        joining.check(replace(JOIN, held=held("b1")))


def test_one_waits_in_as_many_queues_of_a_fair_as_the_organiser_set():
    assert joining.check(replace(JOIN, held=held("b2", "b3"))) is LAN
    with pytest.raises(refusals.TooManyQueues) as refused:
        joining.check(replace(JOIN, held=held("b2", "b3", "b4")))
    assert refused.value.values == {"most": 3}


def test_the_queues_of_another_fair_do_not_count():
    assert joining.check(replace(JOIN, held=held("b2", "b3", "b4", fair_id="f2"))) is LAN


@pytest.mark.parametrize(
    "post",
    [a_post(booth_id="b2"), a_post(state=VacancyState.FILLED), a_post(state=VacancyState.DRAFT)],
    ids=["at another booth", "filled", "a draft"],
)
def test_a_named_post_is_open_at_this_booth(post):
    with pytest.raises(refusals.PostElsewhere):
        joining.check(naming(post))


def test_a_named_post_that_there_is_not_is_refused():
    with pytest.raises(refusals.PostElsewhere):
        joining.check(replace(JOIN, named=("v9",)))


@pytest.mark.parametrize(
    "terms", [{"night_work": True}, {"hazardous": True}, {"overseas_country": "JP"}]
)
def test_at_16_and_17_the_law_keeps_some_posts_away(terms):
    with pytest.raises(refusals.PostProtected):
        joining.check(naming(a_post(**terms), person=SIXTEEN))
    safe = a_post("v2")
    assert joining.check(naming(safe, person=SIXTEEN, offered=(a_post(**terms), safe))) is SIXTEEN
    for offered in ((), (a_post(**terms),), (a_post(state=VacancyState.DRAFT),)):
        with pytest.raises(refusals.ForAdults):
            joining.check(replace(JOIN, person=SIXTEEN, offered=offered))
        assert joining.check(replace(JOIN, offered=offered)) is LAN


def test_what_a_box_offers_is_what_a_join_accepts():
    night, filled = a_post(night_work=True), a_post(state=VacancyState.FILLED)

    assert joining.may_take(night, protected=False)
    assert not joining.may_take(night, protected=True)
    assert not joining.may_take(filled, protected=False)


def test_the_limit_is_the_one_of_the_fair():
    fair = Fair("f1", "Spring", "", FairState.OPEN, "UTC", demo=False, opens_at=AT, closes_at=AT,
                most_tickets=5)  # fmt: skip

    limits = joining.limits_of(fair)

    assert not limits.full(held("b1", "b2", "b3", "b4"), "f1")
    assert limits.full(held("b1", "b2", "b3", "b4", "b5"), "f1")


@pytest.mark.parametrize(
    ("waiting", "on_duty", "talking", "idle"), [(0, 1, 0, True), (0, 1, 1, False), (1, 2, 0, False)]
)
def test_a_booth_is_idle_where_somebody_free_would_call_at_once(waiting, on_duty, talking, idle):
    assert joining.idle(waiting, on_duty, talking) is idle


@pytest.mark.parametrize(
    ("ready_in", "held", "ready_at"), [(None, "", None), (0, "", AT), (5, "five", None)]
)
def test_a_fresh_ticket_stands_by_its_number_ready_now_or_in_five_minutes(ready_in, held, ready_at):
    wish = Wish(named=("v1", "v1", "v2"), ready_in=ready_in, phone_ok=True)

    ticket = joining.taken("t1", JOIN, wish, 7, AT)

    assert (ticket.number, ticket.lane, ticket.state) == (7, Lane.STANDARD, TicketState.WAITING)
    assert (ticket.held, ticket.ready_at, ticket.warned_at) == (held, ready_at, ready_at)
    assert ticket.vacancy_ids == ("v1", "v2")
    assert (ticket.phone_ok, ticket.helper, ticket.text_only) == (True, False, False)
    assert (ticket.person_id, ticket.version) == ("p1", 1)


def test_who_wishes_nothing_is_neither_phoned_nor_helped_nor_typed_with():
    ticket = joining.taken("t1", JOIN, Wish(), 7, AT)

    assert (ticket.phone_ok, ticket.helper, ticket.text_only) == (False, False, False)
