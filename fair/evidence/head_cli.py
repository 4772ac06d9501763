"""What can be typed about the ledger's heads and its key: `fair ledger head | key | new-key`."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from fair import plain
from fair.anchors import Anchors, newest_head
from fair.by_hand import writer
from fair.db import Database
from fair.heads import ALL, Head, heads_in
from fair.key_holder import KeyHolder, KeyMissing
from fair.ledger_key import KeyUnreadable, load
from fair.settings import Settings
from fair.upgrade import existing


def add_commands(ledger: typer.Typer) -> None:
    """Let these commands be typed after `fair ledger`."""
    ledger.command("head")(head)
    ledger.command("key")(key)
    ledger.command("new-key")(new_key)


def head(
    fair: Annotated[
        str, typer.Option(help="of this fair alone; else of the whole house", parser=plain.plain)
    ] = ALL,
) -> None:
    """Print the newest signed head: one line to be kept where nobody of this house can change it.

    `fair ledger verify --head LINE` says later whether the ledger still holds that history.
    """
    settings = Settings.read(makes=False)
    existing(settings.database_url)
    database = Database(settings.database_url)
    try:
        found = database.read_now(lambda at: newest_head(at, fair))
    finally:
        database.stop()
    if found is None:
        of = "" if fair == ALL else f" of a fair {fair}: look whether that is its id"
        _end(
            f"No head is signed yet{of}. `fair serve` signs one every ten seconds in which "
            "anything happens."
        )
    typer.echo(str(found))


def key() -> None:
    """Print the public key that signs the ledger. Give it to whoever checks you."""
    holder = KeyHolder(Settings.read(makes=False))
    try:
        found = load(holder.path)
    except KeyUnreadable as error:
        _end(f"{error}.")
    if found is None:
        _end(f"There is no key at {holder.path} yet. `fair serve` makes it at its first start.")
    typer.echo(found.public)


def new_key(
    *,
    lost: Annotated[
        bool, typer.Option(help="the key before is gone, so that it cannot sign for the new one")
    ] = False,
) -> None:
    """Let a new key sign from now on; it vouches for the last head of the one before.

    A server that runs takes it with its next anchor. The old key is written over.
    """
    settings = Settings.read(makes=False)
    existing(settings.database_url)
    holder = KeyHolder(settings)
    try:
        with writer(settings) as database:
            public = asyncio.run(_renewed(database, holder, lost=lost))
    except (KeyMissing, KeyUnreadable) as error:
        _end(f"{error}.")
    typer.echo(public)


async def _renewed(database: Database, holder: KeyHolder, *, lost: bool) -> str:
    anchors = Anchors(database, holder)
    if not lost:
        await anchors.begin()
        await anchors.drop()
    last = await database.read(newest_head)
    await holder.renew(database, str(last or ""), lost=lost)
    await anchors.drop()
    return holder.key.public if holder.key else ""


def kept_heads(said: Sequence[str]) -> list[Head]:
    """Return the heads that stand in lines or files; ends with a sentence where there is none."""
    found: list[Head] = []
    for one in said:
        heads = heads_in(_text(one))
        if not heads:
            _end(
                "There is no head in what you gave: it begins with FAIR-HEAD and ends with the "
                "signature; where one sign is missing it is none. Give the line, or a file."
            )
        found += heads
    return list(dict.fromkeys(found))


def _text(said: str) -> str:
    path = Path(said)
    try:
        return path.read_text("utf-8", "replace") if path.is_file() else said
    except OSError:  # a line is longer than a name may be
        return said


def _end(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
