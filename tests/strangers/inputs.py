"""Inputs that nobody meant: what is right, spoiled a little or a lot, from dice with a seed."""

import io
import json
import random
import zipfile
from typing import Any

LONG = ("x", "9", "汉", "ﷺ", "😀", "\u0301", "\u202e", "no deposit ", "((((", "%00", "<b>")
TEXTS = (
    "", " ", "\0", "a\0b", "\ud800", "\u202eabc\u2066", "-1", "1e999", "nan", "²", "٣", "0",
    "2026-99-99", "0001-01-01", "9999-12-31T23:59", "' OR 1=1 --", "{{7*7}}", "{0.__class__}",
    "<script>alert(1)</script>", "../../etc/passwd", "%s%n%00", "a\r\nSet-Cookie: x=1",
    "//elsewhere.example", "/\\elsewhere.example", "desk:x", "null", "\u2028", "true", "１２３",
    "+86 138 0000 0000", "2026-03-29T02:30", "=cmd|' /C calc'!A0", "@SUM(1)", "[object Object]",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 2**31, 2**63, 2**70, -(2**63), 1e308, -0.0, 5e-324, [], {}, [None],
    [[]], ["\0"], {"a": {"b": []}}, {"$gt": ""}, {"__proto__": {"x": 1}},
)  # fmt: skip
XLSX_PARTS = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/'
    'package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
    '2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml" Type="http://schemas'
    '.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
    "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
    '2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c></row></sheetData>'
    '</worksheet>',
}  # fmt: skip
CSV = """title,head_count,place,pay_base,occupation,valid_through
Sewing worker,3,Zhuji,4600,8153,+60d
"""


def text(dice: random.Random) -> str:
    """Return a text: odd, long, or made of any signs at all."""
    draw = dice.random()
    if draw < 0.5:
        return dice.choice(TEXTS)
    if draw < 0.7:
        return dice.choice(LONG) * dice.choice((1, 60, 300, 4000))
    return "".join(
        chr(dice.choice((dice.randrange(0x110000), dice.randrange(0x3000))))
        for _ in range(dice.randrange(40))
    )


def value(dice: random.Random) -> Any:
    """Return a value of any kind that JSON knows."""
    draw = dice.random()
    if draw < 0.6:
        return text(dice)
    if draw < 0.9:
        return dice.choice(VALUES)
    deep: Any = text(dice)
    for _ in range(dice.choice((2, 60))):
        deep = [deep] if dice.random() < 0.5 else {"a": deep}
    return deep


def spoiled(dice: random.Random, good: Any) -> Any:
    """Return `good` with one to three of its parts changed, dropped, doubled or added."""
    made = json.loads(json.dumps(good))
    if not isinstance(made, dict) or dice.random() < 0.02:
        return value(dice)
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        keys = list(made) or ["more"]
        key, draw = dice.choice(keys), dice.random()
        if draw < 0.6:
            made[key] = value(dice)
        elif draw < 0.7:
            made.pop(key, None)
        elif draw < 0.8:
            made[text(dice)[:80]] = value(dice)
        elif draw < 0.9 and isinstance(made.get(key), str):
            at = dice.randrange(len(made[key]) + 1)
            made[key] = made[key][:at] + text(dice)[:2000] + made[key][at:]
        else:
            made[key] = [made.get(key)] * dice.choice((2, 200))
    return made


def torn(dice: random.Random, raw: bytes) -> bytes:
    """Return bytes with some of them flipped, cut, doubled or put elsewhere."""
    made = bytearray(raw)
    for _ in range(dice.choice((1, 3, 30))):
        at, draw = dice.randrange(len(made) + 1), dice.random()
        if draw < 0.4 and at < len(made):
            made[at] = dice.randrange(256)
        elif draw < 0.6:
            del made[at : at + dice.randrange(1, 20)]
        elif draw < 0.8:
            made[at:at] = made[max(0, at - dice.randrange(1, 200)) : at]
        else:
            made[at:at] = text(dice).encode(errors="replace")[:500]
    return bytes(made)


def upload(dice: random.Random) -> tuple[str, bytes]:
    """Return a file's name and bytes: a spoiled table, workbook, picture, or anything."""
    draw = dice.random()
    if draw < 0.4:
        rows = [
            CSV,
            *(
                "\t".join(text(dice)[:60] for _ in range(dice.randrange(8)))
                for _ in range(dice.randrange(20))
            ),
        ]
        raw = "\n".join(rows).encode(dice.choice(("utf-8", "utf-16", "gb18030")), errors="replace")
        return "posts.csv", torn(dice, raw) if dice.random() < 0.7 else raw
    if draw < 0.8:
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as book:
            for name, part in XLSX_PARTS.items():
                said = part.encode()
                if dice.random() < 0.4:
                    said = torn(dice, said)
                if dice.random() < 0.95:
                    book.writestr(name, said)
        raw = kept.getvalue()
        return "posts.xlsx", torn(dice, raw) if dice.random() < 0.3 else raw
    head = dice.choice(
        (b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04", b"")
    )
    name = dice.choice(
        ("cv.pdf", "me.png", "me.jpg", "posts.csv", "../x.csv", "a\r\nb.csv", text(dice)[:60])
    )
    return name.encode(errors="replace").decode() or "x", head + torn(
        dice, b"x" * dice.choice((0, 10, 3000))
    )


def packet(dice: random.Random, good: str) -> str | bytes:
    """Return a frame for a socket: a right one torn, or something of the two protocols."""
    draw = dice.random()
    if draw < 0.5:
        return torn(dice, good.encode(errors="replace")).decode(errors="replace")
    if draw < 0.6:
        return torn(dice, good.encode(errors="replace"))
    kind = dice.choice(
        (
            "0",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "40",
            "41",
            "42",
            "43",
            "44",
            "45",
            "46",
            "451-",
            "4",
            "b",
        )
    )
    space = dice.choice(("", "", "/admin,", "/,", "/" + text(dice)[:20] + ","))
    number = dice.choice(("", "0", "7", "99999999999999999999", "-1"))
    return (
        kind
        + space
        + number
        + json.dumps(spoiled(dice, [dice.choice(("watch", "clock", "x"))]))[:5000]
    )
