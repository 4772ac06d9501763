"""A mail server on loopback, as small as SMTP allows."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP


class LoopbackMail:
    """Keeps each mail that was handed over, and what was said before; `refuses` by recipient."""

    def __init__(self) -> None:
        self.port = 0
        self.mails: list[bytes] = []
        self.said: list[str] = []
        self.refuses: dict[str, int] = {}
        self.password = ""
        self.offers = ["AUTH PLAIN"]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def read(self, n: int = -1) -> EmailMessage:
        """Return a mail as its reader's program takes it apart."""
        return message_from_bytes(self.mails[n], policy=SMTP)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := (await reader.readline()).decode().strip():
            self.said.append(line)
            verb = line.split(" ")[0].upper()
            if verb == "DATA":
                writer.write(b"354 go on\r\n")
                self.mails.append((await reader.readuntil(b"\r\n.\r\n"))[:-3])
                writer.write(b"250 taken\r\n")
            else:
                writer.write(self._answer(verb, line).encode() + b"\r\n")
            await writer.drain()
            if verb == "QUIT":
                break
        writer.close()

    def _answer(self, verb: str, line: str) -> str:
        if verb == "EHLO":
            return (
                "\r\n".join(f"250-{one}" for one in ["here", *self.offers]) + "\r\n250 SIZE 99999"
            )
        if verb == "AUTH":
            given = base64.b64decode(line.split(" ")[2]).decode().split("\0")
            return "235 come in" if given[2] == self.password else f"535 not with {given[2]}"
        if verb == "RCPT":
            to = line.partition("<")[2].partition(">")[0]
            return f"{self.refuses.get(to, 250)} {to}"
        return "221 bye" if verb == "QUIT" else "250 fine"


@asynccontextmanager
async def a_mail_server(tls: ssl.SSLContext | None = None) -> AsyncIterator[LoopbackMail]:
    """Listen on loopback until the test is over."""
    made = LoopbackMail()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=tls)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
