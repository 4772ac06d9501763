"""What people type for programs to read: numbers, codes, days, telephone numbers, addresses.

There only the meaning counts: wide and circled forms are read as the plain ones (NFKC), digits of
every script as 0 to 9, every dash as a hyphen. What cannot be read comes back as it stands, for
whoever asked to refuse.
"""

import re
import unicodedata

from fair import typed

_DASH = re.compile(r"[‐-―−]|(?<=\d)ー(?=\d)")
_SIGNS = str.maketrans({"٫": ".", "٬": ","})
_NUMBER = re.compile(r"(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d*))?")
_CURRENCY = re.compile(r"[\s$£€¥￥]")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
_TWO = re.compile(r"\d +\d")
_TWO_LINES = re.compile(r"\d *[\r\n]\s*\d")
_DAY = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?(?=$|[T ])")
# Whatever ends in a colon before the number says what it is; so do these without one.
_LABEL = re.compile(r"(?:[^\d+():]*:)*(?:tel|☎|📞|📱)*", re.IGNORECASE)
_MAIL = re.compile(r"(?:mailto:)+")
_OF_A_PHONE = "+():☎📞📱"


def plain(text: str) -> str:
    """Return one line in plain signs."""
    same = typed.line(unicodedata.normalize("NFKC", typed.line(text)))
    if not same.isascii():
        same = "".join(_digit(sign) for sign in _DASH.sub("-", same.translate(_SIGNS)))
    return same


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


def number(text: str) -> str:
    """Return a number as programs write it: `$ 4,600.` is 4600; other text only in plain signs.

    A comma that parts no thousands is not guessed: 4.600,00 is written elsewhere for 4600. Nor is
    a space: what stands in two lines of a cell is two numbers.
    """
    same = plain(text)
    if _TWO_LINES.search(text) or _TWO.search(_GROUPED.sub("0", same)):
        return same
    found = _NUMBER.fullmatch(_CURRENCY.sub("", same))
    if not found:
        return same
    whole, parts = found[1].replace(",", ""), found[2]
    return f"{whole}.{parts}" if parts else whole


def day(text: str) -> str:
    """Return a day that is written year first as 2026-12-31, with the time of day behind it."""
    same = plain(text)
    found = _DAY.match(same)
    if not found:
        return same
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}{same[found.end() :]}"


def code(text: str) -> str:
    """Return a code without what people put between its letters and digits."""
    return plain("".join(sign for sign in plain(text) if sign.isalnum() and sign != "ー"))


def phone(text: str) -> str:
    """Return a telephone number without its label and what stands between its digits."""
    kept = (one for one in plain(text) if one.isalnum() or one in _OF_A_PHONE)
    same = plain("".join(kept).replace("ー", ""))
    label = _LABEL.match(same)
    return same[label.end() :] if label else same


def email(text: str) -> str:
    """Return an e-mail address in small plain letters."""
    return _MAIL.sub("", plain(plain(text).lower()).replace("。", "."), count=1)


def password(text: str) -> str:
    """Return what is hashed of a password: NFKC, and nothing else taken away.

    One keyboard writes é as one sign and another as two, one writes letters wide; to whoever types
    it is the same password (NIST SP 800-63B asks for NFKC or NFKD).
    """
    return unicodedata.normalize("NFKC", text.encode(errors="ignore").decode())
