"""What stands in a cell is text, also where another program's list separator stands in it."""

from datetime import UTC

import pytest

from fair.sheets import cell


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
@pytest.mark.parametrize("between", [";", "; ", "|", "\t", "\n"])
def test_no_formula_begins_behind_a_separator(between, sign):
    said = cell(f"Li{between}{sign}HYPERLINK(1){between}x", UTC)

    assert said == f"Li{between}'{sign}HYPERLINK(1){between}x"


@pytest.mark.parametrize("said", ["a; b", "Li-Na", "1;2", "2026-11-28", "C++"])
def test_what_is_no_formula_stands_as_it_is(said):
    assert cell(said, UTC) == said
