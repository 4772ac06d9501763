"""`fair backup`, `fair restore`, `fair export-all`: what is kept elsewhere, and what comes back."""

from pathlib import Path
from typing import Annotated

import typer

from fair import all_tables, private
from fair.backups import NotDone, back_up
from fair.backups import restore as put_back
from fair.db import Database, utc_now
from fair.sentences import end
from fair.settings import Settings
from fair.upgrade import existing, refuse_unknown


def safe_commands(cli: typer.Typer) -> None:
    """Let these commands be typed after `fair`."""
    cli.command("backup")(backup)
    cli.command("restore")(restore)
    cli.command("export-all")(export_all)


def backup(
    out: Annotated[Path, typer.Argument(help="the folder to write; it must not be there yet")],
    *,
    keys: Annotated[
        bool, typer.Option(help="with the secret and the key that signs the ledger")
    ] = True,
) -> None:
    """Copy the database and its keys into a folder, while the fair runs.

    Whoever has the folder has everything: keep it where only you read it.
    """
    settings = Settings.read(makes=False)
    try:
        names = back_up(settings, out, utc_now(), keys=keys)
    except NotDone as error:
        end(str(error))
    typer.echo(f"{out} is written: {', '.join(names)}. It comes back by: fair restore {out}")


def restore(
    source: Annotated[
        Path, typer.Argument(help="the folder that `fair backup` wrote", exists=True)
    ],
    *,
    over: Annotated[
        bool, typer.Option("--over", help="also where a fair is already, which is put aside")
    ] = False,
) -> None:
    """Put a backup into the place of this house, after every row of it was checked.

    Refused while a server runs, and without --over where there is a fair already.
    """
    settings = Settings.read(makes=False)
    refuse_unknown(settings.database_url)
    try:
        holds, lines = put_back(settings, source, utc_now(), over=over)
    except NotDone as error:
        end(str(error))
    typer.echo("\n".join(lines))
    if not holds:
        raise typer.Exit(1)


def export_all(
    out: Annotated[Path, typer.Argument(help="the file to write (ZIP); it must not be there yet")],
) -> None:
    """Write every table as CSV, for an office that leaves. It names people: keep it safe."""
    settings = Settings.read(makes=False)
    existing(settings.database_url)
    database = Database(settings.database_url)
    try:
        with private.whole(out) as file:
            counts = database.read_now(lambda at: all_tables.write(at, file, utc_now()))
    except FileExistsError:
        end(f"{out} is there already; nothing was written. Give another name")
    except OSError as error:
        end(f"{out} cannot be written: {error.strerror}")
    finally:
        database.stop()
    typer.echo(f"{out} is written: {sum(counts.values())} rows of {len(counts)} tables.")
