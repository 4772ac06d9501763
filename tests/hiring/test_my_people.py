"""My people: whoever was talked to is found again, with the notes and what is owed."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fair.contract.interviews import AnswerRanOut, ConcludeInterview
from fair.contract.people import Erase, WithdrawConsent
from fair.contract.queue import EndQuiet
from fair.contract.rooms import KeepNote
from fair.decisions import Actor
from fair.glossary import InterviewState, Outcome
from fair.hiring.met import Standing, finds, pressing, standing_of, urgency
from fair.interviews import reads as interviews
from fair.interviews.interview import Interview
from tests.hiring.stage import POST, Stage, a_post
from tests.queue.day import Day, a_day
from tests.queue.test_queue_pages import words
from tests.world import World, some

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
O, C, U = InterviewState.OWED, InterviewState.CONCLUDED, InterviewState.UNANSWERED  # noqa: E741


def a_talk(hour: int, state: InterviewState = O, outcome: Outcome | None = None) -> Interview:
    at = AT + timedelta(hours=hour)
    return Interview(
        id=f"i{hour}", fair_id="f1", booth_id="b1", ticket_id="t1", call_id="c1", person_id="p1",
        account_id="a1", state=state, outcome=outcome, started_at=at, ended_at=at, details={},
    )  # fmt: skip


def test_what_is_owed_presses_before_a_later_answer_and_the_soonest_first() -> None:
    first, second, told = a_talk(0), a_talk(1), a_talk(2, C, Outcome.NO_FIT)
    assert pressing([told, second, first]) is first
    assert pressing([told]) is told
    assert sorted([told, second, first], key=urgency) == [first, second, told]
    assert min([a_talk(0, C, Outcome.OFFER), told], key=urgency) is told


def test_a_late_answer_is_owed_still_and_a_given_one_is_not() -> None:
    assert standing_of(a_talk(0, U)) is Standing.LATE
    assert standing_of(a_talk(0, U, Outcome.NO_FIT)) is Standing.NO_FIT
    assert standing_of(a_talk(0, C, Outcome.ON_HOLD)) is Standing.ON_HOLD


def test_all_words_are_found_however_they_are_typed() -> None:
    assert finds("ＬＡＮ shirts", ("Zhao Lan", "Six years of Shirts."))
    assert finds("衬衫", ("王兰", "做过六年衬衫"))
    assert not finds("lan trousers", ("Zhao Lan", "Six years of shirts."))


@pytest.fixture
async def day(world: World) -> Day:
    return await a_day(world)


async def talked(day: Day, note: str = "") -> tuple[Actor, str]:
    """Let somebody come, talk with the recruiter, who notes something; return the interview too."""
    ((who, _),) = await day.waiting(1)
    called = await day.call()
    await day.talk(who, called.call_id)
    if note:
        await day.world.do(KeepNote(call_id=called.call_id, text=note), day.scene.recruiter)
    talk = some(day.world.look(interviews.interview_of_call, called.call_id))
    return who, str(talk.id)


async def page(day: Day, path: str, token: str = "recruiter") -> tuple[str, Any]:
    async with day.world.web(day.scene.tokens[token]) as web:
        answer = await web.get(path)
        return (words(answer) if answer.status_code == 200 else ""), answer


async def test_a_talk_is_found_again_by_the_words_noted_in_it(day: Day) -> None:
    one, first = await talked(day, "Six years of shirts, wants a single bed")
    other, _ = await talked(day, "Trousers only")
    found, _ = await page(day, "/desk/people?q=BED")
    assert "Zhao 1" in found
    assert "Zhao 2" not in found
    everybody, _ = await page(day, "/desk/people")
    assert everybody.index("Zhao 1") < everybody.index("Zhao 2")  # owed sooner

    await day.world.do(
        ConcludeInterview(interview_id=first, outcome=Outcome.NO_FIT, reason="certificate"),
        day.scene.recruiter,
    )
    everybody, _ = await page(day, "/desk/people")
    assert everybody.index("Zhao 2") < everybody.index("Zhao 1")
    owed, _ = await page(day, "/desk/people?show=owed")
    assert "Zhao 1" not in owed

    theirs, _ = await page(day, f"/desk/people/{one.person_id}")
    assert "single bed" in theirs
    assert "No fit" in theirs
    assert "Next to answer: Zhao 2" in theirs
    assert other.person_id


async def test_an_answer_that_is_overdue_says_so_and_can_be_given_beside_the_notes(
    day: Day,
) -> None:
    who, interview_id = await talked(day, "Good hands")
    await day.world.do(AnswerRanOut(interview_id=interview_id))
    text, answer = await page(day, f"/desk/people/{who.person_id}")
    assert "Overdue: still answer" in text
    owed = some(re.search(rf'data-owed="{interview_id}".*?</section>', answer.text, re.DOTALL))[0]
    assert "Good hands" in owed
    assert "interview.conclude" in owed


async def test_a_colleague_reads_the_note_and_writes_on_none_but_the_own(day: Day) -> None:
    who, _ = await talked(day, "Good hands")
    text, answer = await page(day, f"/desk/people/{who.person_id}", "colleague")
    assert "Good hands" in text
    assert "Noted by Mei" in text
    assert "call.note" not in answer.text


async def test_a_competitor_finds_nobody_and_learns_not_even_that_there_is_somebody(
    day: Day,
) -> None:
    who, _ = await talked(day, "Good hands")
    text, _ = await page(day, "/desk/people?q=hands", "stranger")
    assert "Zhao" not in text
    _, there = await page(day, f"/desk/people/{who.person_id}", "stranger")
    _, nobody = await page(day, "/desk/people/p0000000none", "stranger")
    assert (there.status_code, nobody.status_code) == (404, 404)
    async with day.world.web(day.tokens[who.person_id]) as web:
        assert (await web.get("/desk/people")).status_code == 403


async def test_who_took_the_consent_back_is_owed_an_answer_and_nothing_else_is_shown(
    day: Day,
) -> None:
    who, interview_id = await talked(day, "Good hands")
    await day.world.do(WithdrawConsent(employer_id=day.scene.employer_id), who)
    assert "Zhao 1" not in (await page(day, "/desk/people?q=hands"))[0]
    assert "Zhao 1" not in (await page(day, "/desk/people"))[0]
    text, answer = await page(day, f"/desk/people/{who.person_id}")
    assert "took the consent back" in text
    assert "Good hands" not in answer.text
    assert "Zhao 1" not in answer.text
    assert f'data-owed="{interview_id}"' in answer.text


async def read(stage: Stage, path: str) -> str:
    async with stage.world.web(stage.scene.tokens["recruiter"]) as web:
        answer = await web.get(path)
        assert answer.status_code == 200
        return str(answer.text)


async def test_no_offer_is_shown_of_who_took_the_consent_back(stage: Stage) -> None:
    lan = await stage.talked("Zhao Lan")
    offer_id, theirs = await stage.offered(lan), f"/desk/people/{lan.person_id}"
    assert "Open offer" in await read(stage, "/desk/people")
    assert offer_id in await read(stage, theirs)

    await stage.world.do(WithdrawConsent(employer_id=stage.scene.employer_id), lan)
    assert "Open offer" not in await read(stage, "/desk/people")
    assert offer_id not in await read(stage, theirs)


async def test_no_post_is_shown_nor_searched_of_who_took_the_consent_back(day: Day) -> None:
    post = await a_post(day.world, day.scene, 1)
    who = await day.seeker()
    await day.join(who, vacancy_ids=(post,))
    await day.talk(who, (await day.call()).call_id)
    paths = ("/desk/people", f"/desk/people/{who.person_id}")
    for path in paths:
        assert POST["title"] in (await page(day, path))[0]

    await day.world.do(WithdrawConsent(employer_id=day.scene.employer_id), who)
    for path in paths:
        assert POST["title"] not in (await page(day, path))[0]
    assert who.person_id not in (await page(day, "/desk/people?q=sewing"))[1].text


async def test_who_was_erased_is_not_among_my_people(day: Day) -> None:
    who, _ = await talked(day, "Good hands")
    await day.world.do(Erase(sure="yes"), who)
    assert who.person_id not in (await page(day, "/desk/people"))[1].text
    assert (await page(day, f"/desk/people/{who.person_id}"))[1].status_code == 404


async def test_what_was_noted_before_stands_beside_the_next_call(day: Day) -> None:
    who, _ = await talked(day, "Good hands")
    await day.join(who)
    await day.world.do(EndQuiet(), who)
    called = await day.call()
    await day.answer(who, called.call_id)
    assert "Noted before: Good hands" in (await page(day, f"/calls/{called.call_id}"))[0]
