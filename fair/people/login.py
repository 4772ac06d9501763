"""Being signed in on one device; and the links and codes that lead there."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from fair.decisions import N_, Fact, Refusal

CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5
CODE_AGAIN = timedelta(seconds=60)
CODES_AN_HOUR = 5
KEY, INVITED = "key", "invited"
_MARK_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_MARK_LENGTH = 24
_ID_LENGTH = 12

MOVES_LOGIN: Mapping[str, Mapping[str, str]] = {"open": {"revoke": "revoked"}, "revoked": {}}
MOVES_LINK: Mapping[str, Mapping[str, str]] = {
    "open": {"revoke": "revoked", "rotate": "revoked"},
    "revoked": {},
}
MOVES_CODE: Mapping[str, Mapping[str, str]] = {
    "sent": {"right": "used", "wrong": "sent", "fifth": "spent", "wait": "expired", "new": "spent"},
    "used": {},
    "spent": {},
    "expired": {},
}


class WrongCode(Refusal):
    code = "wrong-code"
    status = 422
    sentence = N_("This code is not right. Look at the last message and type all six digits.")


class CodeOver(Refusal):
    code = "code-over"
    status = 410
    sentence = N_("This code no longer works. Let us send a new one.")


class CodeTooSoon(Refusal):
    code = "code-too-soon"
    status = 429
    sentence = N_("A code is on its way. You can ask for another one in {seconds} seconds.")


class TooManyCodes(Refusal):
    code = "too-many-codes"
    status = 429
    sentence = N_(
        "We sent this number five codes within an hour. Wait an hour, or ask the organiser to "
        "confirm your number."
    )


class AlreadyConfirmed(Refusal):
    code = "already-confirmed"
    sentence = N_("This number is confirmed already.")


class LinkOver(Refusal):
    code = "link-over"
    status = 410
    sentence = N_(
        "This link was replaced by a newer one or turned off. Use the newest link, or sign in with "
        "a code to your number."
    )


@dataclass(frozen=True, slots=True)
class Login:
    """One device on which somebody is signed in."""

    id: str
    person_id: str
    account_id: str
    device: str
    made_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """Six digits that were sent to a number, for one purpose: "confirm" or "sign_in"."""

    id: str
    purpose: str
    person_id: str
    phone: str
    salt: str
    sealed: str
    made_at: datetime
    tries: int
    used_at: datetime | None = None

    def state(self, now: datetime) -> str:
        """Return the state in its life at an instant."""
        if self.used_at:
            return "used"
        if self.tries >= CODE_TRIES:
            return "spent"
        return "sent" if now < self.made_at + CODE_LASTS else "expired"


def try_code(code: Code | None, sealed: str, now: datetime) -> bool:
    """Return whether the digits are right; refuses with `CodeOver` a code that is over."""
    if code is None or not MOVES_CODE[code.state(now)]:
        raise CodeOver
    return hmac.compare_digest(code.sealed, sealed)


def check_sending(sent_at: list[datetime], now: datetime) -> None:
    """Refuse another code to a number within a minute, or a sixth one within an hour."""
    recent = sorted(at for at in sent_at if at > now - timedelta(hours=1))
    if recent and now < recent[-1] + CODE_AGAIN:
        raise CodeTooSoon(seconds=int((recent[-1] + CODE_AGAIN - now).total_seconds()) + 1)
    if len(recent) >= CODES_AN_HOUR:
        raise TooManyCodes


def token_hash(token: str) -> str:
    """Return what the database keeps of a login's token: nobody can sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_token(secret: str, kind: str, ref: str) -> str:
    """Return the token of a link: its row's id and a mark that only the server's secret makes.

    The database alone cannot make a link, and a person can be shown the same link again.
    """
    return ref + _mark(secret, kind, ref)


def link_ref(secret: str, kind: str, token: str) -> str:
    """Return the row's id of a link's token; empty where the mark is not ours."""
    ref, mark = token[:_ID_LENGTH], token[_ID_LENGTH:]
    return ref if hmac.compare_digest(mark.encode(), _mark(secret, kind, ref).encode()) else ""


def _mark(secret: str, kind: str, ref: str) -> str:
    digest = hmac.new(secret.encode(), f"link:{kind}:{ref}".encode(), hashlib.sha256).digest()
    return "".join(_MARK_LETTERS[byte & 31] for byte in digest[:_MARK_LENGTH])


_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("HarmonyOS", "HarmonyOS"), ("Android", "Android"),
    ("Windows", "Windows"), ("Macintosh", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
_BROWSERS = (
    ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Line/", "LINE"), ("Edg", "Edge"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("OPR", "Opera"), ("CriOS", "Chrome"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip


def device_label(user_agent: str) -> str:
    """Return how a person recognises a device, such as "Android · WeChat"; may be empty."""
    found = (
        next((label for mark, label in signs if mark in user_agent), "")
        for signs in (_SYSTEMS, _BROWSERS)
    )
    return " · ".join(label for label in found if label)


@dataclass(frozen=True, kw_only=True)
class LoginRevoked(Fact):
    """Somebody signed out on one device (`login_id`), or everywhere (none): sockets close."""

    kind: ClassVar[str] = "login.revoked"
    person_id: str = ""
    account_id: str = ""
    login_id: str = ""

    @property
    def key(self) -> str:
        """The `Actor.key` of whoever signed out."""
        return self.person_id or self.account_id
