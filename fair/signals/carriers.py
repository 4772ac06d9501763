"""What carries a message out of the house: an HTTP gateway for texts, a mail server, an outbox.

What a carrier raises is said in our own words: neither a key, a password, an address nor a number
stands in it, so that it may be logged.
"""

import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib
import httpx

from fair.db import utc_now
from fair.network import loopback
from fair.settings import Settings
from fair.signals import MAIL, TEXT
from fair.signals.approved import FREE, Approved, Unreadable, approved

MOST_AT_ONCE = 32
GATEWAY_S, MAIL_SERVER_S = 10.0, 20.0
# What these say of a message is true of every message: the gateway is not set up, or is busy.
_NOT_THE_NUMBER = frozenset({401, 402, 403, 404, 405, 407, 408, 409, 425, 426, 429})
_FOR_GOOD, _NOT_LET_IN = 500, (530, 534, 535, 538)
_ATOM = r"""[^\s\x00-\x20"(),.:;<>@\[\\\]\x7f]+"""
_ADDRESS = re.compile(rf"(?!.{{255}}){_ATOM}(?:\.{_ATOM})*@{_ATOM}(?:\.{_ATOM})*")
_SUBMISSION, _SUBMISSION_BY_TLS = 587, 465


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way; the same `key` twice must arrive once.

    A text has the `name` it is approved by, the language it is written in, and what fills it.
    """

    id: str
    recipient: str
    subject: str
    text: str
    key: str
    urgency: int = 0
    tries: int = 0
    name: str = ""
    lang: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


class Later(Exception):
    """Not now; the same message may be carried another time."""


class Refused(Exception):
    """Never: this message, or whom it is for, was refused for good."""


class NotApproved(Exception):
    """The gateway sends what it has approved alone, and this text it has not."""


class Carrier(Protocol):
    """Carries messages of one channel; `keeps` where they are to be read here afterwards."""

    keeps: bool

    async def carry(self, letter: Letter) -> None:
        """Carry one message, or raise `Later`, `Refused` or `NotApproved`."""

    async def close(self) -> None:
        """Let go of what is open."""


class Outbox:
    """Carries nothing further: the message is read on the page /outbox. For trials and demos."""

    keeps = True

    async def carry(self, letter: Letter) -> None:
        """Leave the message where it is."""

    async def close(self) -> None:
        """Hold nothing."""


class Gateway:
    """Posts each text to an HTTP gateway as JSON, with the key in `Idempotency-Key`.

    What is approved goes as its template with values, what is free as text.
    """

    keeps = False

    def __init__(self, url: str, token: str, approved: Approved = FREE) -> None:
        self._url, self._approved = url, approved
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._trust = httpx.create_ssl_context()
        # A client with one connection for each message under way: what httpx does for a request
        # grows with the connections of its client.
        self._idle: list[httpx.AsyncClient] = []

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[httpx.AsyncClient]:
        client = self._idle.pop() if self._idle else httpx.AsyncClient(
            timeout=GATEWAY_S, headers=self._headers, verify=self._trust,
            limits=httpx.Limits(max_connections=1),
        )  # fmt: skip
        try:
            yield client
        finally:
            self._idle.append(client)

    def _content(self, letter: Letter) -> Mapping[str, Any]:
        if template := self._approved.template(letter.name, letter.lang):
            return {"template": template, "values": dict(letter.values)}
        if not self._approved.free_text:
            raise NotApproved(f"the text {letter.name} in {letter.lang} is not approved")
        return {"text": letter.text}

    async def carry(self, letter: Letter) -> None:
        """Post the text; an answer that is about the number alone refuses it for good."""
        content = {"to": letter.recipient, **self._content(letter), "key": letter.key}
        headers = {"Content-Type": "application/json", "Idempotency-Key": letter.key}
        try:
            async with self._client() as client:
                answer = await client.post(self._url, content=json.dumps(content), headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Later(f"the gateway: {type(error).__name__}") from None
        if answer.is_success:
            return
        said = f"the gateway answered {answer.status_code}"
        if answer.is_client_error and answer.status_code not in _NOT_THE_NUMBER:
            raise Refused(said)
        raise Later(said)

    async def close(self) -> None:
        """Close its connections."""
        while self._idle:
            await self._idle.pop().aclose()


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over, as `FAIR_MAIL_URL` says."""

    host: str
    port: int
    user: str
    password: str
    tls: str  # "smtps": from the first byte; "starttls"; "": only to this machine

    def __repr__(self) -> str:
        return f"MailServer({self.host!r}, {self.port})"


def mail_server(url: str) -> MailServer:
    """Read smtps://user:password@host:port, or smtp:// for STARTTLS.

    Only a server on this machine is spoken to in the open. Raises ValueError, without the password.
    """
    with suppress(ValueError):
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        if parts.scheme in ("smtp", "smtps") and host and not parts.path.strip("/"):
            tls = "smtps" if parts.scheme == "smtps" else "" if loopback(host) else "starttls"
            usual = _SUBMISSION_BY_TLS if tls == "smtps" else _SUBMISSION
            user, password = unquote(parts.username or ""), unquote(parts.password or "")
            return MailServer(host, port or usual, user, password, tls)
    raise ValueError("FAIR_MAIL_URL must read smtps://user:password@host:465 or smtp://…@host:587")


class Mail:
    """Hands each mail to a mail server, as plain text from the one sender of this house."""

    keeps = False

    def __init__(self, url: str, sender: str) -> None:
        self._server = mail_server(url)
        called, _, address = sender.removesuffix(">").rpartition("<")
        try:
            self._sender = _address(address, called.strip())
        except ValueError:
            raise ValueError(
                "FAIR_MAIL_FROM must read name@example.org or Name <name@example.org>"
            ) from None

    async def carry(self, letter: Letter) -> None:
        """Hand over the mail; what the server refuses for good is refused."""
        try:
            message = self.message(letter)
        except (ValueError, MessageError):
            raise Refused("the mail cannot be written") from None
        async with self._connection() as server:
            await server.send_message(
                message, sender=self._sender.addr_spec, recipients=[letter.recipient]
            )

    async def greet(self) -> str:
        """Say that the mail server lets us in, or raise `Later` with what keeps us out."""
        async with self._connection():
            return f"the mail server {self._server.host} lets us in"

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[aiosmtplib.SMTP]:
        """Connect and sign in; what goes wrong on it is said in our own words."""
        at = self._server
        try:
            async with aiosmtplib.SMTP(
                hostname=at.host,
                port=at.port,
                username=at.user or None,
                password=at.password or None,
                use_tls=at.tls == "smtps",
                start_tls=at.tls == "starttls",
                local_hostname=self._sender.domain,  # its default asks the name service, and waits
                timeout=MAIL_SERVER_S,
            ) as server:
                yield server
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _said(max(one.code for one in error.recipients)) from None
        except aiosmtplib.SMTPDataError as error:
            raise _said(error.code) from None
        except aiosmtplib.SMTPResponseException as error:
            raise Later(f"the mail server answered {error.code}") from None
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise Later(f"the mail server: {type(error).__name__}") from None

    def message(self, letter: Letter) -> EmailMessage:
        """Return the mail as it is written. Raises ValueError where somebody smuggles a header."""
        message = EmailMessage(policy=SMTP)
        message["From"] = self._sender
        message["To"] = _address(letter.recipient)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(utc_now())
        # The same at each try, so that what came twice is known as one.
        message["Message-ID"] = f"<{letter.id}@{self._sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        return message

    async def close(self) -> None:
        """Hold nothing between two mails."""


def _address(address: str, called: str = "") -> Address:
    """Take an address apart by a rule of our own; Python's reads more into it than one address."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError("no address")
    local, _, domain = address.partition("@")
    return Address(called, local, domain)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _said(code: int) -> Exception:
    said = f"the mail server answered {code}"
    return Refused(said) if code >= _FOR_GOOD and code not in _NOT_LET_IN else Later(said)


def carriers(settings: Settings) -> Mapping[str, Carrier]:
    """Return what carries each channel; a channel that is missing has no way out of the house."""
    found: dict[str, Carrier] = {}
    if settings.outbox:
        found = {TEXT: Outbox(), MAIL: Outbox()}
    if settings.sms_provider == "http":
        ours = approved(settings.sms_templates)
        found[TEXT] = Gateway(settings.sms_url, settings.sms_token, ours)
    if settings.mail_url:
        found[MAIL] = Mail(settings.mail_url, settings.mail_from)
    return found


def missing(settings: Settings) -> str:
    """Return what keeps the carriers that the settings name from carrying; empty where nothing."""
    if settings.sms_provider == "http" and not _is_address(settings.sms_url):
        return "FAIR_SMS_PROVIDER=http needs FAIR_SMS_URL, the gateway's address: https://…"
    try:
        approved(settings.sms_templates)
    except Unreadable as error:
        return str(error)
    if settings.mail_url:
        try:
            Mail(settings.mail_url, settings.mail_from)
        except ValueError as error:
            return str(error)
    return ""
