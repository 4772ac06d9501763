"""A table is read the same from a file on disk as from memory, and a long one row by row."""

import tempfile
import tracemalloc

import pytest

from fair.imports.reads import parsed_map
from fair.intake.reading import counted
from fair.shaping.looking import looked
from fair.shaping.shape import Choice, Shape, as_map
from fair.tabular.line import MOST_IN_SLICES
from fair.tabular.refusals import BrokenFile
from fair.tabular.source import OnDisk, reader
from tests.tabular.books import written

TEXTS = {
    "utf-8": "公司,岗位\n华丰,缝纫工\n".encode(),
    "with a mark": "\ufeff公司;岗位\n华丰;缝纫工\n".encode(),
    "gb18030": "公司,岗位\n华丰制衣,缝纫工人\n".encode("gb18030"),
    "utf-16": "公司\t岗位\n华丰\t缝纫工\n".encode("utf-16"),
    "a workbook": written(lambda _book, sheet: sheet.write_row(1, 0, ("华丰", "缝纫工"))),
}
MAP = parsed_map(
    as_map(
        Shape(
            name="",
            choices=[Choice(heading="a", column="employer"), Choice(heading="b", column="title")],
        )
    )
)


def on_disk(data):
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return OnDisk(file)


@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS)
def test_a_file_on_disk_is_read_as_one_in_memory(data):
    assert looked(on_disk(data)) == looked(data)


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02 no table", b'a,b\n"x', b"\xff\xfe\xff", b"%PDF-1.7"]
)
def test_what_is_no_table_has_the_same_answer_on_disk(data):
    said = []
    for one in (data, on_disk(data)):
        with pytest.raises(Exception) as refused:  # noqa: PT011 - whichever it is, the same
            counted(one, MAP, "")
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_a_reader_goes_where_it_is_sent():
    for data in (b"0123456789", on_disk(b"0123456789")):
        file = reader(data)
        assert file.read(3) == b"012"
        assert file.seek(-2, 2) == 8
        assert file.read() == b"89"
        assert file.seek(0) == 0
        assert file.read() == b"0123456789"


def test_a_file_of_200_000_rows_is_counted_in_little_memory_and_a_longer_one_is_refused():
    line = b"Huafeng Garments,Welder\n"
    assert counted(on_disk(b"a,b\n" + line * (MOST_IN_SLICES - 1)), MAP, "") == MOST_IN_SLICES - 1
    tenth = on_disk(b"a,b\n" + line * 20_000)
    tracemalloc.start()
    try:
        assert counted(tenth, MAP, "") == 20_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    with pytest.raises(BrokenFile, match=f"more than {MOST_IN_SLICES} rows"):
        counted(on_disk(b"a,b\n" + line * MOST_IN_SLICES), MAP, "")
