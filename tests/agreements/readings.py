"""What people read, wherever it is written: in catalogues, code lists, templates and programs."""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment

from fair.languages import DEFAULT, LANGUAGES
from scripts.words import Said
from tests.agreements.test_words import ROOT, SPOKEN, catalogue

LISTS = Path(__file__).parent / "wording"
OTHERS = [code for code in LANGUAGES if code != DEFAULT]
# People of the sample speak as people do, and what judges text names what they write; only what
# the house says is ours.
INVENTED = (ROOT / "fair" / "sample", ROOT / "fair" / "contacts", ROOT / "fair" / "screening")
TAG = re.compile(r"<[^>]*>")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a list about wording."""
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Text(NamedTuple):
    """A text in a language, and what says it: a sentence of the catalogues, else its own words."""

    lang: str
    said: Said
    text: str


def translations() -> Iterator[Text]:
    """Yield every sentence of the catalogues, in each language and form."""
    for said, one in SPOKEN.items():
        yield from (Text(DEFAULT, said, form) for form in one.forms)
    for code in OTHERS:
        for said, forms in catalogue(LANGUAGES[code].folder).items():
            yield from (Text(code, said, form) for form in forms)


def _titles(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from [(key, inner)] if key in LANGUAGES else _titles(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _titles(inner)


def titles() -> Iterator[Text]:
    """Yield the titles of the code lists."""
    for path in sorted((ROOT / "fair" / "codes").glob("*.toml")):
        for code, title in _titles(tomllib.loads(path.read_text("utf-8"))):
            yield Text(code, Said("", title), title)


def shown_by(template: str) -> str:
    """Return the text that stands in a template itself, without its tags and its programs."""
    data = [text for _, kind, text in Environment(autoescape=True).lex(template) if kind == "data"]
    return TAG.sub(" ", "\N{OBJECT REPLACEMENT CHARACTER}".join(data))


def written_in(source: str) -> list[str]:
    """Return the texts of a Python file that are no docstring."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def bare() -> Iterator[Text]:
    """Yield what is written out beside the catalogues, in whatever language it may be."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for line in shown_by(path.read_text("utf-8")).splitlines():
            yield from (Text(code, Said("", line), line) for code in LANGUAGES)
    for path in sorted((ROOT / "fair").rglob("*.py")):
        if not any(map(path.is_relative_to, INVENTED)):
            for text in written_in(path.read_text("utf-8")):
                yield from (Text(code, Said("", text), text) for code in OTHERS)
    for path in sorted((ROOT / "static" / "js").rglob("*.js")):
        for line in path.read_text("utf-8").splitlines():
            yield from (Text(code, Said("", line), line) for code in OTHERS)
