"""Each column of each table is listed as personal or not, and what has days has a sweep."""

from collections import Counter

import fair.app  # noqa: F401 - importing it fills the metadata with every table
from fair.retention_list import SWEEPS, listed
from fair.tables import metadata

COLUMNS = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.c}


def names() -> list[str]:
    plain, personal = listed()
    said = [f"{table}.{column}" for table, columns in plain.items() for column in columns]
    return said + [f"{one.table}.{column}" for one in personal for column in one.columns]


def test_each_column_is_listed_once_as_personal_or_not():
    counted = Counter(names())

    assert COLUMNS - counted.keys() == set(), "say in docs/retention.toml whether it is personal"
    assert counted.keys() - COLUMNS == set(), "there is no such column"
    assert [name for name, count in counted.items() if count > 1] == []


def test_columns_that_people_fill_with_words_or_numbers_are_not_called_plain():
    told = {"name", "phone", "email", "recipient", "told", "born_on", "county", "device", "content"}
    plain, _ = listed()
    of_posts = {
        "room",
        "employer",
        "vacancy",
        "enrolment",
    }  # names of companies, the county of the work

    called = {(table, column) for table, columns in plain.items() for column in columns}

    assert {(table, one) for table, one in called if one in told and table not in of_posts} == set()


def test_each_sweep_deletes_something_listed_and_each_listed_sweep_runs():
    _, personal = listed()
    said = {one.sweep for one in personal} - {""}
    # rows without a personal column, or the same ones
    ends_early = {
        "old logins", "ended links", "requests not confirmed", "parts of work on drafts",
    }  # fmt: skip

    assert said | ends_early == {sweep.name for sweep in SWEEPS}


def test_what_is_personal_says_why_and_when_it_goes():
    _, personal = listed()

    for one in personal:
        assert all((one.what, one.why, one.law, one.begins, one.erased)), one.table
