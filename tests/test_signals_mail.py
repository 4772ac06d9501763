"""Mails: handed over by SMTP, kept by nobody afterwards, never with a stranger's headers."""

import datetime as dt
import ssl
from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from fair import signals, typed
from fair.settings import Settings
from fair.signals import carriers, signal
from fair.signals.carriers import Later, Letter, Mail, mail_server
from fair.signals.delivery import Delivery
from tests.mail_server import a_mail_server

SENDER = "The fair <fair@fair.example>"
LINK = "https://fair.example/invited/s3cret-token"
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
]


@pytest.fixture
async def server():
    async with a_mail_server() as made:
        yield made


async def put(world, to="olga@fair.example", subject="Your invitation", text=LINK, dedupe="one"):
    return await world.work(
        lambda work: signals.mail(
            work, account_id="a1", to=to, subject=subject, text=text, dedupe=dedupe, lasts_s=3600
        )
    )


async def deliver(world, url):
    await Delivery(world.database, {"mail": Mail(url, SENDER)}).drain()
    return [(row.ended, row.text, row.subject) for row in world.rows(select(signal))]


def letter(to="olga@fair.example", subject="Hello", text="Good day"):
    return Letter("id1", to, subject, text, "key1")


async def test_a_mail_is_handed_over_once_and_its_link_is_written_nowhere_any_more(world, server):
    await put(world)
    await put(world)

    assert await deliver(world, server.url) == [("sent", "", "")]
    assert await deliver(world, server.url) == [("sent", "", "")]
    mail = server.read()
    assert (len(server.mails), mail.get_content().strip()) == (1, LINK)
    assert mail["From"] == SENDER
    assert mail["To"] == "olga@fair.example"
    assert mail["Subject"] == "Your invitation"


async def test_other_languages_arrive_as_they_were_written(world, server):
    await put(world, subject="招聘会邀请：请设置密码", text="このリンクは一度だけ使えます。\n" * 40)
    await deliver(world, server.url)

    assert server.read()["Subject"] == "招聘会邀请：请设置密码"
    assert server.read().get_content().splitlines()[39] == "このリンクは一度だけ使えます。"


@pytest.mark.parametrize(
    "subject", ["Hello\r\nBcc: all@fair.example", "Hello\nTo: x@y.example\n\nbuy", "a\r\r\n b"]
)
async def test_a_subject_brings_no_header_of_its_own(world, server, subject):
    await put(world, subject=subject)
    await deliver(world, server.url)

    assert server.read().keys() == HEADERS
    assert [one for one in server.said if one.startswith("RCPT")] == ["RCPT TO:<olga@fair.example>"]


@pytest.mark.parametrize(
    "to",
    [
        "a@b.example\r\nBcc: all@fair.example",
        "a@b.example>\r\nRCPT TO:<x@y.example",
        "a@b.example, x@y.example",
        "a@b.example\nSubject: buy",
        "no address",
        "",
    ],
)
async def test_an_address_that_is_none_is_given_up_before_anything_is_said(world, server, to):
    await put(world, to=to)

    assert await deliver(world, server.url) == [("refused", "", "")]
    assert server.said == []


@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=300))
def test_whatever_stands_in_a_mail_it_has_our_headers_and_one_recipient(subject, to, text):
    try:
        mail = Mail("smtp://127.0.0.1", SENDER).message(
            letter(f"a{to}@b.example", typed.line(subject), text)
        )
    except ValueError:
        return
    head = bytes(mail).split(b"\r\n\r\n")[0]
    names = [line.split(b":")[0].decode() for line in head.split(b"\r\n") if line[:1].strip()]

    assert sorted(names) == sorted(HEADERS)
    assert len(mail["To"].addresses) == 1


async def test_a_recipient_whom_the_server_does_not_know_is_given_up(world, server):
    server.refuses = {"olga@fair.example": 550}
    await put(world)
    assert await deliver(world, server.url) == [("refused", "", "")]


async def test_a_full_mailbox_is_tried_again(world, server):
    server.refuses = {"olga@fair.example": 452}
    await put(world)
    assert await deliver(world, server.url) == [("", LINK, "Your invitation")]


async def test_a_wrong_password_is_said_without_it_and_loses_no_mail(world, server, caplog):
    server.password = "right"
    await put(world)

    outcome = await deliver(world, f"smtp://fair:hunter%402@127.0.0.1:{server.port}")

    assert outcome == [("", LINK, "Your invitation")]
    assert "the mail server answered 535" in caplog.text
    assert "hunter" not in caplog.text
    assert "olga" not in caplog.text


async def test_the_right_password_lets_us_in(world, server):
    server.password = "hunter@2"
    await put(world)

    assert (await deliver(world, f"smtp://fair:hunter%402@127.0.0.1:{server.port}"))[0][0] == "sent"
    assert (
        "lets us in"
        in await Mail(f"smtp://fair:hunter%402@127.0.0.1:{server.port}", SENDER).greet()
    )


async def test_a_server_elsewhere_without_tls_gets_neither_password_nor_mail(server):
    mail = Mail(f"smtp://fair:hunter2@127.0.0.1:{server.port}", SENDER)
    mail._server = replace(mail._server, tls="starttls")  # as for every host but this machine

    with pytest.raises(Later):
        await mail.carry(letter())

    assert [one.split(" ")[0] for one in server.said if one != "QUIT"] == ["EHLO"]


async def test_a_server_with_a_certificate_of_its_own_making_gets_nothing(tmp_path):
    async with a_mail_server(tls=of_its_own_making(tmp_path)) as server:
        with pytest.raises(Later):
            await Mail(f"smtps://fair:hunter2@127.0.0.1:{server.port}", SENDER).carry(letter())
        assert server.said == []


def of_its_own_making(folder):
    """A server's certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "mail.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "mail.pem")
    return context


@pytest.mark.parametrize(
    ("url", "tls", "port"),
    [
        ("smtp://mail.example", "starttls", 587),
        ("smtp://u:p@192.0.2.7:2525", "starttls", 2525),
        ("smtps://u:p@mail.example", "smtps", 465),
        ("smtp://127.0.0.1:25", "", 25),
        ("smtp://localhost:1025", "", 1025),
        ("smtps://localhost", "smtps", 465),
        ("smtp://localhost.evil.example", "starttls", 587),
    ],
)
def test_only_this_machine_is_spoken_to_in_the_open(url, tls, port):
    found = mail_server(url)

    assert (found.tls, found.port) == (tls, port)


@pytest.mark.parametrize(
    "url", ["mail.example", "http://u:hunter2@mail.example", "smtp://u:hunter2@mail.example:many"]
)
def test_an_address_of_a_mail_server_that_cannot_be_meant_is_said_without_its_password(url):
    with pytest.raises(ValueError, match="FAIR_MAIL_URL") as refused:
        mail_server(url)

    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("sender", ["", "The fair", "a@b@c", "a@b.example\nBcc: x@y.example"])
def test_a_sender_that_is_none_is_said(sender):
    said = carriers.missing(Settings(mail_url="smtp://u:hunter2@mail.example", mail_from=sender))

    assert "FAIR_MAIL_FROM" in said


def test_whether_mails_reach_anybody_is_told():
    assert signals.can_mail(Settings(mail_url="smtps://mail.example"))
    assert signals.can_mail(Settings(sms_provider="outbox"))
    assert not signals.can_mail(Settings())
    assert not signals.can_mail(Settings(sms_provider="http", sms_url="https://gateway.example"))


async def test_where_mails_reach_nobody_no_link_is_kept(tmp_path):
    from tests.world import running

    async with running(tmp_path, sms_provider="http") as world:
        assert not await put(world)
        assert world.rows(select(signal)) == []
