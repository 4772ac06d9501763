"""A packed workbook (.xlsx): which parts of it are opened, and how far they are unpacked.

Only named parts are opened, none is unpacked beyond a bound, and each is read piece by piece by
expat, which builds no tree. A part that declares a document type is refused: office programs write
none, and it is what entities and other files would come in by.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from fair.decisions import N_
from fair.tabular.kinds import LOCKED, packed_kind
from fair.tabular.refusals import NotATable
from fair.tabular.source import Data, reader

MOST_UNPACKED = 60_000_000
"""Bytes of all parts that are read of a workbook."""
MOST_ELEMENTS = 8_000_000
"""Of all parts, each time they are read: two million cells have four, and are looked at twice."""
_MOST_PARTS = 5_000
_PIECE = 65_536
_DAMAGED = N_(
    "This workbook is damaged. Open it in the office program, save it again, and bring that."
)
_HUGE = N_(
    "This workbook holds more than {megabytes} MB when it is unpacked, or too many empty cells. "
    "Delete sheets and columns that are not needed, or split it."
)
_DECLARES = N_(
    "This workbook declares parts that no office program writes. Open it in the office program "
    "and save it again."
)
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED_BIT = 1

Attributes = Mapping[str, str]


def damaged() -> NotATable:
    """Return the refusal of a workbook that cannot be made sense of."""
    return NotATable.because(_DAMAGED)


def huge(most: int = MOST_UNPACKED) -> NotATable:
    """Return the refusal of a workbook that holds more than so much, which is read of one."""
    return NotATable.because(_HUGE, megabytes=str(most // 1_000_000))


class Part:
    """Hears the elements of one part; what it has finished stands in `done` and is taken away."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Hear where an element begins."""

    def end(self, tag: str) -> None:
        """Hear where an element ends."""

    def text(self, said: str) -> None:
        """Hear text between them."""


class Package:
    """The parts of a workbook by name; refuses `NotATable` for what cannot be opened.

    Where it is read some rows at a time, so many `times` as much may be unpacked of it.
    """

    def __init__(self, data: Data, times: int = 1) -> None:
        self._most_unpacked, self._most_elements = MOST_UNPACKED * times, MOST_ELEMENTS * times
        if data.count(b"PK\x01\x02") > _MOST_PARTS:
            raise huge(self._most_unpacked)
        try:
            self._zip = zipfile.ZipFile(reader(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise damaged() from None
        self.names = frozenset(self._zip.namelist())
        self._sizes: dict[str, int] = {}
        self._elements = self._signs = 0

    def refuse_others(self, main: str) -> None:
        """Refuse what holds no workbook under this name, by what it is instead."""
        if main not in self.names:
            raise NotATable.because(packed_kind(self.names))

    def parse(self, name: str, part: Part) -> None:
        """Read one part to its end."""
        for _ in self.steps(name, part):
            pass

    def steps(self, name: str, part: Part) -> Iterator[None]:
        """Read one part, some thousand signs at each step; what `part` raises comes through."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._counted(part)
        parser.EndElementHandler = lambda tag: part.end(_local(tag))
        parser.CharacterDataHandler = part.text
        parser.StartDoctypeDeclHandler = _declares
        try:
            for piece in self._pieces(name):
                parser.Parse(piece, False)  # noqa: FBT003 - expat's own, takes no name
                yield
            parser.Parse(b"", True)  # noqa: FBT003 - as above
        except (expat.ExpatError, UnicodeError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise damaged() from None
        yield

    def count_signs(self, signs: int) -> None:
        """Count what its cells say, each time they are read: one text may stand in many cells."""
        self._signs += signs
        if self._signs > self._most_unpacked:
            raise huge(self._most_unpacked)

    def _counted(self, part: Part) -> Callable[[str, Attributes], None]:
        def start(tag: str, said: Attributes) -> None:
            self._elements += 1
            if self._elements > self._most_elements:
                raise huge(self._most_unpacked)
            part.start(_local(tag), said)

        return start

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            raise damaged() from None
        if info.flag_bits & _LOCKED_BIT:
            raise NotATable.because(LOCKED)
        if info.compress_type not in _PLAIN:
            raise damaged()
        # What is said here bounds what is unpacked: more than that is never read of a part.
        self._sizes[name] = info.file_size
        if sum(self._sizes.values()) > self._most_unpacked:
            raise huge(self._most_unpacked)
        with self._zip.open(info) as file:
            while piece := file.read(_PIECE):
                yield piece

    def holds(self, name: str, wanted: bytes) -> bool:
        """Tell whether these bytes stand in a part, without reading what they mean."""
        before = b""
        try:
            for piece in self._pieces(name):
                if wanted in before + piece:
                    return True
                before = piece[-len(wanted) :]
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise damaged() from None
        return False


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _declares(*_said: object) -> None:
    raise NotATable.because(_DECLARES)


def beside(part: str, target: str) -> str:
    """Return the name of the part that another one names."""
    if target.startswith("/"):
        return posixpath.normpath(target)[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def local(attributes: Attributes) -> dict[str, str]:
    """Return attributes without the prefixes of their names."""
    return {name.rpartition(":")[2]: said for name, said in attributes.items()}
