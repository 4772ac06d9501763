"""Every environment variable, typed, with help. Nothing else reads the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fair import plain, private, turn_server, typed
from fair.days import zone_names
from fair.network import addresses_of, elsewhere, loopback, ports_of

_AS_IT_IS = (
    "database_url", "redis_url", "secret", "sms_token", "sms_reply_secret",
    "metrics_token", "turn_secret",
)  # fmt: skip
CALLS = ("auto", "bridge", "direct")
LOG_FORMATS = ("lines", "json")
PROVIDERS = ("", "none", "http", "outbox")
LEAST_SECRET = 32
TURN_LIFETIMES_S = (60, 86_400)
DEMO = "demo"  # the outbox of an invented fair; only the command line says so


def _setting(default: Any, help_: str) -> Any:
    return field(default=default, metadata={"help": help_})


def _hidden(default: Any, help_: str) -> Any:
    """Declare a setting that may hold a password or a key, so that no `repr` shows it."""
    return field(default=default, repr=False, metadata={"help": help_})


@dataclass(frozen=True)
class Settings:
    """How this server is configured. `FAIR_BASE_URL` is the variable of `base_url`, and so on."""

    database_url: str = _hidden(
        "sqlite:///var/fair.db",
        "where everything is kept: sqlite:///path, or postgresql://user:password@host/name",
    )
    redis_url: str = _hidden(
        "", "where several processes hear each other: redis://:password@host:6379/0"
    )
    workers: int = _setting(
        1, "how many processes `fair serve` starts; more than one need PostgreSQL and Redis"
    )
    base_url: str = _setting(
        "http://127.0.0.1:8000", "the address people open; https:// makes cookies secure"
    )
    secret: str = _hidden(
        "", "at least 32 characters; signs forms. Without it one is kept in var/secret"
    )
    sms_provider: str = _setting(
        "", "http (a gateway), none, or outbox (a trial: organisers read the messages at /outbox)"
    )
    sms_url: str = _hidden("", "with http: each message is posted here as JSON {to, text, key}")
    sms_token: str = _hidden("", "with http: sent as a bearer token")
    sms_templates: str = _setting(
        "", "with http: the file of what the gateway approved; without it each text goes as text"
    )
    sms_reply_secret: str = _hidden(
        "", "at least 32 characters: by it the gateway posts answers to texts at /texts/replies"
    )
    log_format: str = _setting(
        "lines", "lines (for people to read) or json (an object a line, for what gathers logs)"
    )
    metrics_token: str = _hidden(
        "", "at least 32 characters: by it a program such as Prometheus reads /metrics"
    )
    sms_countries: str = _setting(
        "+86 +81", "codes are texted to numbers of these countries alone, with spaces"
    )
    sms_per_number: int = _setting(
        10, "codes that strangers may have sent to one number within an hour"
    )
    sms_per_network: int = _setting(
        300, "codes that one network may ask for within an hour; more where a hall has one address"
    )
    sms_per_hour: int = _setting(1000, "codes that are texted within an hour, whoever asks")
    sms_per_fair: int = _setting(5000, "codes that are texted for one fair within 24 hours")
    mail_url: str = _hidden(
        "", "the mail server: smtps://user:password@host:465, or smtp://…@host:587 with STARTTLS"
    )
    mail_from: str = _setting("", "the sender of mails: Job fair <fair@example.org>")
    turn_urls: str = _setting(
        "",
        "where your TURN server listens, with spaces: turn:turn.example.org:3478?transport=udp "
        "turn:turn.example.org:3478?transport=tcp turns:turn.example.org:5349?transport=tcp",
    )
    turn_secret: str = _hidden(
        "", "at least 32 characters: coturn's static-auth-secret, which makes its passwords"
    )
    turn_lifetime_s: int = _setting(
        1800, "for how many seconds a browser may open new ways through the TURN server"
    )
    calls: str = _setting(
        "auto",
        "auto: from browser to browser, over the bridge where no way is found; bridge: always over "
        "the bridge; direct: never",
    )
    bridge_ports: str = _setting(
        "45000-45399", "UDP ports of the bridge, from-to; two of each address for a call"
    )
    bridge_bind: str = _setting(
        "", "addresses that the bridge listens on, with commas; without it all of this machine"
    )
    bridge_announce: str = _setting(
        "", "addresses that browsers are told instead: behind NAT, or in a container; with commas"
    )
    bridge_calls: int = _setting(
        40, "calls that the bridge carries at once; docs/operating.md says how to measure it"
    )
    call_minutes: int = _setting(10, "length budget of an interview in minutes")
    time_zone: str = _setting("Asia/Shanghai", "time zone proposed for new fairs")
    upload_bytes: int = _setting(5_000_000, "largest file that is accepted")
    table_bytes: int = _setting(
        60_000_000, "largest table of posts that an organiser brings in, of 200,000 rows"
    )
    hosts: str = _setting(
        "", "other names that people open this by, beside that of the base address, with commas"
    )
    pages_a_minute: int = _setting(
        1200, "pages that one network of strangers, or one person signed in, may load in a minute"
    )
    connections: int = _setting(4000, "HTTP connections that may be open at once")
    connections_of_network: int = _setting(
        400, "of these, connections of one network; those of trusted proxies are not counted"
    )
    second_factor: str = _setting(
        "asked",
        "asked: organisers are asked for a second step after signing in; optional: nobody is",
    )
    trusted_proxies: str = _setting(
        "",
        "addresses or networks of reverse proxies whose X-Forwarded-For is believed, with commas",
    )
    sockets: int = _setting(5000, "how many pages may be connected at once, of all people together")
    sockets_per_network: int = _setting(
        300, "how many pages may be connected at once from one address, such as an office's"
    )

    ledger_key: str = _setting(
        "", "the file of the key that signs the ledger; without it fair.db.ledger.key by fair.db"
    )

    ledger_auditor: str = _setting(
        "", "the auditor's e-mail address: the signed head of each fair goes there at its closing"
    )
    ledger_heads_file: str = _setting(
        "", "signed heads are added to this file, best one that can only be added to (chattr +a)"
    )
    ledger_stamp_command: str = _setting(
        "", "signed heads are given to this command on its standard input, for a timestamp"
    )

    @classmethod
    def read(
        cls, *, unless_said: Mapping[str, Any] | None = None, makes: bool = True, **overrides: Any
    ) -> "Settings":
        """Read FAIR_* variables; `overrides` win, and `unless_said` are other defaults.

        An unreadable number names its variable. Where it `makes` nothing, a secret that is not
        there is not kept either: for who only looks.
        """
        values: dict[str, Any] = dict(unless_said or {})
        for item in fields(cls):
            name = f"FAIR_{item.name.upper()}"
            if name in os.environ:
                text = os.environ[name]
                # What people copied is cleaned; what only programs made may hold any sign.
                text = text if item.name in _AS_IT_IS else typed.line(text)
                if item.type in (int, "int"):
                    number = plain.number(text)
                    if not number.isdecimal():
                        raise SystemExit(f"{name} must be a whole number, not {text!r}")
                    values[item.name] = int(number)
                else:
                    values[item.name] = text
        values.update(overrides)
        settings = cls(**values)
        if not settings.secret:
            if makes and elsewhere(settings.database_url):
                raise SystemExit(
                    "FAIR_SECRET must be set where the database is on another machine: at least "
                    f"{LEAST_SECRET} characters, the same on every machine that serves this fair"
                )
            values["secret"] = _kept_secret() if makes or SECRET_FILE.exists() else UNSET.secret
            settings = cls(**values)
        _check(settings, said_here=overrides)
        return settings

    def environment(self) -> dict[str, str]:
        """Return the environment of a process that serves the same fair at the same address."""
        own = ("database_url", "redis_url", "base_url", "hosts", "secret")
        return os.environ | {f"FAIR_{one.upper()}": str(getattr(self, one)) for one in own}

    @property
    def secure(self) -> bool:
        """True where people come by https, so that cookies may be marked secure."""
        return self.base_url.startswith("https://")

    @property
    def has_relay(self) -> bool:
        """True where a server passes sound on: a network address can be hidden."""
        return bool(self.turn_urls) or self.calls != "direct"

    @property
    def outbox(self) -> bool:
        """True where messages stay here, to be read at /outbox."""
        return self.sms_provider in ("outbox", DEMO)

    @property
    def sends_texts(self) -> bool:
        """True where a text has a way to a reader: codes can be asked for."""
        return self.texts_phones or self.outbox

    @property
    def texts_phones(self) -> bool:
        """True where a text reaches a phone: only then may a page promise one."""
        return self.sms_provider == "http"

    @property
    def only_here(self) -> bool:
        """True where the address that people open can only mean this machine."""
        return loopback(urlsplit(self.base_url).hostname or "")


_ONE_OF = {"second_factor": ("asked", "optional"), "calls": CALLS, "log_format": LOG_FORMATS}


def _check(settings: Settings, *, said_here: Mapping[str, Any]) -> None:
    """End with a plain sentence that names the variable which cannot be meant."""
    if settings.sms_provider not in (*PROVIDERS, said_here.get("sms_provider")):
        raise SystemExit(
            f"FAIR_SMS_PROVIDER must be http, outbox or none, not {settings.sms_provider!r}"
        )
    for name, (*others, last) in _ONE_OF.items():
        if (given := getattr(settings, name)) not in (*others, last):
            raise SystemExit(
                f"FAIR_{name.upper()} must be {', '.join(others)} or {last}, not {given!r}"
            )
    ports_of(settings.bridge_ports)
    addresses_of("FAIR_BRIDGE_BIND", settings.bridge_bind)
    addresses_of("FAIR_BRIDGE_ANNOUNCE", settings.bridge_announce)
    if settings.time_zone not in zone_names():
        raise SystemExit(f"FAIR_TIME_ZONE is no time zone: {settings.time_zone!r}")
    if len(settings.secret) < LEAST_SECRET:
        raise SystemExit(f"FAIR_SECRET must have at least {LEAST_SECRET} characters")
    if 0 < len(settings.sms_reply_secret) < LEAST_SECRET:
        raise SystemExit(f"FAIR_SMS_REPLY_SECRET must have at least {LEAST_SECRET} characters")
    if 0 < len(settings.metrics_token) < LEAST_SECRET:
        raise SystemExit(f"FAIR_METRICS_TOKEN must have at least {LEAST_SECRET} characters")
    _check_turn(settings)


def _check_turn(settings: Settings) -> None:
    if "FAIR_ICE_SERVERS" in os.environ:  # its passwords stood in pages, and lasted for ever
        raise SystemExit("FAIR_ICE_SERVERS is gone: set FAIR_TURN_URLS and FAIR_TURN_SECRET")
    try:
        listed = turn_server.addresses(settings.turn_urls)
    except ValueError as error:
        raise SystemExit(f"FAIR_TURN_URLS: {error}") from None
    if listed and len(settings.turn_secret) < LEAST_SECRET:
        raise SystemExit(f"FAIR_TURN_SECRET must have at least {LEAST_SECRET} characters")
    least, most = TURN_LIFETIMES_S
    if not least <= settings.turn_lifetime_s <= most:
        raise SystemExit(f"FAIR_TURN_LIFETIME_S must be from {least} to {most}")


# The defaults, with a secret that nobody knows: what it marks fits nothing later.
UNSET = Settings(secret=secrets.token_urlsafe(32))


SECRET_FILE = Path("var/secret")


def _kept_secret() -> str:
    path = SECRET_FILE
    private.own_folder(path.parent)
    private.file(path)
    if not path.stat().st_size:
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text().strip()
