"""A fair where everything belongs to somebody: one real thing of each kind, by its field's name."""

import io
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from fair import histories
from fair.audit import store as audits
from fair.audit.draw import Draw
from fair.contract.accounts import Invite
from fair.contract.appointments import BookSlot, OpenSlots
from fair.contract.board import OpenCase
from fair.contract.booths import DutyStart
from fair.contract.conduct import LetPersonIn
from fair.contract.exports import MakeExport
from fair.contract.helpdesk import AskForHelp
from fair.contract.lanes import GrantPriority, PublishCriteria
from fair.contract.programme_halls import AddSession, RemoveSession
from fair.contract.queue import CallNext, JoinQueue
from fair.contract.rooms_chat import Ask, Say
from fair.db import Work, utc_now
from fair.decisions import Actor
from fair.drafts import store as drafts
from fair.glossary import DrawState, GuestState, HandingState, NumberChangeState, Role
from fair.guests import store as guests
from fair.guests.guest import Guest, Sort
from fair.helpdesk import number_store as numbers
from fair.helpdesk.number_change import WAITS, NumberChange, Way
from fair.intake import held_store as tables
from fair.intake import run_writes
from fair.intake.reads import HeldFile
from fair.lanes import store as handings
from fair.lanes.handing import Handing
from fair.people import writes as people
from fair.programme import reads as programme
from fair.shaping.shape import Choice, Shape, as_map
from fair.tables import metadata
from fair.vacancies import staging_writes
from tests.audit.house import a_fair_organiser, an_auditor
from tests.booths.scene import Scene
from tests.enrolments.asking import waits
from tests.hiring.stage import Stage, a_stage
from tests.world import World

LAN = "Zhenlan"


@dataclass
class Belongings:
    """Whose things they are: `lan` and the recruiters of the booth.

    `fu` and `stranger` have none, `eve` audits the fair, and `gao` runs it alone.

    `ids` are real ids by the name of a command's field, or of a path's placeholder.
    """

    stage: Stage
    lan: Actor
    fu: Actor
    eve: Actor
    gao: Actor
    ids: dict[str, Any] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.stage.world

    @property
    def mei(self) -> Actor:
        return self.stage.mei

    @property
    def stranger(self) -> Actor:
        return self.stage.scene.stranger

    def everything(self) -> dict[str, Any]:
        """Return every row of every table."""
        return {
            table.name: sorted(map(repr, self.world.rows(table.select())))
            for table in metadata.sorted_tables
        }


async def a_help(world: World, scene: Scene, lan: Actor) -> dict[str, str]:
    """Let somebody ask for help, and another number of theirs be written down."""
    asked = await world.do(AskForHelp(page="/queues", about="No sound"), lan)

    def write(work: Work) -> str:
        made = NumberChange(
            id=work.new_id(), request_id=asked.request_id, fair_id=scene.fair_id,
            person_id=lan.person_id, phone="+8613900001234", way=Way.COUNTER,
            account_id=scene.organiser.account_id, state=NumberChangeState.AHEAD,
            made_at=work.now, due_at=work.now + WAITS,
        )  # fmt: skip
        numbers.add(work, made)
        return made.id

    change_id = await world.work(write, scene.organiser)
    return {"request_id": asked.request_id, "change_id": change_id}


async def an_export(stage: Stage) -> str:
    """Let the recruiter ask for a file of the own people; return its id."""
    of = {"fair_id": stage.scene.fair_id, "form": "csv", "purpose": "follow_up"}
    return str((await stage.world.do(MakeExport(what="people", **of), stage.mei)).export_id)


def a_run(work: Work, vacancy_id: str) -> str:
    """Let the office work on one draft."""
    run_id = drafts.stage(work, "complete", {}, drafts=1, parts=1)
    drafts.add_parts(work, run_id, 0, [[vacancy_id]])
    drafts.change(work, run_id, begun_at=work.now)
    return run_id


def a_table(work: Work) -> str:
    """Let an organiser bring a table whose columns are not chosen yet."""
    file_id = tables.begin(work, "saffron.csv", "")
    packed = next(tables.parted(io.BytesIO(b"Company,Title\nBohai,Welder\n")))
    tables.add_part(work, file_id, 0, packed)
    tables.change(work, file_id, parts=1, rows=1)
    return file_id


def an_intake(work: Work) -> str:
    """Let another table of the organiser come in, of which nothing was read yet."""
    file = HeldFile(
        id=a_table(work), account_id=work.actor.account_id, file_name="saffron.csv", encoding="",
        rows=1,
    )  # fmt: skip
    shape = Shape(
        name="", choices=[Choice(heading="Company", column="employer"),
                          Choice(heading="Title", column="title")],
    )  # fmt: skip
    return run_writes.begin(work, file, as_map(shape), "")


async def let_in(stage: Stage, who: Actor) -> str:
    """Let the office say that somebody is none who was sent out; return what was noted."""
    of = {"fair_id": stage.scene.fair_id, "person_id": who.person_id}
    return str((await stage.world.do(LetPersonIn(**of), stage.scene.organiser)).measure_id)


async def belongings(world: World) -> Belongings:
    """Make one of everything by commands: a ringing call, an owed answer, an offer, a case …"""
    stage = await a_stage(world, head_count=3)
    scene = stage.scene
    lan, fu = await stage.talked(LAN), await stage.person("Fu")
    await world.do(DutyStart(booth_id=scene.booth_id), scene.colleague)
    offer_id = await stage.offered(lan)
    ticket = await world.do(JoinQueue(booth_id=scene.booth_id), lan)
    call = await world.do(CallNext(booth_id=scene.booth_id), stage.mei)
    question = await world.do(Ask(booth_id=scene.booth_id, text="Is there a canteen?"), lan)
    await world.do(Say(booth_id=scene.booth_id, text="Bring 300 yuan tomorrow."), stage.mei)
    case = await world.do(OpenCase(kind="booth", ref=scene.booth_id, what="other", text="Odd"), lan)
    invitation = await world.do(
        Invite(email="new@huafeng.example", role="recruiter", employer_id=scene.employer_id),
        stage.mei,
    )

    def by_lan(work: Work) -> str:
        return people.keep_file(work, "cv.txt", b"I sew.", 1000)

    def by_mei(work: Work) -> str:
        return staging_writes.begin(
            work, started_at=work.now, employer_id=scene.employer_id,
            account_id=stage.mei.account_id,
            file_name="posts.csv", map_name="", rows=0, vacancies=0, refused=0, duplicates=0,
            employers=0, problems=[],
        )  # fmt: skip

    begins = (utc_now() + timedelta(hours=2)).isoformat()
    await world.do(OpenSlots(booth_id=scene.booth_id, starts_at=begins, many=2), stage.mei)
    slots = [row.id for row in world.rows("select id from slot order by starts_at")]
    appointment = await world.do(BookSlot(slot_id=slots[0]), lan)
    await world.do(
        PublishCriteria(fair_id=scene.fair_id, criteria=("travels_today",)), scene.organiser
    )
    priority = await world.do(
        GrantPriority(fair_id=scene.fair_id, person_id=lan.person_id, criterion="travels_today"),
        scene.organiser,
    )

    def a_handing(work: Work) -> str:
        made = Handing(
            id=work.new_id(), fair_id=scene.fair_id, ticket_id=ticket.ticket_id,
            booth_id=scene.booth_id, person_id=lan.person_id,
            account_id=scene.colleague.account_id, state=HandingState.ASKED, asked_at=work.now,
            why="The night shift",
        )  # fmt: skip
        handings.add_handing(work, made)
        return made.id

    def a_guest(work: Work) -> str:
        # A colleague's by the account, anybody's by the link; the call only rings, and so nobody
        # could ask them in.
        made = Guest(
            id=work.new_id(), fair_id=scene.fair_id, call_id=call.call_id, booth_id=scene.booth_id,
            person_id=lan.person_id, asked_by=Role.SEEKER, sort=Sort.HELPER,
            state=GuestState.ASKED, asked_at=work.now, mark=work.new_id(), token="t" * 24,
            account_id=scene.colleague.account_id,
        )  # fmt: skip
        guests.add(work, made)
        return made.id

    eve = await an_auditor(stage, "Eve")

    def a_draw(work: Work) -> str:
        # Of an offer that stands open: a hire would take lan's other tickets away.
        made = Draw(
            id=work.new_id(), fair_id=scene.fair_id, account_id=eve.account_id, number=1,
            seed="314159", many=1, of=1, state=DrawState.OPEN, drawn_at=work.now,
        )  # fmt: skip
        audits.add_draw(work, made, [offer_id])
        return made.id

    login = "select id from login where person_id = '{}'"
    whole = world.look(programme.fair, scene.fair_id)
    hours = {"opens_at": whole.opens_at, "closes_at": whole.closes_at}
    session = await world.do(AddSession(fair_id=whole.id, **hours), scene.organiser)
    await world.do(RemoveSession(session_id=session.session_id), scene.organiser)
    enrolment_id = await waits(world, scene.fair_id, email="saffron@bohai.example")

    ids = {
        "enrolment_id": enrolment_id,
        "enrolment_ids": [enrolment_id],
        "attachment_id": await world.work(by_lan, lan),
        "import_id": await world.work(by_mei, stage.mei),
        "file_id": await world.work(a_table, scene.organiser),
        "intake_id": await world.work(an_intake, scene.organiser),
        "map_id": "m00000000001",
        "run_id": await world.work(partial(a_run, vacancy_id=stage.vacancy_id), scene.organiser),
        "login_id": world.rows(login.format(lan.person_id))[0].id,
        "fair_id": scene.fair_id,
        "hall_id": scene.hall_id,
        "session_id": session.session_id,
        "employer_id": scene.employer_id,
        "account_id": scene.colleague.account_id,
        "person_id": lan.person_id,
        "booth_id": scene.booth_id,
        "licence_id": world.rows(
            f"select id from licence where employer_id = '{scene.employer_id}'"
        )[0].id,
        "vacancy_id": stage.vacancy_id,
        "vacancy_ids": [stage.vacancy_id],
        "interview_id": stage.interviews[lan.person_id],
        "offer_id": offer_id,
        "ticket_id": ticket.ticket_id,
        "call_id": call.call_id,
        "message_id": question.message_id,
        "case_id": case.case_id,
        "look_id": world.rows("select id from look")[0].id,
        "invitation_id": invitation.invitation_id,
        "slot_id": slots[1],
        "appointment_id": appointment.appointment_id,
        "priority_id": priority.priority_id,
        "measure_id": await let_in(stage, fu),
        "handing_id": await world.work(a_handing, stage.mei),
        **await a_help(world, scene, lan),
        "guest_id": await world.work(a_guest, lan),
        "draw_id": await world.work(a_draw, eve),
        "export_id": await an_export(stage),
        "alias": world.look(histories.aliases, lan.person_id)[scene.fair_id],
        "figure": "offers",
        "which": "ended",
    }
    return Belongings(stage, lan, fu, eve, await a_fair_organiser(stage, "Gao"), ids)
