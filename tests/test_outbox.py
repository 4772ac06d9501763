"""Who reads the messages of a trial, and what is promised where none are sent."""

import re
import socket
from urllib.parse import urlencode

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from fair import signals
from fair.checks import findings
from fair.cli import cli
from fair.contract.sign_in_codes import AskSignInCode, ConfirmByOrganiser, SendCode
from fair.glossary import Role
from fair.people import reads
from fair.settings import DEMO, Settings
from fair.sign_in.refusals import NoTexts
from fair.signals import signal
from fair.signals.delivery import Delivery
from tests.gateway import a_gateway
from tests.people.helpers import (
    ORGANISER,
    VISITOR,
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
        await silent.do(AskSignInCode(phone=PHONE, lang="en"), VISITOR)

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
        lambda work: tell(work, lan, "Ready", lambda _known: {}, dedupe="x", lasts_s=60)
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


# --- the command line -----------------------------------------------------------------------------


def command(*words, **settings):
    env = {f"FAIR_{name.upper()}": value for name, value in settings.items()}
    return CliRunner().invoke(cli, words, env={"FAIR_SECRET": SECRET, **env})


@pytest.fixture
def taken_port():
    """A port on which nobody can listen: who gets as far as that was not refused before."""
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        here.listen()
        yield str(here.getsockname()[1])


@pytest.mark.parametrize("base_url", [PUBLIC, "http://fair.example:8000", "http://192.0.2.7"])
def test_serve_refuses_where_nobody_said_how_strangers_get_texts(base_url, taken_port):
    said = command("serve", "--port", taken_port, base_url=base_url)

    assert said.exit_code == 1
    assert "Set FAIR_SMS_PROVIDER" in said.output
    assert "in use" not in said.output


@pytest.mark.parametrize(
    "settings",
    [
        {"base_url": PUBLIC, "sms_provider": "none"},
        {"base_url": PUBLIC, "sms_provider": "outbox"},
        {"base_url": PUBLIC, "sms_provider": "http", "sms_url": "https://gateway.example"},
        {"base_url": HERE},
        {"base_url": "http://localhost:8000"},
        {"base_url": "http://[::1]:8000"},
    ],
)
def test_serve_goes_on_where_it_was_said_or_nobody_else_comes(settings, taken_port):
    assert "in use" in command("serve", "--port", taken_port, **settings).output


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({"sms_provider": "http"}, "FAIR_SMS_URL"),
        ({"sms_provider": "http", "sms_url": "", "base_url": PUBLIC}, "FAIR_SMS_URL"),
        ({"sms_provider": "outbx"}, "FAIR_SMS_PROVIDER"),
        ({"sms_provider": "demo"}, "FAIR_SMS_PROVIDER"),
        ({"mail_url": "smtp://u:hunter2@"}, "FAIR_MAIL_URL"),
        ({"mail_url": "smtp://u:hunter2@mail.example"}, "FAIR_MAIL_FROM"),
    ],
)
def test_serve_names_the_setting_that_is_missing(settings, names, taken_port):
    said = command("serve", "--port", taken_port, **settings)
    told = said.output + str(said.exception)

    assert said.exit_code != 0
    assert names in told
    assert "hunter2" not in told


@pytest.mark.parametrize(
    ("settings", "good"),
    [
        ({}, False),
        ({"sms_provider": "none"}, False),
        ({"sms_provider": "outbox", "base_url": PUBLIC}, False),
        ({"sms_provider": "outbox"}, True),
        ({"sms_provider": "http", "sms_url": "http://gateway.example/?key=s3cret"}, False),
        ({"sms_provider": "http", "sms_url": "https://127.0.0.1:1/?key=s3cret"}, False),
        ({"sms_provider": "http", "sms_url": "https://[?key=s3cret"}, False),
    ],
)
def test_check_says_whether_texts_reach_anybody_and_never_a_key(settings, good, tmp_path):
    found = list(findings(Settings(database_url=f"sqlite:///{tmp_path}/x.db", **settings)))
    texts = next(one for one in found if one.what == "text messages")

    assert texts.good is good
    assert "FAIR_SMS" in texts.says or "not reachable" in texts.says
    assert not any("s3cret" in one.says for one in found)


def test_no_settings_show_a_key_or_a_password():
    hidden = Settings(
        database_url="postgresql://fair:hunter1@db/fair",
        secret="hunter2",
        sms_url="https://gateway.example/?key=hunter3",
        sms_token="hunter4",
        mail_url="smtps://fair:hunter5@mail.example",
        ice_servers='[{"credential": "hunter6"}]',
    )

    assert "hunter" not in repr(hidden)
    assert "hunter" not in str(hidden)


async def test_a_gateway_that_fails_puts_neither_key_nor_number_into_the_log(world, caplog):
    await world.work(
        lambda work: signals.send(
            work, person_id="p1", recipient=PHONE, text="Hi", dedupe="a", lasts_s=60
        )
    )
    from fair.signals.carriers import Gateway

    async with a_gateway() as gateway:
        for status in (401, 400):
            gateway.says(status)
            carrier = Gateway(f"{gateway.url}?key=s3cret", "t0ken")
            assert "t0ken" not in repr(carrier)
            await Delivery(world.database, {"text": carrier}).drain()
            await carrier.close()
            await world.work(lambda work: work.write(signal.update().values(next_try_at=work.now)))
    assert "the gateway answered 401" in caplog.text
    assert "is given up: the gateway answered 400" in caplog.text
    logged = [record for record in caplog.records if record.name.startswith("fair")]
    for hidden in ("s3cret", "t0ken", PHONE):
        assert all(hidden not in record.getMessage() for record in logged)
