"""Every pattern of the house takes time that grows with the text and with nothing else.

The patterns are found, not listed. Each is tried on strings made from the pattern itself: what it
matches, and what it nearly matches, again and again, as its module asks it (`match`, `search`, …).
What counts is the ratio of CPU time at four times the length, not the time; and that forty signs
never take as long as only trying every way to part them does.
"""

import importlib
import inspect
import pkgutil
import random
import re
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import thread_time
from typing import Any

import pytest

import fair

SHORT, LONG = 1_000, 4_000  # four times as long: linear work is 4 times as much, square work 16
MOST, QUICK_S = 9, 0.003
FORTY, ENDLESS_S = range(12, 41, 4), 0.05
MADE = "make_"  # run by hand to make a data file
EACH = 8
# Why a pattern need not bear every text.
EXCUSED = {
    "fair.direction._HTML[0]": "reads pages that we made: what people wrote has no < in them",
}


def modules():
    for found in pkgutil.walk_packages(fair.__path__, "fair."):
        last = found.name.rpartition(".")[2]
        if last != "__main__" and not last.startswith(MADE):
            yield importlib.import_module(found.name)


def inside(value, depth=0):
    """Yield the patterns in a value of a module, however it keeps them."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from inside(one, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for one in [*value.keys(), *value.values()]:
            yield from inside(one, depth + 1)
    elif depth < 4 and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from inside(getattr(value, name, None), depth + 1)


def patterns():
    found: dict[re.Pattern[Any], str] = {}
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(inside(value)):
                found.setdefault(pattern, f"{module.__name__}.{name}[{number}]")
    return {where: pattern for pattern, where in found.items() if where not in EXCUSED}


PATTERNS = patterns()


class Maker:
    """Makes texts that a pattern matches, or nearly."""

    def __init__(self, pattern, seed):
        self.dice = random.Random(seed)
        self.tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
        self.groups = {}

    def text(self, tree=None):
        tree = self.tree if tree is None else tree
        return "".join(self.of(kind, value) for kind, value in tree)

    def of(self, kind, value):
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            least, most, body = value
            most = min(int(most), least + 3)
            return "".join(self.text(body) for _ in range(self.dice.randint(least, most)))
        if kind is kinds.SUBPATTERN:
            number, _on, _off, body = value
            self.groups[number] = self.text(body)
            return self.groups[number]
        if kind is kinds.ATOMIC_GROUP:
            return self.text(value)
        if kind is kinds.BRANCH:
            return self.text(self.dice.choice(value[1]))
        if kind is kinds.GROUPREF:
            return self.groups.get(value, "")
        if kind is kinds.ASSERT and value[0] > 0:
            return self.text(value[1])
        return self.sign(kind, value)

    def sign(self, kind, value):
        if kind is kinds.LITERAL:
            return chr(value)
        if kind is kinds.NOT_LITERAL:
            return "x" if value != ord("x") else "y"
        if kind is kinds.IN:
            return self.of_set(value)
        if kind is kinds.RANGE:
            return chr(self.dice.randint(*value))
        if kind is kinds.CATEGORY:
            return {"DIGIT": "7", "SPACE": " ", "WORD": "w"}.get(str(value).split("_")[-1], "-")
        return "x" if kind is kinds.ANY else ""

    def of_set(self, members):
        if members[0][0] is not kinds.NEGATE:
            return self.sign(*self.dice.choice(members))
        return next(sign for sign in "xa7 -,.你ー\0" if not self.among(sign, members[1:]))

    def among(self, sign, members):
        return any(
            ord(sign) == value if kind is kinds.LITERAL
            else value[0] <= ord(sign) <= value[1] if kind is kinds.RANGE
            else sign in self.sign(kind, value) or (sign.isalnum() and "WORD" in str(value))
            for kind, value in members
        )  # fmt: skip

    def repeated(self, tree=None):
        """Yield one of each thing that the pattern repeats: what backtracking feeds on."""
        for kind, value in list(self.tree if tree is None else tree):
            if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
                yield self.text(value[2])
                yield from self.repeated(value[2])
            elif kind is kinds.SUBPATTERN:
                yield from self.repeated(value[3])
            elif kind is kinds.BRANCH:
                for branch in value[1]:
                    yield from self.repeated(branch)


def units(pattern):
    """Return the strings that are woven into long ones for this pattern."""
    made = set()
    for seed in range(EACH):
        maker = Maker(pattern, seed)
        whole = maker.text()
        made |= {whole, whole[:-1], whole[: len(whole) // 2], whole[:1]}
    pumps = list(dict.fromkeys(Maker(pattern, 1).repeated()))
    made |= set(random.Random(1).sample(pumps, min(EACH, len(pumps))))
    return sorted(made - {""})


def asked(where):
    """Return how the pattern's own module asks it; a pattern that it does not name is searched."""
    home, _, name = where.partition("[")[0].rpartition(".")
    source = inspect.getsource(importlib.import_module(home))
    found = set(re.findall(rf"\b{name}\.(match|fullmatch|search|finditer|findall|sub)\b", source))
    return found or {"finditer"}


def try_on(pattern, ways, text):
    if ways & {"search", "finditer", "findall", "sub"}:
        for _found in pattern.finditer(text):
            pass
    if "match" in ways:
        pattern.match(text)
    if "fullmatch" in ways:
        pattern.fullmatch(text)


def cost(pattern, ways, text):
    """Return the CPU time of the quickest of two goes, over the whole text."""
    goes = []
    for _ in range(2):
        began = thread_time()
        try_on(pattern, ways, text)
        goes.append(thread_time() - began)
    return min(goes)


def as_kept(pattern, text):
    return text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text


@pytest.mark.parametrize("where", PATTERNS)
def test_a_text_four_times_as_long_takes_a_pattern_some_four_times_as_long(where):
    pattern, ways = PATTERNS[where], asked(where)
    if isinstance(pattern.pattern, bytes):
        woven = ['name="csrf" value="', "name", '"']
    else:
        woven = units(pattern)
    for unit in woven:
        for size in FORTY:
            text = as_kept(pattern, (unit * size)[:size] + "\0")
            assert cost(pattern, ways, text) < ENDLESS_S, (unit, size)
        long = as_kept(pattern, (unit * LONG)[: LONG - 1] + "\0")
        took = cost(pattern, ways, long)
        if took > QUICK_S:
            short = as_kept(pattern, (unit * SHORT)[: SHORT - 1] + "\0")

            assert took < MOST * cost(pattern, ways, short), unit


def test_the_patterns_of_what_judges_and_of_what_reads_are_among_them():
    """A pattern made inside a function would be tried by nobody."""
    homes = {where.split("[")[0].rpartition(".")[0] for where in PATTERNS}

    assert {"fair.screening.english_fees", "fair.contacts.handles", "fair.plain"} <= homes
    assert len(PATTERNS) > 150


def test_a_pattern_that_backtracks_is_noticed():
    bad = re.compile(r"(?:a[^b]*)*c|x.*y")
    # Eight times as long: square work is 64 times as much, and no noise of a busy machine hides it.
    costs = [cost(bad, {"search"}, "x" * size) for size in (SHORT, 2 * LONG)]

    assert costs[1] > 2 * MOST * costs[0]
