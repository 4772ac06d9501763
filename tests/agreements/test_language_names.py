"""No file but the declaration names a language, so that a further one touches no other file."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from fair.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
LEFT_OUT = {"__pycache__", "node_modules"}  # what others wrote, and what was made of ours
SEARCHED = ("fair", "templates", "static", "scripts", "benchmarks", "migrations", "pyproject.toml",
            "Makefile")  # fmt: skip
KINDS = {".py", ".html", ".js", ".css", ".toml", ".json", ".svg", ".mako", ".ini", ""}

# Where a language may be named, and why a further one need not be named there.
ALLOWED = {
    "fair/languages.py": "the declaration",
    "fair/contacts/likeness.json": "groups of letters that people wrote",
    "fair/screening/doubts.json": "groups of letters that people wrote",
    "fair/codes/*.toml": "titles of the code lists: what a list lacks reads in English",
    "fair/sample/*": "invented people, posts and employers: each speaks the languages it speaks",
    "migrations/versions/*": "frozen: what was the default then",
    "fair/maps/*.toml": "what language a file of somebody else's posts is written in",
    "static/css/base.css": "type for Chinese and Japanese signs; all other languages share one",
    "static/css/tokens.css": "type for Chinese and Japanese signs; all other languages share one",
    "templates/style_guide.html": "sentences that show how a component looks in each script",
}

_CODES = {one.code for one in LANGUAGES.values()} | {one.folder for one in LANGUAGES.values()}
_SHORT = {code.split("-")[0] for code in LANGUAGES}
_NAMES = {one.name for one in LANGUAGES.values()}


def _any(words: set[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


NAMED = re.compile(
    rf"""["'](?:{_any(_CODES | _SHORT | _NAMES)})["']"""  # "ja", 'zh_Hans', "日本語"
    rf"|(?<![\w-])(?:{_any({code for code in _CODES if not code.isalpha()})})(?![\w-])"  # zh-Hans
    rf"|\w_(?:{_any(_SHORT)})\b"  # title_ja
    rf"|:lang\((?:{_any(_SHORT)})\b"  # :lang(ja)
    rf"|^(?:\[+)?(?:{_any(_CODES)})(?:\]+|\s*=)",  # in a table: ja = "…", [ja]
    re.MULTILINE,
)


def named_in(text: str) -> list[str]:
    """Return each place at which a text names a language, as it stands there."""
    return [found[0] for found in NAMED.finditer(text)]


def searched() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file that is searched."""
    for part in SEARCHED:
        paths = sorted((ROOT / part).rglob("*")) if (ROOT / part).is_dir() else [ROOT / part]
        for path in paths:
            if path.is_file() and path.suffix in KINDS and not LEFT_OUT & {*path.parts}:
                yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def test_only_the_declaration_names_a_language():
    found = {
        name: named
        for name, text in searched()
        if not any(fnmatch(name, one) for one in ALLOWED) and (named := named_in(text))
    }

    assert not found, f"a further language would have to be named here too: {found}"


def test_every_allowed_place_still_needs_to_be_allowed():
    naming = [name for name, text in searched() if named_in(text)]

    assert [one for one in ALLOWED if not any(fnmatch(name, one) for name in naming)] == []


@pytest.mark.parametrize(
    "line",
    [
        'comma = "、" if lang in ("zh-Hans", "ja") else ", "',
        'title_zh: HallTitle = ""',
        '{{ ui.field("日本語", "title") }}',
        ":lang(ja) { font-size: 1em; }",
        'ja = "縫製"',
        "[zh-Hans]",
        '@pytest.mark.parametrize("folder", ["zh_Hans"])',
        "lang?: 'en'|'ja'",
        "// Chinese is zh-Hans",
    ],
)
def test_a_language_that_is_named_is_found(line):
    assert named_in(line)


@pytest.mark.parametrize(
    "line",
    [
        "code in LANGUAGES",
        "English sentences are the keys.",
        'kind = "overseas"',
        "when = open_end",
        "seen.lang = document.documentElement.lang",
        '"en_good"',
        "java = 1",
    ],
)
def test_what_names_no_language_is_left_alone(line):
    assert not named_in(line)
