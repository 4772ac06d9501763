"""`fair ledger verify`: the chain, every row and figure against it, and the signed heads."""

import gc
from functools import partial
from typing import Annotated

import typer

from fair import plain
from fair.board.head_cli import add_commands, kept_heads
from fair.board.verify_reads import report
from fair.db import Database, utc_now
from fair.head_checks import examined
from fair.key_holder import KeyHolder
from fair.settings import Settings
from fair.upgrade import existing

ledger = typer.Typer(no_args_is_help=True, help="The record of what happened.")
add_commands(ledger)


@ledger.command()
def verify(
    *,
    quiet: Annotated[bool, typer.Option(help="say nothing where everything holds")] = False,
    head: Annotated[
        list[str] | None,
        typer.Option(help="a head that somebody kept: the line itself, or a file with such lines"),
    ] = None,
    key: Annotated[
        str,
        typer.Option(
            help="the public key that is believed; else the key's file", parser=plain.plain
        ),
    ] = "",
) -> None:
    """Check every hash, anchor, signed head, row and figure; exit code 1 where one is wrong."""
    settings = Settings.read(makes=False)
    existing(settings.database_url)
    kept, holder = kept_heads(head or []), KeyHolder(settings)
    database = Database(settings.database_url)
    gc.disable()  # a tenth of the time; what is read makes no circles, and the process ends
    try:
        now = utc_now()
        signed = partial(examined, holder=holder, key=key, kept=kept, now=now)
        holds, lines = database.read_now(partial(report, now=now, signed=signed))
    finally:
        gc.enable()
        database.stop()
    if not (holds and quiet):
        typer.echo("\n".join(lines))
    if not holds:
        raise typer.Exit(1)
