"""A database that an earlier version filled is brought to the newest shape with all its rows."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from fair import upgrade

OLD = {
    "row": 2, "column": "conditions", "value": "women only", "reason": "post-limits-sex",
    "says": "A post must not say “{words}”. Take these words out and try again.",
    "values": {"words": "women only"}, "refused": True,
}  # fmt: skip
OTHER = {**OLD, "says": "“{value}” is no number.", "values": {"value": "words"}}


def add(database: sqlite3.Connection, table: str, **values: object) -> None:
    """Add a row; what is not given and must not be null is empty."""
    for _, name, kind, needed, default, _ in database.execute(f"pragma table_info({table})"):
        if needed and default is None and name not in values:
            values[name] = "" if "CHAR" in kind or kind in ("TEXT", "JSON") else 0
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    database.execute(f"insert into {table} ({names}) values ({marks})", tuple(values.values()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fair.db"


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """A database of version 0003 with rows in what 0004 renames."""
    command.upgrade(upgrade.config(f"sqlite:///{path}"), "0003")
    with closing(sqlite3.connect(path)) as opened:
        opened.row_factory = sqlite3.Row
        add(opened, "call_seat", call_id="c1", side="seeker", epoch=3, tab="t1", down=1, seen_at=7)
        add(opened, "vacancy", id="v1", state="open", booth_id="b1", head_count=2, firm=1,
            terms='{"title": "Sewer"}', title="Sewer", words="ｓewer\nlong'an")  # fmt: skip
        add(opened, "employer", id="e1", name="ＨＵＡ Feng", names='{"ja": "ｶﾞｰﾈｯﾄ"}')
        add(opened, "person", id="p1", name="李 Ｍing")
        add(opened, "vacancy_word", vacancy_id="v1", field="title", account_id="a1", how="form",
            at=8)  # fmt: skip
        add(opened, "vacancy_import", id="i1", problems=json.dumps([OLD, OTHER]))
        add(opened, "vacancy_import", id="i2", problems=json.dumps([OTHER]))
        add(opened, "reply", actor="a1", command_id="1", reply='{"vacancies":2,"words":5}')
        add(opened, "reply", actor="a1", command_id="2", reply='{"text":"\\"words\\":5"}')
        opened.commit()
        upgrade.upgrade(f"sqlite:///{path}")
        yield opened


def test_a_page_that_is_in_a_call_keeps_its_leg(database: sqlite3.Connection) -> None:
    assert tuple(database.execute("select * from call_leg").fetchone()) == (
        "c1", "seeker", 3, "t1", 1, 7,
    )  # fmt: skip


def test_a_post_keeps_its_search_text_and_who_said_what(database: sqlite3.Connection) -> None:
    post = database.execute("select terms, search_text, head_count, firm from vacancy").fetchone()

    assert tuple(post) == ('{"title": "Sewer"}', "sewer\nlong'an", 2, 1)
    assert tuple(database.execute("select * from vacancy_statement").fetchone()) == (
        "v1", "title", "a1", "form", 8,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ("firm = 3", "ck_vacancy_openings"),
        ("state = 'suspended'", "ck_vacancy_suspension_has_a_cause"),
        ("booth_id = null", "ck_vacancy_opens_at_a_booth"),
    ],
)
def test_the_table_of_posts_keeps_its_guards(database, change, guard) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=guard):
        database.execute(f"update vacancy set {change}")


def test_problems_of_an_earlier_import_are_still_said(database: sqlite3.Connection) -> None:
    first, second = (
        json.loads(row["problems"])
        for row in database.execute("select problems from vacancy_import order by id")
    )

    assert first[0]["says"].format_map(first[0]["values"]).startswith("A post must not say “women")
    assert first[0]["values"] == {"phrase": "women only"}
    assert (first[1:], second) == ([OTHER], [OTHER])


def test_no_kept_reply_tells_an_address_or_what_was_sent(database: sqlite3.Connection) -> None:
    assert database.execute("select * from reply").fetchall() == []


def test_what_was_there_is_found_as_what_comes_in_now(database: sqlite3.Connection) -> None:
    employer = database.execute("select search_text from employer").fetchone()[0]
    person = database.execute("select search_name from person").fetchone()[0]

    assert (employer, person) == ("hua feng\nガーネット", "李ming")


def test_the_way_back_restores_what_was(database: sqlite3.Connection, path: Path) -> None:
    command.downgrade(upgrade.config(f"sqlite:///{path}"), "0003")

    assert database.execute("select words from vacancy").fetchone()[0] == "sewer\nlong'an"
    assert database.execute("select count(*) from vacancy_word").fetchone()[0] == 1
    assert database.execute("select epoch from call_seat").fetchone()[0] == 3
    kept = database.execute("select problems from vacancy_import where id = 'i1'").fetchone()[0]
    assert json.loads(kept) == [OLD, OTHER]


@pytest.fixture
def staffed(path: Path) -> Iterator[sqlite3.Connection]:
    """A database of version 0006 with staff, brought to the newest shape."""
    command.upgrade(upgrade.config(f"sqlite:///{path}"), "0006")
    with closing(sqlite3.connect(path)) as opened:
        opened.row_factory = sqlite3.Row
        for id_, employer, made, closed in (
            ("a1", "e1", 1, 5), ("a2", "e1", 2, None), ("a3", "e1", 3, None),
            ("a4", "e2", 4, None), ("a5", "", 1, None), ("a6", "e3", 1, 2),
        ):  # fmt: skip
            add(opened, "account", id=id_, email=id_, employer_id=employer, made_at=made,
                closed_at=closed)  # fmt: skip
        add(opened, "invitation", id="i1", email="olga", made_at=7)
        opened.commit()
        upgrade.upgrade(f"sqlite:///{path}")
        yield opened


def test_who_has_recruited_longest_for_an_employer_leads(staffed: sqlite3.Connection) -> None:
    found = staffed.execute("select id from account where lead order by id").fetchall()

    assert [row["id"] for row in found] == ["a2", "a4"]


def test_a_link_that_others_could_read_is_shown_to_nobody_again(
    staffed: sqlite3.Connection,
) -> None:
    found = staffed.execute("select handed_at, handed_how from invitation").fetchone()

    assert tuple(found) == (7, "shown")
