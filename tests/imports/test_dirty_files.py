"""Forty dirty files of offices, made up, through both pages: each has a clear answer, none a fault.

An answer is a page in words (what is wrong, and where) or posts that say no more than the file did.
"""

import csv
import gzip
import html
import io
import json
import re
import zipfile

import pytest

from tests.booths.scene import a_scene, csrf
from tests.imports.test_import_pages import upload
from tests.shaping.test_shaping import brought, posted
from tests.tabular.books import book, packed, row, written
from tests.vacancies.test_vacancies import CELLS

HEAD = ["ref", "employer", "title", "head_count", "pay_base", "pay_period", "valid_through"]


def text(*rows, head=HEAD, sign=",", encoding="utf-8", end="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator=end).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def line(**said):
    known = {"ref": "R1", "employer": "Huafeng", "title": "Sewer", **said}
    return [known.get(name, "") for name in HEAD]


def sheet(*rows, behind=""):
    return book(*(row(at, *cells) for at, cells in enumerate(rows, 1)), behind=behind)


def zipped(name, data):
    return packed({name: data})


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"\0" * 80_000_000)
    return out.getvalue()


NUMBER = '<c t="n"><v>{}</v></c>'
DIRTY = {
    "empty": b"",
    "only blanks": b"\n \n\n",
    "only headings": text(),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "a PDF": b"%PDF-1.7\n1 0 obj\n",
    "a page of the web": b"<html><body><table><tr><td>x</td></tr></table></body></html>",
    "JSON": json.dumps([{"title": "x"}]).encode(),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a packed folder": zipped("posts/readme.txt", "x"),
    "a zip bomb": bomb(),
    "a packed bomb": gzip.compress(b"a,b\n" * 10_000_000, 9),
    "a workbook cut off": sheet(HEAD, line())[:300],
    "a workbook without sheets": book(main="<workbook/>"),
    "merged cells": sheet(
        ["Posts of May"], HEAD, line(),
        behind='<mergeCells count="1"><mergeCell ref="A1:G1"/></mergeCells>',
    ),
    "an employer over several rows": sheet(
        HEAD, line(), line(ref="R2", employer=""),
        behind='<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>',
    ),
    "a day as a number": sheet(HEAD, [*line()[:-1], NUMBER.format(46388)]),
    "a day of no calendar": text(line(valid_through="2026-02-30")),
    "a day of two readings": text(line(valid_through="03/04/2026")),
    "negative pay": text(line(pay_base="-4600", pay_period="month")),
    "pay of nothing": text(line(pay_base="0", pay_period="month")),
    "pay without end": text(line(pay_base="9" * 60, pay_period="month")),
    "pay without its time": text(line(pay_base="4600")),
    "pay in words": text(line(pay_base="as agreed", pay_period="month")),
    "an error of a formula": text(line(head_count="#REF!")),
    "a column too narrow": text(line(head_count="########")),
    "digits that are lost": text(line(ref="1.23E+15")),
    "a formula": text(line(title="=cmd|' /C calc'!A0")),
    "a formula by a wide sign": text(line(title='＝HYPERLINK("http://x","Sewer")')),
    "a plus by a wide sign": text(line(title="＋1+1 sewer")),
    "an at by a wide sign": text(line(title="＠SUM(A1) sewer")),
    "a tab before a formula": text(line(title="\t=1+1 sewer")),
    "many people": text(line(head_count="99999999999999")),
    "half a person": text(line(head_count="2.5")),
    "fewer than nobody": text(line(head_count="-3")),
    "a torn row": text(line(), ["R2", "Huafeng"]),
    "quotes that do not match": b'ref,employer,title\nR1,Huafeng,"Sewer\nR2,Huafeng,Cook\n',
    "headings twice": text([*line(), "x"], head=[*HEAD, "title"]),
    "nothing in a cell": b"ref,employer,title\nR1,Huafeng,Se\0wer\n",
    "signs of no language": b"ref,employer,title\nR1,Huafeng,\xff\xfe\xfd\xfc\n",
    "half of a pair of signs": b"ref,employer,title\nR1,Huafeng,\xed\xa0\x80sewer\n",
    "letters that run backwards": text(line(title="Sewer \u202ereve\u202c")),
    "two scripts of a heading": text(line(), head=["ｒｅｆ", *HEAD[1:]]),
    "a title of a whole page": text(line(title="Sewer " * 9_000)),
    "more rows than are taken": text(*[line()] * 20_100),
    "more columns than are taken": text(["x"] * 400, head=[f"c{at}" for at in range(400)]),
    "another sign": text(line(), sign=";"),
    "UTF-16": text(line(), encoding="utf-16"),
    "Chinese of an old office": text(line(title="缝纫工人"), encoding="gb18030"),
    "ends of a very old machine": text(line(), end="\r"),
    "markup": text(line(title="<script>alert(1)</script> sewer")),
    "a workbook with a formula": written(
        lambda _book, its: (its.write_formula(1, 1, "=1+1"), its.write(1, 0, "R1"))
    ),
}  # fmt: skip


@pytest.fixture
async def scene(world):
    return await a_scene(world)


def posts(scene):
    rows = scene.world.rows("select title, head_count, terms from vacancy")
    found = [json.loads(one.terms) if isinstance(one.terms, str) else one.terms for one in rows]
    return [{**terms, "head_count": one.head_count} for one, terms in zip(rows, found, strict=True)]


def told(answer):
    """Return what the page says above its form, in words."""
    said = re.findall(
        r'role="alert">(.*?)</div>|class="notice[^>]*>(.*?)</div>|<h1[^>]*>(.*?)</h1>',
        answer.text, re.DOTALL,
    )  # fmt: skip
    return html.unescape(re.sub(r"<[^>]+>", " ", " ".join("".join(one) for one in said))).split()


def plausible(found):
    for one in found:
        assert one["head_count"] >= 0
        assert one["head_count"] < 1_000_000
        assert (one["pay_base_cents"] or 1) > 0
        assert not one["pay_base_cents"] or one["pay_period"]
        assert len(one["title"]) <= 300
        assert "\0" not in one["title"]


async def test_there_are_forty_dirty_files_and_more():
    assert len(DIRTY) >= 40


@pytest.mark.parametrize("name", DIRTY)
async def test_a_dirty_table_of_the_office_has_a_clear_answer(scene, name):
    data = DIRTY[name]
    kind = "posts.xlsx" if data[:2] == b"PK" else "posts.csv"
    async with scene.world.web(scene.tokens["organiser"]) as web:
        answer = await brought(web, data, kind)
        if answer.status_code == 303:
            path = answer.headers["location"]
            page = await web.get(path)
            assert page.status_code in {200, 422}, page.text[:500]
            answer = await posted(web, path, page.text, do="bring")
    assert answer.status_code in {303, 400, 413, 422}, answer.text[:500]
    assert answer.status_code == 303 or len(told(answer)) > 3, answer.text[:3000]
    plausible(posts(scene))


@pytest.mark.parametrize("name", DIRTY)
async def test_a_dirty_table_of_a_recruiter_has_a_clear_answer(scene, name):
    data = DIRTY[name]
    answer = await upload(scene, data, good_rows="1")
    assert answer.status_code in {303, 400, 413, 422}, answer.text[:500]
    assert answer.status_code == 303 or len(told(answer)) > 3, answer.text[:3000]
    plausible(posts(scene))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r="])
async def test_no_sign_makes_an_office_program_run_what_was_typed(scene, sign):
    rows = [{**CELLS, "ref": "R1", "title": f"{sign}1+1 sewer", "pay_base": "a lot"}]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, "/desk/vacancies/import")
        answer = await web.post(
            "/desk/vacancies/import",
            data={"csrf": token, "booth_id": scene.booth_id, "map": "", "good_rows": "1"},
            files={"file": ("posts.csv", out.getvalue().encode(), "text/csv")},
        )
        back = await web.get(f"{answer.headers['location']}/rows.csv")
    cells = [
        cell for one in csv.reader(io.StringIO(back.content.decode("utf-8-sig"))) for cell in one
    ]
    assert any("1+1 sewer" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝＋－＠"))]
