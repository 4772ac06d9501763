"""The code lists: work, skills, reasons, asks, divisions of China. Read once, kept in memory.

Titles are in the language asked for; a code that is in no list reads as itself.
"""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fair.folding import key
from fair.languages import DEFAULT, Texts, language

_HERE = Path(__file__).parent
_FILLERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
# What a line of a list says beside its titles, whose names are codes of languages.
_FACTS = frozenset({"kind", "work", "isco", "icon"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: its code and its titles."""

    code: str
    titles: Texts
    kind: str = ""
    work: str = ""
    isco: tuple[str, ...] = ()
    icon: str = ""

    def title(self, lang: str) -> str:
        """Return the title in a language, else in English, else in any that there is."""
        return self.titles.in_(lang, DEFAULT) or self.code


@dataclass(frozen=True, slots=True)
class Division:
    """A province, city or county (GB/T 2260)."""

    code: str
    name: str
    level: str
    parent: str
    latin: str

    def title(self, lang: str) -> str:
        """Return the name as a reader of `lang` can read it: Chinese signs, or Latin letters."""
        return self.name if language(lang).chinese_places or not self.latin else self.latin

    @property
    def filler(self) -> bool:
        """True for levels without a name of their own, such as 市辖区."""
        return self.name in _FILLERS


def _entries(file: str) -> Mapping[str, Entry]:
    with (_HERE / file).open("rb") as source:
        lists = tomllib.load(source)
    return {
        code: Entry(
            code=code,
            titles=Texts({name: said for name, said in fields.items() if name not in _FACTS}),
            kind=fields.get("kind", ""),
            work=fields.get("work", ""),
            isco=tuple(fields.get("isco", ())),
            icon=fields.get("icon", ""),
        )
        for code, fields in lists.items()
    }


@cache
def work_groups() -> Mapping[str, Entry]:
    """Return the work groups by code, in the order of the list."""
    return _entries("work.toml")


@cache
def skills() -> Mapping[str, Entry]:
    """Return all that a person can tick: entries of kind skill, certificate and language."""
    return _entries("skills.toml")


@cache
def reasons() -> Mapping[str, Entry]:
    """Return the listed reasons for "no fit"."""
    return _entries("reasons.toml")


@cache
def asks() -> Mapping[str, Entry]:
    """Return the yes/no questions that a post may ask before the talk."""
    return _entries("asks.toml")


@cache
def of_kind(kind: str) -> tuple[Entry, ...]:
    """Return the entries of `skills()` of one kind: skill, certificate or language."""
    return tuple(entry for entry in skills().values() if entry.kind == kind)


@cache
def divisions() -> Mapping[str, Division]:
    """Return every division by code, in the order of the list."""
    with (_HERE / "counties.csv").open(newline="", encoding="utf-8") as source:
        return {row["code"]: Division(**row) for row in csv.DictReader(source)}


@cache
def _children() -> Mapping[str, tuple[Division, ...]]:
    children: dict[str, list[Division]] = {}
    for division in divisions().values():
        children.setdefault(division.parent, []).append(division)
    return {code: tuple(found) for code, found in children.items()}


def children(code: str) -> tuple[Division, ...]:
    """Return the divisions of one; of "" the provinces."""
    return _children().get(code, ())


def choices(code: str) -> tuple[Division, ...]:
    """Return what to choose from below a division; fillers are replaced by what is in them."""
    found: list[Division] = []
    for division in children(code):
        found.extend(children(division.code) if division.filler else (division,))
    return tuple(found)


def provinces() -> tuple[Division, ...]:
    """Return the provinces."""
    return children("")


def division(code: str) -> Division | None:
    """Return a division of any level, or None."""
    return divisions().get(code)


def county(code: str) -> Division | None:
    """Return a county, or a place without counties that stands for one; None for all else."""
    found = divisions().get(code)
    return found if found and not children(code) else None


def path(code: str) -> tuple[Division, ...]:
    """Return the divisions down to a code, without fillers: province, city, county."""
    steps: list[Division] = []
    found = divisions().get(code)
    while found:
        if not found.filler:
            steps.insert(0, found)
        found = divisions().get(found.parent)
    return tuple(steps)


def place(code: str, lang: str, levels: int = 3) -> str:
    """Return how a place is read, e.g. "四川省 乐山市 沐川县" or "Muchuan, Leshan, Sichuan".

    `levels` counts from the county upwards; an unknown code reads as itself.
    """
    steps = path(code)[-levels:]
    if not steps:
        return code
    if language(lang).chinese_places:
        return " ".join(step.title(lang) for step in steps)
    return ", ".join(step.title(lang) for step in reversed(steps))


def find_counties(wanted: str, most: int = 20) -> tuple[Division, ...]:
    """Return counties whose name or Latin spelling starts with (then: holds) what was typed."""
    typed = key(wanted)
    if not typed:
        return ()
    starting, holding = [], []
    for code, names in _county_keys().items():
        if any(name.startswith(typed) for name in names):
            starting.append(divisions()[code])
        elif any(typed in name for name in names):
            holding.append(divisions()[code])
    return tuple([*starting, *holding][:most])


@cache
def _county_keys() -> Mapping[str, tuple[str, str]]:
    """Return the name and the Latin spelling of each county as they are compared."""
    return {
        found.code: (key(found.name), key(found.latin))
        for found in divisions().values()
        if not (found.filler or children(found.code))
    }


def title(code: str, lang: str) -> str:
    """Return the title of a work group, skill, certificate or language; else the code itself."""
    entry = work_groups().get(code) or skills().get(code)
    return entry.title(lang) if entry else code


def titles(lang: str) -> Mapping[str, str]:
    """Return the titles of all work groups, skills, certificates and languages by code."""
    return _titles(lang)


@cache
def _titles(lang: str) -> Mapping[str, str]:
    return {code: entry.title(lang) for code, entry in {**skills(), **work_groups()}.items()}


def reason(code: str, lang: str) -> str:
    """Return the sentence of a listed reason; an unknown code reads as itself."""
    entry = reasons().get(code)
    return entry.title(lang) if entry else code


def ask(code: str, lang: str) -> str:
    """Return a question of `asks()`; an unknown code reads as itself."""
    entry = asks().get(code)
    return entry.title(lang) if entry else code


def options(entries: Sequence[Entry], lang: str) -> list[tuple[str, str]]:
    """Return (code, title) for tick boxes and selects."""
    return [(entry.code, entry.title(lang)) for entry in entries]
