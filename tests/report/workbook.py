"""A workbook as any office program reads it: the sheets by name, each cell with its type."""

import io
import zipfile
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's clock has no zone


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """Return the rows of each sheet; a number in a format of days is a datetime."""
    with zipfile.ZipFile(io.BytesIO(data)) as bag:
        shared = [
            "".join(text.text or "" for text in one.iter(f"{{{_NS['m']}}}t"))
            for one in ET.fromstring(bag.read("xl/sharedStrings.xml")).findall("m:si", _NS)
        ]
        days = _formats_of_days(bag.read("xl/styles.xml"))
        names = [
            one.attrib["name"]
            for one in ET.fromstring(bag.read("xl/workbook.xml")).findall("m:sheets/m:sheet", _NS)
        ]
        return {
            name: _rows(bag.read(f"xl/worksheets/sheet{number}.xml"), shared, days)
            for number, name in enumerate(names, 1)
        }


def _formats_of_days(styles: bytes) -> set[int]:
    root = ET.fromstring(styles)
    formats = {
        one.attrib["numFmtId"]: one.attrib["formatCode"]
        for one in root.findall("m:numFmts/m:numFmt", _NS)
    }
    of_cells = root.findall("m:cellXfs/m:xf", _NS)
    return {
        at for at, one in enumerate(of_cells) if "yy" in formats.get(one.attrib["numFmtId"], "")
    }


def _rows(sheet: bytes, shared: list[str], days: set[int]) -> list[list[Any]]:
    root = ET.fromstring(sheet)
    assert root.findall(".//m:f", _NS) == []  # nothing is a formula
    found = []
    for row in root.findall(".//m:row", _NS):
        cells: dict[int, Any] = {}
        for cell in row.findall("m:c", _NS):
            value = cell.find("m:v", _NS)
            if value is None or value.text is None:
                continue
            letters = "".join(sign for sign in cell.attrib["r"] if sign.isalpha())
            place = 0
            for sign in letters:
                place = place * 26 + ord(sign) - 64
            cells[place - 1] = _value(cell, value.text, shared, days)
        found.append([cells.get(place) for place in range(max(cells, default=-1) + 1)])
    return found


def _value(cell: ET.Element, raw: str, shared: list[str], days: set[int]) -> Any:
    if cell.attrib.get("t") == "s":
        return shared[int(raw)]
    number = float(raw)
    if int(cell.attrib.get("s", "0")) in days:
        return _EPOCH + timedelta(seconds=round(number * 86400))
    return int(number) if number.is_integer() else number
