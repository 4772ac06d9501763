"""Telephone numbers: one spelling of each, and how a number is shown without giving it away."""

import re

from fair.people.refusals import BadPhone
from fair.plain import phone as typed_phone

_CHINA = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_JAPAN = re.compile(r"(?:\+?81(?:\(0\))?|0)([6-9]0\d{8})")
_ABROAD = re.compile(r"\+[1-9]\d{7,14}")


def normal_phone(written: str) -> str:
    """Return the number as + and digits, however it was written.

    Mobile numbers of China and Japan need no country; every other number starts with + or 00.
    Refuses with `BadPhone` what cannot be a number we reach.
    """
    text = typed_phone(written)
    if text.startswith("00"):
        text = "+" + text[2:]
    bare = text.replace("(", "").replace(")", "")
    if found := _CHINA.fullmatch(bare):
        return "+86" + found[1]
    if found := _JAPAN.fullmatch(text) or _JAPAN.fullmatch(bare):
        return "+81" + found[1]
    text = bare
    if _ABROAD.fullmatch(text) and not text.startswith(("+86", "+81")):
        return text
    raise BadPhone


def masked(phone: str) -> str:
    """Return the number as its owner recognises it and nobody else can dial it: 138••••1234."""
    if not phone:
        return ""
    if phone.startswith("+86"):
        return f"{phone[3:6]}••••{phone[-4:]}"
    if phone.startswith("+81"):
        return f"0{phone[3:5]}-••••-{phone[-4:]}"
    return f"{phone[:3]}••••{phone[-3:]}"
