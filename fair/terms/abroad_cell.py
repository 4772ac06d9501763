"""Reading what somebody wrote of work abroad: in which country, and by which recruitment filing."""

import re

from fair import plain
from fair.decisions import N_
from fair.folding import fold
from fair.terms.terms import NO_FILING
from fair.terms.unreadable import Unreadable

HOME_COUNTRY = "CN"  # the country of the licences, and of the places that the house knows
_NONE = frozenset({"no", "none", "否", "无", "不需要", "いいえ", "不要"})
_LONGEST_NUMBER, _LONGEST_WHY = 80, 200


def country(text: str) -> str:
    """Read the country of the work, two letters; empty for home, where nothing is abroad."""
    found = text.upper()
    if not re.fullmatch("[A-Z]{2}", found):
        raise Unreadable(N_("Write the two letters of the country, such as JP."))
    return "" if found == HOME_COUNTRY else found


def filing(text: str) -> str:
    """Read the number of a filing, or `no:` and why none is needed."""
    said, _colon, why = text.replace("：", ":").partition(":")
    found, most = plain.plain(text), _LONGEST_NUMBER
    if fold(said).strip() in _NONE:
        found, most = f"{NO_FILING} {why.strip()}", _LONGEST_WHY
        if not why.strip():
            raise Unreadable(N_("Write the number of the filing, or no: and why none is needed."))
    if len(found) > most:
        raise Unreadable(N_("Write at most {most} characters."), most=str(most))
    return found
