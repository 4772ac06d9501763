"""What can be typed about staff at the server."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from typer.testing import CliRunner

from fair.accounts import reads as account_reads
from fair.accounts.cli import organiser
from tests import databases
from tests.accounts.helpers import EMAIL, accounts, mails
from tests.people.helpers import PASSWORD, recruiter, send, signed_in, staff

SECRET = "a secret for tests " * 3


@pytest.fixture
def typed(world, tmp_path, monkeypatch):
    """Run a command beside the server of `world`, whose database it opens."""
    assert world
    monkeypatch.setenv("FAIR_DATABASE_URL", databases.url_of(tmp_path))
    monkeypatch.setenv("FAIR_LEDGER_KEY", str(tmp_path / "fair.db.ledger.key"))
    monkeypatch.setenv("FAIR_SECRET", SECRET)
    monkeypatch.setenv("FAIR_SMS_PROVIDER", "outbox")

    def run(*words, answers=""):
        with ThreadPoolExecutor(1) as beside:  # a process of its own has a loop of its own
            return beside.submit(CliRunner().invoke, organiser, words, input=answers).result()

    return run


async def test_the_command_line_makes_the_first_organiser(world, typed):
    twice = f"{PASSWORD}\n{PASSWORD}\n"
    link = typed("add", "olga@pes.example")
    named = typed("add", "li@pes.example", "--name", "Li", answers=twice)
    taken = typed("add", "li@pes.example", "--name", "Li", answers=twice)
    weak = typed("add", "wu@pes.example", "--name", "Wu", answers="short\nshort\n")

    assert "/invited/" in link.output
    assert "Li can sign in" in named.output
    assert (taken.exit_code, weak.exit_code) == (1, 1)
    assert [one.email for one in world.look(account_reads.accounts_of, "")] == ["li@pes.example"]


async def test_for_an_address_with_an_account_no_link_is_printed(world, typed):
    await staff(world, EMAIL, "Olga")
    before = accounts(world)

    said = typed("add", EMAIL)

    assert said.exit_code == 1
    assert "There is an account with this e-mail address already" in said.output
    assert "fair organiser reset" in said.output
    assert "/invited/" not in said.output
    assert (accounts(world), world.rows("SELECT id FROM invitation")) == (before, [])


async def test_a_printed_invitation_is_shown_on_no_page(world, typed):
    otto = await staff(world, "otto@pes.example", "Otto")
    link = re.search(r"/invited/\w+", typed("add", EMAIL).output)
    async with world.web(await signed_in(world, account_id=otto.account_id)) as browser:
        page = await browser.get("/organise/team")

    assert link
    assert EMAIL in page.text
    assert link[0] not in page.text
    assert "/link" not in page.text


async def test_a_new_password_is_printed_once_at_the_server_and_its_owner_hears_of_it(world, typed):
    await recruiter(world)
    said = typed("reset", "Mei@Huafeng.example")
    path = re.search(r"/sign-in/new-password/[\w-]+", said.output)
    assert path

    async with world.web() as browser:
        page = await browser.get(path[0])
        assert (await send(browser, page, path[0], password="a new long one")).status_code == 303
        assert (await browser.get(path[0])).status_code == 410
        page = await browser.get("/sign-in")
        await send(
            browser, page, "/sign-in", email="mei@huafeng.example", password="a new long one"
        )
        me = (await browser.get("/me")).text

    assert "was printed at the fair&#39;s server" in me
    assert "was printed at the fair's server" in mails(world, "mei@huafeng.example")[1].text
    assert "account.reset_asked" in world.kinds()


async def test_what_is_typed_leaves_no_mail_behind_where_mails_go_nowhere(
    world, typed, monkeypatch
):
    monkeypatch.setenv("FAIR_SMS_PROVIDER", "none")
    await recruiter(world)
    before = mails(world, "mei@huafeng.example")

    assert "/sign-in/new-password/" in typed("reset", "mei@huafeng.example").output

    assert mails(world, "mei@huafeng.example") == before
    assert "account.reset_asked" in world.kinds()


async def test_whoever_has_no_account_gets_no_new_password(world, typed):
    said = typed("reset", "nobody@huafeng.example")

    assert said.exit_code == 1
    assert "Nobody who works here has this e-mail address" in said.output
    assert not world.rows("SELECT id FROM password_reset")
