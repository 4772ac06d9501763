"""What the words of a text mean: the same few senses in every language, in the order they stand.

A word list cannot refuse; it can only help what was learned to see that 交, "pay" and 払 are alike.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from fair.folding import fold
from fair.screening.places import CHINESE, JAPANESE, LATIN

_LISTED = files("fair.screening") / "senses.toml"
_FIGURE = re.compile(r"[$¥€£₱₹]? ?\d[\d,.]*(?: ?[万千百])?(?P<unit> ?[元块圆円])?")
_BREAK = re.compile(r"[,、。;:!?\n]|\.(?= |$)")
_HEAD = 2  # signs by which words are found
_LARGE = 3  # digits of what may be a sum

BREAK, SUM, COUNT, PLACE, ASKING = ",", "sum", "count", "place", "asking"


@cache
def _entries() -> dict[str, list[tuple[str, str, bool]]]:
    """Return by their first signs the words, their senses, and whether more letters may follow."""
    listed = tomllib.loads(_LISTED.read_text("utf-8"))
    kinds = {sense: [one.strip() for one in row.split(",")] for sense, row in listed.items()}
    kinds[PLACE] = [*CHINESE, *JAPANESE.split("|"), *filter(str.isalpha, LATIN.split("|"))]
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for sense, named in kinds.items():
        for word in {fold(one) for one in named} - {""}:
            plain = word.rstrip("*")
            found.setdefault(plain[:_HEAD], []).append((plain, sense, plain != word))
    for entries in found.values():
        entries.sort(key=lambda one: (-len(one[0]), one))
    return found


def senses(text: str) -> Iterator[str]:
    """Yield the senses of a text in its joined form; clauses are parted by `BREAK`."""
    known, at = _entries(), 0
    while at < len(text):
        if found := _BREAK.match(text, at):
            if found[0] == "?":
                yield ASKING
            yield BREAK
            at = found.end()
        elif found := _FIGURE.match(text, at):
            large = sum(map(str.isdigit, found[0])) >= _LARGE
            yield SUM if large or found["unit"] or found[0][0] in "$¥€£₱₹" else COUNT
            at = found.end()
        elif word := _known(known, text, at):
            yield word[1]
            at += len(word[0])
        else:
            at += 1


def _known(
    entries: dict[str, list[tuple[str, str, bool]]], text: str, at: int
) -> tuple[str, str, bool] | None:
    latin = text[at].isascii()
    if latin and at and text[at - 1].isascii() and text[at - 1].isalnum():
        return None
    for head in (text[at : at + _HEAD], text[at]):
        for known in entries.get(head, ()):
            word, _, more = known
            if text.startswith(word, at) and (more or not latin or _ends(text, at + len(word))):
                return known
    return None


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isascii() and text[at].isalnum())
