"""A number that the help desk writes down counts after a day; the old one is told and stops it."""

import re
from datetime import timedelta

import pytest
import pytest_asyncio

from fair import timers
from fair.contract.helpdesk import ReadCodeOut
from fair.contract.helpdesk_acts import (
    ApplyNumber,
    CorrectNumber,
    KeepNumber,
    StopNumber,
    TelephoneFor,
)
from fair.contract.people import ChangeNumber, Erase
from fair.contract.phone_codes import AskSignInCode, ConfirmByOrganiser, TryReadOutCode
from fair.db import utc_now
from fair.decisions import NotAllowed, WrongState
from fair.glossary import TicketState
from fair.helpdesk import number_reads
from fair.helpdesk.number_actions import DUE_AT
from fair.helpdesk.number_change import WAITS
from fair.helpdesk.refusals import HelpIsNotYours, NumberIsChanging
from fair.people import number_reads as numbers
from fair.people import reads as people
from fair.people.refusals import BadPhone, NumberTaken
from fair.phone_codes import text_link_store
from fair.phone_codes.refusals import NotReadOut
from tests.helpdesk.desk import WHY, colleague, helped, shown, ticket, waits
from tests.hiring.stage import Stage, a_stage
from tests.test_web import TOKEN
from tests.values import some
from tests.world import World

NEW = "+8613900001234"
BROWSER = "b" * 64


@pytest_asyncio.fixture
async def stage(world: World) -> Stage:
    return await a_stage(world)


def correct(request_id: str, phone: str = NEW, way: str = "counter") -> CorrectNumber:
    said = {"request_id": request_id, "phone": phone, "way": way, "reason": "Lost her phone."}
    return CorrectNumber.model_validate(said)


async def written(stage: Stage):
    """Return somebody whose new number Olga wrote down, with the request and the change."""
    lan, request_id = await helped(stage)
    await stage.world.do(correct(request_id), stage.scene.organiser)
    return lan, request_id, some(ahead(stage, lan))


def ahead(stage: Stage, who):
    return stage.world.look(number_reads.ahead, who.person_id)


def number(stage: Stage, who) -> tuple[str, bool]:
    found = some(stage.world.look(people.person, who.person_id))
    return found.phone, found.confirmed


def told(stage: Stage, who) -> list[str]:
    return [one for one in stage.texts(who) if "wrote down a new number" in one]


async def press(stage: Stage, path: str):
    """Open the link of a text in a browser that nobody knows, and press its one button."""
    async with stage.world.web("") as web:
        page = await web.get(path)
        csrf = some(TOKEN.search(page.text))[1]
        return page, await web.post(path, data={"csrf": csrf}), await web.get("/me")


# --- the crook -----------------------------------------------------------------------------------


async def test_a_crook_who_talks_a_tired_helper_into_it_gains_nothing_for_a_day(stage):
    """The new number opens nothing, is rung by nobody, and no code is read out meanwhile."""
    lan = await stage.person("Lan")
    old, _ = number(stage, lan)
    lan, request_id, made = await written(stage)
    old, confirmed = number(stage, lan)
    olga = stage.scene.organiser

    assert old != NEW
    assert confirmed
    assert made.due_at - made.made_at == timedelta(hours=24)
    assert stage.world.look(timers.ends_at, DUE_AT, made.id) == made.due_at
    await stage.world.do(AskSignInCode(phone=NEW, browser=BROWSER, address="198.51.100.7"))
    assert not stage.world.rows(f"select id from signal where recipient = '{NEW}'")
    assert not stage.world.look(numbers.owners, NEW)
    with pytest.raises(NumberIsChanging):
        await stage.world.do(ReadCodeOut(request_id=request_id), olga)
    with pytest.raises(NotReadOut):
        await stage.world.do(
            TryReadOutCode(phone=NEW, code="123456", given_name="Lan", year="1990")
        )
    ticket_id = await waits(stage, lan)
    rings = TelephoneFor(request_id=request_id, ticket_id=ticket_id, said_yes="yes", reason=WHY)
    with pytest.raises(NumberIsChanging):
        await stage.world.do(rings, olga)
    assert NEW not in await shown(stage, f"/organise/help/{request_id}")


async def test_the_owner_is_told_at_once_and_stops_it_by_one_tap_on_any_phone(stage):
    lan, _, made = await written(stage)
    [said] = told(stage, lan)
    assert "Olga" in said
    assert "1390000" not in said
    path = some(re.search(r"/t/\w+", said))[0]

    page, answer, after = await press(stage, path)

    assert "Keep my number" in page.text
    assert answer.status_code == 303
    assert "fair_login" not in answer.headers.get("set-cookie", "")
    assert after.status_code != 200, "the link signs nobody in"
    assert ahead(stage, lan) is None
    assert stage.world.look(timers.ends_at, DUE_AT, made.id) is None
    await stage.world.do(ApplyNumber(change_id=made.id))
    assert number(stage, lan)[0] != NEW
    assert "The change of the number was stopped." in await shown(stage, "/need-help", "Lan")
    assert stage.world.chain_holds()


async def test_looking_at_the_link_stops_nothing(stage):
    lan, _, _ = await written(stage)
    [said] = told(stage, lan)

    async with stage.world.web("") as web:
        await web.get(some(re.search(r"/t/\w+", said))[0])

    assert ahead(stage, lan) is not None


async def test_the_link_is_over_with_the_day(stage):
    lan, _, _ = await written(stage)
    [said] = told(stage, lan)
    stage.world.clock(utc_now() + WAITS + timedelta(minutes=1))
    await stage.world.work(
        lambda work: work.connection.exec_driver_sql(
            "UPDATE text_link SET made_at = made_at - 86400000000 - 60000000"
        )
    )

    async with stage.world.web("") as web:
        page = await web.get(some(re.search(r"/t/\w+", said))[0])

    assert "This link no longer works" in page.text


async def test_after_an_outage_the_link_stops_the_change_as_long_as_it_is_ahead(stage):
    """The day of the change is a day in which the house ran: the link's day is the same one."""
    lan, _, _ = await written(stage)
    [said] = told(stage, lan)
    hour = 3_600_000_000
    stopped_at = utc_now() - timedelta(hours=3)  # it was written down 23 hours before that
    await stage.world.work(
        lambda work: work.connection.exec_driver_sql(
            f"UPDATE text_link SET made_at = made_at - 26 * {hour}"
        )
    )
    await stage.world.work(lambda work: text_link_store.last_longer(work, stopped_at))

    page, answer, _ = await press(stage, some(re.search(r"/t/\w+", said))[0])

    assert "Keep my number" in page.text
    assert answer.status_code == 303
    assert ahead(stage, lan) is None


async def test_where_no_text_reaches_the_old_number_the_page_does_not_say_that_it_was_told(stage):
    _, request_id, _ = await written(stage)
    page = f"/organise/help/{request_id}"
    assert "The number on file was told, and can stop it." in await shown(stage, page)
    await stage.world.work(
        lambda work: work.connection.exec_driver_sql("UPDATE person SET confirmed_at = NULL")
    )

    said = await shown(stage, page)

    assert "was told" not in said
    assert "No text reaches the number on file: ring it" in said


# --- the honest woman ----------------------------------------------------------------------------


async def test_who_lost_her_phone_keeps_her_places_and_has_her_new_number_after_a_day(stage):
    lan, request_id = await helped(stage)
    ticket_id = await waits(stage, lan)
    olga = stage.scene.organiser
    await stage.world.do(correct(request_id), olga)
    assert ticket(stage, ticket_id).state is TicketState.WAITING
    assert "Another number is written down for you" in await shown(stage, "/need-help", "Lan")

    made = some(ahead(stage, lan))
    stage.world.clock(utc_now() + WAITS)
    await stage.world.do(ApplyNumber(change_id=made.id))

    assert number(stage, lan) == (NEW, False)
    assert ticket(stage, ticket_id).state is TicketState.WAITING
    await stage.world.do(ConfirmByOrganiser(person_id=lan.person_id), olga)
    await stage.world.do(ReadCodeOut(request_id=request_id), olga)
    page = await shown(stage, f"/organise/help/{request_id}")
    assert NEW in page
    assert "data-code>" in page
    assert stage.world.chain_holds()


async def test_due_twice_is_once(stage):
    lan, _, made = await written(stage)
    await stage.world.do(ApplyNumber(change_id=made.id))
    await stage.world.do(ApplyNumber(change_id=made.id))

    assert number(stage, lan) == (NEW, False)
    assert stage.world.kinds().count("number.moved") == 1


async def test_what_was_texted_to_the_old_number_opens_nothing_once_the_new_one_counts(stage):
    lan, _, made = await written(stage)
    [said] = told(stage, lan)
    await stage.world.do(ApplyNumber(change_id=made.id))

    async with stage.world.web("") as web:
        page = await web.get(some(re.search(r"/t/\w+", said))[0])

    assert "This link no longer works" in page.text


async def test_she_stops_it_herself_on_her_page(stage):
    lan, request_id, _ = await written(stage)
    assert "Keep my number" in await shown(stage, "/need-help", "Lan")

    await stage.world.do(KeepNumber(), lan)

    assert ahead(stage, lan) is None
    assert "Keep my number" not in await shown(stage, "/need-help", "Lan")
    with pytest.raises(WrongState):
        await stage.world.do(KeepNumber(), lan)
    await stage.world.do(ReadCodeOut(request_id=request_id), stage.scene.organiser)


async def test_who_changes_the_number_herself_needs_no_other_one(stage):
    lan, _, made = await written(stage)

    await stage.world.do(ChangeNumber(phone="13700007777"), lan)
    await stage.world.do(ApplyNumber(change_id=made.id))

    assert number(stage, lan)[0] == "+8613700007777"


# --- who may -------------------------------------------------------------------------------------


async def test_a_colleague_stops_what_another_one_wrote_down_and_says_why(stage):
    lan, _, made = await written(stage)
    pia = await colleague(stage)

    await stage.world.do(StopNumber(change_id=made.id, reason="The owner rang us."), pia)

    assert ahead(stage, lan) is None
    page = await shown(stage, "/need-help", "Lan")
    assert "Pia stopped the change of the number." in page
    assert "The owner rang us." in page


async def test_strangers_colleagues_and_competitors_write_nothing_down_and_stop_nothing(stage):
    lan, request_id = await helped(stage)
    pia, bo = await colleague(stage), await stage.person("Bo")

    with pytest.raises(HelpIsNotYours):
        await stage.world.do(correct(request_id), pia)
    for who in (stage.mei, bo, lan):
        with pytest.raises(NotAllowed):
            await stage.world.do(correct(request_id), who)
    await stage.world.do(correct(request_id), stage.scene.organiser)
    made = some(ahead(stage, lan))
    with pytest.raises(WrongState):
        await stage.world.do(KeepNumber(), bo)
    for who in (stage.mei, bo):
        with pytest.raises(NotAllowed):
            await stage.world.do(StopNumber(change_id=made.id, reason=WHY), who)
        with pytest.raises(NotAllowed):
            await stage.world.do(ApplyNumber(change_id=made.id), who)
    with pytest.raises(NotAllowed):
        await stage.world.do(ApplyNumber(change_id=made.id), stage.scene.organiser)
    assert ahead(stage, lan) is not None


async def test_a_second_number_does_not_take_the_place_of_the_first(stage):
    _, request_id, _ = await written(stage)

    with pytest.raises(NumberIsChanging):
        await stage.world.do(correct(request_id, "13611112222"), stage.scene.organiser)


async def test_what_is_no_number_is_not_written_down_nor_the_one_on_file(stage):
    lan, request_id = await helped(stage)
    olga = stage.scene.organiser

    with pytest.raises(BadPhone):
        await stage.world.do(correct(request_id, "123"), olga)
    with pytest.raises(WrongState):
        await stage.world.do(correct(request_id, number(stage, lan)[0]), olga)


async def share(stage: Stage, *names: str) -> None:
    for n, name in enumerate(names, 1):
        who = await stage.person(name)
        said = f"UPDATE person SET phone = '{NEW}', share = {n} WHERE id = '{who.person_id}'"
        await stage.world.work(lambda work, said=said: work.connection.exec_driver_sql(said))


async def test_a_number_that_three_use_is_not_written_down(stage):
    _, request_id = await helped(stage)
    await share(stage, "Bo", "Chen", "Dan")

    with pytest.raises(NumberTaken):
        await stage.world.do(correct(request_id), stage.scene.organiser)


async def test_where_three_use_it_by_then_the_old_one_stays(stage):
    lan, _, made = await written(stage)
    old = number(stage, lan)
    await share(stage, "Bo", "Chen", "Dan")

    await stage.world.do(ApplyNumber(change_id=made.id))

    assert number(stage, lan) == old
    assert ahead(stage, lan) is None


async def test_who_is_erased_leaves_no_number_behind(stage):
    lan, _, made = await written(stage)

    await stage.world.do(Erase(sure="yes"), lan)
    await stage.world.do(ApplyNumber(change_id=made.id))

    [row] = stage.world.rows("select phone, state from number_change")
    assert (row.phone, row.state) == ("", "kept")
    assert stage.world.chain_holds()
