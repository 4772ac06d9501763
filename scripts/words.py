"""Put each sentence into the catalogue of the lowest slice that says it: `make words`.

New sentences are added without a translation, those that nobody says are removed; a test names
what is still to be translated.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from fair.slices import SLICES

ROOT = Path(__file__).parents[1]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "N_": None,
    "NN_": (1, 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NC_": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}


class Said(NamedTuple):
    """What a catalogue is asked for: an English sentence, and a context where it says two things.

    Of a sentence with a plural it is the singular.
    """

    context: str
    sentence: str


@dataclass
class Spoken:
    """A sentence of the code and the templates: its forms, and every file and line that says it."""

    forms: tuple[str, ...]
    places: list[str] = field(default_factory=list)

    @property
    def speakers(self) -> set[str]:
        """Return the catalogues it may stand in."""
        return {home(place) for place in self.places}


def spoken(root: Path = ROOT) -> dict[Said, Spoken]:
    """Return every sentence that is said under `root`, in its `fair/` and its `templates/`.

    Raises ValueError where one has two plurals.
    """
    found: dict[Said, Spoken] = {}
    for folder, pattern, method in (
        ("fair", "**.py", "python"),
        ("templates", "**.html", "jinja2"),
    ):
        for name, line, message, _, context in extract_from_dir(
            root / folder, [(pattern, method)], options_map=OPTIONS, keywords=KEYWORDS
        ):
            forms = (message,) if isinstance(message, str) else tuple(filter(None, message))
            one = found.setdefault(Said(context or "", forms[0]), Spoken(forms))
            one.places.append(f"{folder}/{name}:{line}")
            if len(forms) > len(one.forms):
                one.forms = forms
            elif forms not in (one.forms, one.forms[:1]):
                raise ValueError(f"{one.places}: {forms[0]!r} has two plurals")
    return found


def home(place: str) -> str:
    """Return the catalogue for a file: its slice's, or that of what stands beside the slices."""
    parts = Path(place.split(":", 1)[0]).parts[1:]
    if len(parts) > 1:
        return parts[0]
    beside = {"problems.py": "problems", "style_guide.html": "design", "_macros.html": "design"}
    return beside.get(parts[0], "core")


def catalogue_of(homes: set[str]) -> str:
    """Return the one catalogue of a sentence: what everybody shows, else the lowest slice's."""
    beside = sorted(homes - set(SLICES))
    return beside[0] if beside else min(homes, key=SLICES.index)


def kept(path: Path) -> Iterator[tuple[Said, Message]]:
    """Yield what a catalogue holds."""
    with path.open("rb") as file:
        for message in read_po(file):
            if message.id:
                first = message.id if isinstance(message.id, str) else message.id[0]
                yield Said(message.context or "", first), message


def sort(language: Path, sentences: dict[Said, Spoken]) -> None:
    """Rewrite the catalogues of a language, so that they hold these sentences."""
    headers, known = {}, dict[Said, Message]()
    for path in sorted(language.glob("*.po")):
        headers[path.stem] = path.read_text("utf-8").split("\n\n", 1)[0]
        known |= kept(path)
    homes = {said: catalogue_of(one.speakers) for said, one in sentences.items()}
    ordered = [said for said in known if said in sentences]
    ordered += [said for said in sentences if said not in known]
    for name in headers.keys() - set(homes.values()):
        (language / f"{name}.po").unlink()
    for name in sorted(set(homes.values())):
        made = Catalog(locale=language.name)
        for said in ordered:
            if homes[said] == name:
                was, forms = known.get(said), sentences[said].forms
                made.add(
                    forms if len(forms) > 1 else forms[0],
                    was.string if was else "",
                    user_comments=was.user_comments if was else [],
                    context=said.context or None,
                )
        written = io.BytesIO()
        write_po(written, made, omit_header=True, width=100, no_location=True)
        header = headers.get(name) or headers["core"].replace(": what the house itself says", "")
        body = written.getvalue().decode().strip()
        (language / f"{name}.po").write_text(f"{header}\n\n{body}\n", "utf-8")


if __name__ == "__main__":
    for folder in sorted((ROOT / "locale").iterdir()):
        sort(folder, spoken())
