"""`fair ledger verify`: the chain, and every row and figure of every fair against it."""

from functools import partial
from typing import Annotated

import typer

from fair.board.verify_reads import report
from fair.db import Database, utc_now
from fair.settings import Settings

ledger = typer.Typer(no_args_is_help=True, help="The record of what happened.")


@ledger.command()
def verify(
    *, quiet: Annotated[bool, typer.Option(help="say nothing where everything holds")] = False
) -> None:
    """Check every hash, anchor, row and figure. Exit code 1 where something is wrong."""
    database = Database(Settings.read().database_url)
    try:
        holds, lines = database.read_now(partial(report, now=utc_now()))
    finally:
        database.stop()
    if not (holds and quiet):
        typer.echo("\n".join(lines))
    if not holds:
        raise typer.Exit(1)
