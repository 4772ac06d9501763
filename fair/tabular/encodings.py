"""In which signs a text file is written. What several readings make different words of is asked.

Tried are UTF-8, UTF-16, GB18030 and Shift_JIS, the last as Windows has it (cp932); Big5 (cp950)
where it is no GB18030, of which the signs of most of its files make none. None is taken
for its likelihood: a file is read where one of them reads it, or where only one of them reads the
headings that we know.
"""

import codecs
import re
from collections.abc import Iterator

from fair import typed
from fair.decisions import N_
from fair.tabular.problem import Problem
from fair.tabular.refusals import BrokenFile
from fair.tabular.source import Data

UTF_8, CHINESE, JAPANESE, WESTERN = "utf-8-sig", "gb18030", "cp932", "cp1252"
TRADITIONAL = "cp950"
CHOICES: dict[str, str] = {
    "utf-8-sig": N_("UTF-8"),
    "utf-16": N_("UTF-16 (Unicode text)"),
    "gb18030": N_("Chinese (GB18030)"),
    "cp950": N_("Traditional Chinese (Big5)"),
    "cp932": N_("Japanese (Shift_JIS)"),
    "cp1252": N_("Western European (Windows-1252)"),
}
"""What a person may say, and what it is called."""
FOUND_OUT = N_("Found out by itself")
NOT_UTF8 = N_("This is not UTF-8. Save the file as “CSV UTF-8”.")
NOT_AS_SAID = N_("This is not in the encoding that the map names. Change it in the map.")
NOT_AS_CHOSEN = N_("The file cannot be read in the signs that you chose. Choose others.")

_PIECE = 65_536
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Letters of the West, taken for halves of Chinese or Japanese signs, leave these marks: one foreign
# sign within a word, or nowhere two high bytes side by side.
_WITHIN_A_WORD = re.compile(r"[A-Za-z][^\x00-\x7f][a-z]")
_TWO_HIGH = re.compile(rb"[\x80-\xff]{2}")
_PARTS = re.compile(r"[,;\t]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_SHOWN = 30


def chosen(said: str) -> str:
    """Return the encoding that somebody chose; "" where none of ours was, so that it is found."""
    return said if said in CHOICES else ""


def possible(data: Data) -> list[str]:
    """Return the encodings in which this can be read; several where they make different words.

    Refuses `BrokenFile` where it can be read in none.
    """
    if data.startswith(_UTF_16_MARKS):
        return [_checked(data, "utf-16")]
    if data.startswith(codecs.BOM_UTF8) or (b"\0" not in data and _reads(data, "utf-8", any_=True)):
        return [_checked(data, UTF_8)]
    if b"\0" in data:
        found = [
            one for one in ("utf-16-le", "utf-16-be") if _reads(data, one) and _parts(data, one)
        ]
        if len(found) == 1:
            return found
        raise BrokenFile.at(Problem(row=1, says=NOT_UTF8))
    found = [one for one in (CHINESE, JAPANESE) if _reads(data, one)]
    if CHINESE not in found and _reads(data, TRADITIONAL):
        found.append(TRADITIONAL)
    if not found:
        raise BrokenFile.at(Problem(row=undecoded(data, "utf-8"), says=NOT_UTF8))
    if any(_western(data, one) for one in found):
        found.append(WESTERN)
    return found


def _checked(data: Data, encoding: str) -> str:
    if not _reads(data, encoding, any_=True):
        raise BrokenFile.at(Problem(row=undecoded(data, encoding), says=NOT_UTF8))
    return encoding


def pieces(data: Data, encoding: str) -> Iterator[str]:
    """Yield the text piece by piece; raises UnicodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data), _PIECE):
        yield decoder.decode(data[start : start + _PIECE])
    yield decoder.decode(b"", final=True)


def _parts(data: Data, encoding: str) -> bool:
    """Tell whether the first row has a sign that parts cells: of halves taken wrongly, none has."""
    first = next(pieces(data, encoding), "").lstrip("\ufeff\r\n").split("\n", 1)[0]
    return bool(_PARTS.search(first))


def _reads(data: Data, encoding: str, *, any_: bool = False) -> bool:
    """Tell whether it can be read; but for `any_`, signs that nobody writes speak against it."""
    try:
        return not any(not any_ and _UNSEEN.search(piece) for piece in pieces(data, encoding))
    except UnicodeError:
        return False


def _western(data: Data, encoding: str) -> bool:
    if not _TWO_HIGH.search(data):
        return True
    return any(_WITHIN_A_WORD.search(piece) for piece in pieces(data, encoding))


def undecoded(data: Data, encoding: str) -> int:
    """Return the row in which the reading of a file ends."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return data[: error.start].count(b"\n") + 1
    except UnicodeError:
        pass
    return 1


def readings(data: Data, several: list[str]) -> tuple[int, list[tuple[str, str]]]:
    """Return the first row whose words differ, and how it reads in each encoding."""
    for row, line in enumerate(data.split(b"\n"), 1):
        if line.isascii():
            continue
        start = next(at for at, byte in enumerate(line) if byte > 127)  # noqa: PLR2004 - ASCII ends
        shown = line[max(0, start - 6) : start + _SHOWN]
        said = [(one, typed.line(shown.decode(one, "ignore"))) for one in several]
        return row, said
    return 1, [(one, "") for one in several]
