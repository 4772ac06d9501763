"""What may stand in a map, value by value; what is of another kind is named before any row."""

import csv
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fair.glossary import EmployerKind
from fair.terms.loose_cells import SCALES
from fair.terms.terms import PERIODS

MOST_SIGNS = 64_000
MOST_DOTS = 200  # in a line: the time that a dotted name takes to read grows with its square
MOST_ENTRIES, MOST_LISTED = 1_000, 100
MOST_LOOKED_FOR = 200  # texts of all `contains` together: each is looked for in every row
MOST_DAY_FORMS = 10
MOST_PARTS, MOST_PATTERN = 9, 100
_LONGEST = 2_000
# Those of spreadsheets. Of the others that a decoder knows, some take more than linear time.
_ENCODINGS = {
    "utf8", "utf8sig", "utf16", "utf16le", "utf16be", "ascii", "latin1", "iso88591", "iso88592",
    "iso885915", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp874", "windows1250", "windows1251", "windows1252", "windows1253", "windows1254",
    "windows1258", "gb2312", "gbk", "gb18030", "big5", "shiftjis", "cp932", "eucjp", "euckr",
    "cp949", "koi8r",
}  # fmt: skip
Check = Callable[[Any], bool]


def _text(said: Any) -> bool:
    return isinstance(said, str) and len(said) <= _LONGEST


def _number(said: Any) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool) and abs(said) < 10**15


def _texts(said: Any) -> bool:
    return isinstance(said, list) and len(said) <= MOST_LISTED and all(map(_text, said))


def _pair(said: Any) -> bool:
    return isinstance(said, list) and len(said) == len(("low", "high")) and all(map(_number, said))


def _encoding(said: Any) -> bool:
    return _text(said) and re.sub(r"[-_ ]", "", said.lower()) in _ENCODINGS


def _day_form(said: Any) -> bool:
    try:
        datetime.strptime("", said)  # noqa: DTZ007 - only whether it is a form
    except re.error:
        return False
    except ValueError as error:
        return "does not match" in str(error)
    return True


def _is(*checks: Check) -> Check:
    return lambda said: any(check(said) for check in checks)


def _each(check: Check) -> Check:
    return lambda said: isinstance(said, dict) and all(map(check, said.values()))


_SOURCE: Mapping[str, Check] = {
    "name": _text,
    "encoding": _encoding,
    "delimiter": lambda said: _text(said) and len(said) == 1 and said not in '"\r\n',
    "nothing": lambda said: isinstance(said, list) and all(map(_is(_text, _number), said)),
    "dates": lambda said: (
        _texts(said) and len(said) <= MOST_DAY_FORMS and all(map(_day_form, said))
    ),
    "key": lambda said: _texts(said) and bool(said),
    "employer": _text,
    "employer_kind": lambda said: said in set(EmployerKind),
}
_REFUSE: Mapping[str, Check] = {
    "column": _text, "empty": lambda said: said is True, "contains": _texts, "below": _number,
    "before": _text, "reason": _text, "says": _text,
}  # fmt: skip
_COLUMN: Mapping[str, Check] = {
    "from": _is(_text, lambda said: _texts(said) and bool(said)),
    "as": _text, "case": _text, "min": _number, "max": _number, "plausible": _each(_pair),
    "scale": lambda said: said in SCALES and not isinstance(said, bool),
    "per": lambda said: said in PERIODS,
    "split": lambda said: _text(said) and 0 < len(said) <= len("<br/>"),
    "part": lambda said: isinstance(said, int) and 0 < said <= MOST_PARTS,
    "pattern": lambda said: _text(said) and len(said) <= MOST_PATTERN and said.count("{}") == 1
    and said.count("*") <= MOST_PARTS,
    "table": _text, "with": _text, "labels": _texts, "end": _text,
    "value": _is(_text, _number, lambda said: isinstance(said, bool)),
    "when": lambda said: _each(_is(_text, _number))(said) and set(said) == {"column", "is"}
    and _text(said["column"]),
}  # fmt: skip
_NEEDS = {"lookup": "table", "const": "value", "join": "from"}


def source_fault(encoding: Any, delimiter: Any) -> str:
    """Return why a file cannot be read by this encoding and sign; "" where it can."""
    try:
        "x".encode(encoding)
        csv.reader((), delimiter=delimiter)
    except (LookupError, TypeError, ValueError) as error:
        return str(error)
    return ""


def wrong(said: Mapping[str, Any]) -> str:
    """Return where a map, whose tables are there, says something of another kind; "" if nowhere."""
    for name in ("source", "refuse", "columns", "lookup"):
        if found := _TABLES[name](said.get(name, [] if name == "refuse" else {})):
            return found
    return ""


def _source(table: Mapping[str, Any]) -> str:
    return _first(table, _SOURCE, "[source]")


def _refuse(rules: Any) -> str:
    listed: list[Any] = rules if isinstance(rules, list) and len(rules) <= MOST_LISTED else [None]
    if found := next(filter(None, (_first(rule, _REFUSE, "[[refuse]]") for rule in listed)), ""):
        return found
    if sum(len(rule.get("contains", ())) for rule in listed) > MOST_LOOKED_FOR:
        return f"[[refuse]]: contains has at most {MOST_LOOKED_FOR} texts in all"
    return ""


def _columns(table: Mapping[str, Any]) -> str:
    for column, how in table.items():
        said = {"from": how} if isinstance(how, str) else how
        if found := _first(said, _COLUMN, column):
            return found
        needed = _NEEDS.get(said.get("as", ""))
        if needed and needed not in said:
            return f"{column}: {needed} is missing"
        labels = said.get("labels")
        if labels and len(labels) != len(said["from"]):
            return f"{column}: labels are not as many as from"
    return ""


def _lookup(tables: Any) -> str:
    listed = list(tables.values()) if isinstance(tables, dict) else [None]
    if not all(isinstance(one, dict) and all(map(_text, one.values())) for one in listed):
        return "[lookup]: these are texts"
    if sum(len(one or ()) for one in listed) > MOST_ENTRIES:
        return f"[lookup]: at most {MOST_ENTRIES} entries in all"
    return ""


_TABLES: Mapping[str, Callable[[Any], str]] = {
    "source": _source, "refuse": _refuse, "columns": _columns, "lookup": _lookup,
}  # fmt: skip


def _first(table: Any, checks: Mapping[str, Check], where: str) -> str:
    if not isinstance(table, dict):
        return f"{where} is no table"
    for name, value in table.items():
        check = checks.get(name)
        if check is None:
            return f"{where}: {name[:40]!r} is not known"
        if not check(value):
            return f"{where}: {name} = {_shown(value)} cannot be"
    return ""


def _shown(value: Any) -> str:
    return repr(value)[:60] if isinstance(value, str | int | float) else type(value).__name__
