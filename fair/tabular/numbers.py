"""What a number in a cell of a workbook says: a number, a day, a time, a code with zeros. Pure."""

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from fair.tabular.line import DIGITS_LOST, NO_DAY
from fair.tabular.workbook import Format

_FIRST, _FIRST_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LEAP_THAT_WAS_NONE = 60  # office programs count 29 February 1900, which never was
_LAST = 2_958_465  # 31 December 9999
_KEPT = 15  # digits that an office program keeps of a number
_MINUTES = 24 * 60


def said(raw: str, shown: Format, *, from_1904: bool = False) -> tuple[str, str]:
    """Return what a number says as text, and why it says nothing, which is "" where it does."""
    try:
        exact = Decimal(raw.strip())
    except InvalidOperation:
        return raw, ""
    if not exact.is_finite():
        return raw, ""
    if shown.day:
        return _day(exact, from_1904=from_1904)
    number = exact if exact == exact.to_integral_value() else Decimal(f"{float(exact):.15g}")
    if abs(number.adjusted()) > _KEPT:
        return raw, DIGITS_LOST if number else ""
    if number == number.to_integral_value():
        whole = str(int(number))
        if len(whole.lstrip("-")) > _KEPT:
            return raw, DIGITS_LOST
        return whole.zfill(shown.digits), ""
    return f"{number.normalize():f}", ""


def _day(serial: Decimal, *, from_1904: bool) -> tuple[str, str]:
    if not 0 <= serial <= _LAST:
        return str(serial), NO_DAY
    minutes = int((serial * _MINUTES).to_integral_value())
    days, rest = divmod(minutes, _MINUTES)
    clock = f"{rest // 60:02}:{rest % 60:02}"
    if days == 0 and not from_1904:
        return clock, ""
    first = _FIRST_OF_1904 if from_1904 else _FIRST
    if not from_1904 and days < _LEAP_THAT_WAS_NONE:
        days += 1
    try:
        day = (first + timedelta(days=days)).isoformat()
    except OverflowError:
        return str(serial), NO_DAY
    return (f"{day} {clock}" if rest else day), ""
