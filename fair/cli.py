"""What can be typed: `fair serve`, `fair demo`, `fair organiser add`, `fair ledger verify`."""

import logging
from typing import Annotated

import typer
import uvicorn

from fair.app import Server
from fair.board import cli as board_cli
from fair.checks import findings
from fair.contract import generate
from fair.settings import Settings
from fair.upgrade import upgrade

cli = typer.Typer(no_args_is_help=True, add_completion=False, help="Fair, a live online job fair.")
cli.add_typer(board_cli.ledger, name="ledger")


def main() -> None:
    """Run the command line."""
    cli()


@cli.command()
def serve(
    port: Annotated[int, typer.Option(help="the port to listen on")] = 8000,
    host: Annotated[str, typer.Option(help="the address to listen on")] = "127.0.0.1",
) -> None:
    """Serve the fair until stopped."""
    settings = Settings.read()
    upgrade(settings.database_url)
    run_server(settings, host, port)


def run_server(settings: Settings, host: str, port: int) -> None:
    """Run uvicorn as we measured it best: no deflate, one kind of ping, uvloop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    uvicorn.run(
        Server(settings).app,
        host=host,
        port=port,
        log_level="warning",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        timeout_graceful_shutdown=3,
        server_header=False,
        forwarded_allow_ips="",
        proxy_headers=False,
    )


@cli.command()
def check() -> None:
    """Say what is configured, reachable and missing; exit 1 where something must be done."""
    bad = 0
    for finding in findings(Settings.read()):
        bad += not finding.good
        typer.echo(f"{'ok ' if finding.good else 'BAD'} {finding.what}: {finding.says}")
    raise typer.Exit(1 if bad else 0)


@cli.command()
def contract(
    *,
    check: Annotated[bool, typer.Option(help="only say whether the files are up to date")] = False,
) -> None:
    """Write what is made from the contract: static/js/contract.js and docs/messages.md."""
    if not check:
        generate.write()
    elif stale := generate.stale():
        typer.echo(f"stale: {', '.join(map(str, stale))}; run `make contract`")
        raise typer.Exit(1)
