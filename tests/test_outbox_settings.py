"""What `serve` and `check` say of text messages and mails, and that no key or password is shown."""

import socket

import pytest
from typer.testing import CliRunner

from fair import signals
from fair.checks import findings
from fair.cli import cli
from fair.settings import Settings
from fair.signals import signal
from fair.signals.carriers import Gateway
from fair.signals.delivery import Delivery
from fair.signals.said import Said
from tests.gateway import a_gateway

SECRET = "a secret for tests " * 3
PUBLIC, HERE = "https://fair.example", "http://127.0.0.1:8000"
PHONE = "+8613812345678"


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
        turn_secret="hunter6",
    )

    assert "hunter" not in repr(hidden)
    assert "hunter" not in str(hidden)


async def test_a_gateway_that_fails_puts_neither_key_nor_number_into_the_log(world, caplog):
    await world.work(
        lambda work: signals.send(
            work,
            person_id="p1",
            recipient=PHONE,
            said=Said("ready", "en", {}, "Hi"),
            dedupe="a",
            lasts_s=60,
        )
    )
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
