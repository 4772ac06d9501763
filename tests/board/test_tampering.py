"""Whoever changes a row, by whatever way, is found: each table, each column, each kind of change.

The changes are derived from the tables themselves, so that a new column is either compared with
the ledger or declared with a reason.
"""

import asyncio
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, create_engine, event, text
from sqlalchemy.types import JSON, Boolean, Date, Float, Integer, String

from fair.board.all_folds import FOLDS, FOLLOWS
from fair.board.rows_reads import ROWS, Verified, compare_rows, verify_rows
from fair.columns import TextsColumn
from fair.decisions import FACTS
from fair.folds import Follows
from fair.tables import metadata
from tests.board.audited import a_whole_day

COMPARED = {table: follows for table, follows in FOLLOWS.items() if follows.key}
COLUMNS = [(table, name) for table, follows in COMPARED.items() for name in follows.columns]
# A draft promises nothing, and what an import brought stands for itself once it is opened.
PICKED = {"vacancy": "state <> 'draft' and import_id is null"}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a whole day; nobody has changed anything in it."""
    folder = tmp_path_factory.mktemp("audited")
    asyncio.run(a_whole_day(folder))
    return folder / "fair.db"


@pytest.fixture
def crook(untouched: Path, tmp_path: Path) -> Iterator[Connection]:
    """Somebody who owns the file: no rule of the database keeps anything from them."""
    path = tmp_path / "fair.db"
    shutil.copy(untouched, path)
    engine = create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None})

    @event.listens_for(engine, "connect")
    def free(driver: Any, _record: Any) -> None:
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("PRAGMA ignore_check_constraints = ON")

    with engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER fair_demo_is_fixed")
        yield connection
    engine.dispose()


def told(connection: Connection, **given: Any) -> Verified:
    return verify_rows(connection, **given)


def named(found: Verified, table: str, column: str = "", key: str = "") -> bool:
    """Return whether a difference of this table names the column and the thing."""
    return any(
        one.table == table and one.column == column and (not key or key in one.key)
        for one in found.differences
    )


def a_row(connection: Connection, table: str, where: str = "1 = 1", *, follows: Follows) -> Any:
    """Return a row that stands for a living person's thing."""
    alive = (
        f"and {follows.person} not in (select id from person where erased_at is not null)"
        if follows.person
        else ""
    )
    query = f"select rowid as row_id, * from {table} where {where} {alive} order by rowid limit 1"
    row = connection.execute(text(query)).first()
    assert row is not None, f"the day has no {table}: nothing is tried there"
    return row


def another(table: Table, name: str, value: Any) -> Any:
    """Return another value that the column can hold."""
    kind = table.c[name].type
    match kind:
        case JSON() | TextsColumn():
            return json.dumps({"forged": 1})
        case Boolean():
            return 0 if value else 1
        case Date():
            return "2031-01-01"
        case Integer() | Float():
            return (value or 0) + 70
        case String():
            return f"{value or ''}x"
    return (value or 0) + 1_000_000  # an instant, a second later


def write(connection: Connection, statement: str, **values: Any) -> int:
    changed = connection.execute(text(statement), values).rowcount
    assert changed, statement
    return changed


def test_two_processes_find_what_one_finds(crook: Connection) -> None:
    write(crook, "update ticket set joined_at = joined_at + 1 where state = 'served'")
    write(crook, "delete from overtake")
    write(crook, "update ledger set data = '{}' where kind = 'ticket.taken' and seq % 2 = 0")
    write(crook, "update ledger set hash = 'x' where kind = 'offer.made'")
    write(crook, "delete from fact_about where subject = 'employer' and seq % 2 = 0")
    alone = told(crook)

    together = told(crook, compared=lambda: compare_rows(crook))

    assert set(together.breaks) == set(alone.breaks)
    assert sorted(map(str, together.differences)) == sorted(map(str, alone.differences))
    assert (together.rows, together.from_before) == (alone.rows, alone.from_before)
    assert len(alone.breaks) > 10
    assert {"ticket", "overtake", "fact_about"} <= {one.table for one in alone.differences}


# --- what is declared -----------------------------------------------------------------------------


def test_each_table_and_column_is_compared_or_says_why_not() -> None:
    for table in metadata.sorted_tables:
        follows = FOLLOWS.get(table.name)
        assert follows, f"{table.name}: say in a folds.py what of it follows from facts"
        assert all(len(why) > 10 for why in follows.free.values()), table.name
        if "*" in follows.free:
            continue
        said = [*follows.columns, *follows.free]
        assert sorted(said) == sorted(column.name for column in table.c), table.name
    assert set(FOLLOWS) == {table.name for table in metadata.sorted_tables}
    assert set(ROWS) == set(COMPARED)


def test_each_fold_reads_a_fact_that_there_is() -> None:
    assert set(FOLDS) <= set(FACTS)


# --- the untouched day ----------------------------------------------------------------------------


def test_an_untouched_day_holds_and_every_table_has_rows_in_it(crook: Connection) -> None:
    found = told(crook)
    assert found.breaks == []
    assert found.differences == []
    assert not found.from_before
    assert [table for table in COMPARED if not found.rows[table]] == []


@pytest.mark.parametrize("most", [4, 40])
def test_it_holds_with_few_things_in_memory_too(crook: Connection, most: int) -> None:
    whole, spare = told(crook), told(crook, most=most)
    assert spare.differences == []
    assert spare.rows == whole.rows


# --- each column ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: one)
def test_a_changed_column_is_named(crook: Connection, table: str, column: str) -> None:
    follows, of = COMPARED[table], metadata.tables[table]
    row = a_row(crook, table, PICKED.get(table, "1 = 1"), follows=follows)
    value = another(of, column, getattr(row, column))
    write(
        crook,
        f"update {table} set {column} = :value where rowid = :row_id",
        value=value,
        row_id=row.row_id,
    )

    found = told(crook)

    if column in follows.key:
        assert named(found, table), f"{table}.{column}"
        whys = {str(one) for one in found.differences if one.table == table}
        assert any("the row is missing" in why for why in whys), whys
        assert any("there is a row" in why for why in whys), whys
    else:
        key = str(getattr(row, follows.key[0]))
        assert named(found, table, column, key), [str(one) for one in found.differences]
    assert found.breaks == []


@pytest.mark.parametrize("table", COMPARED)
def test_a_deleted_row_is_named(crook: Connection, table: str) -> None:
    follows = COMPARED[table]
    row = a_row(crook, table, PICKED.get(table, "1 = 1"), follows=follows)
    write(crook, f"delete from {table} where rowid = :row_id", row_id=row.row_id)
    found = told(crook)
    assert "the row is missing" in "\n".join(
        str(one) for one in found.differences if one.table == table
    )


@pytest.mark.parametrize("table", COMPARED)
def test_a_row_that_was_put_in_is_named(crook: Connection, table: str) -> None:
    follows, of = COMPARED[table], metadata.tables[table]
    row = a_row(crook, table, PICKED.get(table, "1 = 1"), follows=follows)
    values = {column.name: getattr(row, column.name) for column in of.c}
    for unique in {column.name for column in of.primary_key} | _UNIQUE.get(table, set()):
        values[unique] = another(of, unique, values[unique])
    if table == "consent":
        values["employer_id"] = "e99999999999"
    places = ", ".join(f":{name}" for name in values)
    write(crook, f"insert into {table} ({', '.join(values)}) values ({places})", **values)
    found = told(crook)
    assert "there is a row, the ledger does not tell of it" in "\n".join(
        str(one) for one in found.differences if one.table == table
    )


# Unique besides the primary key; a put-in row needs values of its own there.
_UNIQUE: dict[str, set[str]] = {
    "participant": {"number"}, "ticket": {"number", "person_id"}, "booth": {"number"},
    "interview": {"call_id"}, "rights_case": {"number"}, "offer": {"person_id"},
    "ledger_key": {"public"}, "guest": {"mark"}, "appointment": {"person_id", "place"},
    "handing": {"person_id"}, "priority": {"person_id"}, "audit_draw": {"number"},
    "audit_opened": {"person_id"}, "number_change": {"person_id"},
}  # fmt: skip
PERSONAL = sorted(table for table, follows in COMPARED.items() if follows.person)


@pytest.mark.parametrize("table", PERSONAL)
def test_a_row_that_is_moved_to_another_person_is_named(crook: Connection, table: str) -> None:
    follows = COMPARED[table]
    row = a_row(crook, table, f"{follows.person} <> ''", follows=follows)
    mine = getattr(row, follows.person)
    other = crook.execute(
        text(
            "select person_id from participant where person_id <> :mine and person_id not in "
            f"(select {follows.person} from {table}) and person_id not in (select id from person "
            "where erased_at is not null) limit 1"
        ),
        {"mine": mine},
    ).scalar()
    other = other or "p99999999999"
    write(
        crook, f"update {table} set {follows.person} = :other where rowid = :row_id",
        other=other, row_id=row.row_id,
    )  # fmt: skip
    found = told(crook)
    assert named(found, table, follows.person) or named(found, table)


def test_two_people_who_changed_places_are_named(crook: Connection) -> None:
    """Both aliases exchanged: every row still has one, of the other person."""
    one, two = crook.execute(text("select person_id, alias from alias limit 2")).all()
    write(crook, "update alias set person_id = 'aside' where alias = :a", a=one.alias)
    write(crook, "update alias set person_id = :p where alias = :a", p=one.person_id, a=two.alias)
    write(crook, "update alias set person_id = :p where alias = :a", p=two.person_id, a=one.alias)
    assert named(told(crook), "participant", "person_id")


# --- what a figure or a promise rests on, as somebody would do it ---------------------------------

STORIES = {
    "an outcome becomes another": (
        "update interview set outcome = 'no_fit' where outcome = 'offer'", "interview", "outcome",
    ),
    "what was told after a talk": (
        "update interview set details = '{\"what\": \"Nothing\"}' where outcome = 'next_step'",
        "interview", "details",
    ),
    "a hired person's offer is given to another": (
        (
            "update offer set person_id = (select person_id from participant where person_id not "
            "in (select person_id from offer) limit 1) where state = 'accepted'"
        ),
        "offer", "person_id",
    ),
    "the hire itself is given to another": (
        "update hire set person_id = (select person_id from offer where state = 'firm' limit 1)",
        "hire", "person_id",
    ),
    "frozen terms pay less": (
        "update offer set terms = json_set(terms, '$.pay_base_cents', 100)", "offer", "terms",
    ),
    "frozen terms and their salt": (
        "update offer set terms = '{}', salt = '' where state = 'accepted'", "offer", "terms",
    ),
    "the time of a hire": (
        "update hire set employer_confirmed_at = employer_confirmed_at - 86400000000",
        "hire", "employer_confirmed_at",
    ),
    "a ticket's number": ("update ticket set number = 99 where number = 4", "ticket", "number"),
    "a ticket's lane": ("update ticket set lane = 'priority'", "ticket", "lane"),
    "a consent is deleted": ("delete from consent where withdrawn_at is null", "consent", ""),
    "a withdrawn consent stands again": (
        "update consent set withdrawn_at = null where withdrawn_at is not null", "consent", "",
    ),
    "a consent shows more": (
        "update consent set fields = fields || ',phone'", "consent", "fields",
    ),
    "all overtakes are deleted": ("delete from overtake", "overtake", ""),
    "an overtake has another cause": ("update overtake set cause = 'away'", "overtake", "cause"),
    "every late forecast came true": (
        "update forecast set result = 'inside' where result = 'late'", "forecast", "result",
    ),
    "what was forecast was later": (
        "update forecast set p90_at = p90_at + 7200000000", "forecast", "p90_at",
    ),
    "a licence is valid longer": (
        "update licence set valid_to = '2040-01-01'", "licence", "valid_to",
    ),
    "a licence was checked later": (
        "update licence set checked_at = checked_at + 1000", "licence", "checked_at",
    ),
    "a version of a post says other terms": (
        "update vacancy_version set terms = json_set(terms, '$.pay_base_cents', 1)",
        "vacancy_version", "terms",
    ),
    "a post shows more pay than it has": (
        "update vacancy set guaranteed_cents = 999900 where state <> 'draft'", "vacancy",
        "guaranteed_cents",
    ),
    "a post has more places": (
        "update vacancy set head_count = 50 where state <> 'draft'", "vacancy", "head_count",
    ),
    "an opening is free again": ("update vacancy set firm = 0 where firm > 0", "vacancy", "firm"),
    "a call never rang": ("delete from call where state = 'declined'", "call", ""),
    "a call was a miss": (
        "update call set state = 'missed' where state = 'declined'", "call", "state",
    ),
    "a fair let people hold more tickets": (
        "update fair set most_tickets = 9", "fair", "most_tickets",
    ),
    "a fair was no demo": ("update fair set demo = 1", "fair", "demo"),
    "somebody took no part": (
        "delete from participant where number = 2", "participant", "",
    ),
    "an employer has another name": ("update employer set name = 'Lianhe'", "employer", "name"),
    "who helped at an answer": (
        "update offer_answer set helper = 0 where answer = 'accepted'", "offer_answer", "helper",
    ),
    "what a case has frozen": (
        "update rights_case set frozen = '{\"text\": \"Other words\"}'", "rights_case", "frozen",
    ),
    "a talk was by telephone, and denied": (
        "update interview set telephone = 'denied'", "interview", "telephone",
    ),
    "who may be phoned": ("update ticket set phone_ok = 1", "ticket", "phone_ok"),
    "an erased person's row is somebody else's": (
        (
            "update offer set person_id = (select person_id from offer where state = 'firm' "
            "limit 1) where person_id in (select id from person where erased_at is not null)"
        ),
        "offer", "person_id",
    ),
    "somebody alive counts as erased": (
        "update person set erased_at = 1 where erased_at is null", "person", "erased_at",
    ),
    "an overtake from before everything": (
        "update overtake set id = 'forged', at = 1000 where id = (select min(id) from overtake)",
        "overtake", "",
    ),
    "a reason was given another day": (
        "update reason set at = at - 86400000000", "reason", "at",
    ),
    "a reason was given for something else": (
        "update reason set command = 'fair.open'", "reason", "text",
    ),
    "a line of a history is gone": (
        "delete from fact_about where subject = 'employer' and seq % 2 = 0", "fact_about", "",
    ),
    "a line of one history stands in another": (
        (
            "update fact_about set ref = (select other.ref from fact_about as other "
            "where other.ref <> fact_about.ref limit 1) "
            "where subject = 'person' and seq in (select seq from fact_about "
            "where subject = 'person' order by seq limit 1)"
        ),
        "fact_about", "",
    ),
    "a line of a history has another day": (
        "update fact_about set at = at + 86400000000 where subject = 'fair'", "fact_about", "",
    ),
    "a line of a history stands for no fact": (
        "insert into fact_about select subject, ref, at, stream, 999999 from fact_about limit 1",
        "fact_about", "",
    ),
    "a row more in the record of keys": (
        (
            "insert into ledger_key select number + 1, 'forged', public, '', at, '', '' "
            "from ledger_key"
        ),
        "ledger_key", "",
    ),
    "somebody counts as erased": (
        "delete from alias where person_id = (select person_id from participant where number = 3)",
        "participant", "person_id",
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_what_somebody_would_change_is_named(crook: Connection, story: str) -> None:
    statement, table, column = STORIES[story]
    write(crook, statement)
    found = told(crook)
    assert named(found, table, column), [str(one) for one in found.differences]


# --- the ledger itself ----------------------------------------------------------------------------


def _longest(crook: Connection) -> tuple[str, int]:
    row = crook.execute(
        text("select stream, max(seq) as last from ledger group by stream order by last desc")
    ).first()
    assert row is not None
    return row.stream, row.last


def broken(found: Verified) -> Sequence[tuple[int, str]]:
    return [(one.seq, one.why) for one in found.breaks]


def test_every_changed_row_of_the_ledger_is_named_not_the_first_only(crook: Connection) -> None:
    stream, last = _longest(crook)
    for seq in (5, 17, last):
        write(
            crook,
            "update ledger set data = replace(data, '\"', '\" ') where stream = :s and seq = :q",
            s=stream, q=seq,
        )  # fmt: skip
    found = told(crook)
    assert [seq for seq, why in broken(found) if why == "the row was changed"] == [5, 17, last]


@pytest.mark.parametrize("column", ["kind", "data", "hash", "at", "fair_id"])
def test_a_changed_column_of_the_ledger_is_named(crook: Connection, column: str) -> None:
    stream, _ = _longest(crook)
    forged = "1" if column == "at" else "forged"
    write(
        crook, f"update ledger set {column} = :v where stream = :s and seq = 9",
        v=forged, s=stream,
    )  # fmt: skip
    assert 9 in [seq for seq, _ in broken(told(crook))]


def test_rows_cut_out_of_the_ledger_are_named(crook: Connection) -> None:
    stream, last = _longest(crook)
    write(crook, "delete from ledger where stream = :s and seq in (7, 12, 13)", s=stream)
    write(crook, "delete from ledger where stream = :s and seq > :q", s=stream, q=last - 5)
    assert broken(told(crook)) == [
        (7, "a row is missing"),
        (12, "2 rows are missing from here on"),
        (last - 4, "the end was cut off"),
    ]


def test_two_rows_that_changed_places_are_named(crook: Connection) -> None:
    stream, _ = _longest(crook)
    for was, now in ((20, -1), (21, 20), (-1, 21)):
        write(
            crook, "update ledger set seq = :n where stream = :s and seq = :w",
            s=stream, w=was, n=now,
        )  # fmt: skip
    seqs = [seq for seq, _ in broken(told(crook))]
    assert {20, 21} <= set(seqs)
    assert set(seqs) <= {20, 21, 22}


def test_a_row_put_into_the_ledger_is_named(crook: Connection) -> None:
    stream, last = _longest(crook)
    write(
        crook,
        "insert into ledger (stream, seq, fair_id, at, kind, data, hash) select stream, :q, "
        "fair_id, at, kind, data, hash from ledger where stream = :s and seq = :l",
        s=stream, q=last + 1, l=last,
    )  # fmt: skip
    assert broken(told(crook)) == [(last + 1, "the row was changed")]


def test_a_whole_stream_that_is_gone_is_named(crook: Connection) -> None:
    stream, _ = _longest(crook)
    write(crook, "delete from ledger where stream = :s", s=stream)
    found = told(crook)
    assert (1, "the end was cut off") in broken(found)
    assert named(found, "ticket")


def test_a_row_that_says_nothing_any_more_breaks_nothing_else(crook: Connection) -> None:
    stream, _ = _longest(crook)
    write(
        crook, "update ledger set data = 'no json' where stream = :s and kind = 'offer.made'",
        s=stream,
    )  # fmt: skip
    found = told(crook)
    assert "the row does not say what such a fact says" in [why for _, why in broken(found)]
    assert named(found, "offer")
