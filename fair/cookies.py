"""The one home of cookies: what they are called, their flags, how long they stay.

On https the name of each begins with `__Host-`: a browser then takes it from this very host alone,
by https, for all paths. A neighbour under the same domain can neither read it nor put one there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

LOGIN, VISITOR, FLASH = "fair_login", "fair_visitor", "fair_flash"
DEVICE, STEP, CODES, LANGUAGE = "fair_device", "fair_step", "fair_codes", "fair_lang"
KNOWN, OFFERED, GUEST = "fair_known", "fair_offered", "fair_guest"
ZONE = "fair_zone"  # a script writes it (static/js/app.js), which names it as `name` does
HOST = "__Host-"
YEAR_S = 365 * 24 * 3600


class Answer(Protocol):
    """A response, as far as cookies are concerned."""

    def set_cookie(
        self, key: str, value: str = "", max_age: int | None = None, *,
        path: str | None = "/", secure: bool = False, httponly: bool = False,
    ) -> None:  # fmt: skip
        """Add a cookie, which the browser sends to no other site's forms by itself."""


@dataclass(frozen=True, slots=True)
class Cookies:
    """Reads and writes cookies; `secure` where people come by https."""

    secure: bool = False

    def name(self, cookie: str) -> str:
        """Return what the browser knows a cookie as."""
        return f"{HOST}{cookie}" if self.secure else cookie

    def of(self, sent: Mapping[str, str], cookie: str) -> str:
        """Return what a browser sent; "" where it did not. No other name is believed."""
        return sent.get(self.name(cookie), "")

    def put(self, answer: Answer, cookie: str, value: str, seconds: int) -> None:
        """Keep a value in the browser for so long; no script reads it."""
        answer.set_cookie(
            self.name(cookie), value, max_age=seconds, path="/", secure=self.secure, httponly=True
        )

    def drop(self, answer: Answer, cookie: str) -> None:
        """Let the browser forget a cookie."""
        self.put(answer, cookie, "", 0)

    def header(self, cookie: str, value: str, seconds: int) -> str:
        """Return the header that keeps a value of letters and digits in the browser."""
        secure = "; Secure" if self.secure else ""
        flags = f"Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
        return f"{self.name(cookie)}={value}; {flags}"
