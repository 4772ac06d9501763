"""The pages of the queue as each reader meets them, without JavaScript."""

import re
from dataclasses import replace

import pytest

from fair.contract.hiring import DeclineOffer, MakeOffer
from fair.contract.interviews import AnswerRanOut
from fair.contract.queue import ChooseAfter, LookAtQueue, PostponeTicket
from fair.contract.rooms import DeclineCall
from fair.interviews import reads as interview_reads
from fair.queue import reads
from tests.hiring.stage import a_post, soon
from tests.queue.day import Day, a_day
from tests.queue.test_calling import no_fit
from tests.world import some


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def words(page) -> str:
    assert page.status_code == 200, page.text[:2000]
    body = re.sub(r"<(script|svg).*?</\1>", " ", page.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


async def read(day, who, path) -> str:
    if who is None:
        return words(await day.world.web().get(path))
    token = day.tokens.get(getattr(who, "person_id", ""), "") or day.scene.tokens.get(who, "")
    async with day.world.web(token) as web:
        return words(await web.get(path))


async def test_a_seeker_joins_by_the_form_and_sees_the_place(day):
    site = day.world.server.site  # where texts reach phones, as in a fair and not in a trial
    site.settings = replace(site.settings, sms_provider="http")
    await day.look()
    await day.waiting(2)
    who = await day.seeker()
    async with day.world.web(day.tokens[who.person_id]) as web:
        page = await web.get(f"/booths/{day.booth_id}/queue")
        promise = "will see your name, skills and how far the work is from home. Not your number,"
        assert f"{promise} not your county." in words(page)
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
        answer = await web.post("/commands/ticket.join", data={**fields, "phone_ok": "1"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/queues")
        mine = words(await web.get("/queues"))
    assert "Number 3" in mine
    assert "your place 3" in mine
    assert "You may lock the phone: we text you before your turn." in mine
    assert "Be ready from" in mine
    (ticket,) = day.world.look(reads.tickets_of_person, who.person_id)
    assert ticket.phone_ok


async def test_who_cannot_be_reached_is_told_to_keep_the_page_open(day):
    who = await day.seeker(confirmed=False)
    await day.join(who)
    assert "Keep this page open" in await read(day, who, "/queues")


async def test_a_visitor_is_sent_to_register_and_back(day):
    page = (await day.world.web().get(f"/booths/{day.booth_id}/queue")).text
    assert f"/fairs/{day.scene.fair_id}/register?then=/booths/{day.booth_id}" in page


async def test_an_empty_page_says_where_to_go(day):
    assert "You are in no queue yet" in await read(day, await day.seeker(), "/queues")


async def test_each_state_of_a_ticket_is_said_in_words(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.look()
    assert "Get ready: we ring you in a few minutes." in await read(day, who, "/queues")
    called = await day.call()
    assert "Mei is calling you now." in await read(day, who, "/queues")
    await day.world.do(DeclineCall(call_id=called.call_id), who)
    assert "Your place is kept. Tap when you are back." in await read(day, who, "/queues")
    await day.close()
    closed = await read(day, who, "/queues")
    assert "The booth closed before your turn." in closed
    assert "Phone me" in closed
    await day.world.do(ChooseAfter(ticket_id=ticket_id, choice="phone_me"), who)
    assert "They phone you at" in await read(day, who, "/queues")
    people = await read(day, "recruiter", "/desk/people")
    assert "Zhao 1" in people
    assert "+8613812340001" in people


async def test_a_miss_names_the_time(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.warned_a_while_ago(ticket_id)
    await day.rang_to_the_end((await day.call()).call_id)
    assert re.search(r"We rang at \d\d:\d\d . Your place is kept", await read(day, who, "/queues"))


async def test_after_the_talk_the_answer_is_promised_and_then_given(day):
    ((who, _),) = await day.waiting(1)
    called = await day.call()
    await day.talk(who, called.call_id)
    page = await read(day, who, "/queues")
    assert "You talked for 5 minutes." in page
    assert "The employer answers by" in page
    assert "Nobody rings you until" not in page  # nobody could: no place of hers waits
    talk = day.world.look(interview_reads.interview_of_call, called.call_id)
    desk = await read(day, "recruiter", f"/desk/{day.booth_id}")
    assert "Answers you owe" in desk
    assert "Zhao 1" in desk
    await day.world.do(no_fit(talk.id), day.scene.recruiter)
    assert "This time it does not fit." in await read(day, who, "/queues")


async def test_an_offer_of_the_talk_is_said_on_its_ticket_and_what_came_of_it(day):
    post = await a_post(day.world, day.scene, 1)
    ((who, _),) = await day.waiting(1)
    called = await day.call()
    await day.talk(who, called.call_id)
    talk = day.world.look(interview_reads.interview_of_call, called.call_id)
    made = MakeOffer(interview_id=talk.id, vacancy_id=post, starts_on=soon())
    offer_id = (await day.world.do(made, day.scene.recruiter)).offer_id
    assert "You have an offer. Read it" in await read(day, who, "/queues")
    await day.world.do(DeclineOffer(offer_id=offer_id), who)
    page = await read(day, who, "/queues")
    assert "You have an offer." not in page
    assert "Declined" in page


async def test_after_24_hours_the_seeker_reads_that_none_came(day):
    ((who, _),) = await day.waiting(1)
    called = await day.call()
    await day.talk(who, called.call_id)
    talk = day.world.look(interview_reads.interview_of_call, called.call_id)
    await day.world.do(AnswerRanOut(interview_id=talk.id))
    assert "The employer did not answer in time." in await read(day, who, "/queues")
    assert "Overdue: still answer" in await read(day, "recruiter", "/desk/people")


async def test_the_desk_shows_the_line_with_reasons_and_one_person_to_call(day):
    (one, first), *_ = await day.waiting(3)
    await day.world.do(PostponeTicket(ticket_id=first), one)
    desk = await read(day, "recruiter", f"/desk/{day.booth_id}")
    assert "3 wait" in desk
    assert "asked for five minutes, keeps the place" in desk
    assert "Call next: Zhao 2, waiting 0 min" in desk


async def test_the_desk_without_javascript_calls_and_leads_to_the_call(day):
    await day.waiting(1)
    async with day.world.web(day.scene.tokens["recruiter"]) as web:
        page = await web.get(f"/desk/{day.booth_id}")
        form = re.search(
            r'<form[^>]*action="/commands/ticket.call_next".*?</form>', page.text, re.DOTALL
        )
        fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', some(form)[0]))
        answer = await web.post("/commands/ticket.call_next", data=fields)
        assert re.fullmatch(r"/calls/\w{12}", answer.headers["location"])
        assert (await web.get(answer.headers["location"])).status_code == 200


async def test_a_desk_is_its_own_employers(day):
    async with day.world.web(day.scene.tokens["stranger"]) as web:
        assert (await web.get(f"/desk/{day.booth_id}")).status_code == 403
        assert (await web.get(f"/desk/{day.booth_id}/line")).status_code == 403
        assert (await web.get("/desk")).status_code == 200
    async with day.world.web(day.scene.tokens["recruiter"]) as web:
        assert (await web.get("/desk")).headers["location"] == f"/desk/{day.booth_id}"


@pytest.mark.parametrize("path", ["/queues", "/queues/list", "/desk", "/desk/people"])
async def test_nobody_reads_these_without_signing_in(day, path):
    assert (await day.world.web().get(path)).status_code == 401


async def test_what_is_known_and_the_outcome_stand_beside_the_call(day):
    ((who, _),) = await day.waiting(1)
    called = await day.call()
    await day.answer(who, called.call_id)
    page = await read(day, "recruiter", f"/calls/{called.call_id}")
    assert "How does it end?" in page
    assert "Zhao 1" in page
    seeker = await read(day, who, f"/calls/{called.call_id}")
    assert "How does it end?" not in seeker


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "ja"])
async def test_every_page_renders_in_each_language(day, lang):
    ((who, ticket_id), _) = await day.waiting(2)
    await day.world.do(LookAtQueue(booth_id=day.booth_id))
    for token, paths in (
        (day.tokens[who.person_id], ["/queues", f"/booths/{day.booth_id}/queue"]),
        (day.scene.tokens["recruiter"], [f"/desk/{day.booth_id}", "/desk/people"]),
    ):
        async with day.world.web(token, lang) as web:
            for path in paths:
                page = await web.get(path)
                assert page.status_code == 200, page.text[:1500]
    assert day.ticket(ticket_id).warned_at
