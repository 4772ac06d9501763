"""Every sentence a person reads exists in each language, with the same placeholders."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from fair import words
from fair.decisions import NC_, Refusal, Sentence
from fair.languages import DEFAULT, LANGUAGES
from fair.slices import SLICES
from scripts.words import Said, kept, sort, spoken

ROOT = Path(__file__).parents[2]
TRANSLATED = [one.folder for one in LANGUAGES.values() if one.code != DEFAULT]
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SPOKEN = spoken()
# Every English form, with one place that says it.
ENGLISH = {form: one.places[0] for one in SPOKEN.values() for form in one.forms}
# Functions whose first argument is the context; what they are given must be readable here.
WITH_CONTEXT = {"NC_", "pgettext", "npgettext"}


def files(language: str) -> list[Path]:
    return sorted((ROOT / "locale" / language).glob("*.po"))


@cache
def catalogue(language: str) -> Mapping[Said, tuple[str, ...]]:
    """Return what a language says, merged over its files, each with every plural form."""
    merged: dict[Said, tuple[str, ...]] = {}
    for path in files(language):
        for said, message in kept(path):
            text = message.string or ""
            forms = (text,) if isinstance(text, str) else tuple(text)
            if all(forms) and not message.fuzzy:
                merged[said] = forms
    return merged


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_in_each_of_its_contexts(language):
    known = catalogue(language)

    missing = [f"{one.places[0]}: {said}" for said, one in SPOKEN.items() if said not in known]

    assert not missing, f"{len(missing)} sentences lack {language}:\n" + "\n".join(missing[:200])


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_a_sentence_that_is_gone(language):
    left = sorted(set(catalogue(language)) - set(SPOKEN))

    assert not left, f"{len(left)} sentences of {language} are said nowhere: {left}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_the_same_placeholders(language):
    wrong = [
        (said, there)
        for said, forms in catalogue(language).items()
        for there in forms
        if set(PLACEHOLDER.findall(there)) - {"count"}
        != set(PLACEHOLDER.findall(said.sentence)) - {"count"}
    ]

    assert not wrong


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_stands_in_one_catalogue_that_of_a_slice_that_says_it(language):
    homes: dict[Said, list[str]] = {}
    for path in files(language):
        for said, _ in kept(path):
            homes.setdefault(said, []).append(path.stem)

    twice = {said: found for said, found in homes.items() if len(found) > 1}
    astray = {
        said: found[0]
        for said, found in homes.items()
        if found[0] in SLICES and found[0] not in SPOKEN[said].speakers
    }
    assert not twice
    assert not astray


# --- what cannot be read is not translated --------------------------------------------------------


def python_calls(source: str) -> Iterator[tuple[str, list[bool]]]:
    """Yield what is called with a context, and for each argument whether it is written out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in WITH_CONTEXT:
                yield name, [isinstance(one, ast.Constant) for one in node.args]


def template_calls(source: str) -> Iterator[tuple[str, list[bool]]]:
    for node in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        name = getattr(node.node, "attr", getattr(node.node, "name", ""))
        if name in WITH_CONTEXT:
            yield name, [isinstance(one, nodes.Const) for one in node.args]


def unreadable(calls: Iterator[tuple[str, list[bool]]]) -> list[str]:
    """Name the calls whose context or sentence is not written out where it is said."""
    return [name for name, written in calls if not all(written[: 3 if name[0] == "n" else 2])]


def test_a_context_and_its_sentence_are_written_out_where_they_are_said():
    home = {"fair/words.py", "fair/decisions.py"}  # what they are made of
    found = {
        str(path.relative_to(ROOT)): calls
        for folder, pattern, read in (
            ("fair", "*.py", python_calls),
            ("templates", "*.html", template_calls),
        )
        for path in sorted((ROOT / folder).rglob(pattern))
        if str(path.relative_to(ROOT)) not in home
        if (calls := unreadable(read(path.read_text("utf-8"))))
    }

    assert not found, "nobody finds these for the catalogues"


@pytest.mark.parametrize("line", ['pgettext(kind, "Open")', 'npgettext("a", "b", many, 1)'])
def test_a_context_that_is_computed_is_found(line):
    assert unreadable(python_calls(line))
    assert unreadable(template_calls("{{ " + line + " }}"))


@pytest.mark.parametrize("line", ['NC_("a", "Open")', 'npgettext("a", "b", "c", count, x=y)'])
def test_a_context_that_is_written_out_is_left_alone(line):
    assert not unreadable(python_calls(line))
    assert not unreadable(template_calls("{{ " + line + " }}"))


# --- contexts, from the code to the reader --------------------------------------------------------

CODE = """
A = _("Open")
B = NC_("shop", "Open")
C = words.npgettext("shop", "{count} ring", "{count} rings", 2)
"""
PAGE = """{{ pgettext("door", "Open") }} {{ pgettext("shop", "Open") }}"""
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a house of two slices that says one word in three meanings."""
    slice_ = tmp_path / "fair" / SLICES[0]
    slice_.mkdir(parents=True)
    (slice_ / "pages.py").write_text(CODE)
    page = tmp_path / "templates" / SLICES[1] / "door.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    folder = tmp_path / "locale" / "ja"
    folder.mkdir(parents=True)
    said = 'msgctxt "shop"\nmsgid "Open"\nmsgstr "営業中"\n\nmsgid "Open"\nmsgstr "開く"\n'
    (folder / "core.po").write_text(HEADER + said)
    return tmp_path


def sorted_in(house: Path) -> dict[str, dict[Said, object]]:
    """Return what each catalogue holds after `make words` has sorted them, twice."""
    folder = house / "locale" / "ja"
    for _ in range(2):
        sort(folder, spoken(house))
    return {
        path.stem: {said: message.string for said, message in kept(path)}
        for path in folder.glob("*.po")
    }


def test_each_context_of_a_word_is_found_and_stands_in_the_catalogue_of_its_slice(house):
    assert sorted_in(house) == {
        SLICES[0]: {
            Said("", "Open"): "開く",
            Said("shop", "Open"): "営業中",
            Said("shop", "{count} ring"): ("",),
        },
        SLICES[1]: {Said("door", "Open"): ""},
    }


def test_a_sentence_with_two_plurals_is_not_sorted(house):
    (house / "fair" / SLICES[1]).mkdir()
    again = '_("{count} ring")\nnpgettext("shop", "{count} ring", "{count} bells", 2)\n'
    (house / "fair" / SLICES[1] / "pages.py").write_text(again)

    with pytest.raises(ValueError, match="two plurals"):
        spoken(house)


def test_a_word_is_read_by_its_context_and_never_borrowed_from_another(house, monkeypatch):
    sort(house / "locale" / "ja", spoken(house))
    monkeypatch.setattr(words, "LOCALES", house / "locale")
    read = words.Catalogue(LANGUAGES["ja"])

    assert read.gettext("Open") == "開く"
    assert read.pgettext("shop", "Open") == read.gettext(NC_("shop", "Open")) == "営業中"
    assert read.pgettext("door", "Open") == "Open"
    assert read.pgettext("window", "Open {n}", n=2) == "Open 2"


def test_a_count_is_read_by_its_context(house, monkeypatch):
    path = house / "locale" / "ja" / "core.po"
    plural = 'msgid "{count} ring"\nmsgid_plural "{count} rings"\nmsgstr[0] '
    path.write_text(f'{HEADER}msgctxt "shop"\n{plural}"呼び出し {{count}} 回"\n')
    monkeypatch.setattr(words, "LOCALES", house / "locale")
    read = words.Catalogue(LANGUAGES["ja"])
    forms = "{count} ring", "{count} rings"

    assert read.npgettext("shop", *forms, 2) == "呼び出し 2 回"
    assert read.npgettext("finger", *forms, 2) == "2 rings"
    assert read.npgettext("finger", *forms, 1) == "1 ring"
    assert read.ngettext(*forms, 1) == "1 ring"


def test_a_refusal_and_what_fills_it_keep_their_contexts(house, monkeypatch):
    monkeypatch.setattr(words, "LOCALES", house / "locale")
    refusal = Refusal(state=NC_("shop", "Open"), other=Sentence(NC_("shop", "Open")))
    refusal.sentence = NC_("log", "{state} {other}")

    assert words.Catalogue(LANGUAGES["ja"]).refusal(refusal) == "営業中 営業中"
    assert str(Sentence(NC_("shop", "Open"))) == "Open"
    refusal.values = {"state": 1, "other": 2}
    assert str(refusal) == "1 2"
