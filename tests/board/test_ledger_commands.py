"""What can be typed about heads and the key, and what somebody reads who gives a kept head."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fair.cli import cli
from fair.heads import heads_in
from fair.ledger_key import Key
from tests import databases
from tests.world import serving


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house that served once, and whose commands are typed now."""

    async def a_moment() -> None:
        async with serving(tmp_path) as world:
            await world.server.anchors.drop()

    asyncio.run(a_moment())
    monkeypatch.setenv("FAIR_DATABASE_URL", databases.url_of(tmp_path))
    monkeypatch.setenv("FAIR_LEDGER_KEY", str(tmp_path / "fair.db.ledger.key"))
    monkeypatch.setenv("FAIR_SECRET", "s" * 32)
    return tmp_path


def typed(*arguments: str) -> tuple[int, str]:
    """Type `fair ledger …`; the exit code and what was said."""
    done = CliRunner().invoke(cli, ["ledger", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_a_head_that_was_printed_is_given_back_as_a_line_or_as_a_file(house: Path) -> None:
    code, line = typed("head")
    assert code == 0
    (head,) = heads_in(line)
    kept = house / "kept.txt"
    kept.write_text(f"Put into the safe on Thursday:\n{line}")

    for given in (line.strip(), str(kept)):
        code, said = typed("verify", "--head", given)
        assert code == 0, said
        assert f"kept head {head.number}" in said
        assert "still holds exactly these" in said


def test_the_public_key_is_printed_and_believed_when_it_is_given(house: Path) -> None:
    code, public = typed("key")
    assert code == 0
    (house / "fair.db.ledger.key").unlink()

    assert typed("verify", "--key", public.strip())[0] == 0
    code, said = typed("verify")
    assert code == 1
    assert "BROKEN key: the key of the ledger" in said
    code, said = typed("key")
    assert code == 1
    assert "There is no key at" in said


@pytest.mark.usefixtures("house")
def test_a_new_key_keeps_what_the_old_one_signed() -> None:
    _, line = typed("head")
    _, old = typed("key")

    code, new = typed("new-key")

    assert code == 0
    assert new != old
    for more in ((), ("--key", old.strip()), ("--key", new.strip())):
        code, said = typed("verify", "--head", line.strip(), *more)
        assert code == 0, said


def test_a_lost_key_is_said_to_be_lost_before_a_new_one_signs(house: Path) -> None:
    (house / "fair.db.ledger.key").unlink()

    code, said = typed("new-key")
    assert code == 1
    assert "--lost" in said

    assert typed("new-key", "--lost")[0] == 0
    assert typed("verify")[0] == 0


@pytest.mark.usefixtures("house")
def test_half_a_head_is_said_to_be_none() -> None:
    code, said = typed("verify", "--head", "FAIR-HEAD.1.all.3")

    assert code == 1
    assert "There is no head in what you gave" in said


def test_the_check_names_the_public_key_and_says_where_it_is_missing_or_another_one(
    house: Path,
) -> None:
    key = house / "fair.db.ledger.key"
    _, public = typed("key")
    assert f"ok  ledger key: {key} signs; its public key is {public.strip()}" in checked()

    key.unlink()
    assert f"BAD ledger key: the key of the ledger, {key}, is missing" in checked()
    Key.make().keep(key)
    assert f"BAD ledger key: {key} is not the key that this ledger names" in checked()


def checked() -> str:
    """Type `fair check`; what it said."""
    return CliRunner().invoke(cli, ["check"]).output


@pytest.mark.usefixtures("house")
def test_the_head_of_a_fair_that_is_not_there_asks_for_its_id() -> None:
    code, said = typed("head", "--fair", "nonsense")

    assert code == 1
    assert "No head is signed yet of a fair nonsense: look whether that is its id." in said
