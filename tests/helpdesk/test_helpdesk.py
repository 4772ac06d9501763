"""Who cannot go on alone asks with one tap; the office helps by name, and never in their place."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import insert, select, text

from fair.contract.helpdesk import (
    AskForHelp,
    FinishHelp,
    OpenHelp,
    ReadCodeOut,
    TakeHelp,
    WithdrawHelp,
)
from fair.contract.office import SetOffice
from fair.contract.people import Erase
from fair.contract.phone_codes import AskSignInCode, TryReadOutCode, TrySignInCode
from fair.contract.programme import CloseFair
from fair.contract.queue import JoinQueue
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.glossary import Role
from fair.helpdesk import reads, views
from fair.helpdesk.refusals import ConfirmFirst, HelpIsNotYours
from fair.people import reads as people
from fair.people.store import participant_table
from fair.phone_codes.refusals import NotReadOut, TooManyCodes
from fair.programme.store import fair_table
from fair.screening.refusals import FeeAsked
from tests.booths.scene import staff
from tests.hiring.stage import Stage, a_stage
from tests.test_web import TOKEN
from tests.values import some
from tests.world import World


@pytest_asyncio.fixture
async def stage(world: World) -> Stage:
    return await a_stage(world)


async def asked(stage: Stage, name: str = "Lan", about: str = "No sound") -> tuple[Any, ...]:
    lan = await stage.person(name)
    reply = await stage.world.do(AskForHelp(page="/queues?x=1", about=about), lan)
    return lan, reply.request_id


def request(stage: Stage, request_id: str):
    return stage.world.look(reads.request, request_id)


async def page(stage: Stage, path: str, who: str = "organiser", status: int = 200) -> str:
    token = stage.scene.tokens.get(who) or stage.tokens.get(who, "")
    async with stage.world.web(token) as web:
        answer = await web.get(path)
        assert answer.status_code == status, answer.text[:500]
        return answer.text


async def code_on(stage: Stage, request_id: str, who: str = "organiser") -> str:
    """Return the six digits that the page of a request shows, "" where it shows none."""
    shown = await page(stage, f"/organise/help/{request_id}", who)
    _, found, rest = shown.partition("data-code>")
    return rest.partition("<")[0].replace(" ", "") if found else ""


async def test_one_tap_makes_a_row_with_a_clock_that_says_what_the_page_says(stage):
    lan = await stage.person("Lan")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id, ready_in=0), lan)

    reply = await stage.world.do(AskForHelp(page="/queues?secret=1"), lan)

    desk = await page(stage, f"/board/{stage.scene.fair_id}/help")
    assert "Lan" in desk
    assert "Asked at the page /queues" in desk
    assert "secret" not in desk
    board = await page(stage, f"/board/{stage.scene.fair_id}")
    assert "1 person needs help and nobody helps yet" in board
    await stage.world.do(TakeHelp(request_id=reply.request_id), stage.scene.organiser)
    helping = await page(stage, f"/organise/help/{reply.request_id}")
    assert "Huafeng" in helping
    assert "Keep this page open" in helping
    assert "nobody helps yet" not in await page(stage, f"/board/{stage.scene.fair_id}")


async def test_the_office_reads_why_a_ticket_ended_and_what_is_asked_as_the_person_does(stage):
    lan = await stage.person("Lan")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id, ready_in=0), lan)
    closed = "UPDATE ticket SET state = 'closed', cause = 'fair_closed', choice = ''"
    await stage.world.work(lambda work: work.write(text(closed)))
    reply = await stage.world.do(AskForHelp(), lan)
    await stage.world.do(TakeHelp(request_id=reply.request_id), stage.scene.organiser)

    for said in (
        await page(stage, "/queues", "Lan"),
        await page(stage, f"/organise/help/{reply.request_id}"),
    ):
        assert "The fair closed before your turn." in said
        assert "What should happen now?" in said


async def test_asking_twice_is_one_request_and_keeps_the_place(stage):
    lan, first = await asked(stage)
    since = request(stage, first).asked_at

    again = await stage.world.do(AskForHelp(page="/me", about="Still no sound"), lan)

    assert again.request_id == first
    assert request(stage, first).asked_at == since
    assert request(stage, first).about == "Still no sound"


async def test_the_person_reads_who_helps_and_what_was_done(stage):
    _, request_id = await asked(stage)
    olga = stage.scene.organiser
    await stage.world.do(TakeHelp(request_id=request_id), olga)

    assert "Olga helps you" in await page(stage, "/need-help", "Lan")

    await stage.world.do(FinishHelp(request_id=request_id, what="Rang her, the sound works."), olga)
    after = await page(stage, "/need-help", "Lan")
    assert "Rang her, the sound works." in after
    assert "Olga said what was done." in after


async def test_the_whole_number_is_shown_to_who_helps_and_to_nobody_else(stage):
    lan, request_id = await asked(stage)
    phone = stage.world.look(people.person, lan.person_id).phone
    _, token = await staff(stage.world, "Pia", Role.ORGANISER)
    stage.tokens["Pia"] = token

    await stage.world.do(TakeHelp(request_id=request_id), stage.scene.organiser)

    assert phone in await page(stage, f"/organise/help/{request_id}")
    assert phone not in await page(stage, f"/organise/help/{request_id}", "Pia")
    assert phone not in await page(stage, f"/board/{stage.scene.fair_id}/help")


async def test_neither_seekers_nor_recruiters_read_who_needs_help(stage):
    _, request_id = await asked(stage)
    bo = await stage.person("Bo")

    for path in (f"/organise/help/{request_id}", f"/board/{stage.scene.fair_id}/help"):
        await page(stage, path, "recruiter", 403)
        await page(stage, path, "Bo", 403)
    with pytest.raises(NotFound):
        await stage.world.do(WithdrawHelp(request_id=request_id), bo)
    for command in (
        TakeHelp(request_id=request_id),
        ReadCodeOut(request_id=request_id),
        OpenHelp(person_id=bo.person_id, reason="curious"),
    ):
        with pytest.raises(NotAllowed):
            await stage.world.do(command, stage.mei)


BORN = "1990"


async def signs_in(stage: Stage, phone: str, code: str, name: str = "Lan", year: str = BORN):
    said = {"given_name": name, "year": year}
    return await stage.world.do(TryReadOutCode(phone=phone, code=code, **said))


async def helped(stage: Stage) -> tuple[Any, ...]:
    """Return somebody's number and request, taken by the organiser, with a code read out."""
    lan, request_id = await asked(stage)
    await stage.world.do(TakeHelp(request_id=request_id), stage.scene.organiser)
    await stage.world.do(ReadCodeOut(request_id=request_id), stage.scene.organiser)
    return lan, stage.world.look(people.person, lan.person_id).phone, request_id


async def test_a_code_that_is_read_out_signs_in_once_with_name_and_year(stage):
    lan, phone, request_id = await helped(stage)
    code = await code_on(stage, request_id)

    tried = await signs_in(stage, phone, code)

    assert tried.right
    assert tried.person_id == lan.person_id
    assert await code_on(stage, request_id) == ""
    with pytest.raises(NotReadOut):
        await signs_in(stage, phone, code)


async def test_whoever_heard_a_code_but_does_not_know_the_person_stays_out(stage):
    _, phone, request_id = await helped(stage)
    code = await code_on(stage, request_id)
    wrong = "000000" if code != "000000" else "111111"

    for name, typed, born in (
        ("Bo", code, BORN), ("Lan", code, "1900"), ("", code, "0"), ("Lan", wrong, BORN),
    ):  # fmt: skip
        with pytest.raises(NotReadOut):
            await signs_in(stage, phone, typed, name, born)
    with pytest.raises(NotReadOut):
        await signs_in(stage, "+8613900001111", code)

    assert await code_on(stage, request_id) == code
    assert (await signs_in(stage, phone, code)).right


async def test_a_code_that_is_read_out_is_none_that_was_texted(stage):
    _, phone, request_id = await helped(stage)
    browser = "b" * 64
    await stage.world.do(AskSignInCode(phone=phone, browser=browser, address="198.51.100.7"))

    typed = TrySignInCode(phone=phone, browser=browser, code=await code_on(stage, request_id))
    assert not (await stage.world.do(typed)).right


async def test_who_needs_no_help_ends_the_code_that_was_read_out(stage):
    lan, phone, request_id = await helped(stage)
    code = await code_on(stage, request_id)

    await stage.world.do(WithdrawHelp(request_id=request_id), lan)

    with pytest.raises(NotReadOut):
        await signs_in(stage, phone, code)


async def typed_at_the_page(stage: Stage, phone: str, code: str, **said: str):
    """Return what a new phone is answered that types the digits."""
    async with stage.world.web("") as web:
        page = await web.get("/sign-in/read-out")
        csrf = some(TOKEN.search(page.text))[1]
        said = {"given_name": "lan ", "year": BORN} | said
        fields = {"csrf": csrf, "phone": phone, "code": code, **said}
        return await web.post("/sign-in/read-out", data=fields)


async def test_where_no_text_leaves_the_house_the_digits_sign_in_all_the_same(stage, monkeypatch):
    monkeypatch.setattr("fair.signals.leaves", lambda _work, _channel: False)
    _, phone, request_id = await helped(stage)
    code = await code_on(stage, request_id)

    answer = await typed_at_the_page(stage, phone, f"{code[:3]} {code[3:]}")

    assert answer.status_code == 303, answer.text[:300]
    assert "fair_login" in answer.headers["set-cookie"]


async def test_what_does_not_fit_is_said_once_for_all_and_keeps_what_was_typed(stage):
    _, phone, request_id = await helped(stage)
    code = await code_on(stage, request_id)

    wrong = [
        await typed_at_the_page(stage, phone, code, year="1901"),
        await typed_at_the_page(stage, "13900001111", code),
    ]

    for answer in wrong:
        assert answer.status_code == 422
        assert "That does not fit together." in answer.text
        assert 'value="lan"' in answer.text
        assert code not in answer.text


async def test_whoever_shares_the_number_comes_in_where_the_other_one_is_signed_in(stage):
    _, phone, request_id = await helped(stage)
    code = await code_on(stage, request_id)
    await stage.person("Bo")
    async with stage.world.web(stage.tokens["Bo"]) as web:
        csrf = some(TOKEN.search((await web.get("/sign-in/read-out")).text))[1]
        fields = {"csrf": csrf, "phone": phone, "code": code, "given_name": "Lan", "year": BORN}
        shared = text("UPDATE person SET phone = :phone, share = 2 WHERE name = 'Bo'")
        await stage.world.work(lambda work: work.write(shared.bindparams(phone=phone)))

        answer = await web.post("/sign-in/read-out", data=fields)

    assert answer.status_code == 303, answer.text[:300]
    assert "fair_login" in answer.headers["set-cookie"]
    assert await code_on(stage, request_id) == ""


async def test_a_stranger_who_guesses_at_one_number_is_stopped_there(stage):
    _, phone, _ = await helped(stage)
    answers = [
        (await typed_at_the_page(stage, phone, "123456", year="1901")).status_code
        for _ in range(62)
    ]

    assert answers[0] == 422
    assert answers[-1] == 429


async def test_many_who_are_helped_hide_nobody_who_waits(stage, monkeypatch):
    monkeypatch.setattr(views, "_RUNNING", 1)
    _, first = await asked(stage, "Lan")
    await stage.world.do(TakeHelp(request_id=first), stage.scene.organiser)
    await asked(stage, "Bo")
    desk = f"/board/{stage.scene.fair_id}/help"

    assert "Bo" in await page(stage, desk)
    await asked(stage, "Chen")

    said = await page(stage, desk)
    assert "Chen" not in said
    assert "1 more person waits." in said


async def ahead(stage: Stage, lan: Any) -> str:
    """Let somebody have joined a fair that is only ahead, after the one that runs."""

    def join(work: Any) -> None:
        fair = dict(work.one(select(fair_table))._mapping)
        work.write(insert(fair_table), {**fair, "id": "f0000000next", "state": "published"})
        here = select(participant_table).where(participant_table.c.person_id == lan.person_id)
        part = dict(work.one(here)._mapping)
        later = {"fair_id": "f0000000next", "at": part["at"] + timedelta(minutes=1)}
        work.write(insert(participant_table), {**part, **later})

    await stage.world.work(join)
    return "f0000000next"


async def test_help_is_asked_at_the_fair_that_runs_and_not_at_one_joined_later(stage):
    lan = await stage.person("Lan")
    other = await ahead(stage, lan)

    reply = await stage.world.do(AskForHelp(), lan)

    assert request(stage, reply.request_id).fair_id == stage.scene.fair_id != other


async def test_the_number_is_told_by_text_that_a_code_was_read_out_and_by_whom(stage):
    lan, _, request_id = await helped(stage)

    told = [one for one in stage.texts(lan) if "reads you a code" in one]

    assert len(told) == 1
    assert "Olga" in told[0]
    assert await code_on(stage, request_id) not in told[0]
    assert "made a code to read out" in await page(stage, "/need-help", "Lan")


async def test_a_colleague_sees_no_code_that_another_one_answers_for(stage):
    _, _, request_id = await helped(stage)
    pia, stage.tokens["Pia"] = await staff(stage.world, "Pia", Role.ORGANISER)

    assert await code_on(stage, request_id, "Pia") == ""
    with pytest.raises(HelpIsNotYours):
        await stage.world.do(ReadCodeOut(request_id=request_id), pia)

    await stage.world.do(TakeHelp(request_id=request_id), pia)

    assert await code_on(stage, request_id, "Pia") == ""
    assert await code_on(stage, request_id) == ""


async def test_a_sixth_code_within_an_hour_is_refused(stage):
    _, _, request_id = await helped(stage)
    for _ in range(4):
        await stage.world.do(ReadCodeOut(request_id=request_id), stage.scene.organiser)

    with pytest.raises(TooManyCodes):
        await stage.world.do(ReadCodeOut(request_id=request_id), stage.scene.organiser)


async def test_a_number_that_nobody_has_confirmed_gets_no_code(stage):
    _, request_id = await asked(stage)
    await stage.world.work(lambda work: work.write(text("UPDATE person SET confirmed_at = NULL")))
    await stage.world.do(TakeHelp(request_id=request_id), stage.scene.organiser)

    with pytest.raises(ConfirmFirst):
        await stage.world.do(ReadCodeOut(request_id=request_id), stage.scene.organiser)


async def test_who_rang_the_office_is_noted_with_the_reason_and_reads_it(stage):
    await stage.person("Lan")
    lan = stage.world.rows("select id from person where name = 'Lan'")[0].id

    reply = await stage.world.do(
        OpenHelp(person_id=lan, reason="She rang and cannot find the page."), stage.scene.organiser
    )

    mine = await page(stage, "/need-help", "Lan")
    assert "Olga noted that help was asked for." in mine
    assert "She rang and cannot find the page." in mine
    assert request(stage, reply.request_id).mine(stage.scene.organiser)


async def test_what_was_done_may_not_ask_for_money(stage):
    _, request_id = await asked(stage)
    await stage.world.do(TakeHelp(request_id=request_id), stage.scene.organiser)

    with pytest.raises(FeeAsked):
        await stage.world.do(
            FinishHelp(request_id=request_id, what="Pay a deposit of 200 yuan first."),
            stage.scene.organiser,
        )
    assert request(stage, request_id).runs


async def test_help_that_is_over_is_neither_taken_nor_ended_again(stage):
    lan, request_id = await asked(stage)
    await stage.world.do(WithdrawHelp(request_id=request_id), lan)

    for command in (
        TakeHelp(request_id=request_id),
        FinishHelp(request_id=request_id, what="Rang."),
    ):
        with pytest.raises(WrongState):
            await stage.world.do(command, stage.scene.organiser)
    again = await stage.world.do(AskForHelp(), lan)
    assert again.request_id != request_id


async def test_who_is_erased_waits_no_more_and_no_words_stay(stage):
    lan, request_id = await asked(stage, about="My name is Lan Zhao")
    await stage.world.do(Erase(sure="yes"), lan)

    assert not request(stage, request_id).runs
    kept = stage.world.rows("select page, about from help_request")
    kept += stage.world.rows("select text, id from help_step")
    assert "Zhao" not in str([tuple(row) for row in kept])
    assert "Somebody who is gone" in await page(stage, f"/organise/help/{request_id}")
    assert stage.world.chain_holds()


async def test_who_is_not_signed_in_reads_how_the_organiser_is_reached(stage):
    said = await page(stage, "/need-help", "nobody")

    assert "I need help" in said
    assert "Ring the organiser" in said


async def test_each_page_of_who_looks_for_work_leads_to_help(stage):
    await stage.person("Lan")

    for path in ("/queues", "/vacancies", "/me"):
        assert f'href="/need-help?then={path}"' in await page(stage, path, "Lan")
    assert "/need-help" not in await page(stage, "/organise/fairs")


async def test_many_steps_are_counted_and_the_first_one_stays(stage, monkeypatch):
    monkeypatch.setattr(views, "_STEPS", 2)
    lan, _ = await asked(stage, about="First of all")
    for n in range(5):
        await stage.world.do(AskForHelp(about=f"and step {n}"), lan)

    said = await page(stage, "/need-help", "Lan")

    assert "First of all" in said
    assert "and step 4" in said
    assert "and step 1" not in said
    assert "3 more steps in between" in said


async def test_after_the_fair_it_is_said_that_nobody_sits_there_and_whom_to_ring(stage):
    lan = await stage.person("Lan")
    assert "Nobody sits at its help desk" not in await page(stage, "/need-help", "Lan")
    await stage.world.do(SetOffice(phone="0558-2222222"), stage.scene.organiser)
    await stage.world.do(CloseFair(fair_id=stage.scene.fair_id), stage.scene.organiser)

    said = await page(stage, "/need-help", "Lan")

    assert "Nobody sits at its help desk any more. Ring the organiser:" in said
    assert "0558-2222222" in said
    assert lan.person_id
