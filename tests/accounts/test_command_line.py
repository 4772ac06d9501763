"""What can be typed about staff at the server."""

from typer.testing import CliRunner

from fair.accounts import reads as account_reads
from fair.accounts.cli import organiser
from tests.people.helpers import PASSWORD

SECRET = "a secret for tests " * 3


async def test_the_command_line_makes_the_first_organiser(world, tmp_path, monkeypatch):
    monkeypatch.setenv("FAIR_DATABASE_URL", f"sqlite:///{tmp_path}/fair.db")
    monkeypatch.setenv("FAIR_SECRET", SECRET)
    run = CliRunner().invoke

    link = run(organiser, ["add", "olga@pes.example"])
    named = run(
        organiser, ["add", "li@pes.example", "--name", "Li"], input=f"{PASSWORD}\n{PASSWORD}\n"
    )
    taken = run(
        organiser, ["add", "li@pes.example", "--name", "Li"], input=f"{PASSWORD}\n{PASSWORD}\n"
    )
    weak = run(organiser, ["add", "wu@pes.example", "--name", "Wu"], input="short\nshort\n")

    assert "/invited/" in link.output
    assert "Li can sign in" in named.output
    assert (taken.exit_code, weak.exit_code) == (1, 1)
    assert [one.email for one in world.look(account_reads.accounts_of, "")] == ["li@pes.example"]
