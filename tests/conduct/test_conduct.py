"""The office mutes somebody or sends them out: by name and reason, told, undone, nothing else."""

from datetime import date, timedelta

import pytest
import pytest_asyncio

from fair.because import MutedFor, RemovedFor
from fair.board.refusals import NothingToReport
from fair.conduct import reads
from fair.conduct.refusals import (
    Muted,
    MutedToTheEnd,
    NotOfThisFair,
    NumberSentOut,
    SentOut,
    SentOutAlready,
    UndoneAlready,
)
from fair.contract.board import OpenCase
from fair.contract.booths import BoothClose, BoothOpen
from fair.contract.conduct import LetPersonIn, MutePerson, MuteStaff, RemovePerson, UndoMeasure
from fair.contract.hiring import AcceptOffer, OpenTerms
from fair.contract.office import SetOffice
from fair.contract.people import Erase
from fair.contract.queue import CallNext, JoinQueue
from fair.contract.rooms import AnswerCall, HangUp
from fair.contract.rooms_chat import AnnounceInBooth, AnswerQuestion, Ask, Say, TellLine
from fair.db import utc_now
from fair.decisions import NotAllowed
from fair.glossary import Role, TicketState
from fair.people import writes as people
from fair.people.person import Person
from fair.sign_in import writes as sign_in
from tests.audit.house import a_fair_organiser
from tests.booths.scene import staff
from tests.helpdesk.desk import colleague, shown, ticket, waits
from tests.hiring.stage import Stage, a_stage
from tests.world import World

WORDS = "Called three people names."


@pytest_asyncio.fixture
async def stage(world: World) -> Stage:
    return await a_stage(world)


def mute(stage, who, span="hour"):
    return MutePerson(
        fair_id=stage.scene.fair_id,
        person_id=who.person_id,
        span=span,
        reason=MutedFor.INSULT,
        happened=WORDS,
    )


def mute_staff(stage, who, span="hour"):
    return MuteStaff(
        fair_id=stage.scene.fair_id,
        account_id=who.account_id,
        span=span,
        reason=MutedFor.CONTACT,
        happened=WORDS,
    )


def remove(stage, who):
    return RemovePerson(
        fair_id=stage.scene.fair_id,
        person_id=who.person_id,
        reason=RemovedFor.THREAT,
        happened=WORDS,
    )


def say(stage, text="Good day"):
    return Say(booth_id=stage.scene.booth_id, text=text)


async def namesake(stage, name, of):
    """Somebody registers by the number of `of`, and does not confirm it."""
    phone = stage.world.rows(f"select phone from person where id = '{of.person_id}'")[0].phone

    def make(work):
        made = Person(
            id=work.new_id(), name=name, phone=phone, confirmed=False, born_on=date(1991, 2, 3),
            lang="en", county="330681", erased=False,
        )  # fmt: skip
        people.add_person(work, made, stage.scene.fair_id)
        stage.tokens[name] = sign_in.issue_login(work, person_id=made.id)
        return made.id

    return type(of)(Role.SEEKER, person_id=await stage.world.work(make), name=name)


async def spouse(stage, name, of):
    """Somebody who shares the confirmed number of `of`."""
    who = await namesake(stage, name, of)
    await stage.world.work(lambda work: people.confirm_number(work, who.person_id, "code"))
    return who


async def test_who_is_muted_writes_to_nobody_and_reads_until_when_and_whom_to_ring(stage):
    lan = await stage.person("Lan")
    await stage.world.do(
        SetOffice(phone="0571 8700 1234", hours={"en": "Mon-Fri 9:00-17:00"}),
        stage.scene.organiser,
    )

    await stage.world.do(mute(stage, lan), stage.scene.organiser)

    for words in (say(stage), Ask(booth_id=stage.scene.booth_id, text="Is there a canteen?")):
        with pytest.raises(Muted) as refused:
            await stage.world.do(words, lan)
        assert "0571" in str(refused.value)
        assert refused.value.values["until"]
    assert not stage.world.rows("select id from message")


async def test_a_mute_takes_the_word_and_nothing_else(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)

    await stage.world.do(mute(stage, lan, "fair"), stage.scene.organiser)

    with pytest.raises(MutedToTheEnd):
        await stage.world.do(say(stage), lan)
    assert ticket(stage, await waits(stage, lan)).waits
    await stage.world.do(OpenTerms(offer_id=offer_id), lan)
    await stage.world.do(AcceptOffer(offer_id=offer_id), lan)
    assert stage.offer(offer_id).state == "accepted"


async def test_a_mute_ends_by_itself_when_its_time_is_over(stage):
    lan = await stage.person("Lan")
    await stage.world.do(mute(stage, lan, "quarter"), stage.scene.organiser)

    at = stage.world.look(
        lambda c: reads.against_person(
            c, stage.scene.fair_id, lan.person_id, utc_now() + timedelta(minutes=14), "x"
        )
    )
    assert at is not None
    assert not stage.world.look(
        lambda c: reads.against_person(
            c, stage.scene.fair_id, lan.person_id, utc_now() + timedelta(minutes=16), "x"
        )
    )


async def test_muting_again_counts_from_now_and_leaves_one(stage):
    lan = await stage.person("Lan")
    await stage.world.do(mute(stage, lan, "fair"), stage.scene.organiser)
    await stage.world.do(mute(stage, lan, "quarter"), stage.scene.organiser)

    with pytest.raises(Muted):
        await stage.world.do(say(stage), lan)
    assert stage.world.rows("select count(*) as n from measure where ended_at is null")[0].n == 1


async def test_the_person_is_told_by_whom_why_and_how_to_answer_and_opens_a_case(stage):
    lan = await stage.person("Lan")

    reply = await stage.world.do(mute(stage, lan), stage.scene.organiser)

    [text] = [one for one in stage.texts(lan) if "muted" in one]
    assert "Olga" in text
    for page in ("/need-help", "/queues", "/conduct/mine"):
        told = await shown(stage, page, "Lan")
        assert "Olga of the organiser did this:" in told
        assert "Insulted somebody." in told
        assert WORDS in told
    case = await stage.world.do(
        OpenCase(kind="measure", ref=reply.measure_id, what="other", text="It was not me."), lan
    )
    assert case.number
    frozen = await shown(stage, f"/organise/cases/{case.case_id}")
    assert WORDS in frozen
    assert "It was not me." in frozen
    bo = await stage.person("Bo")
    with pytest.raises(NothingToReport):
        await stage.world.do(OpenCase(kind="measure", ref=reply.measure_id, what="other"), bo)


async def test_the_ledger_has_who_did_it_and_why_and_no_words_and_the_history_says_it(stage):
    lan = await stage.person("Lan")
    await stage.world.do(mute(stage, lan), stage.scene.organiser)
    await stage.world.do(remove(stage, lan), stage.scene.organiser)

    rows = stage.world.rows(
        "select author, data from ledger where kind in ('person.muted', 'person.removed')"
    )
    assert {row.author for row in rows} == {stage.scene.organiser.author}
    assert not any(WORDS in str(row.data) or lan.person_id in str(row.data) for row in rows)
    told = await shown(stage, f"/history/people/{lan.person_id}", "Lan")
    assert "Was muted at the fair" in told
    assert "Was removed from the fair." in told
    assert stage.world.chain_holds()


async def test_a_colleague_undoes_it_and_the_person_writes_again(stage):
    lan, pia = await stage.person("Lan"), await colleague(stage)
    reply = await stage.world.do(mute(stage, lan), stage.scene.organiser)

    await stage.world.do(UndoMeasure(measure_id=reply.measure_id), pia)

    await stage.world.do(say(stage), lan)
    page = await shown(stage, f"/board/{stage.scene.fair_id}/conduct")
    assert "Pia took it back." in page
    assert "Olga of the organiser" not in await shown(stage, "/need-help", "Lan")
    with pytest.raises(UndoneAlready):
        await stage.world.do(UndoMeasure(measure_id=reply.measure_id), pia)


async def test_who_is_removed_loses_the_places_and_joins_nowhere_at_this_fair(stage):
    lan, bo = await stage.person("Lan"), await stage.person("Bo")
    hers, his = await waits(stage, lan), await waits(stage, bo)

    await stage.world.do(remove(stage, lan), stage.scene.organiser)

    gone = ticket(stage, hers)
    assert (gone.state, gone.cause) == (TicketState.LEFT, "sent_out")
    assert ticket(stage, his).waits
    with pytest.raises(SentOut):
        await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), lan)
    with pytest.raises(SentOut):
        await stage.world.do(say(stage), lan)
    with pytest.raises(SentOutAlready):
        await stage.world.do(remove(stage, lan), stage.scene.organiser)
    assert "You were removed from" in await shown(stage, "/queues", "Lan")
    [text] = [one for one in stage.texts(lan) if "removed you" in one]
    assert "Olga" in text


async def test_a_talk_of_who_is_removed_goes_on_to_its_end_and_leads_back_into_no_line(stage):
    lan = await stage.person("Lan")
    hers = await waits(stage, lan)
    call = await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)
    await stage.world.do(AnswerCall(call_id=call.call_id), lan)

    await stage.world.do(remove(stage, lan), stage.scene.organiser)
    assert ticket(stage, hers).state is TicketState.TALKING

    await stage.world.do(HangUp(call_id=call.call_id), lan)
    gone = ticket(stage, hers)
    assert (gone.state, gone.cause) == (TicketState.LEFT, "sent_out")


async def test_who_is_removed_is_carried_to_no_later_session(stage):
    lan, bo = await stage.person("Lan"), await stage.person("Bo")
    await waits(stage, lan)
    await waits(stage, bo)
    at = {"booth_id": stage.scene.booth_id}
    await stage.world.do(BoothClose(**at), stage.mei)
    await stage.world.do(remove(stage, lan), stage.scene.organiser)

    await stage.world.do(BoothOpen(**at), stage.mei)

    live = stage.world.rows("select person_id from ticket where state = 'waiting'")
    assert [row.person_id for row in live] == [bo.person_id]


async def test_an_offer_and_an_answer_stay_with_who_is_removed(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)

    await stage.world.do(remove(stage, lan), stage.scene.organiser)

    await stage.world.do(OpenTerms(offer_id=offer_id), lan)
    await stage.world.do(AcceptOffer(offer_id=offer_id), lan)
    assert stage.offer(offer_id).state == "accepted"


async def test_who_is_let_back_joins_with_a_new_number(stage):
    lan = await stage.person("Lan")
    first = ticket(stage, await waits(stage, lan))
    reply = await stage.world.do(remove(stage, lan), stage.scene.organiser)
    await stage.world.do(UndoMeasure(measure_id=reply.measure_id), stage.scene.organiser)

    again = ticket(stage, await waits(stage, lan))

    assert again.number > first.number
    assert ticket(stage, first.id).state is TicketState.LEFT


async def test_the_removed_one_comes_not_back_by_a_second_account_of_the_number(stage):
    lan = await stage.person("Lan")
    await stage.world.do(remove(stage, lan), stage.scene.organiser)

    crook = await namesake(stage, "Lena", lan)

    for asked in (JoinQueue(booth_id=stage.scene.booth_id), say(stage)):
        with pytest.raises(NumberSentOut):
            await stage.world.do(asked, crook)
    page = f"/board/{stage.scene.fair_id}/conduct/people/{crook.person_id}"
    assert "Somebody with the same number was muted or removed" in await shown(stage, page)


async def test_the_spouse_who_shared_the_number_before_is_untouched(stage):
    lan = await stage.person("Lan")
    bo = await spouse(stage, "Bo", lan)
    his = await waits(stage, bo)

    await stage.world.do(remove(stage, lan), stage.scene.organiser)

    assert ticket(stage, his).waits
    await stage.world.do(say(stage), bo)
    assert not [one for one in stage.texts(bo) if "removed" in one]


async def test_a_spouse_who_comes_later_is_let_in_by_the_office_and_lan_is_not(stage):
    lan = await stage.person("Lan")
    await stage.world.do(remove(stage, lan), stage.scene.organiser)
    bo = await namesake(stage, "Bo", lan)

    await stage.world.do(
        LetPersonIn(fair_id=stage.scene.fair_id, person_id=bo.person_id), stage.scene.organiser
    )

    assert ticket(stage, await waits(stage, bo)).waits
    with pytest.raises(SentOut):
        await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), lan)


async def test_a_recruiter_is_muted_in_every_word_and_still_concludes_and_offers(stage):
    lan = await stage.talked("Lan")
    question = await stage.world.do(Ask(booth_id=stage.scene.booth_id, text="A canteen?"), lan)
    mei = stage.mei
    await waits(stage, await stage.person("Bo"))

    await stage.world.do(mute_staff(stage, mei), stage.scene.organiser)

    at = {"booth_id": stage.scene.booth_id, "text": "Good day"}
    for words in (
        Say(**at),
        AnnounceInBooth(**at),
        TellLine(**at),
        AnswerQuestion(message_id=question.message_id, text="Yes."),
    ):
        with pytest.raises(Muted):
            await stage.world.do(words, mei)
    assert not stage.world.rows("select id from message where account_id != ''")
    assert await stage.offered(lan)
    assert "Olga of the organiser did this:" in await shown(stage, "/conduct/mine", "recruiter")
    await stage.world.do(say(stage), stage.scene.colleague)


async def test_only_who_runs_the_fair_mutes_or_removes_and_only_those_who_are_at_it(stage):
    lan, bo = await stage.person("Lan"), await stage.person("Bo")
    gao = await a_fair_organiser(stage, "Gao")
    other, _ = await staff(stage.world, "Eva", Role.FAIR_ORGANISER)
    for who in (bo, stage.mei, stage.scene.colleague, stage.scene.stranger, lan):
        for command in (mute(stage, lan), remove(stage, lan), mute_staff(stage, stage.mei)):
            with pytest.raises(NotAllowed):
                await stage.world.do(command, who)
    with pytest.raises(NotAllowed):
        await stage.world.do(mute(stage, lan), other)
    with pytest.raises(NotOfThisFair):
        await stage.world.do(mute_staff(stage, stage.scene.stranger), stage.scene.organiser)
    with pytest.raises(NotOfThisFair):
        await stage.world.do(mute_staff(stage, stage.scene.organiser), stage.scene.organiser)

    await stage.world.do(mute(stage, lan), gao)
    with pytest.raises(Muted):
        await stage.world.do(say(stage), lan)
    await shown(stage, f"/board/{stage.scene.fair_id}/conduct", "recruiter", 403)
    await shown(stage, f"/board/{stage.scene.fair_id}/conduct", "Gao")
    await shown(stage, f"/board/{stage.scene.fair_id}/conduct/people/{lan.person_id}", "Lan", 403)


async def test_a_person_of_another_fair_is_not_muted_here(stage):
    def make(work):
        made = Person(
            id=work.new_id(), name="Zoe", phone="+8613900000009", confirmed=True,
            born_on=date(1990, 1, 1), lang="en", county="330681", erased=False,
        )  # fmt: skip
        people.add_person(work, made, "another")
        return made.id

    zoe = type(stage.mei)(Role.SEEKER, person_id=await stage.world.work(make))
    with pytest.raises(NotOfThisFair):
        await stage.world.do(mute(stage, zoe), stage.scene.organiser)
    with pytest.raises(NotOfThisFair):
        await stage.world.do(remove(stage, zoe), stage.scene.organiser)


async def test_erasing_forgets_the_words_and_the_number_and_the_chain_holds(stage):
    lan = await stage.person("Lan")
    await stage.world.do(remove(stage, lan), stage.scene.organiser)

    await stage.world.do(Erase(sure="yes"), lan)

    [row] = stage.world.rows("select happened, number, reason from measure")
    assert (row.happened, row.number, row.reason) == ("", "", "threat")
    assert stage.world.chain_holds()
