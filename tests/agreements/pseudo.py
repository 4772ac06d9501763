"""An invented language: its line of the declaration, and its catalogue with every word accented."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from fair import words
from fair.languages import LANGUAGES, Language

# `like` English, as nobody knows how days and money are written in it.
PSEUDO = Language("qps", "Pséüdö", like="en")
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "àçéîñöšüýÀÇÉÎÑÖŠÜÝ")
_PLACEHOLDER = re.compile(r"(\{[^}]*\})")


def accented(sentence: str) -> str:
    """Return the sentence as this language says it; placeholders stay."""
    parts = _PLACEHOLDER.split(sentence)
    return "".join(one if one.startswith("{") else one.translate(_ACCENTS) for one in parts)


def translate(folder: Path) -> None:
    """Write the catalogue of the language: what another one translates, it has too."""
    pseudo = Catalog()
    for path in sorted((words.LOCALES / "ja").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                ids = message.id if isinstance(message.id, tuple | list) else [message.id]
                said = [accented(one) for one in ids]
                if ids[0]:
                    text = said if len(said) > 1 else said[0]
                    pseudo.add(message.id, text, context=message.context)
    folder.mkdir(parents=True)
    with (folder / "all.po").open("wb") as file:
        write_po(file, pseudo, omit_header=True)
    header = 'msgid ""\nmsgstr ""\n"Language: qps\\n"\n'
    header += '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    header += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    path = folder / "all.po"
    path.write_text(header + path.read_text("utf-8"), "utf-8")


@contextmanager
def spoken(folder: Path) -> Iterator[Language]:
    """Let the house speak the language: its catalogue, and one line of the declaration."""
    for known in words.LOCALES.iterdir():
        (folder / known.name).symlink_to(known)
    translate(folder / PSEUDO.folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "LOCALES", folder)
        patch.setitem(LANGUAGES, PSEUDO.code, PSEUDO)
        yield PSEUDO
