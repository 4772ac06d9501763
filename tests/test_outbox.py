"""Who reads the messages of a trial, and what is promised where none are sent."""

import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from fair.contract.phone_codes import AskSignInCode, ConfirmByOrganiser, SendCode
from fair.glossary import Role
from fair.people import reads
from fair.phone_codes.refusals import NoTexts
from fair.settings import DEMO
from fair.signals import signal
from fair.signals.delivery import Delivery
from fair.signals.texts import HIDDEN
from tests.gateway import a_gateway
from tests.people.helpers import (
    ORGANISER,
    an_open_fair,
    code_for,
    recruiter,
    registered,
    seeker,
    send,
    signed_in,
)
from tests.world import running

SECRET = "a secret for tests " * 3
PUBLIC, HERE = "https://fair.example", "http://127.0.0.1:8000"
PHONE = "+8613812345678"


async def readers(world):
    """Somebody of each kind, as the token of their login."""
    lan, wang = await registered(world), await registered(world, "13900000000")
    mei = await recruiter(world)
    olga = await recruiter(world, "olga@pes.example", role=Role.ORGANISER, employer_id="")
    return {
        "visitor": "",
        "Lan": await signed_in(world, person_id=lan),
        "Wang": await signed_in(world, person_id=wang),
        "recruiter": await signed_in(world, account_id=mei),
        "organiser": await signed_in(world, account_id=olga),
    }


@pytest.mark.parametrize(
    ("provider", "base_url", "may"),
    [
        ("outbox", HERE, {"organiser"}),
        ("outbox", PUBLIC, {"organiser"}),
        ("outbox", "http://fair.example", {"organiser"}),
        (DEMO, HERE, {"visitor", "Lan", "Wang", "recruiter", "organiser"}),
        (DEMO, PUBLIC, {"Lan", "organiser"}),
        (DEMO, "http://192.0.2.7:8000", {"Lan", "organiser"}),
    ],
)
async def test_who_reads_lans_code(tmp_path, provider, base_url, may):
    async with running(tmp_path, sms_provider=provider, base_url=base_url) as world:
        found = set()
        for who, token in (await readers(world)).items():
            for headers in ({}, {"x-partial": "1"}):
                async with world.web(token) as browser:
                    page = await browser.get("/outbox", headers=headers)
                if code_for(world, PHONE) in page.text or PHONE in page.text:
                    found.add(who)
        assert found == may


@pytest.mark.parametrize("base_url", [HERE, "http://fair.example", PUBLIC])
@pytest.mark.parametrize("provider", ["", "none", "http"])
async def test_where_no_outbox_was_asked_for_there_is_none(tmp_path, provider, base_url):
    async with running(tmp_path, sms_provider=provider, base_url=base_url) as world:
        for token in (await readers(world)).values():
            async with world.web(token) as browser:
                assert (await browser.get("/outbox")).status_code == 404


async def test_a_trial_tells_visitors_to_ask_and_shows_them_no_way_to_the_messages(world):
    lan = await signed_in(world, person_id=await registered(world))
    async with world.web(lan) as browser:
        page = (await browser.get("/me/confirm")).text
    assert "The organiser can read yours" in page
    assert 'href="/outbox"' not in page


# --- without a provider ---------------------------------------------------------------------------


@pytest.fixture
async def silent(tmp_path):
    """A fair that sends no text messages."""
    async with running(tmp_path, sms_provider="") as world:
        yield world


async def test_registering_works_and_the_organiser_confirms_the_number(silent):
    fair_id = await an_open_fair(silent)
    async with silent.web() as browser:
        form = await browser.get(f"/fairs/{fair_id}/register")
        assert "We text you" not in form.text
        answer = await send(
            browser, form, f"/fairs/{fair_id}/register", given_name="Lan", phone=PHONE,
            year="1990", month="4", day="30",
        )  # fmt: skip
        page = await browser.get(answer.headers["location"])
        assert "This fair sends no text messages" in page.text
        assert 'name="code"' not in page.text
        lan = silent.rows("SELECT id FROM person")[0].id
        assert silent.rows(select(signal)) == []

        await silent.do(ConfirmByOrganiser(person_id=lan), ORGANISER)

        assert silent.look(reads.person, lan).confirmed
        assert "Your number is confirmed" in (await browser.get("/me/confirm")).text


async def test_no_code_is_promised_or_made_for_anybody(silent):
    lan = await registered(silent)

    with pytest.raises(NoTexts):
        await silent.do(SendCode(), seeker(lan))
    with pytest.raises(NoTexts):
        await silent.do(AskSignInCode.model_validate({**AskSignInCode.example, "phone": PHONE}))

    assert silent.rows("SELECT id FROM code") == []
    assert silent.rows(select(signal)) == []


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/number", "/help", "/me", "/me/confirm"])
@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja"])
async def test_no_page_promises_a_text_or_a_code(silent, path, language):
    promises = re.compile(
        r"(?<!no )\bcode\b(?!s)|six digits|[Ww]e text"
        r"|验证码登录|获取手机验证码|コードを送|コードでログイン"
    )
    token = await signed_in(silent, person_id=await registered(silent)) if "me" in path else ""
    async with silent.web(token, language) as browser:
        page = (await browser.get(path)).text
    main = re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0])

    assert main.strip()
    assert not promises.search(main)


async def test_a_message_that_could_not_be_sent_counts_as_told_to_nobody(silent):
    lan = await registered(silent)
    await silent.do(ConfirmByOrganiser(person_id=lan), ORGANISER)
    from fair.people.telling_writes import tell

    told = await silent.work(
        lambda work: tell(work, lan, HIDDEN, lambda _known: {}, dedupe="x", lasts_s=60)
    )

    assert told is False


# --- a number that cannot be texted ---------------------------------------------------------------


async def test_the_organiser_and_the_person_see_that_a_number_cannot_be_texted(world):
    lan = await registered(world)
    olga = await recruiter(world, "olga@pes.example", role=Role.ORGANISER, employer_id="")
    people = await signed_in(world, account_id=olga), await signed_in(world, person_id=lan)
    paths = "/organise/people?" + urlencode({"wanted": "5678"}), "/me/confirm"
    marks = "Cannot be texted", "Our message was refused"
    async with a_gateway() as gateway:
        for status, seen in ((500, False), (400, True)):
            gateway.says(status)
            carrier = gateway.carrier()
            await Delivery(world.database, {"text": carrier}).drain()
            await carrier.close()
            await world.work(lambda work: work.write(signal.update().values(next_try_at=work.now)))
            for token, path, mark in zip(people, paths, marks, strict=True):
                async with world.web(token) as browser:
                    assert (mark in (await browser.get(path)).text) is seen
