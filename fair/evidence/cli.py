"""`fair ledger verify`: the chain, every row and figure against it, and the signed heads."""

import gc
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from fair import log_lines, plain
from fair.board.rows_reads import compare_rows
from fair.board.verify_reads import report
from fair.db import utc_now
from fair.evidence.bundle_cli import bundle, checked
from fair.evidence.head_cli import add_commands, kept_heads
from fair.head_checks import examined
from fair.heads import Head
from fair.key_holder import KeyHolder
from fair.second_reader import by_two
from fair.settings import Settings
from fair.upgrade import existing

ledger = typer.Typer(no_args_is_help=True, help="The record of what happened.")
add_commands(ledger)
ledger.command("bundle")(bundle)


@ledger.command()
def verify(
    bundle: Annotated[
        Path | None, typer.Argument(help="a bundle of evidence (ZIP); else this house's database")
    ] = None,
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
    """Check every hash, anchor, signed head, row and figure; exit code 1 where one is wrong.

    With a bundle that `fair ledger bundle` wrote, no database and no setting is needed.
    """
    kept = kept_heads(head or [])
    holds, lines = checked(bundle, kept, key) if bundle else _of_this_house(kept, key)
    if not (holds and quiet):
        typer.echo("\n".join(log_lines.one_line(one) for one in lines))
    if not holds:
        raise typer.Exit(1)


def _of_this_house(kept: Sequence[Head], key: str) -> tuple[bool, list[str]]:
    settings = Settings.read(makes=False)
    existing(settings.database_url)
    holder, now = KeyHolder(settings), utc_now()
    signed = partial(examined, holder=holder, key=key, kept=kept, now=now)
    gc.disable()  # a tenth of the time; what is read makes no circles, and the process ends
    try:
        with by_two(settings.database_url, partial(compare_rows, now=now)) as (here, compared):
            return report(here, now, signed, compared)
    finally:
        gc.enable()
