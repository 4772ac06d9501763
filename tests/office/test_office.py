"""Whoever needs help finds a telephone: on every page, in refusals, errors, texts, and offline."""

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.office import SetOffice
from fair.contract.programme import ChangeFair
from fair.days import typed_of
from fair.decisions import REFUSALS, Actor, NotAllowed, english
from fair.glossary import Role
from fair.languages import Texts
from fair.office import reads as office_reads
from fair.office.office import NOBODY, Contact, of_fair
from fair.office.refusals import OfficePhone
from fair.people.refusals import NumberTaken
from fair.programme import reads as programme
from fair.words import catalogue
from tests.programme.agreeing import agree
from tests.queue.day import Day, a_day
from tests.world import World, running

SAID = {
    "names": {"en": "Fuyang office", "zh-Hans": "阜阳市人力资源服务中心"},
    "phone": "0558-2222222",
    "hours": {"en": "Mon-Fri 9-17", "zh-Hans": "周一至周五 9–17 点"},
    "permit": "34120026001",
}


@pytest.fixture
async def day(world: World) -> Day:
    return await a_day(world)


async def said(day: Day, **more) -> None:
    await day.world.do(SetOffice(**{**SAID, **more}), day.scene.organiser)


async def of_its_own(day: Day, **words) -> None:
    fair = day.world.look(programme.fair, day.scene.fair_id)
    await agree(
        day.world,
        ChangeFair(
            fair_id=fair.id, title=fair.title, zone=fair.zone,
            opens_at=typed_of(fair.opens_at, fair.zone),
            closes_at=typed_of(fair.closes_at, fair.zone),
            **words,
        ),
        day.scene.organiser,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/", ""),
        ("/fairs/{fair_id}", ""),
        ("/booths/{booth_id}", ""),
        ("/vacancies", ""),
        ("/help", ""),
        ("/privacy", ""),
        ("/sign-in", ""),
        ("/sign-in/number", ""),
        ("/fairs/{fair_id}/register", ""),
        ("/nowhere", ""),
        ("/desk", "recruiter"),
        ("/organise/fairs", "organiser"),
    ],
)
async def test_every_page_bears_the_telephone_its_hours_and_the_licence(day, path, who):
    await said(day)
    path = path.format(fair_id=day.scene.fair_id, booth_id=day.booth_id)
    async with day.world.web(day.scene.tokens[who] if who else "") as web:
        page = (await web.get(path, follow_redirects=True)).text
    assert 'href="tel:0558-2222222"' in page
    assert "Mon-Fri 9-17" in page
    assert "34120026001" in page


async def test_a_reader_of_chinese_reads_the_hours_in_chinese_and_others_what_there_is(day):
    await said(day)
    async with day.world.web(language="zh-CN") as web:
        assert "周一至周五" in (await web.get("/help")).text
    async with day.world.web(language="ja") as web:
        assert "Mon-Fri 9-17" in (await web.get("/help")).text


async def test_a_fair_says_its_own_telephone_and_leaves_the_rest_to_the_office(day):
    await said(day)
    await of_its_own(day, phone="0571-8888888", phone_hours={"en": "on the day, 8-20"})
    async with day.world.web() as web:
        page = (await web.get(f"/fairs/{day.scene.fair_id}")).text
    assert "0571-8888888" in page
    assert "on the day, 8-20" in page
    assert "0558-2222222" not in page
    assert "34120026001" in page


def test_the_hours_of_one_telephone_are_never_said_of_another():
    office = Contact(phone="0558-2222222", hours=Texts({"en": "Mon-Fri 9-17"}), permit="A")
    own = of_fair(office, "0571-8888888", NOBODY.hours, "")
    assert (own.phone, dict(own.hours), own.permit) == ("0571-8888888", {}, "A")
    assert of_fair(office, "", NOBODY.hours, "B").permit == "B"


async def test_what_went_wrong_on_our_side_says_whom_to_ask(day, monkeypatch):
    await said(day)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    async with day.world.web() as web:
        await web.get("/help")
        for one in day.world.server.app.routes:
            if getattr(one, "path", "") == "/privacy":
                monkeypatch.setattr(one, "app", broken)
        page = await web.get("/privacy")
    assert page.status_code == 500
    assert "it is our fault" in page.text
    assert "0558-2222222" in page.text


async def test_who_is_not_let_in_reads_the_telephone_that_was_shown_last(tmp_path):
    async with running(tmp_path, pages_a_minute=2) as world:
        await world.do(SetOffice(**SAID), Actor(Role.ORGANISER, account_id="a00000000001"))
        async with world.web(address="9.9.9.9") as web:
            pages = [await web.get("/help") for _ in range(40)]
    turned = next(one for one in pages if one.status_code == 429)
    assert "0558-2222222" in turned.text


async def test_a_refusal_that_sends_to_the_organiser_says_where(day):
    await said(day)
    async with day.world.web() as web:
        await web.get("/")
    site = day.world.server.site
    told = site.asking.refused(catalogue("en"), NumberTaken())
    assert told["message"].endswith("0558-2222222 · Mon-Fri 9-17 · licence no. 34120026001")


async def test_a_refusal_never_says_the_telephone_of_another_fair(day):
    """What is said without a look at the database is the office's own."""
    await said(day)
    await of_its_own(day, phone="0571-5555555")
    async with day.world.web() as web:
        assert "0571-5555555" in (await web.get(f"/fairs/{day.scene.fair_id}")).text
    told = day.world.server.site.asking.refused(catalogue("en"), NumberTaken())
    assert "0558-2222222" in told["message"]


def test_every_refusal_that_tells_people_to_ask_the_organiser_bears_the_telephone():
    for code, kind in REFUSALS.items():
        sentence = english(kind.sentence)
        sends = "sk the organiser" in sentence or "sk an organiser" in sentence
        assert kind.asks or not sends, code


async def test_a_ticket_without_network_bears_telephone_hours_and_licence(day):
    await said(day)
    ((who, _),) = await day.waiting(1)
    async with day.world.web(day.tokens[who.person_id]) as web:
        page = (await web.get("/queues")).text
    kept = page[page.index('id="kept-foot"') :]
    assert "0558-2222222" in kept
    assert "Mon-Fri 9-17" in kept
    assert "34120026001" in kept


async def test_without_a_telephone_no_page_pretends_to_have_one(day):
    async with day.world.web() as web:
        page = (await web.get("/help")).text
    assert "tel:" not in page
    assert "Ask the organiser:" not in page


@pytest.mark.parametrize(
    "phone",
    [
        "x", "--", "12", "Pay 500 yuan deposit to 13800001111", "javascript:alert(110)",
        "0558-2222222 ext. deposit", "1" * 31, "ext. 123", "0558-2222222 ext. 1234567",
    ],
)  # fmt: skip
async def test_what_nobody_can_dial_is_refused_in_words(day, phone):
    with pytest.raises(OfficePhone, match="able to dial it"):
        await said(day, phone=phone)
    with pytest.raises(OfficePhone):
        await of_its_own(day, phone=phone)


@pytest.mark.parametrize(
    "phone",
    [
        "110", "0558-2222222", "+86 (0558) 222.2222", "0558-2222222 / 0571-8888888",
        "0558-2222222 ext. 12", "0558-2222222转8012", "03-1234-5678 内線 12", "",
    ],
)  # fmt: skip
async def test_a_telephone_is_taken_as_it_is_written_here_and_there(day, phone):
    await said(day, phone=phone)
    await of_its_own(day, phone=phone)
    assert day.world.look(office_reads.office).phone == phone


async def test_only_an_organiser_says_how_the_office_is_reached(day):
    command = SetOffice(**SAID)
    for who in (day.scene.recruiter, await day.seeker()):
        with pytest.raises(NotAllowed):
            await day.world.do(command, who)
    for token, status in ((day.scene.tokens["recruiter"], 403), ("", 401)):
        async with day.world.web(token) as web:
            assert (await web.get("/organise/office")).status_code == status


async def test_the_organiser_types_it_without_a_script_and_the_ledger_tells_of_it(day):
    async with day.world.web(day.scene.tokens["organiser"]) as web:
        page = (await web.get("/organise/office")).text
    assert 'action="/commands/office.set"' in page
    await said(day)
    await day.join(await day.seeker())
    assert day.world.look(verify_rows).differences == []
    assert "office.set" in day.world.kinds()
