"""What can be typed about signing in: removing a second step whose owner lost it."""

from typing import Annotated

import typer

from fair import by_hand, plain
from fair.decisions import Refusal
from fair.settings import Settings
from fair.sign_in.writes import remove_by_hand
from fair.upgrade import existing


def remove_second_step(
    email: Annotated[
        str, typer.Argument(help="the address of a recruiter or organiser", parser=plain.email)
    ],
) -> None:
    """Remove the second step of an account whose owner lost the phone and the codes.

    Make sure that it is the owner who asks. The account's page says that this was done, and so
    does a mail where a mail server is named.
    """
    settings = Settings.read()
    existing(settings.database_url)
    try:
        by_hand.carry_out(settings, lambda work: remove_by_hand(work, email))
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{email} signs in at {settings.base_url}/sign-in with the password alone")
