"""Digits that reach nobody: days, hours, pay, counts, places, the numbers of papers and machines.

Public lines too, which anybody may be told to ring. A span is excused only as a whole: what could
be dialled (a mobile number after "licence") is not.
"""

import re
from collections.abc import Callable

from fair.contacts import excuses
from fair.contacts.reading import Span
from fair.contacts.units import BEFORE, COIN, PAPER, PUBLIC, UNIT

Rule = Callable[[re.Match[str]], bool]

_TO = r"\s{0,2}(?:-|~|〜|至|到|から|to|and)\s{0,2}"
_FREE = r"(?<![0-9])(?<![0-9][-./:ー])"  # nothing dialled before
_ALONE = r"(?![0-9])(?![-./:][0-9])"  # nor after
_YEAR, _MONTH, _DAY = r"(?:19|20)[0-9]{2}", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12][0-9]|3[01])"
_HHMM = r"(?:[01][0-9]|2[0-4])[0-5][05]"
_CLOCK = r"(?:[01]?[0-9]|2[0-9])[:：][0-5][0-9](?::[0-5][0-9])?"
_FIGURE = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,6}|[0-9][0-9,]{0,24}(?:\.[0-9]{1,8})?)"
_SIGN = r"[0-9〇零一二三四五六七八九十百千万两]"
_NAMED = r"(?:\s?(?:no|number|id|号码|号|番号|#|是|は|为|で|is|:|：|-|の|[(]))*[ .:#：]*"

_LINE = r"(?P<line>\+?[0-9](?:[- ]?[0-9]){2,12})"
_PATTERNS: tuple[tuple[str, Rule | None], ...] = (
    # days
    (rf"{_FREE}{_YEAR}(?P<sep>[-./]){_MONTH}(?P=sep){_DAY}(?:[ t]{{1,2}}{_CLOCK})?{_ALONE}", None),
    (rf"{_FREE}{_YEAR}[-./]{_MONTH}(?:{_TO}{_YEAR}[-./]{_MONTH})?{_ALONE}", None),
    (
        (
            rf"{_FREE}{_YEAR}(?P<sep>[-./]){_MONTH}(?P=sep){_DAY}{_TO}"
            rf"(?:{_YEAR}(?P=sep))?{_MONTH}(?P=sep){_DAY}{_ALONE}"
        ),
        None,
    ),
    (rf"{_FREE}{_DAY}(?P<sep>[-./]){_DAY}(?P=sep)(?:{_YEAR}|[0-9]{{2}}){_ALONE}", None),
    (rf"(?<![0-9]){_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:_[0-9]+)?(?![0-9])", None),
    (rf"{_FREE}(?<![0-9][^0-9]){_YEAR}(?:{_TO}{_YEAR})?{_ALONE}(?![^0-9][0-9])", None),
    (rf"(?<![a-z])[rhs][0-9]{{1,2}}[./][0-9]{{1,2}}[./][0-9]{{1,2}}{_ALONE}", None),
    (rf"{_SIGN}{{2,4}}年(?:{_SIGN}{{1,3}}月(?:{_SIGN}{{1,3}}[日号]?)?)?", None),
    (rf"{_SIGN}{{1,3}}月(?:份|末|底|初|{_SIGN}{{1,3}}[日号]?)", None),
    (
        (
            rf"{_FREE}{_DAY}[./]{_DAY}(?:\s?(?:[-~、,/]|and|"
            rf"to)\s?{_DAY}[./]{_DAY})*(?![0-9])(?![-/:][0-9])"
        ),
        excuses.few,
    ),
    (rf"{_FREE}{_DAY}/{_DAY}(?:\s?[-~、,]\s?{_DAY}/{_DAY})+{_ALONE}", None),
    (rf"{_FREE}{_DAY}\.{_DAY}\s?[-~]\s?{_DAY}\.{_DAY}{_ALONE}", None),
    # hours
    (rf"(?<![0-9:]){_CLOCK}(?:{_TO}{_CLOCK})*(?![0-9:])", None),
    (
        (
            rf"(?<![0-9])(?<![0-9][-./]){_HHMM}(?:\s?(?:-|~|〜|/|至|到|、|,)\s?{_HHMM})+(?![0-9]|"
            rf"[-./][0-9]|\s[0-9])"
        ),
        None,
    ),
    (
        (
            r"(?<![0-9])[0-9]{1,2}-[0-9]{1,2}(?:\s?[,、/ ]\s?[0-9]{1,2}-[0-9]{1,2})+(?![0-9]|"
            r"[-./ ][0-9])"
        ),
        None,
    ),
    # pay and other amounts
    (
        (
            rf"(?<![0-9])(?<![0-9][-./ ])(?P<least>[0-9]{{2,6}}){_TO}(?P<most>[0-9]{{2,6}})"
            r"(?![0-9]|[-./ ][0-9])"
        ),
        excuses.range_of_pay,
    ),
    (
        (
            r"(?<![0-9])(?<![0-9][-./ ])[1-9][0-9]{2,5}(?: [1-9][0-9]{2,5}){1,8}"
            r"(?![0-9]|[-./ ][0-9])"
        ),
        excuses.round_all,
    ),
    (rf"{COIN}\s?(?P<figure>{_FIGURE}(?:{_TO}[$¥€£]?{_FIGURE})?)(?![-.]?[0-9])", excuses.amount),
    (rf"(?<![0-9])(?P<figure>{_FIGURE}(?:{_TO}{_FIGURE})?)\s?(?:[kw]\b|{COIN})", excuses.amount),
    (r"(?<![0-9])(?<![0-9] )[1-9][0-9]{0,2}(?:([ .])000){1,3}(?![0-9]|[ .][0-9])", None),
    (rf"{_FREE}{_YEAR}(?: {_YEAR})+{_ALONE}", None),
    (
        (
            rf"(?<![0-9])(?<![0-9][-./ ]){_HHMM}(?:-{_HHMM})?(?: {_HHMM}(?:-{_HHMM})?)+"
            r"(?![0-9]|[-./ ][0-9])"
        ),
        None,
    ),
    (r"(?<![0-9,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9]|[,.][0-9])", None),
    (r"(?<![0-9])[1-9][0-9]{0,5}0{5,}(?![0-9])", excuses.round_amount),
    (
        (
            r"(?<![0-9])(?P<least>[1-9][0-9]{2,5})\s?(?:から|至|到|"
            r"to)\s?(?P<most>[1-9][0-9]{2,5})(?![0-9])"
        ),
        excuses.rises,
    ),
    (r"(?<=[a-z][a-z] )[0-9]{5}-[0-9]{4}(?![0-9])", None),
    (rf"(?<![0-9]){_FIGURE}(?:\s?[+=]\s?{_FIGURE}){{2,20}}", excuses.added_up),
    (rf"(?<![0-9]){_FIGURE}\s?/\s?(?:h|hr|hour|day|week|wk|month|mo|月|天|日|時|时|小时)\b", None),
    (
        (
            rf"(?<![0-9])(?<![0-9][-./])[0-9]{{1,5}}\.[0-9]{{1,4}}(?:{_TO}[0-9]{{1,5}}\.[0-9]{{1,4}})?(?![0-9]|"
            rf"[-./][0-9])"
        ),
        None,
    ),
    (r"(?<![0-9])[0-9]{1,12}(?:\.[0-9]{1,4})?[%‰]", None),
    (r"(?<![0-9])[0-9]{2,5}\s-\s[0-9]{2,5}(?=\s[a-z])", excuses.added_up),
    # counts, measures, places
    (
        (
            rf"(?<![0-9])(?<![0-9][-./ー])[0-9]{{1,5}}(?:\.[0-9]+)?(?:{_TO}[0-9]{{1,5}}(?:\.[0-9]+)?)?\s?{UNIT}(?![a-z])(?!点[0-9])"
        ),
        excuses.count,
    ),
    (
        (
            r"(?<![0-9])[0-9]{1,5}(?:\.[0-9]+)?(?:\s?[×x*]\s?[0-9]{1,5}(?:\.[0-9]+)?){1,3}(?![0-9]|"
            r"\s?[×x*]\s?[0-9])"
        ),
        excuses.sides,
    ),
    (
        (
            rf"[〇零一二三四五六七八九十百千两]{{1,4}}(?:{UNIT}|十|百|千|"
            rf"万)(?![a-z0-9〇零一二三四五六七八九])"
        ),
        None,
    ),
    (rf"(?<![a-z]){BEFORE}\s?[#:]?\s?[0-9]{{1,5}}(?:[-/~〜][0-9]{{1,5}})?{_ALONE}", None),
    (r"#[0-9]{1,3}-[0-9]{1,4}(?![0-9])", None),
    (
        r"(?<![0-9])[0-9]{1,3}(?:\s?[-,/、.\s]\s?[0-9]{1,3}){2,40}(?![0-9]|[-./][0-9])",
        excuses.grows,
    ),
    (
        (
            r"(?<![0-9-])[0-9]{1,2}(?:丁目|番|-)[0-9]{1,3}(?:番地?|-)[0-9]{1,2}号?(?![0-9]|"
            r"[-. ]?[0-9])"
        ),
        excuses.few,
    ),
    (r"(?:〒|郵便番号[はが:]?)\s?[0-9]{3}-?[0-9]{4}", None),
    (r"(?<![a-z])(?!o)[a-z]{1,2}[0-9]{1,2}[a-z]?\s?[0-9][a-z]{2}(?![a-z0-9])", None),
    (r"(?:邮编|邮政编码|zip|pin ?code|postcode|postal code)\s?[:：]?\s?[0-9]{4,6}(?![0-9])", None),
    # names with figures in them, numbers of papers
    (
        (
            r"(?<![a-z0-9.+-])(?=[a-z0-9/-]{0,30}[ac-fhjkmnprt-y])[a-z]{1,24}[-/]?(?:[0-9]{1,6}[a-z]*[-/]?){1,3}(?![a-z0-9])"
        ),
        excuses.few,
    ),
    (r"(?<![a-z0-9.+-])[zbsgq][0-9]{1,3}(?![a-z0-9])", None),
    (
        (
            r"(?<![a-z0-9.+-])(?=[0-9]{1,4}[a-z]{0,24}[ac-fhjkmnprt-y])[0-9]{1,4}[a-z]{1,24}"
            r"(?:[-/]?[a-z0-9]{1,6}){0,3}(?![a-z0-9])"
        ),
        excuses.few,
    ),
    (r"(?<![a-z])iso\s?[0-9]{4,5}(?::[0-9]{4})?", None),
    (
        (r"(?<![0-9.*])[0-9]{1,3}(?:\.[0-9]{1,6}){2,3}(?![-_./]{0,2}[0-9])"),
        excuses.version,
    ),
    (
        (
            rf"(?<![a-z]){PAPER}{_NAMED}(?P<paper>[a-z人社派有職許苏京沪粤]{{0,5}}字?[-/]?[\[(〔]?"
            r"[0-9][0-9a-z/年字第\])〕 -]{2,30})"
        ),
        excuses.of_paper,
    ),
    (r"(?<![a-z0-9])(?=[0-9]*[a-z])[0-9][0-9a-z]{17}(?![a-z0-9])", None),
    (r"第[0-9]{1,12}号", None),
    (
        r"(?<![a-z])(?!(?:tel|fax|call|ph|mob|cell|no|wa|hp|line)-)[a-z]{1,4}-[0-9]{2,6}(?:-[0-9a-z]{1,8}){1,3}(?![0-9-])",
        None,
    ),
    (r"(?<![0-9+])(?!00)[0-9]{14,}(?![0-9])", None),
    (r"[0-9]{2,4}[*•●○×#]{3,}[0-9]{2,4}", None),
    # public lines
    (r"(?<![0-9])[+]?(?:1[- ]?)?[0-9]{2,5}[- ]?[0-9]{2,4}[- ]?[0-9]{2,6}(?![0-9])", excuses.public),
    (rf"{PUBLIC}[^0-9\n]{{0,24}}{_LINE}(?![0-9])", excuses.of_public_body),
    (rf"(?<![0-9+]){_LINE}[^0-9\n]{{0,12}}{PUBLIC}", excuses.of_public_body),
    (
        (
            r"(?<![0-9])(?:110|119|120|122|118|112|911|999|12[0-9]{3}|96110)(?:(?:\s?(?:和|或者?|/|、|"
            r",|and|or|と|か)\s?|\s{0,2})(?:110|119|120|12[0-9]{3}|911|999|118)){0,12}"
            r"(?![0-9]|[-. ][0-9])"
        ),
        None,
    ),
)
_EXCUSED = "\ue000"  # a sign that no folded text has
_COMPILED = tuple((re.compile(pattern), rule) for pattern, rule in _PATTERNS)


def harmless(text: str) -> list[Span]:
    """Return the spans of a folded text whose digits reach nobody; none overlaps another.

    Patterns are tried in turn, and what one excused is no neighbour of digits to the next.
    """
    found: list[Span] = []
    for pattern, rule in _COMPILED:
        excused = [one.span() for one in pattern.finditer(text) if rule is None or rule(one)]
        if excused:
            text = _blanked(text, excused)
            found += excused
    return sorted(found)


def _blanked(text: str, spans: list[Span]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept += [text[at:start], _EXCUSED * (end - start)]
        at = end
    return "".join([*kept, text[at:]])
