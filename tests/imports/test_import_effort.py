"""What a map may ask of a file: counted in folded texts and signs, never in seconds."""

import asyncio
import csv
import io
from contextlib import suppress
from datetime import date

import pytest

from fair import folding, sqlite
from fair.contract.people import Erase
from fair.imports import import_map, map_shape
from fair.imports.import_map import BadMap, Map, read_map
from fair.imports.importing import plan_mapped
from fair.imports.raw_row import Effort, Row, TooMuchAsked
from fair.tabular.refusals import BrokenFile
from fair.terms.code_reads import code_lists
from tests.booths.scene import a_scene, csrf
from tests.imports.test_import_rules import said
from tests.imports.test_imports import bring, csv_of
from tests.people.helpers import registered, seeker

TODAY = date(2026, 3, 1)
CODES = code_lists()
SO = {"reason": "r", "says": "s"}
OWN = said()["source"]


def looking(rules, texts):
    """Return rules that look for so many texts each, of which no cell has one."""
    return [
        {"column": "Job", "contains": [f"z{n}-{m}" for m in range(texts)], **SO}
        for n in range(rules)
    ]  # fmt: skip


def table(rows, cell="Sewer"):
    """Return a file of so many rows."""
    return b"Id,Job,Firm\n" + "".join(f"{n},{cell},Hua\n" for n in range(rows)).encode()


def plan(data, most_rows=5_000, **changes):
    return plan_mapped(data, read_map(said(**changes)), CODES, TODAY, most_rows=most_rows)


# --- the cost of a row -----------------------------------------------------------------------


def test_a_row_is_folded_as_often_with_many_rules_as_with_one(monkeypatch):
    counted = []
    whole = folding.folded

    def counting(text):
        counted.append(text)
        return whole(text)

    monkeypatch.setattr(folding, "folded", counting)
    told = []
    for rules in (looking(1, 1), looking(50, 4)):
        map_ = read_map(said(refuse=rules))
        counted.clear()
        plan_mapped(table(20), map_, CODES, TODAY)
        told.append(len(counted))

    assert told[0] == told[1]


def test_more_texts_than_anybody_needs_are_refused_before_any_row():
    assert isinstance(read_map(said(refuse=looking(2, map_shape.MOST_LOOKED_FOR // 2))), Map)
    with pytest.raises(BadMap, match="at most 200 texts"):
        read_map(said(refuse=looking(3, map_shape.MOST_LOOKED_FOR // 2)))
    with pytest.raises(BadMap, match="dates"):
        read_map(said(source={**OWN, "dates": ["%Y-%m-%d"] * (map_shape.MOST_DAY_FORMS + 1)}))


LONG_LIST = {"t": {"match": "contains", **{f"z{n}": "x" for n in range(900)}}}
FROM_LIST = {"from": "Job", "as": "lookup", "table": "t"}


ENDS = [
    {"column": one, "before": "Id", "reason": "r", "says": "s"} for one in ("Job", "Firm")
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"refuse": looking(2, 100)}, "工" * 900),
        ({"columns": {"work": FROM_LIST, "place": FROM_LIST}, "lookup": LONG_LIST}, "工" * 900),
        ({"columns": {"title": {"from": ["Job"] * 100, "as": "join"}}}, "x" * 3_000),
        ({"columns": {"title": {"from": ["Job"] * 100, "as": "join"}}}, "x"),
        ({"source": {**OWN, "dates": ["%d %b %Y"] * 10}, "refuse": ENDS}, "x"),
        ({"columns": {"pay_base": {"from": "Job", "as": "money"}}}, "x"),
    ],
    ids=["texts", "list", "long cells joined", "many cells joined", "days", "numbers"],
)
def test_a_map_that_asks_too_much_is_stopped_at_a_row_with_what_to_do(changes, cell):
    map_, effort = read_map(said(**changes)), Effort(1)

    def read():
        for cells in csv.DictReader(io.StringIO(table(300, cell).decode())):
            row = Row(cells, frozenset(), effort)
            import_map.refused(map_, row)
            import_map.applied(map_, row)

    with pytest.raises(TooMuchAsked):
        read()


def test_whoever_asked_too_much_reads_at_which_row_and_what_to_do():
    with pytest.raises(BrokenFile, match="Split the file, or leave rules and entries") as refused:
        plan(table(19, "工" * 900), most_rows=20, refuse=looking(2, 100))

    assert 2 < refused.value.values["row"] < 20


def test_what_people_need_is_read():
    found = plan(table(4_000, "工" * 90), refuse=looking(10, 20))

    assert (found.rows, found.refused) == (4_000, 0)


# --- what goes on beside it ------------------------------------------------------------------


class Watched(bytes):
    """A file of which one notices when its reading begins."""

    begun = staticmethod(lambda: None)

    def startswith(self, *asked):
        self.begun()
        return super().startswith(*asked)


async def test_who_erases_while_a_file_is_read_is_gone_before_it_is_read(world):
    scene = await a_scene(world)
    await scene.licensed()
    lan, loop = await registered(world), asyncio.get_running_loop()
    told: list[bool] = []
    data = Watched(csv_of({}))

    def erase():
        if told:
            return
        doing = asyncio.run_coroutine_threadsafe(world.do(Erase(sure="yes"), seeker(lan)), loop)
        doing.result(30)
        told.append(sqlite.empty_wal(world.database.writing))

    data.begun = erase
    await bring(world, scene.recruiter, data=data, employer_id=scene.employer_id)

    assert told == [True]


# --- at the door -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "UTF-8-sig",
        "utf-16",
        "utf_16_le",
        "UTF-16-BE",
        "ascii",
        "latin-1",
        "iso-8859-15",
        "cp1252",
        "windows-1251",
        "cp874",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
        "shift_jis",
        "cp932",
        "euc-jp",
        "euc-kr",
        "cp949",
        "koi8-r",
    ],
)
@pytest.mark.parametrize("data", [b"Id,Job,Firm\n1,a,b\n", b"\xff\xfe\xd8", b"\x80\x81\xff\n" * 9])
def test_a_file_of_any_signs_by_a_map_of_any_encoding_is_read_or_refused_in_words(encoding, data):
    with suppress(BrokenFile):
        plan(data, source={**OWN, "encoding": encoding})


async def test_an_own_map_that_names_another_encoding_or_is_nested_is_answered_in_words(world):
    scene = await a_scene(world)
    map_ = b"""
        columns = { ref = "id" }
        source = { name = "x", encoding = "utf-16", key = ["id"], employer = "id" }
    """
    asked = ((map_, "Change it in the map"), (b"a=" + b"[" * 30_000, "like the examples"))
    async with world.web(scene.tokens["recruiter"]) as web:
        token = await csrf(web, "/desk/vacancies/import")
        for own, words in asked:
            answer = await web.post(
                "/desk/vacancies/import",
                data={"csrf": token},
                files={
                    "file": ("posts.csv", b"id,emp\n1,a\n", "text/csv"),
                    "own_map": ("map.toml", own, "text/plain"),
                },
            )
            assert answer.status_code == 422
            assert words in answer.text
