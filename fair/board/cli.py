"""`fair ledger verify`: the chain, and every figure of every fair against it."""

from typing import Annotated

import typer
from sqlalchemy import Connection

from fair.board import reads
from fair.db import Database
from fair.ledger import verify as verify_chain
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.settings import Settings

ledger = typer.Typer(no_args_is_help=True, help="The record of what happened.")


@ledger.command()
def verify(
    *, quiet: Annotated[bool, typer.Option(help="say nothing where everything holds")] = False
) -> None:
    """Check every hash, anchor and figure. Exit code 1 where something is wrong."""
    database = Database(Settings.read().database_url)
    try:
        holds, lines = database.read_now(report)
    finally:
        database.stop()
    if not (holds and quiet):
        typer.echo("\n".join(lines))
    if not holds:
        raise typer.Exit(1)


def report(connection: Connection) -> tuple[bool, list[str]]:
    """Return whether everything holds, and what to tell, line by line."""
    count, broken = verify_chain(connection)
    if broken:
        lines = [f"ledger: BROKEN at stream {broken.stream}, row {broken.seq}: {broken.why}"]
    else:
        lines = [f"ledger: {count} rows, every hash and anchor holds"]
    holds = broken is None
    for fair in programme.fairs(connection):
        good, said = _of_fair(connection, fair)
        holds = holds and good
        lines.append(said)
    lines.append("everything holds" if holds else "something does not hold; see above")
    return holds, lines


def _of_fair(connection: Connection, fair: Fair) -> tuple[bool, str]:
    name = f"fair {fair.id}{' DEMO' if fair.demo else ''} ({fair.title})"
    if reads.born_as_demo(connection, fair.id) is not fair.demo:
        return False, f"{name}: its ledger says that it was born otherwise (demo or real)"
    now, told = reads.figures(connection, fair.id), reads.ledger_figures(connection, fair.id)
    wrong = now.differences(told)
    if wrong:
        said = ", ".join(
            f"{what}: tables {getattr(now, what)}, ledger {getattr(told, what)}" for what in wrong
        )
        return False, f"{name}: figures differ ({said})"
    figures = ", ".join(f"{getattr(now, what)} {what}" for what in now.__slots__)
    gone = reads.erased(connection, fair.id)
    return True, f"{name}: {figures}; tables and ledger agree" + (
        f"; {gone} people erased" if gone else ""
    )
