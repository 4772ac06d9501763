"""How much of a request is read, how long that may take, and how it is handed on to be parsed.

A form is read to its end before it takes a place from anybody, and parsed a piece at a time, so
that others' requests go on between the pieces. Only files are handed on as they come.
"""

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive

from fair.decisions import N_, Refusal
from fair.http_words import TooSlow

VISITORS_FORM_BYTES = 32_000  # a report of 2,000 signs, each written as up to 12
FORM_BYTES = 400_000  # a post in every language
VISITORS_FORM_S = 10.0
PIECE_BYTES = 16_000
_KB, _MB = 1_000, 1_000_000


class TooMuch(Refusal):
    code = "too-much"
    status = 413
    sentence = N_("That is more than we take at once: at most {size}. Send less, please.")

    def __init__(self, most: int) -> None:
        super().__init__(size=f"{most // _MB} MB" if most >= _MB else f"{most // _KB} kB")


def has_body(request: Request) -> bool:
    """Return whether more than a head was announced."""
    declared = request.headers.get("content-length", "0")
    return declared != "0" or "transfer-encoding" in request.headers


def is_upload(request: Request) -> bool:
    """Return whether the request may hold a file."""
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


def declared(request: Request, most: int) -> int:
    """Return how long the request says that it is, `most` where it does not say.

    Refuses `TooMuch` where that is more than `most` bytes.
    """
    said = request.headers.get("content-length", "")
    if not said.isdecimal():
        return most
    if len(said) > len(str(most)) or int(said) > most:
        raise TooMuch(most)
    return int(said)


def bounded(receive: Receive, most: int) -> Receive:
    """Hand on what comes; refuses `TooMuch` where it is more than `most` bytes."""
    read = 0

    async def receive_some() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise TooMuch(most)
        return message

    return receive_some


async def whole(receive: Receive, within_s: float | None) -> bytes:
    """Return the body when all of it has come; refuses `TooSlow` where that takes longer."""
    body = bytearray()
    try:
        async with asyncio.timeout(within_s):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnect
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise TooSlow from None


def in_pieces(body: bytes, receive: Receive) -> Receive:
    """Hand on a body that was read, letting others go on between its pieces."""
    at = 0

    async def receive_piece() -> Message:
        nonlocal at
        if at and at >= len(body):
            return await receive()
        if at:
            await asyncio.sleep(0)
        piece = body[at : at + PIECE_BYTES]
        at += max(1, len(piece))
        return {"type": "http.request", "body": piece, "more_body": at < len(body)}

    return receive_piece
