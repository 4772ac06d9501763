"""A day of which the ledger tells everything: one real thing of each kind, by commands only."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from fair import histories
from fair.appointments import reads as appointments
from fair.audit import reads as audits
from fair.booths import reads as booths
from fair.contract.appointments import BookSlot, OpenSlots
from fair.contract.asks import SayYesNo
from fair.contract.audit import CloseDraw, DrawHires, MarkHire, OpenName
from fair.contract.board import AnswerCase, OpenCase
from fair.contract.booths import BoothTell, DutyBackIn, DutyStart
from fair.contract.conduct import LetPersonIn, MutePerson, MuteStaff, RemovePerson, UndoMeasure
from fair.contract.enrolments import EnrolmentAccept, EnrolmentRefuse
from fair.contract.exports import MakeExport
from fair.contract.feedback import SayFeedback
from fair.contract.filings import RestoreFiling, WithdrawFiling
from fair.contract.guests import GuestComes, LetGuestIn, MakeGuestLink
from fair.contract.helpdesk import AskForHelp, FinishHelp, TakeHelp, WithdrawHelp
from fair.contract.helpdesk_acts import ApplyNumber, CorrectNumber, KeepNumber
from fair.contract.hiring import AcceptOffer, ConfirmHire, OpenTerms
from fair.contract.interviews import ConcludeInterview
from fair.contract.lanes import GrantPriority, HandOn, PublishCriteria
from fair.contract.limits import SetLimits
from fair.contract.lots import CloseLots, DrawLot
from fair.contract.office import SetOffice
from fair.contract.outside import RemindMe
from fair.contract.people import EraseOnRequest, WithdrawConsent
from fair.contract.programme import ChangeFair, CloseFair, PublishFair
from fair.contract.programme_halls import AddSession, OpenSession, PostAnnouncement, RemoveSession
from fair.contract.queue import CallByName, EndQuiet, JoinQueue, ReturnToQueue
from fair.contract.readiness import (
    Expect,
    LetOnDuty,
    PracticeFirst,
    RemindUnready,
    SayContact,
    TryStaffMicrophone,
)
from fair.contract.recurring import RepeatFair, TakePosts
from fair.contract.rooms import AnswerCall, DeclineCall, HangUp, HearCall, ShowCall, TakeLeg
from fair.contract.rooms_chat import AnswerQuestion, Ask, HideMessage, Say
from fair.contract.rooms_medium import TellWay
from fair.contract.roster import BringCompany
from fair.contract.vacancies import VacancyChange
from fair.days import typed_of
from fair.db import utc_now
from fair.decisions import VISITOR, Actor
from fair.glossary import Criterion, Outcome
from fair.guests import reads as guests
from fair.interviews import reads as interviews
from fair.interviews.store import interview_table
from fair.people import writes as people
from tests.audit.house import an_auditor
from tests.booths.scene import practise
from tests.enrolments.asking import OVERSEAS, code_of, waits
from tests.hiring.stage import POST, Stage, a_stage, soon
from tests.imports.test_imports import bring, csv_of
from tests.programme.agreeing import agree
from tests.queue.day import Day
from tests.world import World, running


@dataclass
class Audited:
    """The day and who was there; `gone` is erased."""

    world: World
    stage: Stage
    day: Day
    seekers: list[Actor]
    gone: Actor

    async def pass_by(self, **time: float) -> None:
        """Let time go by: works from now on happen so much later."""
        self.world.clock(max(self.world.database._last_now, utc_now()) + timedelta(**time))

    async def talk(self, call: Any, who: Actor, minutes: float = 5) -> str:
        """Answer, hear each other so long, hang up; return the interview's id."""
        world, by = self.world, self.stage.mei
        await world.do(ShowCall(call_id=call.call_id), who)
        await world.do(AnswerCall(call_id=call.call_id), who)
        for side in (who, by):
            leg = await world.do(TakeLeg(call_id=call.call_id, tab="t1"), side)
            await world.do(HearCall(call_id=call.call_id, epoch=leg.epoch), side)
        way = {"family": "chrome", "way": "direct", "quality": "good"}
        await world.do(TellWay(call_id=call.call_id, **way), who)
        await self.helped(call, who)
        await self.pass_by(minutes=minutes)
        await world.do(HangUp(call_id=call.call_id), by)
        await world.do(EndQuiet(), who)
        (found,) = world.look(interviews.where, interview_table.c.call_id == call.call_id)
        self.stage.interviews[who.person_id] = found.id
        return str(found.id)

    async def helped(self, call: Any, who: Actor) -> None:
        """Somebody comes into the talk by the person's own link, and after their yes."""
        world = self.world
        made = await world.do(MakeGuestLink(call_id=call.call_id, sort="helper"), who)
        link = world.look(guests.guest, made.guest_id)
        assert link is not None
        came = GuestComes(token=link.token, key="k" * 32, given_name="Ida", country="CN")
        await world.do(came, VISITOR)
        await world.do(LetGuestIn(guest_id=made.guest_id), who)

    def who(self, call: Any) -> Actor:
        """Return who was called."""
        return self.day.actor(self.day.ticket(call.ticket_id).person_id)


async def audited(world: World) -> Audited:
    """Make the day."""
    stage = await a_stage(world, head_count=2)
    day = Day(world, stage.scene, booths=[stage.scene.booth_id])
    found = Audited(world, stage, day, [], Actor(stage.mei.role))
    await _the_fair(found)
    found.seekers = [await day.seeker() for _ in range(9)]
    for number, who in enumerate(found.seekers):
        ticket = await day.join(
            who, vacancy_ids=[stage.vacancy_id], phone_ok=number == 0, helper=number == 1
        )
        said = SayYesNo(ticket_id=ticket, ask="overtime", yes=number % 2 == 0)
        await world.do(said, who)
    await day.look()
    await _the_talks(found)
    await _the_chat(found)
    await _the_lines(found)
    await _the_companies(found)
    await _the_filings(found)
    await _the_help(found)
    await _the_audit(found)
    await _the_exports(found)
    await _the_lot(found)
    await _the_conduct(found)
    await _the_rest(found)
    return found


async def _the_fair(found: Audited) -> None:
    world, scene = found.world, found.stage.scene
    now = utc_now()
    fair = {"fair_id": scene.fair_id, "title": "Autumn fair", "zone": "Asia/Shanghai"}
    hours = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(hours=9)}
    await agree(world, ChangeFair(**fair, **hours, most_tickets=2), scene.organiser)
    await world.do(SetOffice(phone="0558-2222222", permit="34-0001"), scene.organiser)
    hours = {"opens_at": now, "closes_at": now + timedelta(hours=8)}
    made = await world.do(AddSession(fair_id=scene.fair_id, **hours), scene.organiser)
    await world.do(OpenSession(session_id=made.session_id), scene.organiser)
    hours = {"opens_at": now + timedelta(hours=8), "closes_at": now + timedelta(hours=8.5)}
    made = await world.do(AddSession(fair_id=scene.fair_id, **hours), scene.organiser)
    await world.do(RemoveSession(session_id=made.session_id), scene.organiser)
    said = "Lunch is from 12:00 to 13:00."
    await world.do(PostAnnouncement(fair_id=scene.fair_id, text=said), scene.organiser)
    about = {"title": "Huafeng", "about": {"en": "Shirts."}}
    await world.do(BoothTell(booth_id=scene.booth_id, **about), scene.recruiter)
    week = (typed_of(now + timedelta(days=7), "Asia/Shanghai"),)
    again = await world.do(RepeatFair(fair_id=scene.fair_id, dates=week), scene.organiser)
    (next_booth,) = world.look(booths.booths_of_fair, again.fair_id)
    taken = TakePosts(booth_id=next_booth.id, vacancy_ids=(found.stage.vacancy_id,))
    await world.do(taken, scene.recruiter)
    await _the_readiness(found, again.fair_id, next_booth.id)
    asks = {**POST, "asks": ("overtime", "start_week")}
    await world.do(
        VacancyChange(vacancy_id=found.stage.vacancy_id, head_count="2", **asks), scene.recruiter
    )
    await practise(scene, scene.recruiter)
    await world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)
    await world.do(DutyBackIn(booth_id=scene.booth_id, minutes=10), scene.colleague)


async def _the_readiness(found: Audited, fair_id: str, booth_id: str) -> None:
    """Before the fair of next week a microphone is tried, somebody reminded, somebody let on."""
    world, scene = found.world, found.stage.scene
    await world.do(TryStaffMicrophone(verdict="works"), scene.recruiter)
    ring = {"contact_name": "Wang Hong", "phone": "0558-2222222"}
    await world.do(SayContact(employer_id=scene.employer_id, **ring), scene.recruiter)
    await world.do(RemindUnready(fair_id=fair_id), scene.organiser)
    await world.do(Expect(fair_id=fair_id, expected=600, break_minutes=30), scene.organiser)
    await world.do(PracticeFirst(fair_id=fair_id, on=True), scene.organiser)
    let_on = LetOnDuty(booth_id=booth_id, account_id=scene.colleague.account_id)
    await world.do(let_on, scene.organiser)


async def _the_talks(found: Audited) -> None:
    """Nine are rung: a next step, a way back, a hire, an offer while talking, a reserve, …"""
    world, stage, day = found.world, found.stage, found.day
    post = stage.vacancy_id
    # A next step.
    call = await day.call()
    interview_id = await found.talk(call, found.who(call))
    await _the_feedback(found, interview_id, found.who(call))
    later = {"what": "Trial day", "where": "Gate 2", "when": f"{soon(3)}T09:00"}
    told = ConcludeInterview(interview_id=interview_id, outcome=Outcome.NEXT_STEP, **later)
    await world.do(told, stage.mei)
    # Not now, and back in the line before others.
    call = await day.call()
    await world.do(DeclineCall(call_id=call.call_id), found.who(call))
    await world.do(ReturnToQueue(ticket_id=call.ticket_id), found.who(call))
    # Much later than was forecast: a hire.
    await found.pass_by(hours=1)
    call = await day.call()
    who = found.who(call)
    await found.talk(call, who)
    offer_id = await stage.offered(who)
    await world.do(OpenTerms(offer_id=offer_id, aloud=True), who)
    await world.do(AcceptOffer(offer_id=offer_id, helper=True), who)
    await world.do(ConfirmHire(offer_id=offer_id), who)
    await world.do(ConfirmHire(offer_id=offer_id), stage.mei)
    # An offer while the two still talk, and a reserve offer for the next.
    call = await day.call()
    who = found.who(call)
    await world.do(AnswerCall(call_id=call.call_id), who)
    (talk,) = world.look(interviews.where, interview_table.c.call_id == call.call_id)
    stage.interviews[who.person_id] = talk.id
    await stage.offered(who, post)
    await world.do(HangUp(call_id=call.call_id), stage.mei)
    await world.do(EndQuiet(), who)
    call = await day.call()
    await found.talk(call, found.who(call))
    await stage.offered(found.who(call), as_reserve=True)
    # One before others, by name.
    line = [one for one in found.seekers if world.rows(
        f"select 1 from ticket where person_id = '{one.person_id}' and state = 'waiting'"
    )]  # fmt: skip
    (ticket,) = world.rows(f"select id from ticket where person_id = '{line[-1].person_id}'")
    call = await world.do(CallByName(ticket_id=ticket.id, reason="promised"), stage.mei)
    await found.talk(call, line[-1])
    # A no fit; one more, who is erased.
    call = await day.call()
    talk_id = await found.talk(call, found.who(call))
    no = ConcludeInterview(interview_id=talk_id, outcome=Outcome.NO_FIT, reason="certificate")
    await world.do(no, stage.mei)


async def _the_feedback(found: Audited, interview_id: str, who: Actor) -> None:
    """One says that the pay was said, and of the fairness no, and takes that back."""
    for said in ({"about": "pay", "yes": True}, {"about": "fair", "yes": False}, {"about": "fair"}):
        await found.world.do(SayFeedback(interview_id=interview_id, **said), who)


async def _the_chat(found: Audited) -> None:
    world, scene = found.world, found.stage.scene
    asker = found.seekers[0]
    question = await world.do(Ask(booth_id=scene.booth_id, text="Is there a canteen?"), asker)
    answer = AnswerQuestion(message_id=question.message_id, text="Yes, three meals.")
    await world.do(answer, scene.recruiter)
    said = await world.do(Say(booth_id=scene.booth_id, text="Hello all"), asker)
    hide = HideMessage(message_id=said.message_id, reason="contact")
    await world.do(hide, scene.organiser)
    case = await world.do(
        OpenCase(kind="message", ref=question.message_id, what="other", text="Odd"), asker
    )
    await world.do(AnswerCase(case_id=case.case_id, text="We look at it."), scene.organiser)


async def _the_lines(found: Audited) -> None:
    """A line has its limits; one is handed on, one has priority, one comes at a set time."""
    world, scene = found.world, found.stage.scene
    at = {"fair_id": scene.fair_id}
    await world.do(SetLimits(**at, booth_id=scene.booth_id, capacity=60), scene.organiser)
    await world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)
    (served, *_) = world.rows(
        f"select id from ticket where booth_id = '{scene.booth_id}' and state = 'served'"
    )
    to = {"account_id": scene.colleague.account_id, "why": "The night shift"}
    await world.do(HandOn(ticket_id=served.id, **to), scene.recruiter)
    criteria = (Criterion.PREGNANT,)
    await world.do(PublishCriteria(**at, criteria=criteria), scene.organiser)
    granted = {"person_id": found.seekers[1].person_id, "criterion": criteria[0]}
    await world.do(GrantPriority(**at, **granted), scene.organiser)
    later = max(world.database._last_now, utc_now()) + timedelta(hours=3)
    slots = OpenSlots(booth_id=scene.booth_id, starts_at=typed_of(later, "Asia/Shanghai"))
    await world.do(slots, scene.recruiter)
    (slot,) = world.look(appointments.slots_of, scene.booth_id)
    await world.do(BookSlot(slot_id=slot.id), found.seekers[2])


async def _the_companies(found: Audited) -> None:
    """Three companies ask to take part: one is brought in, one is not taken, one waits."""
    world, scene = found.world, found.stage.scene
    accepted, refused, _waits = [
        await waits(world, scene.fair_id, code=code_of(n), email=f"c{n}@x.example", **OVERSEAS)
        for n in range(3)
    ]
    await world.do(EnrolmentAccept(enrolment_id=accepted), scene.organiser)
    brought = BringCompany(
        legal_name="Yellow River Needles", kind="agency", code=code_of(7), email="hr@bohai.example"
    )
    await world.do(brought, scene.organiser)
    reason = "The register knows no such licence."
    await world.do(EnrolmentRefuse(enrolment_id=refused, reason=reason), scene.organiser)


async def _the_filings(found: Audited) -> None:
    """A filing for work abroad is withdrawn, holds again, and another is withdrawn."""
    world, scene = found.world, found.stage.scene
    of = {"employer_id": scene.employer_id, "reason": "The office said so."}
    await world.do(WithdrawFiling(number="WP-1", **of), scene.organiser)
    await world.do(RestoreFiling(number="WP-1", **of), scene.organiser)
    await world.do(WithdrawFiling(number="WP-2", **of), scene.organiser)


async def _the_help(found: Audited) -> None:
    """Three ask the help desk: one is helped, one helps themselves, one waits."""
    world, olga = found.world, found.stage.scene.organiser
    helped, alone, _ = [
        (await world.do(AskForHelp(page="/queues"), who)).request_id for who in found.seekers[:3]
    ]
    await world.do(TakeHelp(request_id=helped), olga)
    for phone in ("13911110001", "13911110002", "13911110003"):
        said = {"request_id": helped, "phone": phone, "way": "counter", "reason": "A lost phone"}
        await world.do(CorrectNumber.model_validate(said), olga)
        made = world.rows("select id from number_change where state = 'ahead'")[0].id
        if phone.endswith("1"):
            await world.do(KeepNumber(), found.seekers[0])
        elif phone.endswith("2"):
            await world.do(ApplyNumber(change_id=made))
    await world.do(FinishHelp(request_id=helped, what="Rang her."), olga)
    await world.do(WithdrawHelp(request_id=alone), found.seekers[1])


async def _the_conduct(found: Audited) -> None:
    """One is muted and heard again, one is sent out, one let in; a colleague is muted."""
    world, scene = found.world, found.stage.scene
    one, two, three = found.seekers[3:6]
    at = {"fair_id": scene.fair_id, "happened": "Called others names."}
    muted = {"span": "hour", "reason": "insult", **at}
    reply = await world.do(
        MutePerson.model_validate({"person_id": one.person_id, **muted}), scene.organiser
    )
    await world.do(UndoMeasure(measure_id=reply.measure_id), scene.organiser)
    out = {"person_id": two.person_id, "reason": "threat", **at}
    await world.do(RemovePerson.model_validate(out), scene.organiser)
    await world.do(LetPersonIn(fair_id=scene.fair_id, person_id=three.person_id), scene.organiser)
    staff = MuteStaff.model_validate({"account_id": scene.colleague.account_id, **muted})
    reply = await world.do(staff, scene.organiser)
    await world.do(UndoMeasure(measure_id=reply.measure_id), scene.organiser)


async def _the_audit(found: Audited) -> None:
    """Hires are drawn twice, one draw is marked and closed; a name is opened for a reason."""
    world, fair_id = found.world, found.stage.scene.fair_id
    eve = await an_auditor(found.stage, "Eve")
    await world.do(DrawHires(fair_id=fair_id, seed="271828", many=2), eve)
    draw = await world.do(DrawHires(fair_id=fair_id, seed="314159", many=2), eve)
    (row, *_) = world.look(audits.drawn, [draw.draw_id])[draw.draw_id]
    for said in ("not_reached", "confirmed"):
        mark = MarkHire(draw_id=draw.draw_id, offer_id=row.offer_id, said=said)
        await world.do(mark, eve)
    await world.do(CloseDraw(draw_id=draw.draw_id), eve)
    alias = world.look(histories.aliases, found.seekers[5].person_id)[fair_id]
    why = "Two talks at the same minute."
    await world.do(OpenName(fair_id=fair_id, alias=alias, why=why), eve)


async def _the_exports(found: Audited) -> None:
    """The organiser takes a file of the fair, the recruiter one of the own booth."""
    of = {"fair_id": found.stage.scene.fair_id, "form": "csv", "purpose": "report"}
    await found.world.do(MakeExport(what="interviews", **of), found.stage.scene.organiser)
    await found.world.do(MakeExport(what="people", **of), found.stage.mei)


async def _the_lot(found: Audited) -> None:
    """Two join the fair of next week before it opens, and draw their numbers."""
    world, scene = found.world, found.stage.scene
    (fair,) = world.rows(f"select id from fair where id <> '{scene.fair_id}'")
    (booth,) = world.look(booths.booths_of_fair, fair.id)
    await world.do(PublishFair(fair_id=fair.id), scene.organiser)
    for who in found.seekers[3:5]:
        await world.do(RemindMe(fair_id=fair.id), who)
        await world.do(JoinQueue(booth_id=booth.id), who)
    await world.do(CloseLots(fair_id=fair.id))
    await found.pass_by(minutes=2)
    await world.do(DrawLot(booth_id=booth.id))


async def _the_rest(found: Audited) -> None:
    world, stage, scene = found.world, found.stage, found.stage.scene
    changed = {**POST, "pay_base": "4800"}
    await world.do(
        VacancyChange(vacancy_id=stage.vacancy_id, head_count="3", **changed), scene.recruiter
    )
    await bring(
        world, stage.mei, data=csv_of({}, {"title": "Ironer"}), employer_id=scene.employer_id,
        booth_id=scene.booth_id, open_complete=True,
    )  # fmt: skip
    left = await stage.person("Left")
    await world.work(
        lambda work: people.give_consent(
            work, left.person_id, scene.employer_id, scene.fair_id, "joined_queue"
        )
    )
    await world.do(WithdrawConsent(employer_id=scene.employer_id), left)
    found.gone = await stage.talked("Gone")
    await stage.offered(found.gone, as_reserve=True)
    await world.do(
        EraseOnRequest(person_id=found.gone.person_id, sure="yes", reason="wrote"), scene.organiser
    )


async def a_whole_day(folder: Path, *, closed: bool = False) -> None:
    """Leave the files of such a day in a folder, signed; with its fair closed where it is."""
    async with running(folder) as world:
        await world.server.anchors.begin()
        scene = (await audited(world)).stage.scene
        await world.server.anchors.drop()
        if closed:
            await world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)
            await world.server.anchors.drop()
