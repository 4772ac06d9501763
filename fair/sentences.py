"""What the command line says where it cannot go on: one sentence and exit code 1, no traceback."""

import errno
import socket
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from fair.trouble import SAYS, cause_of
from fair.upgrade import Unusable


class Sentences(TyperGroup):
    """A group of commands whose faults of the machine and of its settings are sentences."""

    def invoke(self, ctx: Any) -> Any:
        """Carry out what was typed."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            said = sentence(error)
            if not said:
                raise
            end(said)


def sentence(error: Exception) -> str:
    """Return what to tell whoever typed the command; empty for a bug of ours."""
    if isinstance(error, Unusable):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    cause = cause_of(error)
    return f"This cannot be done now: {SAYS[cause]}" if cause else ""


def end(said: str) -> NoReturn:
    """Say why it ends, and end."""
    typer.echo(said if said.endswith((".", "…", ")")) else f"{said}.", err=True)
    raise typer.Exit(1)


def listen_here(host: str, port: int, command: str) -> None:
    """End with a plain sentence where one cannot listen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                end(
                    f"Port {port} is in use. Stop what listens there, or take another one: "
                    f"fair {command} --port {port + 1}"
                )
            why = "only root may" if error.errno == errno.EACCES else error.strerror or str(error)
            end(f"Fair cannot listen at {host}, port {port}: {why}")
