"""What can be typed about staff: making the first organiser, and a new password for anybody."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from fair import by_hand, plain, typed
from fair.accounts import writes
from fair.accounts.account import check_password, normal_email
from fair.accounts.link import INVITED, link_token
from fair.accounts.refusals import EmailTaken
from fair.accounts.reset import token_hash
from fair.accounts.reset_actions import print_one
from fair.decisions import Refusal
from fair.glossary import Role
from fair.passwords import hash_now, refuse_known
from fair.settings import Settings
from fair.upgrade import existing, upgrade

organiser = typer.Typer(no_args_is_help=True, help="Organisers: the first one is made here.")


@organiser.command()
def add(
    email: Annotated[
        str, typer.Argument(help="the organiser's e-mail address", parser=plain.email)
    ],
    name: Annotated[
        str, typer.Option(help="make the account now, and ask for a password", parser=typed.line)
    ] = "",
) -> None:
    """Print an invitation link for an organiser; with --name make the account at once.

    An account that is there is not touched: `fair organiser reset` lets its owner choose a new
    password.
    """
    settings = Settings.read()
    upgrade(settings.database_url)
    with _said(settings):
        if name:
            password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
            check_password(password, normal_email(email), name)
            refuse_known(password, (email, name))
            hashed = hash_now(password)
            by_hand.carry_out(
                settings,
                lambda work: writes.add_account(
                    work, name=name, email=email, role=Role.ORGANISER, password_hash=hashed
                ),
            )
            typer.echo(f"{name} can sign in at {settings.base_url}/sign-in")
        else:
            ref = by_hand.carry_out(
                settings, lambda work: writes.invite_by_hand(work, email=email, role=Role.ORGANISER)
            )
            typer.echo(f"{settings.base_url}/invited/{link_token(settings.secret, INVITED, ref)}")


@organiser.command()
def reset(
    email: Annotated[
        str, typer.Argument(help="the address of a recruiter or organiser", parser=plain.email)
    ],
) -> None:
    """Print a link for a new password: once, for 60 minutes. Give it to the owner of the address.

    The account's page says that this was done, and so does a mail where a mail server is named.
    """
    settings = Settings.read()
    existing(settings.database_url)
    token = secrets.token_urlsafe(32)
    with _said(settings):
        by_hand.carry_out(settings, lambda work: print_one(work, email, token_hash(token)))
        typer.echo(f"{settings.base_url}/sign-in/new-password/{token}")


@contextmanager
def _said(settings: Settings) -> Iterator[None]:
    """Say why something was refused, and what to do."""
    try:
        yield
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        if isinstance(refusal, EmailTaken):
            typer.echo(
                f"Sign in at {settings.base_url}/sign-in. Where the password is forgotten: "
                "fair organiser reset EMAIL",
                err=True,
            )
        raise typer.Exit(1) from None
