"""How a line of the log is written: when it was in UTC, and no sign that could begin another one.

For people as a line with the marks of its request and work at the end, or for programs as JSON.

What strangers send is logged by nobody on purpose; an error's own text may hold it all the same.
"""

import logging
import re
from time import gmtime

import orjson

from fair import log_marks

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
        lines[0] += "".join(f" {name}={mark}" for name, mark in log_marks.all_now().items())
        return _NEXT.join(lines)


class Json(OneByOne):
    """Writes each record as one JSON object on one line: at, level, logger, message, marks."""

    def format(self, record: logging.LogRecord) -> str:
        """Return {at, level, logger, message, request?, work?, trace?}."""
        said = {
            "at": self.formatTime(record), "level": record.levelname, "logger": record.name,
            "message": _ODD.sub(_shown, record.getMessage()), **log_marks.all_now(),
        }  # fmt: skip
        if record.exc_info:
            said["trace"] = _ODD.sub(_shown, self.formatException(record.exc_info))
        return orjson.dumps(said).decode()


def one_line(text: str) -> str:
    """Return a text as a terminal may show it on one line, whoever wrote it."""
    return _ODD.sub(_shown, text).replace("\n", "\\n")


def _shown(odd: re.Match[str]) -> str:
    return odd[0].encode("unicode_escape").decode()


def handler(form: str) -> logging.Handler:
    """Return what writes to the standard error, where whoever runs the server keeps it."""
    made = logging.StreamHandler()
    made.setFormatter(Json() if form == "json" else OneByOne())
    return made
