"""Text that strangers wrote must not turn the text around it: isolated where it is shown.

The languages of the house run from left to right, and the door lets no direction sign in
(`fair.typed`). What is left are letters that run the other way, and signs that were kept before
there was the door. Words without them pass as they are, so that ordinary pages and messages hold
nothing for it.
"""

import re
from collections.abc import Mapping
from typing import Any

FIRST_STRONG, POP = "\u2068", "\u2069"
_LEFTWARD = re.compile(
    "[\u200f\u202a-\u202e\u2066\u2067\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SIGNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066\u2067]")  # kept before the door was there
# Tags, and elements whose content is text only, pass with their signs; elsewhere is markup better.
_HTML = re.compile(
    r"<(title|option|textarea|script|style)\b.*?</\1>|<[^>]*>|[\u2068\u2069]", re.DOTALL
)
_FIELD = re.compile(r"<(?:input|textarea)\b", re.IGNORECASE)
_MARKUP = {FIRST_STRONG: "<bdi>", POP: "</bdi>"}


def isolated(text: str) -> str:
    """Return the text so that what surrounds it keeps its order, whatever its own direction."""
    text = text if text.isascii() else _SIGNS.sub("", text)
    if text.isascii() or FIRST_STRONG in text or not _LEFTWARD.search(text):
        return text
    return f"{FIRST_STRONG}{text}{POP}"


def shielded(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what fills a sentence, each text isolated."""
    return {name: isolated(one) if type(one) is str else one for name, one in values.items()}


def in_html(page: str) -> str:
    """Return a page whose isolated texts are elements; fields hold nothing but what was typed."""
    return _HTML.sub(_element, page) if FIRST_STRONG in page else page


def _element(found: re.Match[str]) -> str:
    if len(found[0]) == 1:
        return _MARKUP[found[0]]
    if _FIELD.match(found[0]):
        return found[0].replace(FIRST_STRONG, "").replace(POP, "")
    return found[0]
