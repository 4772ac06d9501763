"""Text files as office programs save them: read as they were written, or refused; never garbled."""

import pytest

from fair.tabular.door import How, opened
from fair.tabular.headings import Heads
from fair.tabular.refusals import BrokenFile, NotATable, SeveralReadings

OURS = {"编号": "ref", "标题": "title", "整理番号": "ref", "求人名": "title"}
HEADS = Heads(
    columns=("ref", "title"), needed=("ref", "title"), called=lambda said: OURS.get(said, said)
)
PLAIN, CHINESE, JAPANESE = "ref,title\nA,{}\n", "编号,标题\nA,{}\n", "整理番号,求人名\nA,{}\n"


def titles(data, **how):
    return [one.cells[1] for one in opened(data, How(heads=HEADS, **how)).rows]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (PLAIN, "utf-8"),
        (PLAIN, "utf-8-sig"),
        (PLAIN, "utf-16"),
        (PLAIN, "utf-16-le"),
        (PLAIN, "utf-16-be"),
        (CHINESE, "utf-8"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
    ],
)
def test_chinese_is_read_in_the_signs_in_which_it_was_saved(text, encoding):
    assert titles(text.format("缝纫工").encode(encoding)) == ["缝纫工"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "shift_jis", "cp932"])
def test_japanese_is_read_in_the_signs_in_which_it_was_saved(encoding):
    assert titles(JAPANESE.format("縫製スタッフ").encode(encoding)) == ["縫製スタッフ"]


@pytest.mark.parametrize("name", ["徐文雄", "陳志明", "林美玲"])
def test_traditional_chinese_in_big5_is_never_read_as_something_else(name):
    data = f"ref,title\nA,{name}有限公司\n".encode("cp950")
    try:
        found = str(titles(data))
    except SeveralReadings as several:
        found = str(several)
    assert f"{name}有限公司" in found
    assert titles(data, encoding="cp950") == [f"{name}有限公司"]


def test_half_width_kana_of_an_old_office_is_read():
    assert titles(JAPANESE.format("ﾎｳｾｲ").encode("cp932")) == ["ﾎｳｾｲ"]


@pytest.mark.parametrize(
    ("title", "encoding", "chosen"),
    [("工厂", "gb18030", "gb18030"), ("工場", "cp932", "cp932"), ("Cafés", "cp1252", "cp1252"),
     ("Zürich", "cp1252", "cp1252")],
)  # fmt: skip
def test_what_reads_in_several_ways_is_asked_with_each_reading_and_then_read(
    title, encoding, chosen
):
    data = PLAIN.format(title).encode(encoding)
    with pytest.raises(SeveralReadings, match="Row 2 can be read in several ways") as refused:
        titles(data)
    assert title in str(refused.value)
    assert titles(data, encoding=chosen) == [title]


def test_a_file_that_reads_in_none_is_refused_at_its_row():
    with pytest.raises(BrokenFile, match="Row 3, column –: This is not UTF-8"):
        titles(b"ref,title\nA,B\nC,\xff\xff\n")


def test_what_was_chosen_and_does_not_fit_is_said():
    with pytest.raises(BrokenFile, match="signs that you chose"):
        titles(CHINESE.format("缝纫工").encode("utf-16"), encoding="cp932")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_sign_may_part_the_cells_and_a_first_line_may_say_which(sign, named, end):
    lines = [f"sep={sign}"] if named else []
    lines += [sign.join(one) for one in (("ref", "title"), ("A", "Cook"), ("B", '"one\ntwo"'))]
    assert titles(end.join([*lines, ""]).encode()) == ["Cook", "one\ntwo"]


def test_rows_are_numbered_as_the_office_program_shows_them():
    table = opened(b"sep=;\nref;title\n\nA;Cook\n", How(heads=HEADS))
    assert [one.number for one in table.rows] == [3]


@pytest.mark.parametrize("says", ["#N/A", "#REF!", "#value!", "#####", "1.23457E+17"])
def test_what_says_nothing_is_marked(says):
    (one,) = opened(f"ref,title\nA,{says}\n".encode(), How(heads=HEADS)).rows
    assert list(one.faults) == [1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"\n , \n", "The file is empty."),
        (b"ref,title\nA\nB,C\n" + b'"D,', "The quotes of this row do not match."),
        (b"title\nCook\n", "column ref: This column is missing"),
        (b"ref,title,title\nA,B,C\n", "column title: This column stands there twice."),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(data, words):
    with pytest.raises(BrokenFile, match=words.replace(".", r"\.")):
        titles(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n", "This is a PDF"),
        (b"<html><table><tr><td>ref</td></tr></table></html>", "only calls itself a table"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", "only calls itself a table"),
        ("<TABLE>".encode("utf-16"), "only calls itself a table"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "only calls itself a table"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com'>", "Excel 2003"),
        (b"{\\rtf1 hello}", "text document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0JFIF", "a picture"),
        (b"Rar!\x1a\x07", "packed"),
        (b"7z\xbc\xaf\x27\x1c", "packed"),
        (b"\x1f\x8b\x08\0", "packed"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99 + "Workbook".encode("utf-16-le"), "97–2003"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "text document"),
        (b"\xd0\xcf\x11\xe0", "neither a workbook nor a CSV"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "97–2003"),
    ],
)
def test_another_kind_of_file_is_refused_by_what_it_is_and_with_what_to_do(data, words):
    with pytest.raises(NotATable, match=words):
        titles(data)


def test_good_utf_8_is_read_whatever_signs_it_holds():
    assert titles(PLAIN.format("\ue000\x85é\x1a").encode()) == ["\ue000\x85é\x1a"]


def test_a_zero_byte_makes_it_no_text():
    with pytest.raises(BrokenFile, match="UTF-8"):
        titles(b"ref,title\nA,\0\n")


def test_headings_that_are_not_ours_are_told_what_they_lack_though_a_comma_stands_in_quotes():
    data = b'"Title, as printed",ref\n"Sewer, trained",A\n'
    with pytest.raises(BrokenFile) as refused:
        titles(data)
    assert "This column is missing in the first row." in str(refused.value)
