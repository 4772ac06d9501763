"""How a line of the log is written: when it was in UTC, and no sign that could begin another one.

What strangers send is logged by nobody on purpose; an error's own text may hold it all the same.
"""

import logging
import re
from time import gmtime

FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"
# All that a terminal or a reader of lines takes for more than a sign; tabs stay.
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_NEXT = "\n    "


class OneByOne(logging.Formatter):
    """Writes each record so that only its first line begins at the margin, with its time in UTC."""

    converter = staticmethod(gmtime)
    default_time_format, default_msec_format = "%Y-%m-%dT%H:%M:%S", "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__(FORM)

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole record: of a traceback each further line is indented."""
        lines = _ODD.sub(_shown, super().format(record)).split("\n")
        return _NEXT.join(lines)


def _shown(odd: re.Match[str]) -> str:
    return odd[0].encode("unicode_escape").decode()


def handler() -> logging.Handler:
    """Return what writes lines to the standard error, where whoever runs the server keeps them."""
    made = logging.StreamHandler()
    made.setFormatter(OneByOne())
    return made
