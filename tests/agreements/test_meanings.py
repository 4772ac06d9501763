"""One word, one meaning: `words` are a language's, and a class's name stands once in its slice."""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from fair.slices import SLICES
from tests.agreements.test_layout import (
    GENERATED,
    MADE_BY_HAND,
    PYTHON,
    ROOT,
    SCRIPT,
    WORD,
    js_identifiers,
    name_of,
)

HOME = "fair/words.py"


def of_words(identifier: object) -> bool:
    """True where an identifier speaks of `words`: words, _WORDS, search_words, lineWords."""
    return isinstance(identifier, str) and "words" in map(str.lower, WORD.findall(identifier))


def is_catalogue(value: ast.AST | None) -> bool:
    """True where a value is the words of a language: `viewer.words`, `catalogue(…)`, `words`."""
    match value:
        case ast.Attribute(attr="words", value=ast.Name(id="viewer")):
            return True
        case ast.Attribute(attr="words", value=ast.Attribute(attr="viewer")):
            return True
        case ast.Attribute(attr="words", value=ast.Call(func=ast.Name(id="viewer_of"))):
            return True
        case ast.Call(func=ast.Name(id="catalogue") | ast.Attribute(attr="catalogue")):
            return True
        case ast.Name(id="words"):
            return True
        case _:
            return False


def says_catalogue(annotation: ast.AST | None) -> bool:
    return annotation is not None and ast.unparse(annotation).split(".")[-1] == "Catalogue"


def pairs(node: ast.Assign) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Yield (target, value) of an assignment, of each part where a tuple is taken apart."""
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=True)
        else:
            yield target, node.value


def catalogues(tree: ast.AST) -> set[int]:
    """Return the ids of the names that stand for a catalogue where they are given a value."""
    given = set()
    for node in ast.walk(tree):
        match node:
            case ast.Assign():
                given |= {id(target) for target, value in pairs(node) if is_catalogue(value)}
            case ast.AnnAssign(target=target, annotation=annotation) if says_catalogue(annotation):
                given.add(id(target))
    return given


def brought_in(node: ast.AST) -> list[str | None]:
    """Return the names that an import makes; `from fair import words` is the one for languages."""
    match node:
        case ast.ImportFrom(module="fair", names=names):
            return [one.asname for one in names]
        case ast.ImportFrom(names=names) | ast.Import(names=names):
            return [one.asname or one.name.removeprefix("fair.") for one in names]
    return []


def made(node: ast.AST) -> list[str | None]:
    """Return the name that a definition makes, where it is not made for a catalogue."""
    match node:
        case ast.FunctionDef(name="words", returns=returns) if says_catalogue(returns):
            return []
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.arg(arg=name, annotation=annotation) if not says_catalogue(annotation):
            return [name]
    return []


def used(node: ast.AST) -> list[str | None]:
    """Return the name that an expression uses or gives, where it means no catalogue."""
    match node:
        case ast.keyword(arg=name, value=value) if not is_catalogue(value):
            return [name]
        case ast.Attribute(attr=name) if not is_catalogue(node):
            return [name]
        case ast.Name(id=name, ctx=ast.Store()):
            return [name]
    return []


def other_words(source: str) -> list[str]:
    """Find what is called `words` (or by a name with it) and is no catalogue of a language."""
    tree = ast.parse(source)
    known = catalogues(tree)
    return [
        str(name)
        for node in ast.walk(tree)
        if id(node) not in known
        for name in (*brought_in(node), *made(node), *used(node))
        if of_words(name)
    ]


def twice(sources: Mapping[str, str]) -> set[str]:
    """Find the classes of one slice that have the same name, by its files."""
    names = Counter(
        node.name
        for source in sources.values()
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef)
    )
    return {name for name, count in names.items() if count > 1}


# --- the rules on the code ------------------------------------------------------------------------


def test_words_are_those_of_a_language() -> None:
    found = [
        f"{name_of(path)}: {name}"
        for path in PYTHON
        if name_of(path) != HOME and not MADE_BY_HAND.search(path.name)
        for name in other_words(path.read_text("utf-8"))
    ]

    assert not found, f"`words` is a catalogue of fair/words.py; what is this? {found}"


def test_the_javascript_has_texts_and_no_words() -> None:
    found = [
        f"{name_of(path)}: {name}"
        for path in SCRIPT
        if path not in GENERATED
        for name in js_identifiers(path.read_text("utf-8"))
        if of_words(name)
    ]

    assert not found, f"`words` is a catalogue, and the browser has none: {found}"


@pytest.mark.parametrize("slice_", SLICES)
def test_the_name_of_a_class_stands_once_in_its_slice(slice_: str) -> None:
    files = [path for path in PYTHON if path.is_relative_to(ROOT / "fair" / slice_)]

    assert not twice({name_of(path): path.read_text("utf-8") for path in files})


# --- the rules on lines that are good or bad ------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "from fair import words",
        "from fair import codes, words",
        "known = words.catalogue('ja')",
        "words = viewer.words",
        "lang, words = viewer.lang, viewer.words",
        "def row(words: Catalogue): ...",
        "def row(known: words.Catalogue): ...",
        "row(words=viewer.words)",
        "said = viewer_of(request).words.gettext('Yes')",
        "@property\ndef words(self) -> Catalogue: ...",
        "password = keyword = 'words'",
    ],
)
def test_a_language_may_have_words(line: str) -> None:
    assert not other_words(line)


@pytest.mark.parametrize(
    "line",
    [
        "words = text.split()",
        "terms, words = viewer.words, terms",
        "for words in found: ...",
        "[words for words in found]",
        "class Say:\n    words: str",
        "def row(words): ...",
        "def row(words: str): ...",
        "def words(self) -> tuple[str, ...]: ...",
        "def search_words(terms): ...",
        "class Words: ...",
        "_WORDS = {}",
        "Say(words='hello')",
        "command.words",
        "from fair.vacancies import post_words",
        "from fair import chat as words",
        "import fair.rooms.chat as words",
    ],
)
def test_anything_else_may_not(line: str) -> None:
    assert other_words(line)


def test_words_in_javascript_are_found_and_the_word_in_a_sentence_is_not() -> None:
    assert any(map(of_words, js_identifiers("const words = 1;")))
    assert any(map(of_words, js_identifiers("lineWords(this);")))
    assert not any(map(of_words, js_identifiers('// in words\nsay("words"); password();')))


def test_two_classes_of_one_name_are_found() -> None:
    same, other = "class Terms: ...", "class Licence:\n    class Terms: ..."

    assert twice({"a.py": same, "b.py": same}) == {"Terms"}
    assert twice({"a.py": same, "b.py": other}) == set()
