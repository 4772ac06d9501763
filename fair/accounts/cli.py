"""What can be typed about staff: `fair organiser add EMAIL`, with a link or a password."""

from collections.abc import Callable
from typing import Annotated

import typer

from fair import plain, typed
from fair.accounts import writes
from fair.accounts.account import check_password, normal_email
from fair.accounts.link import INVITED, link_token
from fair.db import Database, Work
from fair.decisions import SYSTEM, Refusal
from fair.glossary import Role
from fair.ledger import Ledger
from fair.passwords import hash_now, refuse_known
from fair.settings import Settings
from fair.upgrade import upgrade

organiser = typer.Typer(no_args_is_help=True, help="Organisers: the first one is made here.")


@organiser.callback()
def _group() -> None:
    """Keep `add` a word of its own."""


@organiser.command()
def add(
    email: Annotated[
        str, typer.Argument(help="the organiser's e-mail address", parser=plain.email)
    ],
    name: Annotated[
        str, typer.Option(help="make the account now, and ask for a password", parser=typed.line)
    ] = "",
) -> None:
    """Print an invitation link for an organiser; with --name make the account at once."""
    settings = Settings.read()
    upgrade(settings.database_url)
    try:
        if name:
            password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
            check_password(password, normal_email(email), name)
            refuse_known(password, (email, name))
            hashed = hash_now(password)
            _write(
                settings,
                lambda work: writes.add_account(
                    work, name=name, email=email, role=Role.ORGANISER, password_hash=hashed
                ),
            )
            typer.echo(f"{name} can sign in at {settings.base_url}/sign-in")
        else:
            ref = _write(
                settings,
                lambda work: writes.invite_to(work, email=email, role=Role.ORGANISER),
            )
            typer.echo(f"{settings.base_url}/invited/{link_token(settings.secret, INVITED, ref)}")
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None


def _write(settings: Settings, run: Callable[[Work], str]) -> str:
    """Carry out one work beside a server that may be running, with its facts in the ledger."""
    database = Database(settings.database_url)
    database.finish = Ledger().finish
    database.start()
    try:
        return database.submit(run, SYSTEM).result()[0]
    finally:
        database.stop()
