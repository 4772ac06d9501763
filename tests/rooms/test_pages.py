"""What people see of calls and rooms, without JavaScript."""

import re
from typing import Any

import pytest

from fair.contract.people import Erase, WithdrawConsent
from fair.contract.rooms import AnswerCall, HangUp, KeepNote, SayInCall, ShowCall
from fair.contract.rooms_chat import AnnounceInBooth, Ask, HideMessage, Say
from fair.rooms import call_reads
from tests.rooms.meeting import Meeting, a_meeting


@pytest.fixture
async def meeting(world) -> Meeting:
    return await a_meeting(world)


async def see(meeting: Meeting, who: str, path: str, language: str = "en") -> Any:
    token = meeting.tokens.get(who, "")
    async with meeting.world.web(token, language) as browser:
        return await browser.get(path)


async def test_the_ring_names_employer_post_and_recruiter(meeting):
    nothing = await see(meeting, "lan", "/ring")
    assert nothing.json() == {"call": None}

    call_id = await meeting.rung()

    ring = (await see(meeting, "lan", "/ring")).json()["call"]
    assert (ring["id"], ring["employer"], ring["post"], ring["recruiter"]) == (
        call_id, "Huafeng", "Sewing worker", "Mei",
    )  # fmt: skip
    assert 40 <= ring["left_s"] <= 45
    assert (await see(meeting, "bo", "/ring")).json() == {"call": None}
    assert (await see(meeting, "", "/ring")).status_code == 401
    assert (await see(meeting, "recruiter", "/ring")).status_code == 403


async def test_without_javascript_the_ring_is_answered_by_a_form(meeting):
    call_id = await meeting.called()
    async with meeting.world.web(meeting.tokens["lan"]) as browser:
        page = await browser.get(f"/calls/{call_id}")
        form = page.text.partition('action="/commands/call.answer"')[2].partition("</form>")[0]
        fields = {
            part.partition('name="')[2].partition('"')[0]: part.partition('value="')[2].partition(
                '"'
            )[0]
            for part in form.split("<input")[1:]
        }

        answer = await browser.post("/commands/call.answer", data=fields)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/calls/{call_id}")
    assert meeting.world.look(call_reads.call, call_id).talking


async def test_the_recruiter_sees_whether_it_rings_on_a_screen(meeting):
    call_id = await meeting.called()
    before = await see(meeting, "recruiter", f"/calls/{call_id}/now")
    await meeting.world.do(ShowCall(call_id=call_id), meeting.lan)

    after = await see(meeting, "recruiter", f"/calls/{call_id}/now")

    assert 'data-ring="asked"' in before.text
    assert 'data-ring="shown"' in after.text
    assert "call.cancel" in after.text


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja"])
@pytest.mark.parametrize("who", ["lan", "recruiter"])
async def test_the_page_of_a_call_reads_in_every_language_at_every_stage(meeting, who, language):
    call_id = await meeting.called()
    for step in (None, AnswerCall(call_id=call_id), HangUp(call_id=call_id)):
        if step:
            await meeting.world.do(step, meeting.lan)
        for path in ("", "/now", "/said", "/after"):
            page = await see(meeting, who, f"/calls/{call_id}{path}", language)
            assert page.status_code == 200, page.text
        state = (await see(meeting, who, f"/calls/{call_id}/state")).json()
        assert state["state"] == meeting.world.look(call_reads.call, call_id).state


async def test_nobody_else_opens_a_call(meeting):
    call_id = await meeting.called()

    for path in ("", "/now", "/said", "/after", "/state"):
        for who, status in (("bo", 403), ("stranger", 403), ("colleague", 403), ("", 401)):
            assert (await see(meeting, who, f"/calls/{call_id}{path}")).status_code == status
    assert (await see(meeting, "lan", "/calls/nothing")).status_code == 404


async def test_the_number_of_the_seeker_is_not_on_the_recruiter_s_page(meeting):
    call_id = await meeting.called()

    page = await see(meeting, "recruiter", f"/calls/{call_id}")

    assert "Zhao Lan" in page.text
    assert "12345678" not in page.text.replace(" ", "")
    # Marks and ids stand in the tags, with whatever digits chance gave them.
    shown = re.sub(r"<[^>]*>", " ", page.text)
    assert "1990" not in shown


async def test_a_room_reads_in_every_language_and_for_everybody(meeting):
    booth = meeting.scene.booth_id
    said = await meeting.world.do(Say(booth_id=booth, text="fools"), meeting.lan)
    await meeting.world.do(Ask(booth_id=booth, text="When is the bus?"), meeting.bo)
    await meeting.world.do(AnnounceInBooth(booth_id=booth, text="We start."), meeting.mei)
    await meeting.world.do(HideMessage(message_id=said.message_id, reason="insult"), meeting.mei)

    for who in ("", "lan", "bo", "recruiter", "stranger", "organiser"):
        for language in ("en", "zh-Hans", "ja"):
            page = await see(meeting, who, f"/rooms/{booth}/chat", language)
            assert page.status_code == 200, page.text
            assert "When is the bus?" in page.text
            assert "fools" not in page.text or who == "recruiter"
    mine = await see(meeting, "lan", f"/rooms/{booth}/chat")
    assert "it insults somebody" in mine.text


async def test_words_of_a_visitor_s_making_are_shown_as_text(meeting):
    await meeting.world.do(
        Say(booth_id=meeting.scene.booth_id, text="<b>x</b>\n<script>y</script>"), meeting.lan
    )

    page = await see(meeting, "", f"/rooms/{meeting.scene.booth_id}/chat")

    assert "&lt;b&gt;x&lt;/b&gt;<br>&lt;script&gt;" in page.text


async def test_a_call_with_somebody_who_was_erased_is_headed_and_offers_nothing(meeting):
    call_id = await meeting.rung()
    await meeting.world.do(AnswerCall(call_id=call_id), meeting.lan)
    await meeting.world.do(HangUp(call_id=call_id), meeting.lan)
    await meeting.world.do(Erase(sure="yes"), meeting.lan)

    page = (await see(meeting, "recruiter", f"/calls/{call_id}")).text

    assert "Call with a person who no longer shares a name" in page
    assert "/commands/offer.make" not in page
    assert "#offer" not in page


async def test_who_took_the_consent_back_is_read_of_in_no_past_call(meeting):
    call_id, *_ = await meeting.on_legs()
    await meeting.world.do(SayInCall(call_id=call_id, text="I sewed in Shaoxing"), meeting.lan)
    await meeting.world.do(KeepNote(call_id=call_id, text="Six years of shirts"), meeting.mei)
    await meeting.world.do(HangUp(call_id=call_id), meeting.lan)
    before = (await see(meeting, "recruiter", f"/calls/{call_id}")).text
    assert "Six years of shirts" in before
    assert "Shaoxing" in before
    taken_back = WithdrawConsent(employer_id=meeting.scene.employer_id)
    await meeting.world.do(taken_back, meeting.lan)

    for path in ("", "/said", "/now", "/after"):
        page = (await see(meeting, "recruiter", f"/calls/{call_id}{path}")).text
        assert "Six years of shirts" not in page
        assert "Shaoxing" not in page
    assert "/commands/call.note" not in (await see(meeting, "recruiter", f"/calls/{call_id}")).text
    assert "Shaoxing" in (await see(meeting, "lan", f"/calls/{call_id}")).text
