"""What the office does in a queue for who asked it to: named, told, undone, and by their limits."""

import pytest
import pytest_asyncio

from fair.audit import reads as audits
from fair.contract.all import COMMANDS
from fair.contract.helpdesk import FinishHelp, OpenHelp
from fair.contract.helpdesk_acts import KeepPlaceFor, TakePlaceFor, TelephoneFor
from fair.contract.people import WithdrawConsent
from fair.contract.queue import ChooseTelephone, GetReady, LeaveQueue
from fair.decisions import NotAllowed, NotFound
from fair.glossary import Role, TicketState
from fair.helpdesk import views
from fair.helpdesk.refusals import HelpIsNotYours
from fair.roles import ORGANISERS
from fair.screening.refusals import FeeAsked
from fair.tickets.refusals import AlreadyInQueue, AlreadyPostponed, NoNumber, PostElsewhere
from tests.helpdesk.desk import WHY, colleague, helped, shown, ticket, waits
from tests.hiring.stage import Stage, a_stage
from tests.world import World


@pytest_asyncio.fixture
async def stage(world: World) -> Stage:
    return await a_stage(world)


def place(stage: Stage, request_id: str, **more: object) -> TakePlaceFor:
    said = {"booth_id": stage.scene.booth_id, "said_yes": "yes", "reason": WHY}
    return TakePlaceFor.model_validate({"request_id": request_id, **said, **more})


def five(request_id: str, ticket_id: str, reason: str = WHY) -> KeepPlaceFor:
    return KeepPlaceFor(request_id=request_id, ticket_id=ticket_id, reason=reason)


def phone(request_id: str, ticket_id: str) -> TelephoneFor:
    return TelephoneFor(request_id=request_id, ticket_id=ticket_id, said_yes="yes", reason=WHY)


async def test_a_place_is_taken_for_her_with_the_posts_she_names_behind_who_was_there(stage):
    lan, request_id = await helped(stage)
    bo = await stage.person("Bo")
    first = ticket(stage, await waits(stage, bo))

    reply = await stage.world.do(
        place(stage, request_id, vacancy_ids=(stage.vacancy_id,)), stage.scene.organiser
    )

    hers = ticket(stage, reply.ticket_id)
    assert hers.person_id == lan.person_id
    assert hers.vacancy_ids == (stage.vacancy_id,)
    assert hers.number == first.number + 1
    assert hers.rank > first.rank
    told = await shown(stage, "/need-help", "Lan")
    assert "Olga took a place at Huafeng, as asked." in told
    assert WHY in told
    assert "Huafeng" in await shown(stage, "/queues", "Lan")
    [said] = [one for one in stage.texts(lan) if "took a place" in one]
    assert "Olga" in said
    assert stage.world.chain_holds()


async def test_the_ledger_says_who_took_it_on_whose_behalf_and_the_report_counts_it_apart(stage):
    lan, request_id = await helped(stage)
    await stage.world.do(place(stage, request_id), stage.scene.organiser)

    rows = stage.world.rows(
        "select kind, author from ledger where kind in ('help.place', 'ticket.taken')"
    )
    assert {row.author for row in rows} == {stage.scene.organiser.author}
    assert {row.kind for row in rows} == {"help.place", "ticket.taken"}
    assert stage.world.look(audits.yeses_of, stage.scene.fair_id).consents_desk == 1
    assert "you told the help desk" in await shown(stage, "/me/knows", "Lan")

    await stage.world.do(WithdrawConsent(employer_id=stage.scene.employer_id), lan)
    assert stage.world.look(audits.yeses_of, stage.scene.fair_id).consents_desk == 0


async def test_a_place_she_took_herself_is_none_of_the_help_desks(stage):
    lan, _ = await helped(stage)
    await waits(stage, lan)

    assert stage.world.look(audits.yeses_of, stage.scene.fair_id).consents_desk == 0


async def test_she_gives_the_place_up_by_one_tap_where_she_reads_of_it(stage):
    lan, request_id = await helped(stage)
    reply = await stage.world.do(place(stage, request_id), stage.scene.organiser)
    assert "I did not want this: leave" in await shown(stage, "/need-help", "Lan")

    await stage.world.do(LeaveQueue(ticket_id=reply.ticket_id), lan)

    assert ticket(stage, reply.ticket_id).state is TicketState.LEFT
    assert "I did not want this: leave" not in await shown(stage, "/need-help", "Lan")


async def test_her_limits_hold_also_by_telephone(stage):
    lan, request_id = await helped(stage)
    await waits(stage, lan)
    olga = stage.scene.organiser

    with pytest.raises(AlreadyInQueue):
        await stage.world.do(place(stage, request_id), olga)
    bo, other = await helped(stage, "Bo")
    with pytest.raises(PostElsewhere):
        await stage.world.do(place(stage, other, vacancy_ids=("v0000000none",)), olga)
    assert not stage.world.rows(f"select id from ticket where person_id = '{bo.person_id}'")


async def test_five_minutes_are_hers_once_whoever_asks_for_them(stage):
    lan, request_id = await helped(stage)
    ticket_id = await waits(stage, lan)
    before = ticket(stage, ticket_id)

    await stage.world.do(five(request_id, ticket_id), stage.scene.organiser)

    kept = ticket(stage, ticket_id)
    assert (kept.postponed, kept.held, kept.rank) == (True, "five", before.rank)
    with pytest.raises(AlreadyPostponed):
        await stage.world.do(five(request_id, ticket_id), stage.scene.organiser)
    assert "Olga had Huafeng wait five more minutes, as asked." in await shown(
        stage, "/need-help", "Lan"
    )
    await stage.world.do(GetReady(ticket_id=ticket_id), lan)
    assert not ticket(stage, ticket_id).held


async def test_a_talk_goes_by_telephone_and_she_is_told_which_number_rings(stage):
    lan, request_id = await helped(stage)
    ticket_id = await waits(stage, lan)

    await stage.world.do(phone(request_id, ticket_id), stage.scene.organiser)

    assert ticket(stage, ticket_id).phone_first
    [said] = [one for one in stage.texts(lan) if "phones you at" in one]
    assert "138••••" in said
    await stage.world.do(ChooseTelephone(ticket_id=ticket_id, first=False), lan)
    assert not ticket(stage, ticket_id).phone_first


async def test_no_telephone_is_chosen_that_is_not_known_to_be_hers(stage):
    lan, request_id = await helped(stage)
    ticket_id = await waits(stage, lan)
    await stage.world.work(
        lambda work: work.connection.exec_driver_sql("UPDATE person SET confirmed_at = NULL")
    )

    with pytest.raises(NoNumber):
        await stage.world.do(phone(request_id, ticket_id), stage.scene.organiser)


async def test_another_persons_ticket_is_not_found_by_who_helps_somebody(stage):
    _, request_id = await helped(stage)
    bo = await stage.person("Bo")
    his = await waits(stage, bo)

    for command in (five(request_id, his), phone(request_id, his)):
        with pytest.raises(NotFound):
            await stage.world.do(command, stage.scene.organiser)
    assert not ticket(stage, his).postponed


async def test_a_colleague_who_does_not_help_and_whoever_is_no_organiser_do_nothing(stage):
    lan, request_id = await helped(stage)
    ticket_id = await waits(stage, lan)
    pia = await colleague(stage)
    commands = (place(stage, request_id), five(request_id, ticket_id), phone(request_id, ticket_id))

    for command in commands:
        with pytest.raises(HelpIsNotYours):
            await stage.world.do(command, pia)
        for who in (stage.mei, lan):
            with pytest.raises(NotAllowed):
                await stage.world.do(command, who)
    await shown(stage, f"/organise/help/{request_id}/place", "Pia", 409)
    await shown(stage, f"/organise/help/{request_id}/place", "recruiter", 403)


async def test_nothing_more_is_done_once_the_help_is_over(stage):
    lan, request_id = await helped(stage)
    ticket_id = await waits(stage, lan)
    await stage.world.do(FinishHelp(request_id=request_id, what="Rang."), stage.scene.organiser)

    for command in (five(request_id, ticket_id), phone(request_id, ticket_id)):
        with pytest.raises(HelpIsNotYours):
            await stage.world.do(command, stage.scene.organiser)


async def test_a_reason_that_asks_for_money_is_no_reason(stage):
    lan, request_id = await helped(stage)
    ticket_id = await waits(stage, lan)

    with pytest.raises(FeeAsked):
        await stage.world.do(
            five(request_id, ticket_id, "Pay a deposit of 200 yuan first."), stage.scene.organiser
        )
    assert not ticket(stage, ticket_id).postponed


async def test_without_her_yes_to_the_consent_there_is_no_place(stage):
    _, request_id = await helped(stage)

    with pytest.raises(ValueError, match="said_yes"):
        place(stage, request_id, said_yes="")
    page = await shown(
        stage, f"/organise/help/{request_id}/place?booth={stage.scene.booth_id}", "organiser"
    )
    assert "I read it out, and Lan said yes" in page
    assert "Not your number, not your county." in page


async def test_nobody_of_the_office_may_send_what_is_a_persons_own_yes(stage):
    """Every command that somebody who looks for work sends, and not the other side as well."""
    own = {
        name: kind
        for name, kind in COMMANDS.items()
        if Role.SEEKER in kind.by and not kind.by & ORGANISERS
    }

    assert {"offer.accept", "ticket.join", "ticket.ready", "consent.withdraw"} <= set(own)
    for name, kind in own.items():
        with pytest.raises(NotAllowed):
            await stage.world.do(kind.model_validate(kind.example or {}), stage.scene.organiser)
        assert not kind.by & ORGANISERS, name


async def test_posts_that_stand_in_no_list_are_counted(stage, monkeypatch):
    monkeypatch.setattr(views, "_POSTS", 1)
    _, request_id = await helped(stage)
    page = f"/organise/help/{request_id}/place?booth={stage.scene.booth_id}"
    assert "1 more follows after these." not in await shown(stage, page)

    await stage.post(title="Cutter")

    assert "1 more follows after these." in await shown(stage, page)


async def test_whoever_rang_is_helped_the_same_way(stage):
    bo = await stage.person("Bo")
    opened = await stage.world.do(
        OpenHelp(person_id=bo.person_id, reason="He rang."), stage.scene.organiser
    )

    reply = await stage.world.do(place(stage, opened.request_id), stage.scene.organiser)

    assert ticket(stage, reply.ticket_id).person_id == bo.person_id


async def test_whoever_helps_sees_the_places_and_what_can_be_done_there(stage):
    lan, request_id = await helped(stage)
    page = f"/organise/help/{request_id}"
    assert "Keep the place for five minutes" not in await shown(stage, page)

    ticket_id = await waits(stage, lan)

    assert "Keep the place for five minutes" in await shown(stage, page)
    await stage.world.do(five(request_id, ticket_id), stage.scene.organiser)
    await stage.world.do(phone(request_id, ticket_id), stage.scene.organiser)
    after = await shown(stage, page)
    assert "Keep the place for five minutes" not in after
    assert "Have them phoned" not in after
