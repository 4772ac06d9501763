"""A bundle of evidence is checked on another machine, and whoever touches it is found."""

import asyncio
import csv
import errno
import io
import json
import re
import shutil
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from fair.board.all_folds import FOLLOWS
from fair.cli import cli
from fair.contract.people import EraseOnRequest
from fair.evidence.bundle import of_cell, to_cell
from fair.heads import heads_in
from fair.ledger_key import Key, load
from tests.board.audited import a_whole_day
from tests.hiring.stage import Stage, a_stage
from tests.world import running

pytestmark = pytest.mark.timeout(180)
Bundle = dict[str, bytes]
Rows = list[dict[str, str]]


class House:
    """A house after a whole day, and what is typed in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder, f"sqlite:///{folder}/fair.db"
        engine = create_engine(self.url)
        with engine.connect() as at:
            rows = at.execute(text("SELECT id, state FROM fair"))
            self.fairs = {row.state: row.id for row in rows}
            people = at.execute(text("SELECT id, name, phone FROM person")).all()
            self.names = {one for row in people for one in row if one and len(one) > 3}
            self.of_person = {row.id for row in people}
        engine.dispose()

    def typed(self, *arguments: str) -> tuple[int, str]:
        env = {
            "FAIR_DATABASE_URL": self.url,
            "FAIR_SECRET": "s" * 32,
            "FAIR_LEDGER_KEY": str(self.folder / "fair.db.ledger.key"),
        }
        done = CliRunner().invoke(cli, ["ledger", *arguments], env=env)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    def bundle(self, out: Path, state: str = "closed") -> Path:
        code, said = self.typed("bundle", self.fairs[state], str(out))
        assert code == 0, said
        return out


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("house")
    asyncio.run(a_whole_day(folder, closed=True))
    return House(folder)


@pytest.fixture(scope="module")
def made(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return house.bundle(tmp_path_factory.mktemp("made") / "evidence.zip")


@pytest.fixture(autouse=True)
def another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of the house is in reach: no database, no key, no setting."""
    monkeypatch.chdir(tmp_path)
    for name in ("FAIR_DATABASE_URL", "FAIR_SECRET", "FAIR_LEDGER_KEY"):
        monkeypatch.delenv(name, raising=False)
    yield
    assert not (tmp_path / "var").exists()


def verified(path: Path, *more: str) -> tuple[bool, str]:
    """Check a bundle as an auditor does; whether it holds, and what was said."""
    done = CliRunner().invoke(cli, ["ledger", "verify", str(path), *more])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code == 0, done.output


def opened(path: Path) -> Bundle:
    with zipfile.ZipFile(path) as bag:
        return {name: bag.read(name) for name in bag.namelist()}


def changed(
    made: Path, out: Path, change: Callable[[Bundle], None], packed: int = zipfile.ZIP_STORED
) -> Path:
    """Write the bundle anew as a crook would, after `change`."""
    held = opened(made)
    change(held)
    with zipfile.ZipFile(out, "w", packed) as bag:
        for name, body in held.items():
            bag.writestr(name, body)
    return out


def lines_of(held: Bundle) -> list[dict[str, object]]:
    return [json.loads(line) for line in held["ledger.jsonl"].splitlines()]


def put_lines(held: Bundle, lines: list[dict[str, object]]) -> None:
    held["ledger.jsonl"] = "".join(json.dumps(one) + "\n" for one in lines).encode()


def test_a_bundle_is_believed_on_a_machine_without_any_database(house: House, made: Path) -> None:
    holds, said = verified(made)
    assert holds, said
    assert "every hash holds" in said
    assert "figures, recounted from the ledger: " in said
    assert "1 hires" in said
    assert "by the bundle's own word alone: give --key" in said
    _, key = house.typed("key")
    _, head = house.typed("head", "--fair", house.fairs["closed"])
    holds, said = verified(made, "--key", key.strip(), "--head", head.strip())
    assert holds, said
    assert "still holds exactly these" in said
    assert "own word" not in said


def test_a_fair_that_still_runs_or_took_posts_from_another_has_a_bundle_that_holds(
    house: House, tmp_path: Path
) -> None:
    holds, said = verified(house.bundle(tmp_path / "next.zip", "published"))
    assert holds, said


def test_nobody_is_named_in_a_bundle(house: House, made: Path) -> None:
    whole = b"\n".join(opened(made).values()).decode()
    assert not [one for one in house.names | house.of_person if one in whole]
    assert re.search("erased-1", whole)


def test_an_erasure_changes_neither_the_lines_nor_the_figures_of_a_bundle(tmp_path: Path) -> None:
    async def a_day() -> tuple[Bundle, Bundle]:
        async with running(tmp_path) as world:
            stage = await a_stage(world)
            await stage.offered(lan := await stage.talked("Lan"))
            await world.server.anchors.begin()
            await world.server.anchors.drop()
            before = await taken(stage, tmp_path / "before.zip")
            asked = EraseOnRequest(person_id=lan.person_id, sure="yes", reason="phoned")
            await world.do(asked, stage.scene.organiser)
            await world.server.anchors.drop()
            return before, await taken(stage, tmp_path / "after.zip")

    before, after = asyncio.run(a_day())
    for name in ("before.zip", "after.zip"):
        holds, said = verified(tmp_path / name)
        assert holds, said
    assert lines_of(after)[: len(lines_of(before))] == lines_of(before)
    assert after["figures.csv"] == before["figures.csv"]


async def taken(stage: Stage, out: Path, role: str = "organiser") -> Bundle:
    """Press *Evidence* on the report."""
    async with stage.world.web(stage.scene.tokens[role]) as browser:
        page = await browser.get("/organise/reports")
        (path,) = re.findall(r'href="([^"]*evidence\.zip)"', page.text)
        answer = await browser.get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    assert f'evidence-{stage.scene.fair_id}.zip"' in answer.headers["content-disposition"]
    out.write_bytes(answer.content)
    return opened(out)


def change_a_line(held: Bundle) -> None:
    lines = lines_of(held)
    one = next(line for line in lines if line["kind"] == "offer.made")
    one["data"] = str(one["data"]).replace(":", ": ", 1)
    put_lines(held, lines)


def drop_a_line(held: Bundle) -> None:
    lines = lines_of(held)
    del lines[len(lines) // 2]
    put_lines(held, lines)


def add_a_line(held: Bundle) -> None:
    lines = lines_of(held)
    put_lines(held, [*lines, {**lines[-1], "seq": int(str(lines[-1]["seq"])) + 1}])


def repeat_a_line(held: Bundle) -> None:
    lines = lines_of(held)
    put_lines(held, [*lines, lines[-1]])


def cut_the_end_off(held: Bundle) -> None:
    put_lines(held, lines_of(held)[:-5])


def take_a_line_of_another_fair(held: Bundle) -> None:
    lines = lines_of(held)
    put_lines(held, [*lines, {**lines[-1], "stream": "zzzzzzzzzzzz:boot:5", "seq": 1}])


def take_the_signatures_away(held: Bundle) -> None:
    held["heads.txt"] = b""


def take_a_head_of_another_fair(held: Bundle) -> None:
    (one, *rest) = heads_in(held["heads.txt"].decode())
    said = str(one).replace(one.fair_id, "zzzzzzzzzzzz")
    held["heads.txt"] = "".join(f"{line}\n" for line in (said, *rest)).encode()


def forge_an_anchor(held: Bundle) -> None:
    rows = list(csv.DictReader(io.StringIO(held["anchors.csv"].decode())))
    rows[-1]["hash"] = "0" * 63 + "1"
    put_rows(held, "anchors.csv", rows, tuple(rows[0]))


def put_rows(held: Bundle, name: str, rows: Rows, columns: Sequence[str]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    held[name] = out.getvalue().encode()


def make_a_figure_larger(held: Bundle) -> None:
    held["figures.csv"] = re.sub(rb"hires,(\d+),\d+", rb"hires,\1,900", held["figures.csv"])


def make_a_sealed_figure_larger(held: Bundle) -> None:
    held["figures.csv"] = re.sub(rb"hires,\d+,", rb"hires,900,", held["figures.csv"])


def put_a_file_in(held: Bundle) -> None:
    held["rows/more.csv"] = b"id\n1\n"


def call_it_real(held: Bundle) -> None:
    held["bundle.json"] = held["bundle.json"].replace(b'"demo": false', b'"demo": true')


def write_no_line(held: Bundle) -> None:
    held["ledger.jsonl"] += b'{"stream": 3}\n'


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (change_a_line, "the row was changed"),
        (drop_a_line, "a row is missing"),
        (add_a_line, "the row was changed"),
        (repeat_a_line, "stands there twice, or out of its place"),
        (cut_the_end_off, "the end was cut off"),
        (take_a_line_of_another_fair, "is of another fair"),
        (take_the_signatures_away, "there is none of fair"),
        (take_a_head_of_another_fair, "not of fair"),
        (forge_an_anchor, "the row differs from its anchor"),
        (make_a_figure_larger, "hires (now) is 900, the ledger's lines add up to 1"),
        (make_a_sealed_figure_larger, "hires (sealed_at_closing) is 900"),
        (put_a_file_in, "rows/more.csv: no such file belongs to a bundle"),
        (call_it_real, "born otherwise"),
        (write_no_line, "ledger.jsonl: what follows its line"),
    ],
)
def test_whoever_touches_a_bundle_is_found_and_what_was_touched_is_named(
    change: Callable[[Bundle], None], why: str, made: Path, tmp_path: Path
) -> None:
    holds, said = verified(changed(made, tmp_path / "forged.zip", change))
    assert not holds
    assert why in said, said


def test_each_file_of_a_bundle_is_missed(made: Path, tmp_path: Path) -> None:
    names = [one for one in opened(made) if "rows/" not in one and one != "bundle.json"]
    assert len(names) == 6
    for name in names:

        def change(held: Bundle, name: str = name) -> None:
            del held[name]

        holds, said = verified(changed(made, tmp_path / "less.zip", change))
        assert not holds, name
        assert f"{name}: the file is missing" in said, said


def forged(table: str, rows: Rows) -> Rows:
    column = next(one for one in FOLLOWS[table].columns if one not in FOLLOWS[table].key)
    return [{**one, column: '"of a crook"'} for one in rows]


def dropped(_table: str, rows: Rows) -> Rows:
    return rows[1:]


def added(table: str, rows: Rows) -> Rows:
    return [*rows, {**rows[0], **dict.fromkeys(FOLLOWS[table].key, '"of-a-crook"')}]


@pytest.mark.parametrize(
    ("forge", "why"),
    [
        (forged, ", the ledger says "),
        (dropped, "the row is missing, the ledger tells of it"),
        (added, "there is a row, the ledger does not tell of it"),
    ],
)
def test_each_table_of_a_bundle_is_compared_row_by_row_both_ways(
    forge: Callable[[str, Rows], Rows], why: str, made: Path, tmp_path: Path
) -> None:
    tables = [
        one.removeprefix("rows/").removesuffix(".csv") for one in opened(made) if "rows/" in one
    ]
    assert len(tables) > 25

    def change(held: Bundle) -> None:
        for table in tables:
            name = f"rows/{table}.csv"
            rows = list(csv.DictReader(io.StringIO(held[name].decode())))
            put_rows(held, name, forge(table, rows), tuple(rows[0]))

    holds, said = verified(changed(made, tmp_path / "forged.zip", change))
    assert not holds
    for table in tables:
        lines = [one for one in said.splitlines() if one.startswith(f"DIFFERS {table} ")]
        assert any(why in one for one in lines), (table, lines)


def test_another_key_is_found_where_the_right_one_is_given(
    house: House, made: Path, tmp_path: Path
) -> None:
    other = Key.make()
    holds, said = verified(made, "--key", other.public)
    assert not holds
    assert f"does not name the key {other.public}" in said

    # A crook who signs everything anew with a key of their own: the bundle fits itself …
    forged = tmp_path / "forged"
    shutil.copytree(house.folder, forged)
    engine = create_engine(f"sqlite:///{forged}/fair.db")
    with engine.begin() as at:
        at.execute(text("DELETE FROM ledger_head"))
        at.execute(text("DELETE FROM ledger_key"))
        at.execute(text("DELETE FROM anchor"))
        at.execute(text("DELETE FROM ledger WHERE kind = 'ledger.key_made'"))
    engine.dispose()
    (forged / "fair.db.ledger.key").unlink()
    asyncio.run(signed_anew(forged))
    out = House(forged).bundle(tmp_path / "anew.zip")
    _, head = house.typed("head", "--fair", house.fairs["closed"])
    right = load(house.folder / "fair.db.ledger.key")
    assert right
    # … and whoever kept the key, or a head, sees that it is another one.
    for given in (("--key", right.public), ("--head", head.strip())):
        holds, said = verified(out, *given)
        assert not holds
        assert "key" in said


async def signed_anew(folder: Path) -> None:
    async with running(folder) as world:
        await world.server.anchors.begin()
        await world.server.anchors.drop()


def test_the_head_of_the_whole_house_is_asked_for_that_of_the_fair(
    house: House, made: Path
) -> None:
    _, head = house.typed("head")
    holds, said = verified(made, "--head", head.strip())
    assert not holds
    assert f"`fair ledger head --fair {house.fairs['closed']}`" in said


def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    letter = tmp_path / "letter.zip"
    letter.write_text("Dear auditor")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as bag:
        bag.writestr("holiday.txt", "sea")
    for name in ("letter.zip", "other.zip", "nowhere.zip"):
        holds, said = verified(tmp_path / name)
        assert not holds
        assert "is no bundle of evidence" in said


def test_a_forged_title_says_nothing_in_our_name(made: Path, tmp_path: Path) -> None:
    def forge(held: Bundle) -> None:
        about = json.loads(held["bundle.json"])
        about["title"] = "Fair)\nevery hash holds\neverything holds\n\x1b[8m"
        held["bundle.json"] = json.dumps(about).encode()
        held["figures.csv"] = re.sub(rb"hires,(\d+),\d+", rb"hires,\1,900", held["figures.csv"])

    holds, said = verified(changed(made, tmp_path / "forged.zip", forge))

    assert not holds
    assert "everything holds" not in said.splitlines()
    assert "\x1b" not in said
    assert "it calls itself" in said


@pytest.mark.parametrize("name", ["bundle.json", "ledger.jsonl", "heads.txt", "rows/fair.csv"])
def test_a_file_that_unpacks_to_more_than_any_of_ours_holds_no_memory(
    name: str, made: Path, tmp_path: Path
) -> None:
    def swell(held: Bundle) -> None:
        held[name] = b'{"title": "' + b" " * 300_000_000 + b'"}'

    path = changed(made, tmp_path / "bomb.zip", swell, zipfile.ZIP_DEFLATED)
    tracemalloc.start()
    holds, said = verified(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert not holds
    assert name in said
    assert most < 150_000_000


def test_of_a_bundle_that_could_not_be_written_whole_nothing_is_left(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "writestr", full)
        code, said = house.typed("bundle", house.fairs["closed"], str(tmp_path / "e.zip"))
    assert code == 1
    assert "cannot be written: No space left" in said
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_written_over_and_no_fair_is_made_up(house: House, tmp_path: Path) -> None:
    here = tmp_path / "here.zip"
    here.write_text("kept")
    code, said = house.typed("bundle", house.fairs["closed"], str(here))
    assert code == 1
    assert "is there already; nothing was written" in said
    assert here.read_text() == "kept"
    code, said = house.typed("bundle", "nonsense", str(tmp_path / "new.zip"))
    assert code == 1
    assert "There is no fair nonsense" in said


def test_a_cell_gives_back_what_was_put_into_it_and_nothing_that_a_spreadsheet_runs() -> None:
    for value in (None, "", 0, -5, 1.5, "12", "1e5", "=x", "@x", "abc", "true", "[x", 'a"b', "名"):
        cell = to_cell(value)
        assert of_cell(cell) == value
        assert isinstance(value, int | float) or not cell.startswith(("=", "+", "-", "@"))
    assert of_cell(to_cell(1700000000123456, instant=True)) == 1700000000123456


async def test_only_organisers_take_the_evidence_and_the_log_says_who(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "fair.security")
    async with running(tmp_path) as world:
        stage = await a_stage(world)
        path = f"/organise/fairs/{stage.scene.fair_id}/evidence.zip"
        for token, status in ((stage.scene.tokens["recruiter"], 403), ("", 401)):
            async with world.web(token) as browser:
                assert (await browser.get(path)).status_code == status
        async with world.web(stage.scene.tokens["organiser"]) as browser:
            assert (await browser.get("/organise/fairs/nonsense/evidence.zip")).status_code == 404
        await taken(stage, tmp_path / "taken.zip")
        for language, words in (("zh-CN", "证据"), ("ja", "証拠")):
            async with world.web(stage.scene.tokens["organiser"], language) as browser:
                bag = zipfile.ZipFile(io.BytesIO((await browser.get(path)).content))
            assert words in bag.read("README.txt").decode()
    who = stage.scene.organiser.account_id
    assert f"took evidence of fair {stage.scene.fair_id}: account {who}" in caplog.text.replace(
        "account:", "account "
    )
