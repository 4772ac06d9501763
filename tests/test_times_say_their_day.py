"""A page adapts each time to its reader's clock, and leaves away no day that it had said."""

import re
from pathlib import Path

SHORTENED = re.compile(r"ui\.time\(([\w.]+), moment\(\1\)\)")


def test_no_moment_is_shortened_to_its_clock_once_the_page_has_adapted_it():
    """`ui.time(at, moment(at))` becomes a bare clock time with JavaScript: it needs its style."""
    found = [
        str(one) for one in Path("templates").rglob("*.html") if SHORTENED.search(one.read_text())
    ]
    assert found == []
