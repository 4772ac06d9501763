"""Workbooks for tests: as offices have them, or part by part as nobody should."""

import io
import zipfile

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = ("ref", "title")


def written(fill, **options):
    """Return a workbook that `fill(book, sheet)` filled below the headings."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet("Posts")
        sheet.write_row(0, 0, HEAD)
        fill(book, sheet)
    return out.getvalue()


def row(number, *cells, said=""):
    """Return a row of plain texts, or of cells that are markup already."""
    made = [
        one if one.startswith("<") else f'<c t="inlineStr"><is><t>{one}</t></is></c>'
        for one in cells
    ]
    return f'<row r="{number}"{said}>{"".join(made)}</row>'


def book(*rows, before="", behind="", texts="", styles="", more=None, main="", doctype=""):
    """Return a workbook of one sheet, part by part; `more` are further parts by name."""
    sheet = (
        f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{MAIN}">{before}<sheetData>'
        f"{''.join(rows)}</sheetData>{behind}</worksheet>"
    )
    links = "".join(
        f'<Relationship Id="r{at}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
             ("styles", "styles.xml")]
        )
    )  # fmt: skip
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": main
        or f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="A" sheetId="1" '
        'r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        **(more or {}),
    }
    return packed(parts)


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()
