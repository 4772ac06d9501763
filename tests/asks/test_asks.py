"""While one waits: yes, no, or nothing; the recruiter reads it beside the person, nobody else."""

import gzip
import re
from datetime import timedelta
from html import unescape

import pytest

from fair.asks import reads
from fair.asks.facts import YesNoSaid
from fair.asks.refusals import NotAsked
from fair.board.rows_reads import verify_rows
from fair.contract.asks import SayYesNo
from fair.contract.booths import BoothOpen
from fair.contract.people import Erase, WithdrawConsent
from fair.contract.queue import LeaveQueue
from fair.contract.vacancies import VacancyChange, VacancyWithdraw
from fair.db import utc_now
from fair.decisions import NotAllowed, WrongState
from fair.people import writes as people
from fair.people.refusals import KeptAway
from fair.queue import reads as queue
from fair.queue.reads import in_order
from fair.waiting.news_views import NEWS
from tests.asks.scene import NIGHT, THREE, asking
from tests.booths.scene import csrf, seen
from tests.vacancies.test_vacancies import CELLS, opened
from tests.world import some


@pytest.fixture
async def at(world):
    return await asking(world)


def holds(at):
    found = at.world.look(verify_rows)
    assert [str(one) for one in (*found.breaks, *found.differences)] == []


def words(page):
    """Return what a page says, without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


# --- who waits ------------------------------------------------------------------------------------


async def test_who_came_for_a_post_answers_two_of_three_and_the_page_says_so(at):
    who, ticket = await at.waits()
    page = words(await at.queues(who))
    assert "Huafeng's recruiters read your answers, nobody else." in page
    assert "Answered 0 of 3." in page
    assert "Leaving one out costs you nothing" in page

    await at.say(who, ticket, "night_shifts", yes=True)
    await at.say(who, ticket, "dormitory", yes=False)

    page = words(await at.queues(who))
    assert "Answered 2 of 3." in page
    assert "incomplete" not in page.lower()
    assert at.said(ticket) == {"night_shifts": "yes", "start_week": "", "dormitory": "no"}
    assert "只有Huafeng的招聘人员会看到您的回答" in words(await at.queues(who, "zh-Hans"))
    holds(at)


async def test_an_answer_is_changed_as_often_as_one_likes_until_the_talk(at):
    who, ticket = await at.waits()
    for yes in (True, False, True):
        await at.say(who, ticket, "night_shifts", yes=yes)
    await at.say(who, ticket, "night_shifts", yes=True)  # the same again is nothing new
    assert at.world.kinds().count("ask.said") == 3
    called = await at.day.call()
    await at.say(who, ticket, "night_shifts", yes=False)  # it rings: not too late yet

    await at.day.answer(who, called.call_id)

    with pytest.raises(WrongState):
        await at.say(who, ticket, "night_shifts", yes=True)
    assert at.said(ticket)["night_shifts"] == "no"
    assert NIGHT not in await at.queues(who)
    holds(at)


async def test_who_came_for_no_post_and_who_came_for_another_is_asked_nothing(at):
    other = await opened(at.day.scene)
    who, whose = await at.day.seeker(), await at.day.seeker()
    ticket = await at.day.join(who)
    theirs = await at.day.join(whose, vacancy_ids=[other])

    assert at.said(ticket) == at.said(theirs) == {}
    assert "While you wait: yes or no?" not in await at.queues(who)
    with pytest.raises(NotAsked):
        await at.say(whose, theirs, "night_shifts", yes=True)


async def test_two_posts_with_the_same_question_ask_it_once(at):
    other = await opened(at.day.scene, asks=("start_week", "overtime"))
    who = await at.day.seeker()

    ticket = await at.day.join(who, vacancy_ids=[at.post, other])

    assert list(at.said(ticket)) == list(THREE)
    theirs = await at.day.join(await at.day.seeker(), vacancy_ids=[other, at.post])
    assert list(at.said(theirs)) == ["start_week", "overtime", "night_shifts"]


async def test_who_named_four_posts_is_asked_three_questions_of_the_first_named(at):
    asks = [("weekends", "overtime", "commute"), ("drawings", "customers"), ("same_work",)]
    more = [await opened(at.day.scene, asks=one) for one in asks]
    who = await at.day.seeker()

    ticket = await at.day.join(who, vacancy_ids=[*reversed(more), at.post])

    assert list(at.said(ticket)) == ["same_work", "drawings", "customers"]
    assert "Answered 0 of 3." in words(await at.queues(who))
    with pytest.raises(NotAsked):
        await at.say(who, ticket, "weekends", yes=True)


async def test_no_edit_makes_more_than_three_questions_of_a_ticket(at):
    who, ticket = await at.waits()
    for three in (
        THREE,
        ("weekends", "overtime", "commute"),
        ("drawings", "customers", "weekends"),
    ):
        await at.post_asks(*three)
        for ask in three:
            await at.say(who, ticket, ask, yes=True)

        assert list(at.said(ticket)) == list(three)
        assert "Answered 3 of 3." in words(await at.queues(who))
    desk = words(await at.desk())
    assert NIGHT not in desk
    assert desk.count("customers before? Yes") == 1


async def test_an_answer_given_stays_among_the_three_when_another_post_comes_before(at):
    other = await opened(at.day.scene, asks=("overtime",))
    who = await at.day.seeker()
    ticket = await at.day.join(who, vacancy_ids=[other, at.post])
    await at.say(who, ticket, "start_week", yes=False)

    asks = {**CELLS, "asks": ("overtime", "weekends", "commute")}
    await at.world.do(VacancyChange(vacancy_id=other, **asks), at.day.scene.recruiter)

    assert at.said(ticket) == {"overtime": "", "weekends": "", "start_week": "no"}


async def test_a_question_added_while_people_wait_is_seen_and_nobody_loses_anything(at):
    (first, ticket), (_, second) = [await at.waits() for _ in range(2)]
    await at.say(first, ticket, "night_shifts", yes=True)
    before = [one.ticket_id for one in at.world.look(in_order, at.day.booth_id)]

    await at.post_asks("overtime", "start_week")

    assert "Would you like to work paid overtime?" in await at.queues(first)
    # What no post asks any more is shown to nobody, until a post asks it again.
    assert at.said(ticket) == at.said(second) == {"overtime": "", "start_week": ""}
    assert [one.ticket_id for one in at.world.look(in_order, at.day.booth_id)] == before
    await at.post_asks("night_shifts")
    assert at.said(ticket) == {"night_shifts": "yes"}


async def test_a_post_that_is_withdrawn_asks_nothing_any_more(at):
    who, ticket = await at.waits()

    await at.world.do(VacancyWithdraw(vacancy_id=at.post), at.day.scene.recruiter)

    assert at.said(ticket) == {}
    with pytest.raises(NotAsked):
        await at.say(who, ticket, "night_shifts", yes=True)


async def test_the_booths_page_asks_too_and_goes_back_to_itself(at):
    who, _ = await at.waits()

    page = await seen(at.day.scene, f"/booths/{at.day.booth_id}", at.day.tokens[who.person_id])

    assert NIGHT in page
    assert f'name="then" value="/booths/{at.day.booth_id}"' in page


async def test_without_javascript_each_answer_is_one_press_of_a_button(at):
    who, ticket = await at.waits()
    token = at.day.tokens[who.person_id]
    page = await at.queues(who)
    form = some(re.search(r'<form[^>]*"/commands/ask.say".*?</form>', page, re.DOTALL))[0]
    assert len(re.findall(r'<button\s+type="submit"[^>]*name="yes"', form)) == 2
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))

    async with at.world.web(token) as web:
        fields["csrf"] = await csrf(web, "/queues")
        answer = await web.post("/commands/ask.say", data={**fields, "yes": "false"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/queues")
    assert at.said(ticket)[fields["ask"]] == "no"


async def test_a_second_press_of_the_chosen_button_takes_the_answer_back(at):
    who, ticket = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=True)
    token = at.day.tokens[who.person_id]
    form = some(
        re.search(r'<form[^>]*"/commands/ask.say".*?</form>', await at.queues(who), re.DOTALL)
    )[0]
    pressed = some(re.search(r'<button[^>]*aria-pressed="true"[^>]*>', form))[0]
    value = some(re.search(r'value="([^"]*)"', pressed))[1]
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    assert fields["ask"] == "night_shifts"

    async with at.world.web(token) as web:
        fields["csrf"] = await csrf(web, "/queues")
        answer = await web.post("/commands/ask.say", data={**fields, "yes": value})

    assert (answer.status_code, answer.headers["location"]) == (303, "/queues")
    assert at.said(ticket)["night_shifts"] == ""
    assert at.world.rows("select said, salt from yes_no") == [("", "")]
    assert at.world.kinds().count("ask.forgotten") == 1
    assert "Answered 0 of 3." in words(await at.queues(who))
    await at.world.do(SayYesNo(ticket_id=ticket, ask="night_shifts"), who)  # nothing is left
    assert at.world.kinds().count("ask.forgotten") == 1
    holds(at)
    await at.say(who, ticket, "night_shifts", yes=False)
    assert at.said(ticket)["night_shifts"] == "no"
    holds(at)


async def test_three_questions_weigh_little_on_mobile_data(at):
    who, other = await at.day.seeker(), await at.day.seeker()
    await at.day.join(who)
    await at.day.join(other, vacancy_ids=[at.post])

    without, asked = [gzip.compress((await at.queues(one)).encode()) for one in (who, other)]

    assert len(asked) - len(without) < 2_000


# --- no place moves -------------------------------------------------------------------------------


async def test_an_answer_moves_no_place_and_bars_nobody(at):
    waiting = [await at.waits() for _ in range(3)]
    before = at.day.everything()
    for (who, ticket), yes in zip(waiting, (False, True, False), strict=True):
        for ask in THREE:
            await at.say(who, ticket, ask, yes=yes)

    assert at.day.everything() == before
    assert (await at.day.call()).ticket_id == waiting[0][1]


# --- who reads it ---------------------------------------------------------------------------------


async def test_the_desk_reads_the_answers_beside_who_is_next_in_neutral_words(at):
    who, ticket = await at.waits()
    later, behind = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=True)
    await at.say(later, behind, "dormitory", yes=False)

    page = words(await at.desk())

    assert f"{NIGHT} Yes" in page
    assert page.count("Not answered yet") == 2
    # On no list across people: of who stands behind, nothing is shown yet.
    assert "company? No " not in page


async def test_the_answers_stand_beside_the_call_too(at):
    who, ticket = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=False)
    called = await at.day.call()
    await at.day.answer(who, called.call_id)

    page = words(await seen(at.day.scene, f"/calls/{called.call_id}", "recruiter"))

    assert f"{NIGHT} No" in page


@pytest.mark.parametrize("token", ["stranger", "organiser", ""])
async def test_no_other_employer_office_or_visitor_reads_an_answer(at, token):
    who, ticket = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=True)
    fair_id, booth_id = at.day.scene.fair_id, at.day.booth_id
    paths = (f"/desk/{booth_id}", f"/booths/{booth_id}", f"/board/{fair_id}", "/queues", "/desk")

    async with at.world.web(at.day.scene.tokens.get(token, "")) as web:
        for path in paths:
            page = (await web.get(path, follow_redirects=True)).text
            assert "asks__said" not in page, path
            assert "data-asks" not in page, path


async def test_nobody_answers_for_somebody_else_or_reads_their_questions(at):
    who, ticket = await at.waits()
    other, _ = await at.waits()

    for crook in (other, at.day.scene.recruiter, at.day.scene.organiser):
        with pytest.raises(NotAllowed):
            await at.say(crook, ticket, "night_shifts", yes=True)

    assert at.said(ticket) == dict.fromkeys(THREE, "")
    assert f'data-asks="{ticket}"' not in await at.queues(other)
    assert f'data-asks="{ticket}"' in await at.queues(who)


async def test_what_is_on_no_list_cannot_be_answered(at):
    who, ticket = await at.waits()

    for ask in ("married", "overtime"):
        with pytest.raises(NotAsked):
            await at.say(who, ticket, ask, yes=True)


async def test_who_left_is_asked_nothing_and_the_desk_reads_nothing(at):
    who, ticket = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=True)
    await at.world.do(LeaveQueue(ticket_id=ticket), who)

    with pytest.raises(WrongState):
        await at.say(who, ticket, "start_week", yes=True)
    assert NIGHT not in await at.desk()


async def test_who_keeps_the_employer_away_is_not_asked(at):
    who, ticket = await at.waits()
    scene = at.day.scene
    await at.world.work(
        lambda work: people.block(work, who.person_id, scene.employer_id, scene.fair_id)
    )

    assert NIGHT not in await at.queues(who)
    with pytest.raises(KeptAway):
        await at.say(who, ticket, "night_shifts", yes=True)


# --- how long it is kept --------------------------------------------------------------------------


async def test_who_knows_me_names_the_answers_and_taking_consent_back_forgets_them(at):
    who, ticket = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=True)
    token = at.day.tokens[who.person_id]
    assert f"{NIGHT} Yes" in words(await seen(at.day.scene, "/me/knows", token))

    await at.world.do(WithdrawConsent(employer_id=at.day.scene.employer_id), who)

    assert at.world.rows("select said, salt from yes_no") == [("", "")]
    assert NIGHT not in await seen(at.day.scene, "/me/knows", token)
    holds(at)


async def test_who_is_erased_leaves_no_answer_and_the_ledger_still_holds(at):
    who, ticket = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=True)

    await at.world.do(Erase(sure="yes"), who)

    assert at.world.rows("select said, salt from yes_no") == [("", "")]
    holds(at)


async def test_the_ledger_tells_that_one_answered_and_not_what(at):
    who, ticket = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=True)

    (fact,) = at.world.rows("select data from ledger where kind = 'ask.said'")

    assert '"yes"' not in fact.data
    assert who.person_id not in fact.data
    await at.world.work(
        lambda work: work.connection.exec_driver_sql("update yes_no set said = 'no'")
    )
    (found,) = at.world.look(verify_rows).differences
    assert (found.table, found.column) == ("yes_no", "said")


async def test_after_ninety_days_an_answer_is_deleted_and_the_ledger_still_holds(at):
    who, ticket = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=True)

    await at.world.server.sweeper.round(utc_now() + timedelta(days=89))
    assert at.world.look(reads.said, ticket) == {"night_shifts": "yes"}
    await at.world.server.sweeper.round(utc_now() + timedelta(days=91))

    assert at.world.look(reads.said, ticket) == {}


# --- the next session -----------------------------------------------------------------------------


async def test_answers_go_along_where_the_place_goes_on_after_a_closing(at):
    who, ticket = await at.waits()
    await at.say(who, ticket, "night_shifts", yes=True)
    await at.day.close()

    await at.world.do(BoothOpen(booth_id=at.day.booth_id), at.day.scene.recruiter)

    (carried,) = [one for one in at.world.look(queue.tickets_of_person, who.person_id) if one.live]
    assert carried.after_id == ticket
    assert at.world.look(reads.said, carried.id) == {"night_shifts": "yes"}
    assert at.said(carried.id)["night_shifts"] == "yes"
    assert at.world.kinds().count("ask.went") == 1
    # Its days count from when the person answered, and no carry makes them more.
    first, then = at.world.rows("select at from yes_no")
    assert first.at == then.at
    holds(at)


async def test_an_answer_is_told_to_ones_own_pages_and_to_the_desk(at):
    who, ticket = await at.waits()
    told = {"ticket_id": ticket, "booth_id": at.day.booth_id, "person_id": who.person_id}
    fact = YesNoSaid(fair_id=at.day.scene.fair_id, ask="night_shifts", answer_hash="x", **told)

    events = [
        event
        for kinds, news in NEWS
        if YesNoSaid in kinds
        for event in at.world.look(lambda connection, news=news: list(news(connection, [fact])))
    ]

    assert {event.audience_key() for event in events} == {
        f"person:{who.person_id}", f"desk:{at.day.booth_id}",
    }  # fmt: skip
