"""What a workbook says before its rows: its sheets, its texts, and which numbers are days."""

import re
from dataclasses import dataclass

from fair.decisions import N_
from fair.tabular.line import MOST_SIGNS
from fair.tabular.package import Attributes, Package, Part, beside, damaged, local
from fair.tabular.refusals import NotATable
from fair.tabular.source import Data

MOST_TEXTS = 500_000
_MOST_STYLES, _MOST_SHEETS = 70_000, 1_000
_TEXTS = N_("This workbook has more than {most} different texts. Split it and bring the parts.")
# Numbers of formats that are days or times without saying how: the last two rows are those of
# Chinese and Japanese office programs, such as 2026年12月31日.
_DAYS = frozenset({*range(14, 23), 45, 46, 47, *range(27, 37), *range(50, 59)})
_ASIDE = re.compile(r'"[^"]{0,99}"|\\.|_.|\*.|\[(?![hms]{1,9}\])[^\]]{0,99}\]')
_OF_DAYS = re.compile(r"[ymdhs]|ge", re.IGNORECASE)
_GENERAL = re.compile("general", re.IGNORECASE)
_ZEROS = re.compile("0+")
_LONGEST_FORMAT = 255  # that office programs write
_MAIN = "officeDocument"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what it is called, where it lies, whether it is shown."""

    name: str
    path: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Format:
    """How a number is shown: as a day, or with so many digits, zeros in front."""

    day: bool = False
    digits: int = 0


class _Relations(Part):
    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    def of_kind(self, kind: str) -> str:
        return next((target for found, target in self.targets.values() if found == kind), "")


class _Main(Part):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in ("1", "true")
        elif tag == "sheet" and len(self.sheets) < _MOST_SHEETS:
            said = local(attributes)
            shown = said.get("state", "visible") == "visible"
            self.sheets.append((said.get("name", ""), said.get("id", ""), shown))


class _Texts(Part):
    def __init__(self) -> None:
        self.texts: list[str] = []
        self._said: list[str] = []
        self._aside = self._signs = 0
        self._in_text = False

    def start(self, tag: str, attributes: Attributes) -> None:  # noqa: ARG002 - they say nothing
        if tag == "si":
            if len(self.texts) >= MOST_TEXTS:
                raise NotATable.because(_TEXTS, most=str(MOST_TEXTS))
            self._said, self._signs = [], 0
        elif tag == "rPh":  # how it is spoken, above it; not a part of what it says
            self._aside += 1
        elif tag == "t":
            self._in_text = not self._aside

    def text(self, said: str) -> None:
        if self._in_text and self._signs <= MOST_SIGNS:
            self._said.append(said)
            self._signs += len(said)

    def end(self, tag: str) -> None:
        if tag == "si":
            self.texts.append(written("".join(self._said)))
        elif tag == "rPh":
            self._aside -= 1
        elif tag == "t":
            self._in_text = False


class _Styles(Part):
    def __init__(self) -> None:
        self.formats: list[Format] = []
        self._own: dict[str, Format] = {}
        self._of_cells = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            self._own[attributes.get("numFmtId", "")] = format_of(attributes.get("formatCode", ""))
        elif tag == "cellXfs":
            self._of_cells = True
        elif tag == "xf" and self._of_cells and len(self.formats) < _MOST_STYLES:
            number = attributes.get("numFmtId", "0")
            known = Format(day=number.isdecimal() and int(number) in _DAYS)
            self.formats.append(self._own.get(number, known))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._of_cells = False


def format_of(code: str) -> Format:
    """Return what a format makes of a number, by how it is written."""
    first = code[:_LONGEST_FORMAT].split(";", 1)[0]
    if _ZEROS.fullmatch(first):
        return Format(digits=len(first))
    plain = _GENERAL.sub("", _ASIDE.sub("", first))
    return Format(day=bool(_OF_DAYS.search(plain)))


_HALVES = range(0xD800, 0xE000)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def written(text: str) -> str:
    """Return a text with the signs that XML cannot hold, as `_x000D_`, put back."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: _sign(int(found[1], 16)), text)


def _sign(number: int) -> str:
    """Return a sign by its number; nothing for zero and for halves of signs."""
    return chr(number) if number and number not in _HALVES else ""


class Workbook:
    """A workbook that was opened: its shown sheets, its texts, the formats of its cells."""

    def __init__(self, data: Data, times: int = 1) -> None:
        """Open it; refuses `NotATable`."""
        self.package = Package(data, times)
        main = self._main()
        self.package.refuse_others(main)
        said, relations = _Main(), self._relations(main)
        self.package.parse(main, said)
        self.from_1904 = said.from_1904
        self.sheets = [
            Sheet(name, beside(main, relations.targets[link][1]), shown)
            for name, link, shown in said.sheets
            if relations.targets.get(link, ("",))[0] == "worksheet"
        ]
        if not self.sheets:
            raise damaged()
        self.texts = self._texts(main, relations)
        self.formats = self._formats(main, relations)

    def _main(self) -> str:
        relations = self._relations("")
        found = relations.of_kind(_MAIN)
        return beside("", found) if found else "xl/workbook.xml"

    def _relations(self, part: str) -> _Relations:
        folder, _slash, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        found = _Relations()
        if path in self.package.names:
            self.package.parse(path, found)
        return found

    def _texts(self, main: str, relations: _Relations) -> list[str]:
        found, path = _Texts(), beside(main, relations.of_kind("sharedStrings"))
        if path in self.package.names:
            self.package.parse(path, found)
        return found.texts

    def _formats(self, main: str, relations: _Relations) -> list[Format]:
        found, path = _Styles(), beside(main, relations.of_kind("styles"))
        if path in self.package.names:
            self.package.parse(path, found)
        return found.formats
