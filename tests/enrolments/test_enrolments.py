"""A company asks to take part from a fair's page, and the organiser decides."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from fair.board.rows_reads import verify_rows
from fair.contract.employers import LicenceSuspend
from fair.contract.enrolments import (
    EnrolmentAccept,
    EnrolmentAsk,
    EnrolmentConfirm,
    EnrolmentRefuse,
    EnrolmentTakeBack,
)
from fair.contract.programme import CloseFair, CreateFair, PublishFair
from fair.db import utc_now
from fair.decisions import VISITOR, NotAllowed, NotFound, Refusal, SignInFirst
from fair.employers import reads as employers
from fair.employers import store as employer_store
from fair.enrolments.refusals import (
    ContactHasAccount,
    EnrolmentDecided,
    EnrolmentOver,
    NoMailGoesOut,
    TooManyAsk,
)
from fair.enrolments.store import enrolment_table
from fair.glossary import EmployerKind, LicenceState
from fair.programme.refusals import FairFinished
from tests.accounts.helpers import link_in, mails
from tests.booths.scene import CODE, a_scene, seen
from tests.enrolments.asking import AGENCY, MAIL, NAME, OVERSEAS, asked, code_of, form, link, waits
from tests.people.helpers import fields_of, send
from tests.world import running, some

REASON = "The register knows no such licence."


@pytest.fixture
def fair(scene):
    """The scene, with its fair open."""
    return scene


def ask(fair, **said):
    return EnrolmentAsk.model_validate(form(fair.fair_id, **said))


def state(world, enrolment_id):
    return world.rows(f"select state from enrolment where id = '{enrolment_id}'")[0].state


async def test_a_company_asks_without_javascript_and_is_brought_in_with_licence_and_invitation(
    fair,
):
    world, page_of = fair.world, f"/fairs/{fair.fair_id}"
    async with world.web() as web:
        assert f'href="{page_of}/recruit"' in (await web.get(page_of)).text
        assert f"{page_of}/recruit?kind=agency" in (await web.get(f"{page_of}/recruit")).text
        page = await web.get(f"{page_of}/recruit?kind=agency")
        typed = form(fair.fair_id, **AGENCY)
        answer = await send(web, page, f"/fairs/{fair.fair_id}/recruit", **typed)
        assert answer.headers["location"] == f"{page_of}/recruit/sent"
        assert "Look into your mail" in (await web.get(f"{page_of}/recruit/sent")).text
    async with world.web() as reader:
        mine = link(world)
        page = await reader.get(mine)
        assert page.headers["cache-control"] == "no-store"
        assert (await send(reader, page, mine)).status_code == 303
        assert "The organiser is looking at it" in (await reader.get(mine)).text
    async with world.web(fair.tokens["organiser"]) as desk:
        page = await desk.get(f"/board/{fair.fair_id}/looks")
        assert NAME in page.text
        answer = await send(desk, page, "/commands/enrolment.accept")
        assert answer.headers["location"].startswith("/organise/employers/")

    employer_id = answer.headers["location"].rpartition("/")[2]
    licence = world.look(employers.licence, employer_id)
    assert world.look(employers.employer, employer_id).kind is EmployerKind.AGENCY
    assert (licence.state, licence.number) == (LicenceState.SUBMITTED, "330420210077")
    assert link_in(mails(world, MAIL)[0].text, "invited")
    assert world.chain_holds()


async def test_the_organisers_pages_say_how_many_companies_wait(fair):
    await waits(fair.world, fair.fair_id)

    board = await seen(fair, f"/board/{fair.fair_id}", "organiser")
    home = await seen(fair, "/organise", "organiser")

    assert "1 company asks to take part" in board
    assert f"/board/{fair.fair_id}/companies" in home


async def test_an_overseas_company_says_its_licence_and_reserve_fund(fair):
    enrolment_id = await waits(fair.world, fair.fair_id, **OVERSEAS)
    accepted = await fair.world.do(EnrolmentAccept(enrolment_id=enrolment_id), fair.organiser)

    licence = fair.world.look(employers.licence, accepted.employer_id)
    assert licence.reserve_cents == 300_000_000


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"code": "91330481MA2CWKXY00"}, "bad-credit-code"),
        ({**AGENCY, "number": ""}, "licence-incomplete"),
        ({**AGENCY, "valid_to": "2021-02-01"}, "licence-over"),
        ({**OVERSEAS, "reserve_yuan": "2999999"}, "reserve-too-small"),
        ({"legal_name": "入职先交押金300元"}, "fee-asked"),
        ({"email": "nobody"}, "bad-email"),
    ],
)
async def test_what_does_not_hold_is_refused_and_nothing_is_kept_or_sent(fair, said, code):
    with pytest.raises(Refusal) as refused:
        await fair.world.do(ask(fair, **said), VISITOR)

    assert refused.value.code == code
    assert not fair.world.rows("select id from enrolment")
    assert not mails(fair.world, MAIL)


async def test_a_wrong_code_keeps_what_was_typed_without_javascript(fair):
    path = f"/fairs/{fair.fair_id}/recruit"
    async with fair.world.web() as web:
        page = await web.get(f"{path}?kind=agency")
        typed = form(fair.fair_id, **AGENCY, code="91330481MA2CWKXY00", phone="0573-87001234")
        answer = await send(web, page, path, **typed)

    assert answer.status_code == 422
    assert "Copy it from the business licence again" in answer.text
    for name in ("legal_name", "number", "authority", "contact_name", "phone", "email"):
        assert f'value="{typed[name]}"' in answer.text, name
    assert f'value="{typed["valid_to"]}"' in answer.text
    assert not fair.world.rows("select id from enrolment")


async def test_nobody_is_shown_a_request_before_its_address_is_proved(fair):
    await asked(fair.world, fair.fair_id)

    page = await seen(fair, f"/board/{fair.fair_id}/companies", "organiser")

    assert NAME not in page
    assert "enrolment.asked" not in fair.world.kinds()


async def test_looking_at_the_link_confirms_nothing(fair):
    enrolment_id = await asked(fair.world, fair.fair_id)
    async with fair.world.web() as scanner:
        for _ in range(3):
            await scanner.get(link(fair.world))
            await scanner.head(link(fair.world))

    assert state(fair.world, enrolment_id) == "asked"


async def test_a_stranger_hears_the_same_whoever_asked_before_and_whoever_is_here(fair):
    await waits(fair.world, fair.fair_id)
    heard = []
    for code, name in ((code_of(7), "Nobody yet"), (CODE, "Huafeng"), (code_of(), NAME)):
        async with fair.world.web() as web:
            page = await web.get(f"/fairs/{fair.fair_id}/recruit?kind=direct")
            typed = form(fair.fair_id, legal_name=name, code=code, email="spy@x.example")
            answer = await send(web, page, f"/fairs/{fair.fair_id}/recruit", **typed)
            heard.append((answer.status_code, answer.headers["location"]))
            heard.append((await web.get(answer.headers["location"])).text.count("Huafeng"))

    assert heard[:2] == heard[2:4] == heard[4:]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"code": CODE}, "The same number as Huafeng"),
        ({"legal_name": "ＨＵＡ－ＦＥＮＧ"}, "The same name as Huafeng"),
    ],
)
async def test_the_organiser_is_told_which_employer_a_company_may_be(fair, said, sentence):
    await waits(fair.world, fair.fair_id, **said)

    page = await seen(fair, f"/board/{fair.fair_id}/companies", "organiser")

    assert sentence in page
    assert f"/organise/employers/{fair.employer_id}" in page


async def test_the_organiser_is_told_of_a_company_that_asked_before(fair):
    first = await waits(fair.world, fair.fair_id)
    await fair.world.do(EnrolmentRefuse(enrolment_id=first, reason=REASON), fair.organiser)
    await waits(fair.world, fair.fair_id, legal_name="Bohai Ltd", email="else@bohai.example")

    page = await seen(fair, f"/board/{fair.fair_id}/companies", "organiser")

    assert f"The same number as {NAME}" in page
    assert "asked before" in page
    assert f"/board/{fair.fair_id}/companies#enrolment-{first}" in page
    assert page.partition("asked before")[2].partition("</div>")[0].count(REASON) == 1


async def test_only_the_later_one_is_told_that_somebody_asked_before(fair):
    await waits(fair.world, fair.fair_id)
    fair.world.clock(utc_now() + timedelta(hours=1))
    await waits(fair.world, fair.fair_id, legal_name="Bohai Wörks Ltd", email="else@bohai.example")

    page = await seen(fair, f"/board/{fair.fair_id}/companies", "organiser")

    first, _, later = page.rpartition("<article")
    assert "asked after this one" in first
    assert "asked before" not in first
    assert "asked before" in later
    assert "Waits for an answer" in later


@pytest.mark.parametrize("said", [{"code": CODE}, {"legal_name": "Huafeng Co., Ltd."}])
async def test_a_request_with_the_code_or_name_of_a_suspended_company_says_so_and_why(fair, said):
    (row,) = fair.world.rows("select id from licence")
    suspend = LicenceSuspend(licence_id=row.id, reason="Two workers reported a fee.")
    await fair.world.do(suspend, fair.organiser)
    await waits(fair.world, fair.fair_id, **said)

    page = await seen(fair, f"/board/{fair.fair_id}/companies", "organiser")

    assert "as Huafeng" in page
    assert "Suspended" in page
    assert "Two workers reported a fee." in page


async def test_a_company_that_is_not_taken_reads_why_at_its_own_link(fair):
    enrolment_id = await waits(fair.world, fair.fair_id)
    mine = link(fair.world)
    await fair.world.do(EnrolmentRefuse(enrolment_id=enrolment_id, reason=REASON), fair.organiser)

    async with fair.world.web() as reader:
        assert REASON in (await reader.get(mine)).text
    newest = mails(fair.world, MAIL)[0].text
    assert mine in newest
    assert REASON not in newest
    with pytest.raises(EnrolmentDecided) as late:
        await fair.world.do(EnrolmentAccept(enrolment_id=enrolment_id), fair.organiser)
    assert f"Olga has answered about {NAME} already" in str(late.value)


async def test_a_made_up_link_opens_nothing(fair):
    mine = await asked(fair.world, fair.fair_id)
    async with fair.world.web() as thief:
        for token in (mine, mine + "0" * 24, "x"):
            answer = await thief.get(f"/enrolments/{token}")
            assert answer.status_code == 409, token
            assert NAME not in answer.text


async def test_only_organisers_see_and_decide_who_takes_part(fair):
    enrolment_id = await waits(fair.world, fair.fair_id)
    for who in (fair.recruiter, fair.stranger, VISITOR):
        for command in (
            EnrolmentAccept(enrolment_id=enrolment_id),
            EnrolmentRefuse(enrolment_id=enrolment_id, reason=REASON),
            EnrolmentConfirm(enrolment_id=enrolment_id),
        ):
            with pytest.raises((NotAllowed, SignInFirst)):
                await fair.world.do(command, who)
    for token in ("recruiter", "stranger", ""):
        async with fair.world.web(fair.tokens.get(token, "")) as web:
            for page in ("companies", "looks"):
                answer = await web.get(f"/board/{fair.fair_id}/{page}")
                assert NAME not in answer.text
                assert answer.status_code != 200


async def test_one_address_gets_three_mails_a_day_whoever_names_it(fair):
    for n in range(5):
        await fair.world.do(ask(fair, code=code_of(n)), VISITOR)

    assert len(mails(fair.world, MAIL)) == 3


async def test_whoever_names_an_address_three_times_does_not_silence_its_owner(fair):
    for n in range(3):
        await fair.world.do(ask(fair, code=code_of(n), legal_name=f"Imposter {n}"), VISITOR)
    mine = await asked(fair.world, fair.fair_id, code=code_of(7))

    async with fair.world.web() as owner:
        page = (await owner.get(link(fair.world))).text
        assert NAME in page
        mine_at = some(re.search(rf'href="(/enrolments/[^"]+)">{NAME}<', page))[1]
        page = await owner.get(mine_at)
        assert (await send(owner, page, mine_at)).status_code == 303

    assert state(fair.world, mine) == "waiting"


async def test_requests_that_name_one_address_without_end_are_not_kept(fair):
    (row,) = [await asked(fair.world, fair.fair_id)]
    copies = ", ".join(c.name for c in enrolment_table.columns if c.name != "id")
    for n in range(25):
        more = text(
            f"insert into enrolment (id, {copies}) select 'x{n}', {copies} from enrolment"
            f" where id = '{row}'"
        )
        await fair.world.work(lambda work, more=more: work.write(more))
    before = len(fair.world.rows("select id from enrolment"))

    await fair.world.do(ask(fair, code=code_of(9)), VISITOR)

    assert len(fair.world.rows("select id from enrolment")) == before


async def test_many_addresses_together_cannot_fill_a_fair(fair):
    one = await asked(fair.world, fair.fair_id)
    copies = ", ".join(c.name for c in enrolment_table.columns if c.name not in ("id", "email"))
    for n in range(59):
        more = text(
            f"insert into enrolment (id, email, {copies}) select 'x{n}', 'm{n}@x.example', {copies}"
            f" from enrolment where id = '{one}'"
        )
        await fair.world.work(lambda work, more=more: work.write(more))

    with pytest.raises(TooManyAsk):
        await fair.world.do(ask(fair, email="late@x.example"), VISITOR)

    fair.world.clock(utc_now() + timedelta(minutes=61))
    await fair.world.do(ask(fair, email="late@x.example"), VISITOR)
    assert mails(fair.world, "late@x.example")


async def test_a_stranger_asks_so_often_and_no_more(fair):
    async with fair.world.web(address="203.0.113.9") as web:
        page = await web.get(f"/fairs/{fair.fair_id}/recruit?kind=direct")
        fields = fields_of(page, f"/fairs/{fair.fair_id}/recruit")
        answers = []
        for n in range(12):
            typed = form(fair.fair_id, email=f"m{n}@x.example") | {"command_id": f"c{n}"}
            sent = await web.post(f"/fairs/{fair.fair_id}/recruit", data=fields | typed)
            answers.append(sent.status_code)

    assert answers == [303] * 10 + [429] * 2


async def test_a_company_takes_its_request_back_and_its_contact_is_forgotten(fair):
    enrolment_id = await waits(fair.world, fair.fair_id)
    mine = link(fair.world)
    async with fair.world.web() as reader:
        page = await reader.get(mine)
        await send(reader, page, mine, what="take_back")
        assert "You took it back" in (await reader.get(mine)).text

    (row,) = fair.world.rows("select state, contact_name, email from enrolment")
    assert tuple(row) == ("taken_back", "", "")
    with pytest.raises(EnrolmentOver):
        await fair.world.do(EnrolmentTakeBack(enrolment_id=enrolment_id))


async def test_what_nobody_confirms_within_two_days_is_deleted(fair):
    enrolment_id = await asked(fair.world, fair.fair_id)
    waiting = await waits(fair.world, fair.fair_id, email="b@bohai.example")
    fair.world.clock(utc_now() + timedelta(days=2, minutes=1))

    with pytest.raises(EnrolmentOver):
        await fair.world.do(EnrolmentConfirm(enrolment_id=enrolment_id))
    await fair.world.server.sweeper.round(utc_now() + timedelta(days=2, minutes=1))

    assert [row.id for row in fair.world.rows("select id from enrolment")] == [waiting]


async def test_a_draft_and_a_fair_that_is_over_take_no_company(world):
    scene = await a_scene(world)
    with pytest.raises(NotFound):
        await world.do(ask(scene), VISITOR)
    async with world.web() as web:
        assert (await web.get(f"/fairs/{scene.fair_id}/recruit")).status_code == 404
    await scene.open_fair()
    await world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)

    with pytest.raises(FairFinished):
        await world.do(ask(scene), VISITOR)
    page = await seen(scene, f"/fairs/{scene.fair_id}/recruit?kind=direct")
    assert "takes no requests" in page
    assert 'name="legal_name"' not in page
    assert f"/fairs/{scene.fair_id}/recruit" not in await seen(scene, f"/fairs/{scene.fair_id}")


async def test_in_a_demo_each_page_of_a_request_says_demo(world):
    now = utc_now()
    hours = {"opens_at": now, "closes_at": now + timedelta(hours=8)}
    hall = {"en": "Hall"}
    demo = CreateFair(title="Demo", zone="Asia/Shanghai", demo=True, hall_titles=hall, **hours)
    fair_id = (await world.do(demo)).fair_id
    await world.do(PublishFair(fair_id=fair_id))
    await asked(world, fair_id)

    async with world.web() as web:
        for path in (f"/fairs/{fair_id}/recruit", f"/fairs/{fair_id}/recruit/sent", link(world)):
            assert "demo-ribbon" in (await web.get(path)).text
    assert "DEMO" in mails(world, MAIL)[0].text


async def test_without_a_mail_server_the_page_says_whom_to_ask(tmp_path):
    async with running(tmp_path, sms_provider="") as world:
        scene = await a_scene(world)
        await world.do(PublishFair(fair_id=scene.fair_id), scene.organiser)

        page = await seen(scene, f"/fairs/{scene.fair_id}/recruit")

        assert "Ask the organiser to invite you" in page
        with pytest.raises(NoMailGoesOut):
            await world.do(ask(scene), VISITOR)


async def test_an_address_that_has_an_account_is_said_to_the_organiser_alone(fair):
    enrolment_id = await waits(fair.world, fair.fair_id, email="mei@staff.example")
    before = len(fair.world.rows(employer_store.employer_table.select()))

    with pytest.raises(ContactHasAccount) as refused:
        await fair.world.do(EnrolmentAccept(enrolment_id=enrolment_id), fair.organiser)

    assert "give that employer a booth" in str(refused.value)
    assert state(fair.world, enrolment_id) == "waiting"
    assert len(fair.world.rows(employer_store.employer_table.select())) == before


async def test_the_ledger_recounts_who_asked_and_what_was_decided(fair):
    world = fair.world
    accepted = await waits(world, fair.fair_id, **OVERSEAS)
    await world.do(EnrolmentAccept(enrolment_id=accepted), fair.organiser)
    refused = await waits(world, fair.fair_id, code=code_of(2), email="b@x.example", **AGENCY)
    await world.do(EnrolmentRefuse(enrolment_id=refused, reason=REASON), fair.organiser)
    await asked(world, fair.fair_id, code=code_of(3), email="c@x.example")
    assert list(world.look(verify_rows).differences) == []

    await world.work(lambda work: work.write(text("update enrolment set code = '9'")))

    found = {(one.table, one.column) for one in world.look(verify_rows).differences}
    assert found == {("enrolment", "code")}
