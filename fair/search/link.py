"""The filters of a search as a link: reading them from one, and writing them into one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fair import plain, typed
from fair.terms.filters import Filters

MOST_PAGES = 500
_LONGEST_TEXT = 80
_LONGEST_PAY = 12
_LOOKED_AT = 1000


def read(said: Mapping[str, str]) -> Filters:
    """Read filters from a link; what makes no sense is no filter."""
    currency, _, amount = plain.plain(said.get("pay", "")[:_LONGEST_PAY]).partition("-")
    pay = int(amount) * 100 if amount.isdecimal() else 0
    page = plain.number(said.get("page", "")[:_LONGEST_PAY])
    return Filters(
        text=typed.line(said.get("q", "")[:_LOOKED_AT])[:_LONGEST_TEXT].strip(),
        work=plain.plain(said.get("work", "")[:40]),
        where=_where(plain.plain(said.get("where", "")[:_LONGEST_PAY])),
        home=said.get("home") == "1",
        pay=pay,
        currency=currency if pay else "",
        lodging=said.get("lodging", "") if said.get("lodging") in ("free", "any") else "",
        direct=said.get("direct") == "1",
        page=min(MOST_PAGES, int(page)) if page.isdecimal() and int(page) else 1,
    )


def _where(text: str) -> str:
    code = text.isascii() and text.isdigit() and len(text) in (2, 4, 6)
    country = text.isascii() and text.isalpha() and text.isupper() and len(text) == len("CN")
    return text if code or country else ""


def link(filters: Filters, **changes: Any) -> str:
    """Return the address of these filters with some changed; from the first page on."""
    now = replace(filters, **{"page": 1, **changes})
    said_: dict[str, str | int] = {}
    for name in ("text", "work", "where", "lodging"):
        if value := getattr(now, name):
            said_["q" if name == "text" else name] = value
    if now.pay:
        said_["pay"] = f"{now.currency}-{now.pay // 100}"
    said_ |= {name: 1 for name in ("home", "direct") if getattr(now, name)}
    if now.page > 1:
        said_["page"] = now.page
    return "/vacancies" + ("?" + urlencode(said_) if said_ else "")
