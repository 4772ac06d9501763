"""Every environment variable, typed, with help. Nothing else reads the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from fair import plain, typed
from fair.days import zone_names

_AS_IT_IS = ("database_url", "secret", "sms_token")


def _setting(default: Any, help_: str) -> Any:
    return field(default=default, metadata={"help": help_})


@dataclass(frozen=True)
class Settings:
    """How this server is configured. `FAIR_BASE_URL` is the variable of `base_url`, and so on."""

    database_url: str = _setting(
        "sqlite:///var/fair.db", "where everything is kept: sqlite:///path"
    )
    base_url: str = _setting(
        "http://127.0.0.1:8000", "the address people open; https:// makes cookies secure"
    )
    secret: str = _setting(
        "", "at least 32 characters; signs forms. Without it one is kept in var/secret"
    )
    sms_provider: str = _setting(
        "outbox", "outbox (messages are shown at /outbox, for trials) or http"
    )
    sms_url: str = _setting("", "with http: each message is posted here as JSON {to, text, key}")
    sms_token: str = _setting("", "with http: sent as a bearer token")
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
    ice_servers: str = _setting("[]", "WebRTC ICE servers as a JSON list; none by default")
    call_minutes: int = _setting(10, "length budget of an interview in minutes")
    time_zone: str = _setting("Asia/Shanghai", "time zone proposed for new fairs")
    upload_bytes: int = _setting(5_000_000, "largest file that is accepted")
    trusted_proxies: str = _setting(
        "", "addresses of reverse proxies whose X-Forwarded-For is believed, with commas"
    )

    @classmethod
    def read(cls, *, unless_said: Mapping[str, Any] | None = None, **overrides: Any) -> "Settings":
        """Read FAIR_* variables; `overrides` win, and `unless_said` are other defaults.

        An unreadable number names its variable.
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
            values["secret"] = _kept_secret()
            settings = cls(**values)
        if settings.time_zone not in zone_names():
            raise SystemExit(f"FAIR_TIME_ZONE is no time zone: {settings.time_zone!r}")
        if len(settings.secret) < 32:  # noqa: PLR2004 - as the help says
            raise SystemExit("FAIR_SECRET must have at least 32 characters")
        return settings

    @property
    def secure(self) -> bool:
        """True where people come by https, so that cookies may be marked secure."""
        return self.base_url.startswith("https://")


# The defaults, with a secret that nobody knows: what it marks fits nothing later.
UNSET = Settings(secret=secrets.token_urlsafe(32))


def _kept_secret() -> str:
    path = Path("var/secret")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text().strip()
