"""Workbooks that mean harm, or are only very large, cost little and are refused with the reason."""

import io
import tracemalloc
import zipfile

import pytest
import xlsxwriter

from fair.decisions import Refusal
from fair.tabular import package
from fair.tabular.door import How, opened
from fair.tabular.headings import Heads
from fair.tabular.line import MOST_COLUMNS, MOST_ROWS
from fair.tabular.package import MOST_UNPACKED
from fair.tabular.refusals import BrokenFile, NotATable
from tests.tabular.books import HEAD, book, packed, row

MEGABYTE = 1_000_000
HOW = How(heads=Heads(columns=HEAD, needed=HEAD))
GOOD = (row(1, *HEAD), row(2, "A", "Cook"))


def walked(data):
    """Read a file to its end and keep no row; return how many there were."""
    return sum(1 for _ in opened(data, HOW).rows)


def peak_of(do):
    """Return the most memory that was held meanwhile, and what came of it."""
    tracemalloc.start()
    try:
        found = do()
    except Refusal as refusal:
        found = str(refusal)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak, found


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [ENTITY, OUTSIDE, '<!DOCTYPE x SYSTEM "http://x.example/a">'])
def test_a_workbook_that_brings_entities_in_is_refused_before_they_count(doctype):
    with pytest.raises(NotATable, match="declares parts that no office program writes"):
        walked(book(*GOOD, doctype=doctype))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["content.xml", "mimetype"], "OpenDocument"),
        (["xl/workbook.bin"], "xlsb"),
        (["word/document.xml"], "text document"),
        (["ppt/presentation.xml"], "slides"),
        (["Index/Document.iwa"], "Numbers"),
        (["posts.csv"], "packed file"),
        ([], "packed file"),
    ],
)
def test_another_packed_file_is_told_by_what_is_in_it(names, words):
    with pytest.raises(NotATable, match=words):
        walked(packed(dict.fromkeys(names, "x")))


def test_a_workbook_that_is_cut_off_or_spoilt_is_said_to_be_damaged():
    whole = book(*GOOD)
    broken = [
        whole[: len(whole) // 2],
        b"PK\x03\x04" + b"\0" * 100,
        book("<row><c>", *GOOD),
        book(row(1, *HEAD), row(2, '<c t="s"><v>7</v></c>')),
        book(row(1, *HEAD), row(2, '<c t="s"><v>x</v></c>')),
        book(*GOOD, more={"xl/worksheets/sheet1.xml": b"\xff\xfe<"}),
        book(*GOOD, more={"xl/workbook.xml": "<workbook/>"}),
    ]
    for data in broken:
        with pytest.raises(NotATable, match="damaged"):
            walked(data)
    at = whole.index(b"xl/worksheets/sheet1.xml") + 40
    flipped = whole[:at] + bytes(255 - one for one in whole[at : at + 9]) + whole[at + 9 :]
    with pytest.raises(NotATable, match="damaged"):
        walked(flipped)


def test_a_part_locked_by_a_password_is_said_to_be_locked():
    data = bytearray(book(*GOOD))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(NotATable, match="password"):
        walked(bytes(data))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_a_small_file_that_unpacks_without_end_is_refused_unread(part):
    bomb = book(*GOOD, more={part: b"<a>" + b" " * (MOST_UNPACKED + 1) + b"</a>"})
    assert len(bomb) < MEGABYTE
    peak, found = peak_of(lambda: walked(bomb))
    assert "more than 60 MB when it is unpacked" in str(found)
    assert peak < 5 * MEGABYTE


def test_more_elements_than_any_table_has_are_refused(monkeypatch):
    monkeypatch.setattr(package, "MOST_ELEMENTS", 1_000)
    with pytest.raises(NotATable, match="too many empty cells"):
        walked(book(*GOOD, *["<row/>"] * 1_000))


def test_parts_that_nobody_reads_may_be_large():
    assert walked(book(*GOOD, more={"xl/media/picture.png": b"\0" * 90 * MEGABYTE})) == 1


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((row(1, *HEAD, *["x"] * MOST_COLUMNS),), "This row has more than 300 cells"),
        ((row(1, *HEAD), '<row r="2"><c r="XFD2"><v>1</v></c></row>'), "more than 300 cells"),
        ((row(1, *HEAD), '<row r="1048576"><c><v>1</v></c></row>'), "more than 20000 rows"),
        ((row(1, *HEAD), row(2, "A", "x" * 140_000)), "longer than any text"),
        ((row(1, *HEAD), *(row(at, "A", "B") for at in range(2, MOST_ROWS + 3))), "20000 rows"),
    ],
)
def test_a_sheet_beyond_the_bounds_is_refused_where_it_passes_them(rows, words):
    with pytest.raises(BrokenFile, match=words):
        walked(book(*rows))


@pytest.mark.parametrize(
    "rows",
    [
        (row(1, *HEAD), "<row r='2'>" + "<c/>" * 300_000 + "</row>"),
        (row(1, *HEAD), "<row/>" * 300_000),
        (row(1, *HEAD), "<row><c><v>" + "1" * 5_000_000 + "</v></c></row>"),
        (row(1, *HEAD), "<a>" * 100_000 + "</a>" * 100_000),
    ],
    ids=["one row of empty cells", "empty rows", "one long number", "deep"],
)
def test_no_shape_of_a_sheet_holds_much_memory(rows):
    data = book(*rows)
    assert len(data) < MEGABYTE
    assert peak_of(lambda: walked(data))[0] < 30 * MEGABYTE


def test_a_format_without_end_makes_no_long_cells():
    styles = (
        f'<numFmts><numFmt numFmtId="200" formatCode="{"0" * 3_000_000}"/></numFmts>'
        '<cellXfs><xf numFmtId="200"/></cellXfs>'
    )
    cells = '<c s="0"><v>1</v></c>' * 100
    data = book(row(1, *HEAD), f"<row>{cells}</row>", styles=styles)
    assert peak_of(lambda: walked(data))[0] < 30 * MEGABYTE


def test_one_long_text_in_very_many_cells_is_refused_before_they_are_looked_at():
    text = f"<si><t>{'x' * 130_000}</t></si>"
    cells = '<c t="s"><v>0</v></c>' * 60
    data = book(row(1, *HEAD), *[f"<row>{cells}</row>"] * 20, texts=text)
    assert len(data) < MEGABYTE // 10
    assert "more than 60 MB" in str(peak_of(lambda: walked(data))[1])


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_large_table_is_walked_through_in_flat_memory(kind):
    """Ten times the rows cost no more memory: what is read is let go."""
    peaks = []
    for count in (1_900, 19_000):
        data = (_workbook if kind == "xlsx" else _csv)(count)
        peak, found = peak_of(lambda data=data: walked(data))
        assert found == count
        peaks.append(peak)
    assert peaks[1] < peaks[0] + MEGABYTE


def _csv(count):
    return b"ref,title\n" + b"".join(b"R%d,Cook of the line\n" % at for at in range(count))


def _workbook(count):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for at in range(1, count + 1):
            sheet.write_row(at, 0, [f"R{at}", "Cook of the line", 4800, 310117])
    data = out.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(data))
    return data
