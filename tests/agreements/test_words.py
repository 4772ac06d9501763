"""Every sentence a person reads exists in each language, with the same placeholders."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from fair.languages import DEFAULT, LANGUAGES
from fair.slices import SLICES

ROOT = Path(__file__).parents[2]
TRANSLATED = [one.folder for one in LANGUAGES.values() if one.code != DEFAULT]
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def extracted() -> Iterator[tuple[str, str]]:
    """Yield every English sentence of the code and the templates, each time with where."""
    for folder, method in (("fair", "python"), ("templates", "jinja2")):
        pattern = [("**.py", "python")] if method == "python" else [("**.html", "jinja2")]
        for name, line, message, *_ in extract_from_dir(
            ROOT / folder,
            pattern,
            options_map={"**.html": {"trimmed": "true", "silent": "false"}},
            keywords=KEYWORDS,
        ):
            for part in [message] if isinstance(message, str) else message:
                if part:
                    yield part, f"{folder}/{name}:{line}"


def sentences() -> dict[str, str]:
    """Return every English sentence, with one place where it stands."""
    return dict(extracted())


def speakers() -> dict[str, set[str]]:
    """Return the folders (the slices among them) that say each sentence."""
    found: dict[str, set[str]] = {}
    for text, where in extracted():
        found.setdefault(text, set()).add(where.split("/")[1])
    return found


def catalogue(language: str) -> dict[str, str]:
    """Return the sentences of a language, merged over its files."""
    merged: dict[str, str] = {}
    for path in sorted((ROOT / "locale" / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                ids = [message.id] if isinstance(message.id, str) else message.id
                strings = message.string or ""
                text = strings if isinstance(strings, str) else strings[0]
                if text and not message.fuzzy:
                    merged |= {one: text for one in ids if one}
    return merged


ENGLISH = sentences()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language):
    known = catalogue(language)

    missing = [f"{where}: {text}" for text, where in ENGLISH.items() if text not in known]

    assert not missing, f"{len(missing)} sentences lack {language}:\n" + "\n".join(missing[:200])


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_a_sentence_that_is_gone(language):
    left = sorted(set(catalogue(language)) - set(ENGLISH))

    assert not left, f"{len(left)} sentences of {language} are said nowhere:\n" + "\n".join(left)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_the_same_placeholders(language):
    wrong = [
        (text, there)
        for text, there in catalogue(language).items()
        if text in ENGLISH
        and set(PLACEHOLDER.findall(there)) - {"count"}
        != set(PLACEHOLDER.findall(text)) - {"count"}
    ]

    assert not wrong


@pytest.mark.parametrize("language", TRANSLATED)
def test_one_sentence_is_not_translated_in_two_ways(language):
    seen: dict[str, tuple[str, str]] = {}
    for path in sorted((ROOT / "locale" / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                key = message.id if isinstance(message.id, str) else message.id[0]
                if key in seen and message.string and seen[key][0] != str(message.string):
                    pytest.fail(f"{key!r}: {seen[key]} and {path.name}: {message.string!r}")
                if key and message.string:
                    seen[key] = (str(message.string), path.name)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_stands_in_one_catalogue_that_of_a_slice_that_says_it(language):
    homes: dict[str, list[str]] = {}
    for path in sorted((ROOT / "locale" / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                key = message.id if isinstance(message.id, str) else message.id[0]
                if key:
                    homes.setdefault(key, []).append(path.stem)
    said = speakers()

    twice = {key: found for key, found in homes.items() if len(found) > 1}
    astray = {
        key: found[0]
        for key, found in homes.items()
        if found[0] in SLICES and found[0] not in said[key]
    }
    assert not twice
    assert not astray
