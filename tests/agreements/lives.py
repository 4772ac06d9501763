"""Each life of docs/states.md, lived from end to end by real commands: every drawn move once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy import select, text, update

from fair.contract.board import AnswerCase, EscalateCase, OpenCase, ResolveCase
from fair.contract.booths import BoothClose, BoothOpen, BoothPause, BoothTell
from fair.contract.employers import (
    LicenceExpire,
    LicenceFallDue,
    LicenceLift,
    LicenceReject,
    LicenceSubmit,
    LicenceSuspend,
    LicenceVerify,
)
from fair.contract.guests import (
    GuestAsksAgain,
    GuestComes,
    GuestLeaves,
    LetGuestIn,
    MakeGuestLink,
    PutGuestOut,
    RefuseGuest,
)  # fmt: skip
from fair.contract.hiring import (
    DeclineOffer,
    ExpireOffer,
    SayHireFell,
    TakeBackOffer,
    WithdrawOffer,
)
from fair.contract.interviews import AnswerRanOut, ConcludeInterview, EndHold, TellOfTelephone
from fair.contract.looks import DecideLook, TakeBackText, UndoLook
from fair.contract.people import Erase
from fair.contract.programme import (
    ArchiveFair,
    CloseFair,
    CreateFair,
    OpenFair,
    PauseFair,
    PublishFair,
    ResumeFair,
)
from fair.contract.programme_halls import AddSession, EndSession, OpenSession
from fair.contract.queue import LeaveQueue, NotThere, PhoneInstead, ReturnToQueue, StayInQueue
from fair.contract.rooms import (
    CancelCall,
    DeclineCall,
    HangUp,
    HearCall,
    LoseCall,
    PostponeCall,
    RegainCall,
    RingOut,
    TakeLeg,
)
from fair.contract.rooms_chat import Say
from fair.contract.rooms_medium import TelephoneAnswered
from fair.contract.vacancies import (
    VacancyChange,
    VacancyCreate,
    VacancyExpire,
    VacancyLift,
    VacancyOpen,
    VacancySuspend,
    VacancyWithdraw,
)
from fair.db import utc_now
from fair.decisions import VISITOR, Actor
from fair.employers.store import licence_table
from fair.glossary import Outcome
from fair.interviews.store import interview_table
from fair.queue import reads
from fair.vacancies.store import vacancy_table
from tests.agreements.lives_ahead import (
    appointments,
    draws,
    enrolments,
    filings,
    handings,
    help_requests,
    number_changes,
)
from tests.booths.scene import CODE, a_scene
from tests.hiring.stage import POST, a_stage
from tests.queue.day import Day, a_day
from tests.world import World


async def fairs(world: World) -> None:
    scene = await a_scene(world)
    do, me, first = world.do, scene.organiser, scene.fair_id
    now = utc_now()
    another = CreateFair(
        title="Autumn fair", zone="Asia/Shanghai", opens_at=now, closes_at=now + timedelta(hours=8),
        hall_titles={"en": "Garments"},
    )  # fmt: skip
    second = (await do(another, me)).fair_id
    for fair_id in (first, second):
        for command in (PublishFair, OpenFair, PauseFair):
            await do(command(fair_id=fair_id), me)
    await do(ResumeFair(fair_id=first), me)
    for fair_id in (first, second):
        await do(CloseFair(fair_id=fair_id), me)
    await do(ArchiveFair(fair_id=first), me)


async def sessions(world: World) -> None:
    scene = await a_scene(world)
    do, me, fair_id, now = world.do, scene.organiser, scene.fair_id, utc_now()
    added = []
    for hour in range(4):
        opens_at = now + timedelta(hours=hour)
        window = AddSession(
            fair_id=fair_id, opens_at=opens_at, closes_at=opens_at + timedelta(minutes=50)
        )
        added.append((await do(window, me)).session_id)
    await scene.open_fair()
    await do(PauseFair(fair_id=fair_id), me)
    await do(ResumeFair(fair_id=fair_id), me)
    await do(EndSession(session_id=added[0]), me)
    await do(OpenSession(session_id=added[1]), me)
    await do(PauseFair(fair_id=fair_id), me)
    await do(CloseFair(fair_id=fair_id), me)


async def licences(world: World) -> None:
    scene = await a_scene(world)
    do, me = world.do, scene.organiser

    async def submitted() -> str:
        made = await do(
            LicenceSubmit(employer_id=scene.employer_id, number=CODE), scene.recruiter
        )  # fmt: skip
        return str(made.licence_id)

    reason = "The register shows another company."
    await do(LicenceReject(licence_id=await submitted(), reason=reason), me)
    first = await scene.licensed()
    await do(LicenceSuspend(licence_id=first, reason=reason), me)
    await do(LicenceLift(licence_id=first, reason=reason), me)
    await do(LicenceFallDue(licence_id=first))
    await do(LicenceVerify(licence_id=first), me)
    await do(LicenceFallDue(licence_id=first))
    await do(LicenceSuspend(licence_id=first, reason=reason), me)
    await do(LicenceExpire(licence_id=first))
    second = await scene.licensed()
    await do(LicenceLift(licence_id=second, reason=reason), me)
    await do(LicenceFallDue(licence_id=second))
    await do(LicenceReject(licence_id=second, reason=reason), me)
    third = await scene.licensed()
    await do(LicenceFallDue(licence_id=third))
    await do(LicenceExpire(licence_id=third))
    await do(LicenceExpire(licence_id=await scene.licensed()))


async def booths(world: World) -> None:
    scene = await a_scene(world)
    await scene.started()
    do, mei, booth_id = world.do, scene.recruiter, scene.booth_id
    for command in (BoothPause, BoothOpen, BoothClose, BoothOpen, BoothPause, BoothClose):
        await do(command(booth_id=booth_id), mei)


async def vacancies(world: World) -> None:
    stage = await a_stage(world)
    do, mei, olga = world.do, stage.mei, stage.scene.organiser

    async def draft(**cells: str) -> str:
        written = {**POST, "head_count": "1", **cells}
        made = await do(VacancyCreate(booth_id=stage.scene.booth_id, **written), mei)
        return str(made.vacancy_id)

    async def in_review() -> str:
        vacancy_id = await draft(max_age="45")
        await do(VacancyOpen(vacancy_id=vacancy_id), mei)
        return vacancy_id

    async def filled() -> str:
        vacancy_id = await stage.post()
        await stage.offered(lan, vacancy_id)
        return vacancy_id

    async def suspended() -> str:
        vacancy_id = await stage.post()
        await do(VacancySuspend(vacancy_id=vacancy_id, reason="It is not true."), olga)
        return vacancy_id

    lan = await stage.talked("Lan")
    over = [await draft(), await in_review(), await stage.post(), await filled(), await suspended()]
    for vacancy_id in over:
        await do(VacancyWithdraw(vacancy_id=vacancy_id), mei)
    for verdict in ("stand", "refuse"):
        await in_review()
        await do(DecideLook(look_id=waiting(world), verdict=verdict, rule="age"), olga)
    full = await filled()
    await do(VacancySuspend(vacancy_id=full, reason="It is not true."), olga)
    await do(VacancyLift(vacancy_id=full), olga)
    written = {**POST, "head_count": "2"}
    await do(VacancyChange(vacancy_id=full, booth_id=stage.scene.booth_id, **written), mei)
    past = [await stage.post(), await filled(), await suspended()]
    gone = vacancy_table.c.id.in_(past)
    ended = update(vacancy_table).where(gone).values(ends_at=utc_now() - timedelta(hours=1))
    await world.work(lambda work: work.write(ended))
    await do(VacancyExpire(at="2026-03-01T16:00:00Z"))


async def rung(day: Day) -> tuple[Actor, str, str]:
    """Let somebody new be called; return who, the ticket and the call."""
    who = await day.seeker()
    ticket_id = await day.join(who)
    return who, ticket_id, str((await day.call()).call_id)


async def opens_empty(day: Day) -> None:
    """Open the booth again; who was left at its closing, and is carried here, leaves."""
    await day.world.do(BoothOpen(booth_id=day.booth_id), day.scene.recruiter)
    for one in day.world.look(reads.in_order, day.booth_id):
        await day.world.do(LeaveQueue(ticket_id=one.ticket_id), day.actor(one.person_id))


async def legs(day: Day, who: Actor, call_id: str) -> list[tuple[Actor, str, int]]:
    """Answer and sit down on both sides."""
    await day.answer(who, call_id)
    found = []
    for side in (who, day.scene.recruiter):
        leg = await day.world.do(TakeLeg(call_id=call_id, tab="t1"), side)
        found.append((side, call_id, leg.epoch))
    return found


async def calls(world: World) -> None:
    day = await a_day(world)
    do, mei = world.do, day.scene.recruiter
    who, _, call_id = await rung(day)
    await do(DeclineCall(call_id=call_id), who)
    who, ticket_id, call_id = await rung(day)
    await do(PostponeCall(call_id=call_id), who)
    await do(LeaveQueue(ticket_id=ticket_id), who)
    who, ticket_id, call_id = await rung(day)
    await do(CancelCall(call_id=call_id), mei)
    await do(LeaveQueue(ticket_id=ticket_id), who)
    who, ticket_id, call_id = await rung(day)
    await do(RingOut(call_id=call_id))
    await do(LeaveQueue(ticket_id=ticket_id), who)
    who, ticket_id, call_id = await rung(day)
    await day.rang_to_the_end(call_id)
    await do(LeaveQueue(ticket_id=ticket_id), who)
    # answered, and at once hung up: the ticket goes on next and is called again
    who, ticket_id, call_id = await rung(day)
    await day.answer(who, call_id)
    await do(HangUp(call_id=call_id), mei)
    call_id = str((await day.call()).call_id)
    (lan, _, epoch), (_, _, other) = await legs(day, who, call_id)
    await do(LoseCall(call_id=call_id, epoch=epoch), lan)
    await do(RegainCall(call_id=call_id, epoch=epoch), lan)
    await do(HearCall(call_id=call_id, epoch=other), mei)
    await do(LoseCall(call_id=call_id, epoch=other), mei)
    await do(HangUp(call_id=call_id), mei)
    await do(LeaveQueue(ticket_id=ticket_id), who)
    who, _, call_id = await rung(day)
    for side, _, epoch in await legs(day, who, call_id):
        await do(HearCall(call_id=call_id, epoch=epoch), side)
    await do(HangUp(call_id=call_id), mei)


KEY = "k" * 24


async def guests(world: World) -> None:
    day = await a_day(world)
    do, mei = world.do, day.scene.recruiter
    who, _, call_id = await rung(day)
    await legs(day, who, call_id)

    async def asked() -> tuple[str, str]:
        made = await do(MakeGuestLink(call_id=call_id, sort="helper"), who)
        [row] = world.rows(f"select token from guest where id = '{made.guest_id}'")
        return made.guest_id, row.token

    async def waiting_one() -> str:
        guest_id, token = await asked()
        await do(GuestComes(token=token, key=KEY, given_name="Ida", country="CN"), VISITOR)
        return guest_id

    await do(PutGuestOut(guest_id=(await asked())[0]), who)
    await do(RefuseGuest(guest_id=await waiting_one()), who)
    await do(PutGuestOut(guest_id=await waiting_one()), who)
    one = await waiting_one()
    await do(GuestLeaves(guest_id=one, key=KEY), VISITOR)
    await do(GuestAsksAgain(guest_id=one, key=KEY), VISITOR)
    await do(LetGuestIn(guest_id=one), who)
    await do(PutGuestOut(guest_id=one), who)
    two = await waiting_one()
    await do(LetGuestIn(guest_id=two), who)
    await do(GuestLeaves(guest_id=two, key=KEY), VISITOR)
    three = await waiting_one()
    await do(LetGuestIn(guest_id=three), who)
    await asked()
    await do(HangUp(call_id=call_id), mei)  # asked, inside and left are over with it
    call_id = str((await day.call()).call_id)
    await legs(day, who, call_id)
    await waiting_one()
    await do(HangUp(call_id=call_id), mei)


async def interviews(world: World) -> None:
    day = await a_day(world)
    do, mei = world.do, day.scene.recruiter
    who, _, call_id = await rung(day)
    await day.answer(who, call_id)
    await do(HangUp(call_id=call_id), mei)  # cut off, owed
    call_id = str((await day.call()).call_id)
    await day.talk(who, call_id)
    first = world.rows(select(interview_table))[0].id
    until = (utc_now() + timedelta(days=3)).date()
    hold = ConcludeInterview(interview_id=first, outcome=Outcome.ON_HOLD, until=until)
    await do(hold, mei)
    await do(EndHold(interview_id=first))
    no_fit = ConcludeInterview(interview_id=first, outcome=Outcome.NO_FIT, reason="start")
    await do(no_fit, mei)
    who, _, call_id = await rung(day)
    await day.talk(who, call_id)
    second = next(row.id for row in world.rows(select(interview_table)) if row.id != first)
    await do(AnswerRanOut(interview_id=second))


async def phoned_instead(day: Day) -> None:
    """After a ring that no screen showed, after a miss, and while one rings unseen."""
    for after in ("unshown", "missed", "ringing"):
        who = await day.seeker()
        ticket_id = await day.join(who, phone_ok=True)
        await day.warned_a_while_ago(ticket_id)
        call_id = str((await day.call()).call_id)
        if after == "unshown":
            await day.world.do(RingOut(call_id=call_id))
        elif after == "missed":
            await day.rang_to_the_end(call_id)
        else:
            day.world.clock(max(day.world.database._last_now, utc_now()) + timedelta(seconds=6))
        await day.world.do(PhoneInstead(call_id=call_id), day.scene.recruiter)
    await talked_by_telephone(day)


async def talked_by_telephone(day: Day) -> None:
    """Hung up by the recruiter, and confirmed by the person."""
    do, mei = day.world.do, day.scene.recruiter
    who = await day.seeker()
    await day.join(who, phone_first=True)
    call_id = str((await day.call()).call_id)
    await do(TelephoneAnswered(call_id=call_id), mei)
    day.world.clock(max(day.world.database._last_now, utc_now()) + timedelta(seconds=6))
    await do(HangUp(call_id=call_id), mei)
    (talk,) = day.world.rows(select(interview_table).where(interview_table.c.call_id == call_id))
    await do(TellOfTelephone(interview_id=talk.id, word="confirmed"), who)


async def tickets(world: World) -> None:
    day = await a_day(world)
    do, mei = world.do, day.scene.recruiter
    # waiting: left, come back within the half minute and left again; parked by the recruiter
    who = await day.seeker()
    ticket_id = await day.join(who)
    for command in (LeaveQueue, StayInQueue, LeaveQueue):
        await do(command(ticket_id=ticket_id), who)
    who, ticket_id, call_id = await rung(day)
    await do(RingOut(call_id=call_id))
    await do(NotThere(ticket_id=ticket_id), mei)
    # parked: back, and left
    await do(ReturnToQueue(ticket_id=ticket_id), who)
    await day.call()
    await do(NotThere(ticket_id=ticket_id), mei)
    await do(LeaveQueue(ticket_id=ticket_id), who)
    # called: kept, left, lapsed by the second real miss
    who, ticket_id, call_id = await rung(day)
    await do(CancelCall(call_id=call_id), mei)
    await day.call()
    await do(LeaveQueue(ticket_id=ticket_id), who)
    who, ticket_id = (await day.waiting(1))[0]
    for _ in range(2):
        await day.warned_a_while_ago(ticket_id)
        await day.rang_to_the_end(str((await day.call()).call_id))
        if day.ticket(ticket_id).state == "parked":
            await do(ReturnToQueue(ticket_id=ticket_id), who)
    await phoned_instead(day)
    # talking: served, cut off, left with everything else
    who, _, call_id = await rung(day)
    await day.talk(who, call_id)
    who, _, call_id = await rung(day)
    await day.answer(who, call_id)
    await do(HangUp(call_id=call_id), mei)
    await day.answer(who, str((await day.call()).call_id))
    await do(Erase(sure="yes"), who)
    # closed: who talks at the end, is rung, waits or is parked
    talks, _, call_id = await rung(day)
    await day.answer(talks, call_id)
    await day.close()
    await do(HangUp(call_id=call_id), mei)
    await opens_empty(day)
    parks, _, call_id = await rung(day)
    await do(DeclineCall(call_id=call_id), parks)
    await rung(day)
    await day.waiting(1)
    await day.close()


async def hires(world: World) -> None:
    stage = await a_stage(world, head_count=3)
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    await world.do(TakeBackOffer(offer_id=await stage.accepted(lan)), lan)
    await world.do(SayHireFell(offer_id=await stage.hired(bo), reason="papers"), bo)


async def offers(world: World) -> None:
    stage = await a_stage(world)
    do, mei, olga = world.do, stage.mei, stage.scene.organiser
    names = ("Lan", "Bo", "Chen", "Dan", "Eva", "Fei", "Gao")
    lan, bo, chen, dan, eva, fei, gao = [await stage.talked(name) for name in names]
    firm = await stage.offered(lan)
    await do(DeclineOffer(offer_id=await stage.offered(bo, as_reserve=True)), bo)
    reserve = await stage.offered(chen, as_reserve=True)
    await do(WithdrawOffer(offer_id=reserve, reason="need"), mei)
    unfreed = await stage.offered(gao, as_reserve=True)
    past = text("UPDATE offer SET starts_on = '2020-01-01' WHERE id = :ref").bindparams(ref=unfreed)
    await world.work(lambda work: work.write(past))
    await do(ExpireOffer(offer_id=unfreed))
    promoted = await stage.offered(dan, as_reserve=True)
    await do(DeclineOffer(offer_id=firm), lan)
    await do(WithdrawOffer(offer_id=promoted, reason="need"), mei)
    taken = await stage.accepted(eva)
    await do(TakeBackOffer(offer_id=taken), eva)
    late = await stage.offered(fei)
    over = text(
        "UPDATE deadline SET left_s = 0, due_at = running_since WHERE ref = :ref"
    ).bindparams(ref=late)
    await world.work(lambda work: work.write(over))
    await do(ExpireOffer(offer_id=late))
    # frozen with the licence: thawed, declined, and withdrawn with all that is the person's
    licence_id = world.rows(select(licence_table))[0].id
    reason = "The register shows another company."
    two = await stage.post(head_count=2)
    declined, _ = await stage.offered(lan, two), await stage.offered(gao, two)
    await do(LicenceSuspend(licence_id=licence_id, reason=reason), olga)
    await do(DeclineOffer(offer_id=declined), lan)
    await do(LicenceLift(licence_id=licence_id, reason=reason), olga)
    await do(LicenceSuspend(licence_id=licence_id, reason=reason), olga)
    await do(Erase(sure="yes"), gao)


async def cases(world: World) -> None:
    stage = await a_stage(world)
    do, olga = world.do, stage.scene.organiser
    lan = await stage.person("Lan")
    for end in (ResolveCase, EscalateCase):
        report = OpenCase(kind="vacancy", ref=stage.vacancy_id, what="fee")
        case_id = (await do(report, lan)).case_id
        for _ in range(2):
            await do(AnswerCase(case_id=case_id, text="We look into it."), olga)
        await do(end(case_id=case_id), olga)


def waiting(world: World) -> str:
    """Return the look that waits."""
    return str(world.rows("select id from look where state = 'waiting'")[0].id)


async def looks(world: World) -> None:
    stage = await a_stage(world)
    do, mei, olga = world.do, stage.mei, stage.scene.organiser
    say = Say(booth_id=stage.scene.booth_id, text="Bring 300 yuan on the first day.")
    await do(say, mei)
    for verdict in ("stand", "refuse"):
        look_id = waiting(world)
        await do(DecideLook(look_id=look_id, verdict=verdict), olga)
        await do(UndoLook(look_id=look_id), olga)
    await do(TakeBackText(look_id=waiting(world)), mei)
    booth = {"booth_id": stage.scene.booth_id}
    for amount, verdict in ((300, ""), (400, "refuse"), (0, ""), (500, "stand"), (0, "")):
        about = {"en": f"Bring {amount} yuan." if amount else "Shirts."}
        await do(BoothTell(about=about, **booth), mei)
        if verdict:
            await do(DecideLook(look_id=waiting(world), verdict=verdict), olga)
    query = "select id from look where state = 'replaced' and verdict = 'refuse'"
    for row in world.rows(query):  # what was refused may be said again
        await do(UndoLook(look_id=row.id), olga)


Life = Callable[[World], Awaitable[None]]
LIVES: dict[str, Life] = {
    "fair": fairs, "session": sessions, "licence": licences, "booth": booths,
    "vacancy": vacancies, "call": calls, "guest": guests, "interview": interviews,
    "ticket": tickets, "hire": hires, "offer": offers, "case": cases, "look": looks,
    "appointment": appointments, "handing": handings,
    "enrolment": enrolments, "filing": filings, "help": help_requests, "draw": draws,
    "number_change": number_changes,
}  # fmt: skip
