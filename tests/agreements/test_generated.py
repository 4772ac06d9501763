"""What is made from the code is up to date."""

import re

from fair import documents


def test_the_generated_files_are_up_to_date():
    assert documents.stale() == [], "run `make contract`"


def test_every_life_of_the_code_is_drawn():
    told = documents.STATES.read_text("utf-8")
    tables = {
        (name, path.relative_to(documents.STATES.parents[1]))
        for path in (documents.STATES.parents[1] / "fair").rglob("*.py")
        for name in re.findall(r"^(MOVES_[A-Z]+)\b", path.read_text("utf-8"), re.MULTILINE)
    }

    assert tables
    assert not {life for life in tables if f"`{life[0]}` in `{life[1]}`" not in told}
