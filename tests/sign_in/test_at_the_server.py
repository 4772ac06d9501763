"""What whoever runs the server can do about signing in, and that its owner hears of it."""

import asyncio

from typer.testing import CliRunner

from fair.cli import cli
from tests import databases
from tests.sign_in.staff_door import MAIL, knock, organiser, with_app

SECRET = "a secret for tests " * 3


async def test_a_lost_second_step_is_removed_at_the_server_and_its_owner_reads_so(
    world, tmp_path, monkeypatch
):
    monkeypatch.setenv("FAIR_DATABASE_URL", databases.url_of(tmp_path))
    monkeypatch.setenv("FAIR_LEDGER_KEY", str(tmp_path / "fair.db.ledger.key"))
    monkeypatch.setenv("FAIR_SECRET", SECRET)
    await organiser(world)
    await with_app(world)

    def run(*typed):
        return asyncio.to_thread(CliRunner().invoke, cli, typed)

    nobody = await run("organiser", "remove-second-step", "nobody@pes.example")
    done = await run("organiser", "remove-second-step", MAIL)
    again = await run("organiser", "remove-second-step", MAIL)

    assert (nobody.exit_code, done.exit_code, again.exit_code) == (1, 0, 1)
    assert "with the password alone" in done.output
    assert world.kinds()[-1] == "factor.ended"
    async with world.web() as browser:
        assert (await knock(browser)).headers["location"] == "/sign-in/second"
        page = await browser.get("/sign-in/second")
        later = await browser.post(
            "/sign-in/second/later",
            data={"csrf": page.text.split('name="csrf" value="')[1].split('"')[0]},
        )
        assert later.headers["location"] == "/board"
        assert "removed the second step of your account" in (await browser.get("/me")).text
