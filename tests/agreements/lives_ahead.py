"""More lives by real commands, every drawn move once: appointments, handing on, enrolments."""

from datetime import timedelta

from fair.contract.appointments import (
    AcceptSlot,
    AppointmentStep,
    AskToBeCalled,
    BookSlot,
    CancelAppointment,
    CloseSlot,
    MoveAppointment,
    OfferSlot,
    OpenSlots,
)
from fair.contract.audit import CloseDraw
from fair.contract.booths import DutyStart
from fair.contract.enrolments import EnrolmentAccept, EnrolmentRefuse, EnrolmentTakeBack
from fair.contract.filings import RestoreFiling, WithdrawFiling
from fair.contract.helpdesk import AskForHelp, FinishHelp, TakeHelp, WithdrawHelp
from fair.contract.helpdesk_acts import ApplyNumber, CorrectNumber, KeepNumber
from fair.contract.lanes import AnswerHandOn, HandOn, HandOnOver
from fair.contract.programme import CloseFair
from fair.contract.queue import LeaveQueue
from fair.db import utc_now
from fair.decisions import Actor
from fair.glossary import Role
from tests.audit.house import a_house
from tests.booths.scene import a_scene, staff
from tests.enrolments.asking import code_of, waits
from tests.queue.day import Day, a_day
from tests.world import World


async def enrolments(world: World) -> None:
    scene = await a_scene(world)
    await scene.open_fair()
    accepted, refused, back, _left = [
        await waits(world, scene.fair_id, code=code_of(n), email=f"c{n}@x.example")
        for n in range(4)
    ]
    await world.do(EnrolmentAccept(enrolment_id=accepted), scene.organiser)
    reason = "The register knows no such licence."
    await world.do(EnrolmentRefuse(enrolment_id=refused, reason=reason), scene.organiser)
    await world.do(EnrolmentTakeBack(enrolment_id=back))
    await world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)


async def filings(world: World) -> None:
    scene = await a_scene(world)
    of = {"employer_id": scene.employer_id, "number": "WP-1", "reason": "The office said so."}
    await world.do(WithdrawFiling(**of), scene.organiser)
    await world.do(RestoreFiling(**of), scene.organiser)


class Times:
    """Slots of a booth, each to be taken once."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.free: list[str] = []

    async def opened(self, hours: int) -> None:
        begins = (utc_now() + timedelta(hours=hours)).isoformat()
        asked = OpenSlots(
            booth_id=self.day.booth_id, starts_at=begins, length_min=5, buffer_min=0, many=12
        )
        await self.day.world.do(asked, self.day.scene.recruiter)
        rows = self.day.world.rows("select id from slot order by starts_at")
        self.free += [row.id for row in rows[len(rows) - 12 :]]

    async def step(self, appointment_id: str, *steps: str) -> None:
        for one in steps:
            await self.day.world.do(AppointmentStep(appointment_id=appointment_id, step=one))

    async def booked(self, *steps: str) -> tuple[Actor, str, str]:
        """Let somebody take the next slot, and these times come; return who, what and where."""
        who, slot_id = await self.day.seeker(), self.free.pop()
        made = await self.day.world.do(BookSlot(slot_id=slot_id), who)
        await self.step(made.appointment_id, *steps)
        return who, made.appointment_id, slot_id

    async def asked(self) -> tuple[Actor, str]:
        who = await self.day.seeker()
        ask = AskToBeCalled(booth_id=self.day.booth_id, morning=True)
        return who, (await self.day.world.do(ask, who)).appointment_id

    async def offered(self) -> tuple[Actor, str, str]:
        who, mine = await self.asked()
        slot_id = self.free.pop()
        offer = OfferSlot(appointment_id=mine, slot_id=slot_id)
        await self.day.world.do(offer, self.day.scene.recruiter)
        return who, mine, slot_id


async def appointments(world: World) -> None:
    day = await a_day(world)
    do, mei, times = world.do, day.scene.recruiter, Times(day)
    await times.opened(2)
    await times.opened(4)
    who, mine = await times.asked()
    await do(CancelAppointment(appointment_id=mine), who)
    who, mine, _ = await times.offered()
    await do(CancelAppointment(appointment_id=mine), who)
    who, mine, _ = await times.offered()
    await do(AcceptSlot(appointment_id=mine), who)
    for ahead in ((), ("near",)):
        who, mine, _ = await times.booked(*ahead)
        await do(CancelAppointment(appointment_id=mine), who)
        _, _, slot_id = await times.booked(*ahead)
        await do(CloseSlot(slot_id=slot_id, reason="absent"), mei)
    _, _, slot_id = await times.offered()
    await do(CloseSlot(slot_id=slot_id, reason="absent"), mei)
    who, mine, _ = await times.booked("near")
    await do(MoveAppointment(appointment_id=mine, slot_id=times.free.pop()), who)
    await do(CancelAppointment(appointment_id=mine), who)
    who, mine, _ = await times.booked("near", "due")
    await day.talk(who, (await day.call()).call_id)
    await times.booked("near", "due")
    [row] = world.rows("select ticket_id from appointment where state = 'due'")
    await day.warned_a_while_ago(row.ticket_id)
    await day.rang_to_the_end((await day.call()).call_id)
    await times.booked("near", "due")
    [row] = world.rows("select ticket_id, person_id from appointment where state = 'due'")
    await do(LeaveQueue(ticket_id=row.ticket_id), day.actor(row.person_id))
    await times.asked()
    await times.booked("near", "due")
    await do(CloseFair(fair_id=day.scene.fair_id), day.scene.organiser)


async def handings(world: World) -> None:
    day = await a_day(world)
    do, mei, wei = world.do, day.scene.recruiter, day.scene.colleague
    other = await day.another_booth()
    await do(DutyStart(booth_id=day.booth_id), wei)

    async def talks() -> tuple[Actor, str, str]:
        who = await day.seeker()
        ticket_id = await day.join(who)
        call_id = (await day.call()).call_id
        await day.answer(who, call_id)
        return who, ticket_id, call_id

    async def asked(ticket_id: str, to: Actor) -> str:
        command = HandOn(ticket_id=ticket_id, account_id=to.account_id, why="The night shift")
        return str((await do(command, mei)).handing_id)

    who, ticket_id, call_id = await talks()
    there = day.recruiter_of(other)
    await do(HandOnOver(handing_id=await asked(ticket_id, there)))
    await do(AnswerHandOn(handing_id=await asked(ticket_id, there), go=True), who)
    await day.talk_over(who, call_id)
    await do(LeaveQueue(ticket_id=_waiting(world, who)), who)
    who, ticket_id, call_id = await talks()
    await do(AnswerHandOn(handing_id=await asked(ticket_id, there), go=False), who)
    await day.talk_over(who, call_id)
    who, ticket_id, call_id = await talks()
    await do(AnswerHandOn(handing_id=await asked(ticket_id, wei), go=True), who)
    await day.talk_over(who, call_id)
    await do(LeaveQueue(ticket_id=_waiting(world, who)), who)
    who, ticket_id, call_id = await talks()
    await do(AnswerHandOn(handing_id=await asked(ticket_id, wei), go=True), who)
    await do(CloseFair(fair_id=day.scene.fair_id), day.scene.organiser)


def _waiting(world: World, who: Actor) -> str:
    query = f"select id from ticket where state = 'waiting' and person_id = '{who.person_id}'"
    return str(world.rows(query)[0].id)


async def help_requests(world: World) -> None:
    day = await a_day(world)
    do, olga = world.do, day.scene.organiser
    other, _ = await staff(world, "Pia", Role.ORGANISER)

    async def asked() -> tuple[Actor, str]:
        who = await day.seeker()
        return who, (await do(AskForHelp(page="/queues"), who)).request_id

    who, mine = await asked()
    await do(WithdrawHelp(request_id=mine), who)
    who, mine = await asked()
    await do(TakeHelp(request_id=mine), olga)
    await do(TakeHelp(request_id=mine), other)
    await do(WithdrawHelp(request_id=mine), who)
    who, mine = await asked()
    await do(TakeHelp(request_id=mine), olga)
    await do(FinishHelp(request_id=mine, what="Rang her."), olga)


async def number_changes(world: World) -> None:
    day = await a_day(world)
    do, olga = world.do, day.scene.organiser
    for n, ends in enumerate(("kept", "moved")):
        who = await day.seeker()
        mine = (await do(AskForHelp(page="/queues"), who)).request_id
        await do(TakeHelp(request_id=mine), olga)
        said = {"request_id": mine, "phone": f"1391111000{n}", "way": "rung", "reason": "New one"}
        await do(CorrectNumber.model_validate(said), olga)
        made = world.rows("select id from number_change where state = 'ahead'")[0].id
        await (do(KeepNumber(), who) if ends == "kept" else do(ApplyNumber(change_id=made)))


async def draws(world: World) -> None:
    house = await a_house(world, "Lan")
    await world.do(CloseDraw(draw_id=await house.draw(many=1)), house.eve)
