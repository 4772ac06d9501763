"""Telephone numbers: enough digits in one breath, with a filler between, or told in pieces."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from fair.contacts.digits import Run, runs
from fair.contacts.pieces import made_of
from fair.contacts.reading import LEAST, Span

_CERTAIN = 8  # so many figures need no word beside them that asks to ring
_MOST_APART = 30
_AROUND = 24

_PIECE = re.compile(
    r"先(?=记|打|拨|输|按|是|发|把|\s?[0-9一幺“\"])|半截|去掉|把|念|区号|残り|終わり|おわり|さいご|まず|下が|市外局番|finish|"
    r"然后|再来|再加|接着|最后|前三|前四|前五|前六|前半|后半|後半|中间|中間|开头|開頭|結尾|"
    r"结尾|后面|前面|拼|连|合起来|倒过来|第.段|"
    r"尾[号数是]|后四|后六|后几位|头三|打头|紧跟|按顺序|竖着|"
    r"start|begin|then|last|rest\b|area code|first (?:half|part|three|bit)|middle|next|"
    r"follow|put (?:it|them)|together|\bends?\b|final|after that|second half|in order|"
    r"bracket|"
    r"最初|つぎ|次|最後|前半|つな|あと|それから|続け|くっつけ|真ん中|合わせ|足し|順番|並べ|"
    r"数字だけ|頭|おなか|しっぽ|下から|上から"
)
_ASKS = re.compile(
    r"电话|電話|手机|手機|拨|打给|打這|打这|打我|打过来|来电|号码|號碼|联系|聯繫|短信|加我|直拨|"
    r"\bcall\b|phone|\bring\b|dial|\btel\b|mobile|\bcell|\bnumber|\btext\b|whats|contact|"
    r"reach|\bfax|\bsms|viber|zalo|\bbell\b|hotline|\btoll|switchboard|extension|"
    r"携帯|かけて|連絡|内線|ダイヤル|でんわ|tel|ファックス"
)
_COUNTED = frozenset("123456789"[:most] for most in range(2, 10)) | {"54321", "4321", "321"}
_MOBILE = re.compile(r"1[3-9][0-9]{9}|0[5-9]0[0-9]{8}")
_WHOLE = re.compile(r"1[3-9][0-9]{9}|0[5-9]0[0-9]{8}|07[0-9]{9}|[2-9][0-9]{2}[2-9][0-9]{6}")
_EXTENSION = re.compile(
    r"\s?[,，(（]?\s?(?:再?按|转|轉|分机|分機|內線|内線|内线|ext(?:ension)?\.?|extn\.?|x|"
    r"#)\s?[:：#]?\s?[0-9零一二三四五六七八九]{1,5}[)）]?"
)
_VANITY = re.compile(
    r"(?<![0-9.,])(?P<one>1[- ])?8(?:00|88|66|77|55|"
    r"44)(?P<gap>[- ])(?=[0-9-]{0,8}[a-z])(?:[a-z0-9]{3}-?[a-z0-9]{4}|"
    r"[a-z0-9]{4}-[a-z0-9]{3})(?![a-z0-9])"
)
_FILLED = re.compile(r"(?<![0-9])[0-9](?:[^\W0-9]{1,2}[0-9]){6,}(?![0-9])")
_SAME_FILLER = re.compile(
    r"(?<![0-9])[0-9]{1,5}(?P<filler>\s?(?!か|or\b|或|和|と|や|and\b|"
    r"to\b)[^\s0-9,、;/][^0-9\n]{0,6}?)[0-9]{1,5}(?:(?P=filler)[0-9]{1,5}){1,12}(?![0-9])"
)


def phones(text: str, harmless: Sequence[Span]) -> list[Span]:
    """Return the spans of a folded text that are numbers to reach somebody."""
    said = runs(text, harmless)
    found = [_with_signs(text, run.span) for run in said if _reaches(text, run)]
    found += [match.span() for match in _VANITY.finditer(text) if _is_dialled(text, match)]
    found += _with_filler(text, _places(harmless)) + _under_units(text)
    known = _places(found)
    return found + _in_pieces(text, [run for run in said if not _within(run.span, known)])


def _reaches(text: str, run: Run) -> bool:
    value = run.value
    if len(value) < LEAST or _counts(run) or _cheers(value):
        return False
    start, end = run.span
    asked = bool(_ASKS.search(text, max(0, start - _AROUND), min(len(text), end + _AROUND)))
    if asked or text[start - 1 : start] == "+":
        return True
    if sum(len(part.value) for part in run.parts if part.figures) * 2 <= len(value):
        return not _amount_spoken(run)
    if len(value) < _CERTAIN:
        return False
    listed = len(run.parts) > 1 and all(
        re.search(r"[,、;\n。]|\. |  |and|和|と", gap) for gap in run.gaps
    )
    if listed:  # else these are counts, one after the other
        return bool(_WHOLE.fullmatch(value)) or value[0] == "0"
    return True


def _is_dialled(text: str, vanity: re.Match[str]) -> bool:
    """True for "1-800-flowers" and "ring 800 jobsnow", not for "800 dollars" of rent."""
    if vanity["one"] or vanity["gap"] == "-":
        return True
    return bool(_ASKS.search(text, max(0, vanity.start() - _AROUND), vanity.start()))


def _counts(run: Run) -> bool:
    """True for one, two, three …, up or down."""
    if made_of(run.value, _COUNTED) or run.value.startswith("123456789"):
        return True
    said = [int(part.value) for part in run.parts] if len(run.parts) > 4 else [*map(int, run.value)]  # noqa: PLR2004
    steps = {two - one for one, two in pairwise(said)}
    single = {(int(two) - int(one)) % 10 for one, two in pairwise(run.value)}
    there_and_back = "12345" in run.value and "54321" in run.value
    return there_and_back or steps in ({1}, {-1}) or single in ({1}, {9})


def _cheers(value: str) -> bool:
    """True for 6666666 or 23333333, which is laughter or applause."""
    if re.fullmatch(r"([2-9][0-9])\1{3,}", value):
        return True
    return len(set(value)) == 1 or (len(set(value[1:])) == 1 and value[0] not in "01")


def _amount_spoken(run: Run) -> bool:
    """True for "two thousand four hundred and fifty", which nobody dials."""
    return (
        any(part.value in (("00"), ("000")) and not part.figures for part in run.parts)
        and run.parts[0].value[0] != "0"
    )


def _with_signs(text: str, span: Span) -> Span:
    start, end = span
    while start and text[start - 1] in "+(（":
        start -= 1
    letters = re.compile(r"[a-z]{1,4}(?![a-z])").match(text, end)
    if letters and text[end - 1].isdigit():
        end = letters.end()
    extension = _EXTENSION.match(text, end)
    return start, extension.end() if extension else end


def _with_filler(text: str, harmless: Container[int]) -> list[Span]:
    """Find "1x3x8x0x0x1" and "138哈哈0013哈哈8000": the same sign or word between all digits."""
    found = []
    for pattern in (_FILLED, _SAME_FILLER):
        for match in pattern.finditer(text):
            digits = re.sub(r"[^0-9]", "", match[0])
            parts = re.findall(r"[0-9]+", match[0])
            grows = all(int(one) < int(two) for one, two in pairwise(parts))
            if (
                len(digits) > LEAST
                and not grows
                and (pattern is _FILLED or not _within(match.span(), harmless))
                and not _cheers(digits)
            ):
                found.append(match.span())
    return found


def _under_units(text: str) -> list[Span]:
    """Find "138元0013元8000元": a mobile number in its three parts, whatever stands beside them."""
    parts = list(re.finditer(r"[0-9]+", text))
    value = "".join(part[0] for part in parts)
    whole = [*map(len, (part[0] for part in parts))] == [3, 4, 4] and _MOBILE.fullmatch(value)
    if not whole or all(int(part[0]) % 50 == 0 for part in parts[1:]):
        return []
    return [(parts[0].start(), parts[-1].end())]


def _within(span: Span, places: Container[int]) -> bool:
    return any(place in places for place in range(*span))


def _places(spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(place for start, end in spans for place in range(start, end))


def _in_pieces(text: str, said: Sequence[Run]) -> list[Span]:
    """Find a number told in pieces: "first 138, then 0013, at the end 8000"."""
    pieces = [run for run in said if len(run.value) > 1 or not run.figures]
    found: list[Span] = []
    now: list[Run] = []
    for piece in [*pieces, None]:
        if piece is not None and (not now or piece.span[0] - now[-1].span[1] <= _MOST_APART):
            now.append(piece)
            continue
        if len(now) > 1 and _told(text, now):
            found += [one.span for one in now]
        now = [piece] if piece is not None else []
    return found


def _told(text: str, pieces: Sequence[Run]) -> bool:
    value = "".join(one.value for one in pieces)
    if not LEAST <= len(value) <= 15:  # noqa: PLR2004 - the longest number there is (E.164)
        return False
    start, end = max(0, pieces[0].span[0] - 14), min(len(text), pieces[-1].span[1] + 20)
    marks = len({found[0] for found in _PIECE.finditer(text, start, end)})
    asked = bool(_ASKS.search(text))
    whole = bool(_WHOLE.fullmatch(value))
    return marks + asked + whole > 1 and (marks > 0 or whole)
