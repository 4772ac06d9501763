"""A workbook as an office has it is read as a person sees it; what is left out is said."""

from datetime import date, datetime

import pytest

from fair.tabular import line
from fair.tabular.door import How, opened
from fair.tabular.headings import Heads
from fair.tabular.refusals import BrokenFile
from tests.tabular.books import HEAD, MAIN, book, row, written

EVENING = datetime(2026, 12, 31, 8, 30)  # noqa: DTZ001 - a cell has no zone
HOW = How(heads=Heads(columns=HEAD, needed=HEAD))


def cells_of(data, how=HOW):
    """Return the rows below the headings."""
    return [list(one.cells) for one in opened(data, how).rows]


def read(data):
    """Return the rows by their numbers, their faults, and what was left out."""
    table = opened(data, HOW)
    rows = [(one.number, list(one.cells), dict(one.faults)) for one in table.rows]
    return rows, [(one.column, one.says, dict(one.values)) for one in table.notes]


def said(value, **kept):
    """Return what a cell of a workbook says that holds this."""

    def fill(book, sheet):
        shown = book.add_format({"num_format": kept["shown"]}) if "shown" in kept else None
        sheet.write_string(1, 0, "A")
        if isinstance(value, date):
            sheet.write_datetime(1, 1, value, shown)
        else:
            sheet.write(1, 1, value, shown)

    options = {name: one for name, one in kept.items() if name != "shown"}
    ((_, cells, faults),) = read(written(fill, **options))[0]
    return faults.get(1) or cells[1]


@pytest.mark.parametrize(
    ("value", "kept", "right"),
    [
        ("Cook", {}, "Cook"),
        (4800, {}, "4800"),
        (37.5, {}, "37.5"),
        (0.1 + 0.2, {}, "0.3"),
        (-3, {}, "-3"),
        (310117, {}, "310117"),
        (13912345678, {}, "13912345678"),
        (10117, {"shown": "000000"}, "010117"),
        (1234.5, {"shown": '#,##0.00"元"'}, "1234.5"),
        (0.5, {"shown": "0%"}, "0.5"),
        (date(2026, 12, 31), {"shown": "yyyy-mm-dd"}, "2026-12-31"),
        (date(2026, 12, 31), {"shown": "d mmm yy"}, "2026-12-31"),
        (date(2026, 12, 31), {"shown": 'yyyy"年"m"月"d"日"'}, "2026-12-31"),
        (date(2026, 12, 31), {"shown": "[$-411]ggge年m月d日"}, "2026-12-31"),
        (date(2026, 12, 31), {"shown": "yyyy-mm-dd", "date_1904": True}, "2026-12-31"),
        (EVENING, {"shown": "yyyy/m/d h:mm"}, "2026-12-31 08:30"),
        (0.354166666666667, {"shown": "h:mm"}, "08:30"),
        (1, {"shown": "yyyy-mm-dd"}, "1900-01-01"),
        (4_000_000, {"shown": "yyyy-mm-dd"}, line.NO_DAY),
        (4600, {"shown": '[Red]0.00" days"'}, "4600"),
        (4600, {"shown": "General元"}, "4600"),
        (4600, {"shown": "+General"}, "4600"),
        (True, {}, "TRUE"),
        (False, {}, "FALSE"),
        (123456789012345678, {}, line.DIGITS_LOST),
        ("#N/A", {}, line.AN_ERROR),
        ("########", {}, line.TOO_NARROW),
        ("#1 cook", {}, "#1 cook"),
        ("_x0041_ B", {}, "_x0041_ B"),
    ],
)  # fmt: skip
def test_a_cell_says_what_a_person_sees_in_it(value, kept, right):
    assert said(value, **kept) == right


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "－1"])
def test_what_begins_like_a_formula_is_text_as_any_other(text):
    assert cells_of(book(row(1, *HEAD), row(2, "A", text)))[0][1].strip() == text.strip()


@pytest.mark.parametrize("number", [14, 22, 27, 31, 36, 50, 57, 58])
def test_days_in_the_formats_of_chinese_and_japanese_office_programs_are_days(number):
    styles = f'<cellXfs count="1"><xf numFmtId="{number}"/></cellXfs>'
    rows = (row(1, *HEAD), row(2, "A", '<c s="0"><v>46387</v></c>'))
    assert cells_of(book(*rows, styles=styles)) == [["A", "2026-12-31"]]


def test_a_formula_counts_by_its_kept_value_and_without_one_it_says_so():
    rows = (
        row(1, *HEAD),
        row(2, "A", "<c><f>2*3</f><v>6</v></c>"),
        row(3, "B", '<c t="str"><f>"x"</f><v>x</v></c>'),
        row(4, "C", '<c t="str"><f>""</f><v></v></c>'),
        row(5, "D", "<c><f>NOW()</f></c>"),
        row(6, "E", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
    )
    found, _ = read(book(*rows))
    assert [one[1][1:] for one in found] == [["6"], ["x"], [], [""], ["#DIV/0!"]]
    assert [one[2] for one in found[3:]] == [{1: line.NOT_WORKED_OUT}, {1: line.AN_ERROR}]


def test_how_a_word_is_spoken_is_no_part_of_it_and_pieces_of_it_are_one():
    texts = (
        "<si><t>A</t></si><si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
        "<si><r><t>平</t></r><r><t xml:space='preserve'>缝 工</t></r></si>"
    )
    rows = (
        row(1, *HEAD),
        row(2, '<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>'),
        row(3, '<c t="s"><v>0</v></c>', '<c t="s"><v>2</v></c>'),
    )
    assert cells_of(book(*rows, texts=texts)) == [["A", "東京"], ["A", "平缝 工"]]
    inline = "<c t='inlineStr'><is><t>東京</t><rPh><t>トウキョウ</t></rPh></is></c>"
    assert cells_of(book(row(1, *HEAD), row(2, "A", inline))) == [["A", "東京"]]


def test_a_prefix_before_the_names_and_rows_without_numbers_are_read():
    inner = "".join(
        "<x:row>" + "".join(f"<x:c t='str'><x:v>{one}</x:v></x:c>" for one in cells) + "</x:row>"
        for cells in (HEAD, ("A", "Cook"))
    )
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{inner}</x:sheetData></x:worksheet>'
    assert cells_of(book(more={"xl/worksheets/sheet1.xml": sheet})) == [["A", "Cook"]]


def test_a_workbook_in_utf_16_is_read():
    sheet = (
        f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>'
        f"{row(1, *HEAD)}{row(2, 'A', '缝纫工')}</sheetData></worksheet>"
    ).encode("utf-16")
    assert cells_of(book(more={"xl/worksheets/sheet1.xml": sheet})) == [["A", "缝纫工"]]


# --- what is merged, hidden, or stands elsewhere --------------------------------------------------


def test_what_is_merged_downwards_counts_for_each_row_and_to_the_right_once():
    def fill(_book, sheet):
        sheet.merge_range("B2:B4", "Cook")
        for at, ref in enumerate("ABC", 1):
            sheet.write_string(at, 0, ref)
        sheet.write_string(4, 0, "D")
        sheet.merge_range("B5:D5", "Baker")

    assert [one[:2] for one in cells_of(written(fill))] == [
        ["A", "Cook"], ["B", "Cook"], ["C", "Cook"], ["D", "Baker"],
    ]  # fmt: skip


def test_hidden_rows_are_left_out_and_counted():
    def fill(_book, sheet):
        for at, ref in enumerate("ABC", 1):
            sheet.write_row(at, 0, [ref, "Cook"])
        sheet.set_row(2, None, None, {"hidden": True})

    rows, notes = read(written(fill))
    assert [one[0] for one in rows] == [2, 4]
    assert [(values["count"], "Hidden rows" in says) for _, says, values in notes] == [("1", True)]


def test_a_hidden_column_is_named_and_one_that_is_needed_is_asked_for():
    def fill(_book, sheet):
        sheet.write_row(0, 2, ["note"])
        sheet.write_row(1, 0, ["A", "Cook", "secret"])
        sheet.set_column(2, 2, None, None, {"hidden": True})

    _, notes = read(written(fill))
    assert [(column, "is hidden" in says) for column, says, _ in notes] == [("note", True)]

    def hides_title(_book, sheet):
        sheet.set_column(1, 1, None, None, {"hidden": True})

    with pytest.raises(BrokenFile, match=r"column title: This column is hidden\. Show it"):
        read(written(hides_title))


def test_the_sheet_with_the_headings_is_read_and_the_others_are_named():
    def fill(book, sheet):
        sheet.write_row(1, 0, ["A", "Cook"])
        book.add_worksheet("Notes").write(0, 0, "hello")
        old = book.add_worksheet("Old")
        old.write_row(0, 0, HEAD)
        old.hide()

    rows, notes = read(written(fill))
    assert len(rows) == 1
    assert [(values["sheet"], "hidden" in says) for _, says, values in notes] == [
        ("Notes", False), ("Old", True),
    ]  # fmt: skip


def test_a_cover_sheet_before_the_table_is_passed_over():
    import io

    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        made.add_worksheet("Cover").write(0, 0, "2026")
        sheet = made.add_worksheet("Table")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["A", "Cook"])
    assert cells_of(out.getvalue()) == [["A", "Cook"]]


def test_a_title_above_the_headings_is_left_out_and_said_and_rows_keep_their_numbers():
    data = book(row(1, "Posts of 2026"), row(4, *HEAD), row(9, "A", "Cook"))
    rows, notes = read(data)
    assert rows == [(9, ["A", "Cook"], {})]
    assert [says for _, says, _ in notes] == ["What stands above the headings was not read."]


def test_a_million_rows_that_only_have_a_format_are_no_rows():
    data = book(
        row(1, *HEAD), row(2, "A", "Cook"), *(f'<row r="{at}" s="1"/>' for at in range(3, 60_000)),
        '<row r="1048576"><c r="XFD1048576" s="1"/></row>',
    )  # fmt: skip
    assert cells_of(data) == [["A", "Cook"]]


def test_cells_without_a_heading_are_left_out_and_said_once():
    rows = (row(1, *HEAD), row(2, "A", "Cook"), row(3, "B", "Cook", "x"), row(4, "C", "", "y"))
    found, notes = read(book(*rows))
    assert len(found) == 3
    assert [says for _, says, _ in notes] == [
        "From this row on stand cells without a heading. They were left out."
    ]


def test_columns_that_are_not_ours_may_stand_there_twice():
    data = book(row(1, *HEAD, "note", "note"), row(2, "A", "Cook", "x", "y"))
    assert cells_of(data) == [["A", "Cook", "x", "y"]]


def test_signs_that_are_none_are_dropped_from_a_text():
    text = "A_x0000__xD800_B_x4E00_"
    assert cells_of(book(row(1, *HEAD), row(2, "A", text))) == [["A", "AB一"]]
