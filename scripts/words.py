"""Put each sentence into the catalogue of the lowest slice that says it: `make words`.

New sentences are added without a translation, those that nobody says are removed; a test names
what is still to be translated.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from fair.slices import SLICES

ROOT = Path(__file__).parents[1]
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
Key = str | tuple[str, ...]


def said() -> dict[str, tuple[Key, set[str]]]:
    """Return each sentence by its singular: its whole key, and the catalogues it may stand in."""
    found: dict[str, tuple[Key, set[str]]] = {}
    for folder, pattern in (("fair", "**.py"), ("templates", "**.html")):
        method = [(pattern, "python" if folder == "fair" else "jinja2")]
        for name, _, message, *_ in extract_from_dir(
            ROOT / folder, method, options_map=OPTIONS, keywords=KEYWORDS
        ):
            key = message if isinstance(message, str) else tuple(part for part in message if part)
            first = key if isinstance(key, str) else key[0]
            _, homes = found.setdefault(first, (key, set()))
            homes.add(home(name))
    return found


def home(name: str) -> str:
    """Return the catalogue for a file: its slice's, or that of what stands beside the slices."""
    parts = Path(name).parts
    if len(parts) > 1:
        return parts[0]
    beside = {"problems.py": "problems", "style_guide.html": "design", "_macros.html": "design"}
    return beside.get(name, "core")


def catalogue_of(homes: set[str]) -> str:
    """Return the one catalogue of a sentence: what everybody shows, else the lowest slice's."""
    beside = sorted(homes - set(SLICES))
    return beside[0] if beside else min(homes, key=SLICES.index)


def sort(language: Path) -> None:
    """Rewrite the catalogues of a language."""
    headers, known = {}, dict[str, Message]()
    for path in sorted(language.glob("*.po")):
        headers[path.stem] = path.read_text("utf-8").split("\n\n", 1)[0]
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    known[message.id if isinstance(message.id, str) else message.id[0]] = message
    sentences = said()
    homes = {first: catalogue_of(where) for first, (_, where) in sentences.items()}
    ordered = [first for first in known if first in sentences]
    ordered += [first for first in sentences if first not in known]
    for name in headers.keys() - set(homes.values()):
        (language / f"{name}.po").unlink()
    for name in sorted(set(homes.values())):
        made = Catalog(locale=language.name)
        for first in ordered:
            if homes[first] == name:
                was = known.get(first)
                comments = was.user_comments if was else []
                key, text = sentences[first][0], was.string if was else ""
                made.add(key, text, user_comments=comments)
        written = io.BytesIO()
        write_po(written, made, omit_header=True, width=100, no_location=True)
        header = headers.get(name) or headers["core"].replace(": what the house itself says", "")
        body = written.getvalue().decode().strip()
        (language / f"{name}.po").write_text(f"{header}\n\n{body}\n", "utf-8")


if __name__ == "__main__":
    for folder in sorted((ROOT / "locale").iterdir()):
        sort(folder)
