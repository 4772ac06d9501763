"""What can be typed about posts: `fair import vacancies FILE`."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Protocol

import typer

from fair import typed
from fair.anchors import Anchors
from fair.db import Database
from fair.decisions import Actor, Refusal, filled
from fair.dispatch import Dispatch, doors
from fair.glossary import Role
from fair.imports import reads
from fair.imports.reads import Upload
from fair.imports.refusals import FileTooLarge
from fair.imports.staging_writes import Brought, bring
from fair.people.attachment import safe_name
from fair.settings import Settings
from fair.tabular.encodings import CHOICES, chosen
from fair.upgrade import existing

BY_HAND = Actor(Role.ORGANISER, account_id="command-line", name="command line", by_hand=True)
_MOST_LINES = 50


class Wired(Protocol):
    """A server's database and dispatch, with every slice's reactions."""

    database: Database
    dispatch: Dispatch
    anchors: Anchors


def commands(wire: Callable[[Settings], Wired]) -> typer.Typer:
    """Return the commands of `fair import`; `wire` makes the server that carries them out."""
    imports = typer.Typer(no_args_is_help=True, help="Bring files in.")

    @imports.callback()
    def _group() -> None:
        """Keep `vacancies` a word of its own."""

    @imports.command()
    def vacancies(
        file: Annotated[
            Path,
            typer.Argument(exists=True, dir_okay=False, help="a workbook (.xlsx), a CSV, or .gz"),
        ],
        employer: Annotated[
            str, typer.Option(help="whose posts: name or id; else a map", parser=typed.line)
        ] = "",
        booth: Annotated[int, typer.Option(help="the number of the employer's booth")] = 0,
        map_: Annotated[
            Path | None,
            typer.Option("--map", exists=True, dir_okay=False, help="a map, see fair/maps"),
        ] = None,
        *,
        encoding: Annotated[
            str,
            typer.Option(
                help="its signs, where they are not found out: " + ", ".join(CHOICES),
                parser=typed.line,
            ),
        ] = "",
        open_: Annotated[bool, typer.Option("--open", help="open what is complete")] = False,
        good_rows: Annotated[bool, typer.Option(help="leave wrong rows out")] = False,
    ) -> None:
        """Bring posts in from a table: drafts, with what each of them misses.

        Without --employer the file needs a map, and employers are made of it: not verified,
        without a booth. A wrong row of the template keeps the whole file out.
        """
        if encoding and not chosen(encoding):
            raise typer.BadParameter(", ".join(CHOICES), param_hint="--encoding")
        settings = Settings.read()
        existing(settings.database_url)
        server = wire(settings)
        server.database.start()
        try:
            employer_id, booth_id = server.database.read_now(
                lambda at: reads.whose(at, employer, booth)
            )
            upload = Upload(
                data=_bytes(file),
                file_name=safe_name(file.name),
                employer_id=employer_id,
                booth_id=booth_id,
                map_text=_map(map_) if map_ else "",
                encoding=encoding,
                open_complete=open_,
                good_rows=good_rows,
            )
            brought = asyncio.run(_bring(server, upload))
        except Refusal as refusal:
            typer.echo(str(refusal), err=True)
            raise typer.Exit(1) from None
        finally:
            server.database.stop()
        _tell(brought)

    return imports


def _bytes(file: Path) -> bytes:
    """Return what is in the file, of which no more is read than is taken."""
    if file.stat().st_size > reads.MOST_UNPACKED:
        raise FileTooLarge(megabytes=reads.MOST_UNPACKED // 1_000_000)
    return file.read_bytes()


def _map(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        typer.echo(f"{file} is no map: it is not UTF-8 text. See fair/maps.", err=True)
        raise typer.Exit(1) from None


async def _bring(server: Wired, upload: Upload) -> Brought:
    entered = doors(server.dispatch, BY_HAND)
    await server.anchors.begin()
    try:
        return await asyncio.to_thread(bring, entered, BY_HAND, upload)
    finally:
        await server.anchors.drop()


def _tell(brought: Brought) -> None:
    plan = brought.plan
    for problem in plan.problems[:_MOST_LINES]:
        said = filled(problem.says, problem.values)
        typer.echo(f"row {problem.row}, column {problem.column or '–'}: {said}", err=True)
    if len(plan.problems) > _MOST_LINES:
        typer.echo(f"… and {len(plan.problems) - _MOST_LINES} more", err=True)
    if not brought.import_id:
        typer.echo(f"Nothing was imported: {plan.refused} of {plan.rows} rows are wrong.", err=True)
        raise typer.Exit(1)
    missing = sum(bool(post.missing) for post in plan.posts)
    typer.echo(
        f"{plan.rows} rows: {len(plan.posts)} posts ({missing} with something missing), "
        f"{plan.refused} refused, {plan.duplicates} duplicates, {brought.employers} new employers. "
        f"{brought.opened} opened, {brought.review} wait for a review."
    )
