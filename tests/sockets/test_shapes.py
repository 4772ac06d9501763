"""What is no packet of our pages ends the socket at once, costs nothing and fills no log."""

import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fair.packets import Heard, Kind, read
from tests.sockets.attackers import Town, ask, ended, hello, listening

MALFORMED, BINARY, TOO_LONG = 4002, 4003, 4009


@pytest.fixture(params=[False, True], ids=["bounded frames", "stock uvicorn"])
async def town(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    async with listening(tmp_path, stock=request.param) as town:
        yield town


@pytest.mark.parametrize(
    "packet",
    [
        "",
        "x",
        "2",
        "2probe",
        "5",
        "0{}",
        "4",
        "4x",
        "44{}",
        "47[]",
        '42["chat.say"',
        "42[]",
        '42[5,"x"]',
        "42{}",
        '42/admin,["x"]',
        "40/admin,",
        "41/admin,",
        '40{"pid":"x"}',
        '451-["x",{"_placeholder":true,"num":0}]',
        "4699999999-[]",
        "bAAAA",
        "42" + "9" * 50 + "[]",
        '42["' + "x" * 100 + '"]',
        "42" + "[" * 30_000,
        '42["connect",{"HTTP_COOKIE":"fair_login=x"}]',
        '42["disconnect"]',
        '42["*","somebody"]',
        "٤٢[]",
    ],
)
def test_a_packet_that_no_page_sends_is_none(packet: str) -> None:
    assert read(packet) is None


def test_what_our_pages_send_is_understood() -> None:
    assert read("40") == read("40{}") == Heard(Kind.CONNECT, 10)
    assert read("3") == Heard(Kind.PONG)
    assert read('42["unwatch",["queue:8f3k"]]') == Heard(Kind.EVENT)
    assert read('4217["watch",["queue:8f3k","fair:x"]]') == Heard(Kind.EVENT, 2)
    assert read('429["ticket.join",{"id":"1","payload":{"text":"\\ud800"}}]') == Heard(Kind.EVENT)


@pytest.mark.parametrize(
    "packet",
    [
        "x",
        "40/admin,",
        "42[",
        "42" + "[" * 60_000,
        '451-["chat.say",{"_placeholder":true,"num":0}]',
        '42["connect",{"asgi.scope":{"client":["1.2.3.4",1]}}]',
        '42["disconnect"]',
    ],
    ids=lambda packet: str(packet)[:20],
)
async def test_a_malformed_packet_ends_the_socket_with_one_line(
    town: Town, caplog: pytest.LogCaptureFixture, packet: str
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(3):
        async with town.page() as socket:
            await socket.send(packet)
            assert await ended(socket) == MALFORMED

    ours, others = ("fair", "engineio", "socketio"), ("fair.watchdog", "fair.timers")
    lines = [
        one
        for one in caplog.records
        if one.name.startswith(ours) and one.name not in others  # a busy machine; who leads
    ]
    assert [one.getMessage() for one in lines] == [
        "a socket that sent no packet of ours was ended",
    ]
    assert caplog.text.count("\n") == len(caplog.records)  # no tracebacks of anybody
    async with town.page() as socket:
        assert "at" in (await ask(socket, "clock"))["ok"]


async def test_binary_data_ends_the_socket_before_anything_is_kept(town: Town) -> None:
    async with town.page() as socket:
        await socket.send(b"x" * 50_000)
        assert await ended(socket) == BINARY


async def test_a_packet_over_64_kb_ends_the_socket_in_pieces_too(town: Town) -> None:
    async with town.page() as socket:
        await socket.send('42["chat.say","' + "x" * 70_000 + '"]')
        assert await ended(socket) in {TOO_LONG, 1009}
    async with town.page() as socket:
        await socket.send(["42", '["chat.say","', *["x" * 10_000] * 7, '"]'])
        assert await ended(socket) in {TOO_LONG, 1009}


async def test_answers_that_nobody_asked_for_are_not_looked_at(town: Town) -> None:
    async with town.page() as socket:
        for number in range(50):
            await socket.send(f"43{number}[]")
        assert "at" in (await ask(socket, "clock"))["ok"]


async def test_no_answer_repeats_what_was_asked(town: Town) -> None:
    async with town.page() as socket:
        said = await ask(socket, "odd\ud800 <b>name</b>", {"id": "1", "payload": {}})
        joined = await ask(socket, "watch", ["odd\ud800:x", "<b>"], number=2)

    assert said["refused"] == "malformed"
    assert "odd" not in json.dumps(said)
    assert "<b>" not in json.dumps(said)
    assert joined == {"ok": []}


async def test_polling_other_pages_and_other_sessions_are_refused(town: Town) -> None:
    async with town.page():
        sid = next(iter(town.world.server.live.server.eio.sockets))
        path = f"/socket.io/?EIO=4&transport=websocket&sid={sid}"
        assert await town.refused(path=path) == 400
    assert await town.refused(path="/socket.io/?EIO=3&transport=websocket") == 400
    assert await town.refused(Origin="https://elsewhere.example") == 403
    async with town.world.web() as browser:
        for path in ("/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=4&j=<script>"):
            got, posted = await browser.get(path), await browser.post(path, content="4" * 100)
            assert got.status_code == posted.status_code == 404
            assert "<script>" not in got.text
    async with town.handshake(Origin=town.origin) as socket:
        await hello(socket)


@pytest.mark.parametrize("town", [False], indirect=True)
async def test_sockets_that_are_refused_are_no_error_in_the_log(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        assert await town.refused(path="/socket.io/?EIO=3&transport=websocket") == 400
        assert await town.refused(Origin="https://elsewhere.example") == 403

    assert [line for line in caplog.records if line.levelno >= logging.ERROR] == []
