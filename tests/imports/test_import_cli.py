"""`fair import vacancies FILE`, as it is typed."""

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from fair.cli import cli
from fair.tables import metadata
from tests.imports.test_imports import MAP, ROOT, csv_of
from tests.imports.test_office_files import of_posts

ROW = "1,Alpha Inc.,Groom,3,Hourly,12,X,Y,7/10/2030\n"


@pytest.fixture
def typed(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/fair.db"
    monkeypatch.setenv("FAIR_DATABASE_URL", url)
    monkeypatch.setenv("FAIR_SECRET", "a secret for tests " * 3)
    engine = create_engine(url)
    metadata.create_all(engine)
    engine.dispose()
    monkeypatch.setattr("fair.imports.cli.existing", lambda _url: None)

    def run(*words):
        return CliRunner().invoke(cli, ["import", "vacancies", *map(str, words)])

    return run


def rows(tmp_path, query):
    engine = create_engine(f"sqlite:///{tmp_path}/fair.db")
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


@pytest.fixture
def mapped(tmp_path, typed):
    from tests.imports.test_imports import HEADER

    (tmp_path / "map.toml").write_text(MAP)
    (tmp_path / "list.csv").write_text(HEADER + ROW)
    return typed(tmp_path / "list.csv", "--map", tmp_path / "map.toml")


def test_a_file_with_a_map_makes_employers_and_drafts(tmp_path, mapped):
    assert mapped.exit_code == 0, mapped.output
    assert "1 posts (1 with something missing)" in mapped.output
    assert rows(tmp_path, "select name, kind from employer") == [("Alpha Inc.", "direct")]
    assert rows(tmp_path, "select title, state from vacancy") == [("Groom", "draft")]


@pytest.mark.usefixtures("mapped")
def test_an_employer_is_found_by_its_name(tmp_path, typed):
    (tmp_path / "posts.csv").write_bytes(csv_of({}, {}))

    done = typed(tmp_path / "posts.csv", "--employer", "ALPHA, inc")

    assert done.exit_code == 0, done.output
    assert rows(tmp_path, "select count(*) from vacancy") == [(3,)]


@pytest.mark.usefixtures("mapped")
def test_a_broken_file_names_row_and_column_and_changes_nothing(tmp_path, typed):
    (tmp_path / "posts.csv").write_bytes(csv_of({}, {"head_count": "many"}))

    done = typed(tmp_path / "posts.csv", "--employer", "Alpha Inc.")

    assert done.exit_code == 1
    assert "row 3, column head_count" in done.output
    assert rows(tmp_path, "select count(*) from vacancy") == [(1,)]


@pytest.mark.parametrize("words", [(), ("--employer", "Nobody")])
def test_without_an_employer_or_a_map_nothing_happens(typed, words):
    done = typed(ROOT / "fair/sample/vacancies/huafeng.csv", *words)

    assert done.exit_code != 0
    assert "Traceback" not in done.output


@pytest.mark.usefixtures("mapped")
def test_a_workbook_comes_in_as_it_is(tmp_path, typed):
    (tmp_path / "posts.xlsx").write_bytes(of_posts({}, {}))

    done = typed(tmp_path / "posts.xlsx", "--employer", "ALPHA, inc")

    assert done.exit_code == 0, done.output
    assert rows(tmp_path, "select count(*) from vacancy") == [(3,)]


@pytest.mark.usefixtures("mapped")
def test_signs_that_read_in_two_ways_are_asked_for_and_then_said(tmp_path, typed):
    data = csv_of({"title": "工厂", "duties": "", "conditions": ""}).decode().encode("gb18030")
    (tmp_path / "posts.csv").write_bytes(data)
    asked, wrong, said = (
        typed(tmp_path / "posts.csv", "--employer", "ALPHA, inc", *more)
        for more in ((), ("--encoding", "klingon"), ("--encoding", "gb18030"))
    )

    assert (asked.exit_code, wrong.exit_code, said.exit_code) == (1, 2, 0)
    assert "can be read in several ways" in asked.output
    assert rows(tmp_path, "select title from vacancy where ref = 'R1'") == [("工厂",)]


@pytest.mark.usefixtures("mapped")
def test_a_file_of_two_hundred_megabytes_is_refused_unread(tmp_path, typed):
    with (tmp_path / "posts.xlsx").open("wb") as out:
        out.truncate(200_000_000)

    done = typed(tmp_path / "posts.xlsx", "--employer", "ALPHA, inc")

    assert done.exit_code == 1
    assert "larger than 30 MB" in done.output
