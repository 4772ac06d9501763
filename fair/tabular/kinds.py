"""What a file is by its first bytes: a table that is read, or something else, with what to do."""

from fair.decisions import N_
from fair.tabular.refusals import NotATable
from fair.tabular.source import Data

_PASSWORD = N_(
    "This workbook is locked with a password. Take the password off, save it, and bring it again."
)
_OLD = N_(
    "This is a workbook of Excel 97–2003 (.xls). Open it and save it as “Excel workbook "
    "(.xlsx)” or “CSV UTF-8”."
)
_BINARY = N_(
    "This is a binary workbook (.xlsb). Open it and save it as “Excel workbook (.xlsx)” "
    "or “CSV UTF-8”."
)
_OPEN = N_(
    "This is an OpenDocument file (.ods). Open it and save it as “Excel workbook "
    "(.xlsx)” or “CSV UTF-8”."
)
_NUMBERS = N_("This is a file of Numbers. Choose “Export to”, then Excel or CSV, and bring that.")
_PDF = N_("This is a PDF: a printed page, and no table. Bring the table that it was printed from.")
_WEB_PAGE = N_(
    "This is a web page that only calls itself a table. Open it in the office program "
    "and save it as "
    "“Excel workbook (.xlsx)” or “CSV UTF-8”."
)
_OLD_XML = N_(
    "This is an XML file, as Excel 2003 wrote its tables. Open it and save it as “Excel "
    "workbook (.xlsx)” or “CSV UTF-8”."
)
_DOCUMENT = N_(
    "This is a text document or slides, and no table. Copy the table into a workbook and "
    "bring that."
)
_PICTURE = N_("This is a picture. A table in a picture cannot be read; bring the table itself.")
_PACKED = N_("This is a packed file. Unpack it and bring the table that is in it.")
_OTHER = N_("This is neither a workbook nor a CSV file. Bring a file that ends in .xlsx or .csv.")

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", _PDF),
    (b"{\\rtf", _DOCUMENT),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"\x09\x08\x10\x00", _OLD),
    (b"\x09\x04\x06\x00", _OLD),
)
_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<body")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_workbook(data: Data) -> bool:
    """Tell whether a file is a packed workbook, else text; refuses `NotATable` for all else."""
    if data.startswith(ZIP) and data[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return True
    if data.startswith(OLE):
        raise NotATable.because(_old(data))
    for first, says in _MAGIC:
        if data.startswith(first):
            raise NotATable.because(says)
    _no_markup(data)
    return False


def _old(data: Data) -> str:
    if _wide("EncryptedPackage") in data:
        return _PASSWORD
    if _wide("WordDocument") in data or _wide("PowerPoint Document") in data:
        return _DOCUMENT
    return _OLD if _wide("Workbook") in data or _wide("Book") in data else _OTHER


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _no_markup(data: Data) -> None:
    start = data[:2000]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\0", b"").lstrip().lower()
    if start.startswith(b"<?xml"):
        page = b"<html" in start
        raise NotATable.because(_WEB_PAGE if page else _OLD_XML)
    if start.startswith(_PAGE):
        raise NotATable.because(_WEB_PAGE)
    if start.startswith(b"mime-version:"):  # a web archive, which is saved as .xls too
        raise NotATable.because(_WEB_PAGE)


def packed_kind(names: frozenset[str]) -> str:
    """Return why a packed file without a workbook in it is not read, by the names that it holds."""
    for name, says in (
        ("xl/workbook.bin", _BINARY),
        ("content.xml", _OPEN),
        ("Index/Document.iwa", _NUMBERS),
        ("Index.zip", _NUMBERS),
        ("word/document.xml", _DOCUMENT),
        ("ppt/presentation.xml", _DOCUMENT),
    ):
        if name in names:
            return says
    return _PACKED


LOCKED = _PASSWORD
