"""What can be typed: `fair serve`, `fair demo`, `fair organiser add`, `fair ledger verify`."""

import contextlib
import logging
import resource
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn

from fair import documents, frames, log_lines, one_server, plain, private
from fair import workers as processes
from fair.accounts.cli import organiser
from fair.app import Server
from fair.checks import findings
from fair.connections import Bounds
from fair.demo import running, welcome
from fair.evidence.cli import ledger
from fair.http_bounds import bounded
from fair.imports.cli import commands as imports
from fair.network import loopback
from fair.safe_cli import safe_commands
from fair.sentences import Sentences, end, listen_here
from fair.settings import DEMO, Settings
from fair.sign_in.cli import remove_second_step
from fair.signals import carriers, listing
from fair.upgrade import refuse_unknown, upgrade

cli = typer.Typer(
    cls=Sentences,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Fair, a live online job fair.",
)
organiser.command("remove-second-step")(remove_second_step)
cli.add_typer(organiser, name="organiser")
cli.add_typer(ledger, name="ledger")
cli.add_typer(imports(Server), name="import")
safe_commands(cli)
texts = typer.Typer(help="The texts that are sent to telephones.", no_args_is_help=True)
cli.add_typer(texts, name="texts")

MANY_FILES, SPARE_FILES, STARTUP_FAILED = 16_384, 300, 3
Port = Annotated[int, typer.Option(help="the port to listen on", min=1, max=65535)]
Many = Annotated[int | None, typer.Option(help="how many processes serve (FAIR_WORKERS)")]
Host = Annotated[str, typer.Option(help="the address to listen on", parser=plain.plain)]


def main() -> None:
    """Run the command line."""
    cli()


@cli.callback()
def _before(context: typer.Context) -> None:
    """A live online job fair."""
    if context.invoked_subcommand != "contract":  # whose files are for everybody
        private.from_now_on()


@cli.command()
def serve(port: Port = 8000, host: Host = "127.0.0.1", workers: Many = None) -> None:
    """Serve the fair until stopped.

    With --workers (or FAIR_WORKERS) by several processes, which need PostgreSQL and Redis.
    """
    settings = Settings.read()
    many = settings.workers if workers is None else workers
    if said := processes.refusal(settings, many):
        end(said)
    _says_how_it_texts(settings)
    listen_here(host, port, "serve")
    if not settings.secure and not loopback(host):
        typer.echo(
            "People elsewhere open this by http, so their browsers give no microphone. Put a proxy "
            "with a certificate in front and set FAIR_BASE_URL=https://…; a name or address that "
            "is neither there nor in FAIR_HOSTS is refused.",
            err=True,
        )
    _alone(settings)
    upgrade(settings.database_url)
    if many == 1:
        run_server(settings, host, port)
    else:
        _by_many(settings, host, port, many)


def _by_many(settings: Settings, host: str, port: int, many: int, *arguments: str) -> None:
    """Let so many processes serve; returns when all have stopped."""
    _logs(settings)
    with processes.bound(host, port) as own:
        code = processes.here(arguments, settings, many).keep(own)
    if code:
        raise typer.Exit(code)


@cli.command(hidden=True)
def worker(
    number: Annotated[int, typer.Option()],
    listens: Annotated[int, typer.Option()],
    parent: Annotated[int, typer.Option()],
    *,
    demo: Annotated[bool, typer.Option()] = False,
) -> None:
    """Serve as one of several processes: `fair serve` starts it, and nobody else."""
    said: dict[str, Any] = {"sms_provider": DEMO, "second_factor": "optional"} if demo else {}
    settings = Settings.read(**said)
    own = processes.own_ports(settings, number)
    processes.end_with(parent)
    listening = socket.socket(fileno=listens)
    run_server(replace(settings, bridge_ports=own), "", 0, listening=listening)


@cli.command()
def demo(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    *,
    crowd: Annotated[int, typer.Option(help="how many simulated seekers at a time", min=0)] = 40,
    fresh: Annotated[bool, typer.Option(help="throw away an earlier demo that still runs")] = False,
    workers: Many = None,
) -> None:
    """Serve a whole fair with employers, posts and simulated people, and print sign-in links.

    With --host 0.0.0.0 also for phones in the same network: the link is printed as a code to scan.
    Its database is var/demo.db. A demo that is still open goes on; otherwise a new one is made.
    """
    here = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    shown = "localhost" if loopback(host) else welcome.address_here(host)
    settings = Settings.read(
        unless_said={
            "database_url": running.DATABASE_URL,
            "base_url": f"http://{shown}:{port}",
            "hosts": "localhost,127.0.0.1",  # the crowd, and a phone on a cable
        },
        sms_provider=DEMO,
        second_factor="optional",
    )
    many = settings.workers if workers is None else workers
    if said := processes.refusal(settings, many):
        end(said)
    listen_here(host, port, "demo")
    if elsewhere := running.hold(settings.base_url):
        typer.echo(
            f"A demo of this folder runs already, at {elsewhere}. Look at it, or stop it first.",
            err=True,
        )
        raise typer.Exit(1)
    _alone(settings)
    found = running.prepare(settings, fresh=fresh)
    companion = running.Companion(
        f"http://{here}:{port}", welcome.welcome(settings, found), crowd, typer.echo
    )
    if many == 1:
        run_server(settings, host, port, companion.start, companion.stop)
        return
    companion.start()
    try:
        _by_many(settings, host, port, many, "--demo")
    finally:
        companion.stop()


def _alone(settings: Settings) -> None:
    """End with a plain sentence where another server has this database."""
    refuse_unknown(settings.database_url)
    lock = one_server.lock_of(settings.database_url)
    if lock and (elsewhere := one_server.hold(lock, settings.base_url)):
        end(
            f"A server of Fair has this database already, at {elsewhere}. Look at it, or stop it "
            "first; two at once would work against each other."
        )


def _says_how_it_texts(settings: Settings) -> None:
    """End with a plain sentence where strangers would be promised messages that do not come."""
    said = carriers.missing(settings)
    if not said and not settings.sms_provider and not settings.only_here:
        said = (
            f"People elsewhere open {settings.base_url}, and nothing says how they get text "
            "messages. Set FAIR_SMS_PROVIDER: http with FAIR_SMS_URL (a gateway sends them), none "
            "(none are sent, an organiser confirms each number), or outbox (a trial: organisers "
            "read them at /outbox)"
        )
    if said:
        typer.echo(said + ".", err=True)
        raise typer.Exit(1)


def run_server(
    settings: Settings,
    host: str,
    port: int,
    before: Callable[[], None] = lambda: None,
    after: Callable[[], None] = lambda: None,
    *,
    listening: socket.socket | None = None,
) -> None:
    """Run uvicorn as we measured it best: no deflate, one kind of ping, uvloop.

    At host and port, or at a socket that is `listening` already.
    """
    _logs(settings)
    app = Server(settings).app
    before()
    try:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,  # its lines are written as ours are
            log_level="warning",
            timeout_graceful_shutdown=3,
            server_header=False,
            http=bounded(
                Bounds(
                    connections=min(settings.connections, _files() - SPARE_FILES),
                    of_network=settings.connections_of_network,
                    proxies=settings.trusted_proxies,
                )
            ),
            forwarded_allow_ips="",
            proxy_headers=False,
            **frames.options(),
        )
        server = uvicorn.Server(config)
        with contextlib.suppress(KeyboardInterrupt):
            server.run([listening] if listening else None)
        if not server.started:
            raise typer.Exit(STARTUP_FAILED)
    finally:
        after()


def _logs(settings: Settings) -> None:
    logging.basicConfig(level=logging.INFO, handlers=[log_lines.handler(settings.log_format)])
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it writes addresses, keys in them too


def _files() -> int:
    """Return how many files and connections this process may have, once it has asked for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(soft, MANY_FILES if hard == resource.RLIM_INFINITY else min(hard, MANY_FILES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


@cli.command()
def simulate(
    url: Annotated[str, typer.Option(help="the address of the demo fair", parser=plain.plain)],
    links: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="the file of links that `fair demo` wrote"),
    ],
    crowd: Annotated[int, typer.Option(help="how many simulated seekers at a time", min=1)] = 40,
) -> None:
    """Let simulated people into a demo fair that runs already. A real fair is refused."""
    if not url.startswith(("http://", "https://")):
        end(f"{url} is no address: give the whole one, such as http://127.0.0.1:8000")
    raise typer.Exit(running.simulate(url, links, crowd))


@cli.command()
def check() -> None:
    """Say what is configured, reachable and missing; exit 1 where something must be done."""
    settings, bad = Settings.read(makes=False), 0
    refuse_unknown(settings.database_url)
    for finding in findings(settings):
        bad += not finding.good
        typer.echo(f"{'ok ' if finding.good else 'BAD'} {finding.what}: {finding.says}")
    raise typer.Exit(1 if bad else 0)


@texts.command("list")
def list_texts() -> None:
    """Print every text that may be sent, for a gateway to approve, as a table with tabs.

    Each in each language: its name, how many messages of 70 signs it is at the most, what fills it
    and with how many signs at most, and its words with those places marked.
    """
    for line in listing.lines(Settings.read(makes=False).base_url):
        typer.echo(line)


@cli.command()
def contract(
    *,
    check: Annotated[bool, typer.Option(help="only say whether the files are up to date")] = False,
) -> None:
    """Write what is made from the code: static/js/contract.js, and the lists in docs/."""
    if not check:
        documents.write()
    elif stale := documents.stale():
        typer.echo(f"stale: {', '.join(map(str, stale))}; run `make contract`")
        raise typer.Exit(1)
