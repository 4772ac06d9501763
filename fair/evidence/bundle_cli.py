"""`fair ledger bundle`: the evidence of one fair, which anybody checks without a database."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from fair import plain, private
from fair.db import Database, utc_now
from fair.evidence import bundle_check_reads, bundle_reads
from fair.evidence.bundle_load_reads import NoBundle
from fair.heads import Head
from fair.programme import reads as programme
from fair.settings import Settings
from fair.upgrade import existing


def bundle(
    fair: Annotated[str, typer.Argument(help="the id of the fair", parser=plain.plain)],
    out: Annotated[Path, typer.Argument(help="the file to write (ZIP); it must not be there yet")],
) -> None:
    """Write the record of one fair: ledger lines, signed heads, public keys, rows, figures.

    `fair ledger verify OUT` checks it on any machine with Fair. No person is named in it.
    """
    settings = Settings.read(makes=False)
    existing(settings.database_url)
    database = Database(settings.database_url)

    def write(connection: Any) -> bool:
        found = programme.fair(connection, fair)
        if found is None:
            return False
        with private.whole(out) as file:
            say = bundle_reads.in_english
            bundle_reads.write(connection, found, utc_now(), file, name=out.name, say=say)
        return True

    try:
        known = database.read_now(write)
    except FileExistsError:
        _end(f"{out} is there already; nothing was written. Give another name.")
    except OSError as error:
        _end(f"{out} cannot be written: {error.strerror}.")
    finally:
        database.stop()
    if not known:
        _end(f"There is no fair {fair}: its id stands in the address of its pages.")
    typer.echo(f"{out} is written. Anybody checks it by: fair ledger verify {out.name}")


def checked(path: Path, kept: Sequence[Head], key: str) -> tuple[bool, list[str]]:
    """Return whether a bundle holds, and what to tell; ends with a sentence where it is none."""
    try:
        return bundle_check_reads.verify(path, kept, key)
    except NoBundle as error:
        _end(f"{path} is no bundle of evidence: {error}.")


def _end(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
