"""Runs of digits in a folded text: figures, number words, letters put for digits.

A *run* is what a reader would dial in one breath: digits with nothing but separators and words
like "then" or の between them. What is known to be no number of anybody (`harmless`) breaks it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fair.contacts.pieces import made_of
from fair.contacts.reading import MASK, Span
from fair.contacts.spoken import (
    CHINESE,
    COUNTS,
    JOINING,
    JOINING_LATIN,
    KANA,
    LATIN,
    LETTERS,
    ORDINARY,
    SOUNDS,
    TIMES,
)


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits written together: figures ("138"), a number word, or several digits described.

    `ordinary` words ("for", "to") are digits among number words only. Without a value it is a word
    that joins or doubles.
    """

    start: int
    end: int
    value: str
    figures: bool = False
    ordinary: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that are dialled in one breath; `gaps` is what stands between its parts."""

    parts: tuple[Digits, ...]
    gaps: tuple[str, ...]

    @property
    def span(self) -> Span:
        return self.parts[0].start, self.parts[-1].end

    @property
    def value(self) -> str:
        return "".join(part.value for part in self.parts)

    @property
    def figures(self) -> bool:
        """True if all of it is written in figures."""
        return all(part.figures for part in self.parts)


def _longest(said: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, said), key=len, reverse=True))


_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t"})
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_FIGURES = re.compile(r"[0-9]{1,40}")
_KANA_WORD = re.compile(_longest(KANA))
_TIMES_WORD = re.compile(_longest(TIMES))
_LATIN_PIECE = re.compile(_longest([*LATIN, *(one for one in TIMES if one.isascii())]))
_LATIN_PIECES = frozenset("0123456789") | LATIN.keys() | {one for one in TIMES if one.isascii()}
_LETTER_RUN = re.compile(r"[a-z]{1,40}")
_MIXED = re.compile(r"[a-z0-9]{1,40}")
_PUT_FOR = re.compile(
    r"(?<![a-z0-9])(?:"
    r"(?=[a-z|!丨]{0,40}[0-9])[0-9oli|!丨]{2,40}"
    r"|(?=[a-z]{0,40}[0-9])(?=[a-z0-9]{4})[0-9olisz|bqg]{4,40}"
    r"|[0-9][szbqgol][0-9]?|[sz]{3,40}|o{2,40}|qo{2,40}"
    r")(?![a-z0-9])"
    r"|(?<![ァ-ヶ一-鿿])[口°※ロ]+(?=[-口°※ロ0-9 ])"
)
_JOINED = re.compile(rf"{re.escape(MASK)}|{_longest(sorted(JOINING))}")
_DESCRIBED = re.compile(
    r"(?P<n1>[一二两兩三四五六2-6])[个個](?P<d1>[零〇0-9一二三四五六七八九])"
    r"|(?P<d2>[零〇0-9一二三四五六七八九]|ゼロ|れい|ぜろ)(?:が|を|x|"
    r"×)?\s?(?P<n2>[二三四五六2-6]|ふた|みっ|よっ|いつ)[つ個コ回]"
    r"|(?P<d3>zero|0)\s?[x×]\s?(?P<n3>[2-6])(?![0-9a-z])"
    r"|\b(?P<n4>two|three|four|five|six|[2-6])\s(?P<d4>zero|oh|one|two|three|four|five|six|"
    r"seven|eight|nine|[0-9])(?:e?s|'s)\b"
)
_SOUNDING = re.compile(rf"[{''.join(SOUNDS)}0-9](?: ?[{''.join(SOUNDS)}0-9]){{7,}}")


def runs(text: str, harmless: Sequence[Span]) -> list[Run]:
    """Return the runs of a text, in order."""
    found: list[Run] = []
    now: list[Digits] = []
    for part in (*_parts(text, harmless), None):
        if part is not None:
            now.append(part)
        elif now:
            found += [_run(text, some) for some in _parted(now) if some]
            now = []
    return found + [_run(text, [some]) for some in _by_sound(text)]


def _run(text: str, now: Sequence[Digits]) -> Run:
    return Run(tuple(now), tuple(text[one.end : two.start] for one, two in pairwise(now)))


def _parts(text: str, harmless: Sequence[Span]) -> list[Digits | None]:
    """Return the digits of a text in order; `None` stands where a run breaks."""
    closed = dict(harmless)
    found: list[Digits | None] = []
    place, times = 0, 1
    while place < len(text):
        if place in closed:
            found.append(None)
            place, times = closed[place], 1
            continue
        seen = _at(text, place)
        if seen is not None and seen.value:
            found.append(replace(seen, value=seen.value * times))
            place, times = seen.end, 1
        elif seen is not None:
            times = TIMES.get(text[place : seen.end], 1)
            place = seen.end
        elif text[place].isalnum():
            found.append(None)
            whole = _LETTER_RUN.match(text, place)
            place, times = whole.end() if whole else place + 1, 1
        else:
            place += 1
    return found


def _at(text: str, place: int) -> Digits | None:
    """Return the digits, or the joining word, that begin here."""
    sign = text[place]
    if described := _DESCRIBED.match(text, place):
        return _described(described)
    if put := _PUT_FOR.match(text, place):
        value = "".join(LETTERS.get(one, one) for one in put[0])
        return Digits(place, put.end(), value, figures=True)
    if sign.isascii():
        return _latin(text, place) if sign.isalnum() else None
    if times := _TIMES_WORD.match(text, place):
        return Digits(place, times.end(), "")
    if kana := _KANA_WORD.match(text[place : place + 6].translate(_HIRAGANA)):
        return Digits(place, place + kana.end(), KANA[kana[0]], ordinary=kana.end() == 1)
    if joined := _JOINED.match(text, place):
        return Digits(place, joined.end(), "")
    if sign in CHINESE:
        return Digits(place, place + 1, CHINESE[sign])
    return None


def _described(found: re.Match[str]) -> Digits:
    said = {name[0]: value for name, value in found.groupdict().items() if value}
    count = COUNTS.get(said["n"]) or int(said["n"])
    digit = LATIN.get(said["d"]) or CHINESE.get(said["d"]) or KANA.get(said["d"], said["d"])
    value = (digit if digit.isdigit() else "0") * count
    return Digits(*found.span(), value)


def _latin(text: str, place: int) -> Digits | None:
    whole = _MIXED.match(text, place)
    assert whole  # noqa: S101 - the sign is a small letter or a figure
    if figures := _FIGURES.match(text, place):
        if figures.end() == whole.end():
            return Digits(place, figures.end(), figures[0], figures=True)
        if value := _spelt(whole[0]) or _spelt(whole[0].translate(_LEET)):
            return Digits(place, whole.end(), value)
        return Digits(place, figures.end(), figures[0], figures=True)
    run = _LETTER_RUN.match(text, place)
    word = run[0] if run else ""
    if word in TIMES or word in JOINING_LATIN:
        return Digits(place, place + len(word), "")
    if value := _spelt(word):
        return Digits(place, place + len(word), value, ordinary=word in ORDINARY)
    if value := _spelt(whole[0]) or _spelt(whole[0].translate(_LEET)):
        return Digits(place, whole.end(), value)
    return None


def _spelt(letters: str) -> str:
    """Return the digits of letters that are number words and nothing else; "" where not."""
    if not made_of(letters, _LATIN_PIECES):
        return ""
    pieces = re.findall(rf"[0-9]|{_LATIN_PIECE.pattern}", letters)
    if len(pieces) > 1 and all(one in ORDINARY or one.isdigit() for one in pieces):
        return ""
    value, times = "", 1
    for word in pieces:
        value += (word if word.isdigit() else LATIN.get(word, "")) * times
        times = TIMES.get(word, 1)
    return value


def _parted(now: Sequence[Digits]) -> list[list[Digits]]:
    """Part a run at words that are digits among number words only."""
    spoken = [part for part in now if not part.figures]
    if len(spoken) > 2 and sum(not part.ordinary for part in spoken) > 1:  # noqa: PLR2004 - "two or three"
        kept = list(now)
        while kept and kept[0].ordinary and kept[0].value != "0":
            kept.pop(0)
        return [kept]
    split: list[list[Digits]] = [[]]
    for part in now:
        if part.ordinary:
            split.append([])
        else:
            split[-1].append(part)
    return split


def _by_sound(text: str) -> list[Digits]:
    """Return what sounds like a number when read aloud, such as 摇三爸灵灵."""
    return [
        Digits(*found.span(), "".join(SOUNDS.get(one, one) for one in found[0] if one != " "))
        for found in _SOUNDING.finditer(text)
        if not re.search(r"[0-9]{4}", found[0]) and len(set(found[0])) > 3  # noqa: PLR2004
    ]
