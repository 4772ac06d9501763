"""What bare bytes on a connection can cost: attacked over loopback, measured by counts."""

import asyncio
import logging
from typing import Any

import pytest

from fair import bodies, http_bounds, traffic
from fair.connections import AT_A_TIME, Bounds, Missed, Open
from fair.languages import LANGUAGES
from tests.agreements.belongings import LAN, belongings
from tests.edge.serving import all_of, served, status

FAST: dict[str, Any] = {"look_s": 0.02, "linger_s": 0.5}
HOST = b"Host: 127.0.0.1\r\n"
GET = b"GET /help HTTP/1.1\r\n" + HOST
POST = (
    b"POST /language HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded\r\n"
)


async def test_an_ordinary_request_is_answered(tmp_path):
    async with served(tmp_path) as at:
        heard = await at.say(GET + b"Connection: close\r\n\r\n")

    assert status(heard) == 200
    assert b"server:" not in heard.lower().split(b"\r\n\r\n")[0]


class Slow:
    """A connection that is over, as hundreds are that began in the same second."""

    peer = network = "10.0.0.1"
    missed = Missed.HARDLY

    def __init__(self, loop: asyncio.AbstractEventLoop, ended: list["Slow"]) -> None:
        self.loop, self._ended = loop, ended

    def make_room(self) -> None:
        raise AssertionError("there was room")

    def look(self, _now: float) -> None:
        self._ended.append(self)


async def test_hundreds_that_are_too_slow_at_once_keep_nobody_waiting_for_all_of_them():
    loop, ended = asyncio.get_running_loop(), list[Slow]()
    at = Open(Bounds(look_s=0.01))
    for _ in range(300):
        assert at.add(Slow(loop, ended))
    in_one_go = 0
    while len(set(ended)) < 300:
        before = len(ended)
        await asyncio.sleep(0)  # whoever asks is answered between two looks
        in_one_go = max(in_one_go, len(ended) - before)

    assert in_one_go <= AT_A_TIME
    for one in tuple(at.all):
        at.remove(one)


# --- heads ---------------------------------------------------------------------------------------


async def test_a_head_that_never_ends_is_closed_with_a_word(tmp_path):
    async with served(tmp_path, bounds=Bounds(head_s=0.1, **FAST)) as at:
        heard = await at.say(GET + b"X-Slow: ")

        assert status(heard) == 408
        await at.emptied()


async def test_a_head_that_comes_a_byte_at_a_time_is_not_more_patient(tmp_path):
    async with served(tmp_path, bounds=Bounds(head_s=0.2, **FAST)) as at:
        reader, writer = await at.call()
        ended = asyncio.create_task(all_of(reader))
        sent = 0
        while not ended.done() and sent < 100_000:
            writer.write(GET[sent % 10 : sent % 10 + 1] or b"x")
            sent += 1
            await asyncio.wait([ended], timeout=0.005)
        heard = await ended
        writer.close()

    assert status(heard) in {400, 408}
    assert sent < 10_000


async def test_a_connection_that_says_nothing_is_closed_without_a_word(tmp_path):
    async with served(tmp_path, bounds=Bounds(head_s=0.1, **FAST)) as at:
        assert await at.say() == b""


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (GET + b"X-Large: " + b"a" * 40_000 + b"\r\n\r\n", 431),
        (GET + b"X-Endless: " + b"a" * 200_000, 431),
        (GET + b"".join(b"X-%d: 1\r\n" % n for n in range(200)) + b"\r\n", 431),
        (GET + b"Cookie: " + b"; ".join(b"c%d=%s" % (n, b"x" * 99) for n in range(999)), 431),
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
        (b"GET /vacancies?q=" + b"a" * 300_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
        (b"\x16\x03\x01\x02\x00\x01\x00" * 50, 400),
        (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (POST + b"Content-Length: -5\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    ],
)  # fmt: skip
async def test_a_head_that_no_browser_sends_is_refused_in_every_language(tmp_path, head, says):
    async with served(tmp_path, bounds=Bounds(**FAST)) as at:
        whole = await at.say(head)
        pieces = await at.say(
            *(head[start : start + 5_000] for start in range(0, len(head), 5_000))
        )

    for heard in (whole, pieces):
        assert status(heard) == says
        top, _, words = heard.partition(b"\r\n\r\n")
        assert len(words.decode().split("\n")) == len(LANGUAGES)
        assert b"nosniff" in top
        assert b"default-src 'none'" in top
        assert b"X-Large" not in heard


async def test_a_head_within_the_bounds_is_read(tmp_path):
    head = GET + b"Connection: close\r\nCookie: " + b"a" * 15_000 + b"\r\n"
    async with served(tmp_path, bounds=Bounds(**FAST)) as at:
        heard = await at.say(head + b"".join(b"X-%d: 1\r\n" % n for n in range(60)) + b"\r\n")

    assert status(heard) == 200


async def test_thousands_of_requests_in_one_packet_do_not_wait_here(tmp_path):
    async with served(tmp_path, bounds=Bounds(**FAST)) as at:
        heard = await at.say(b"GET /clock HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 3_000)
        few = await at.say((GET + b"\r\n") * 5 + GET + b"Connection: close\r\n\r\n")

    assert heard.count(b"HTTP/1.1 200") < 50
    assert few.count(b"HTTP/1.1 200") == 6


# --- bodies --------------------------------------------------------------------------------------


async def test_a_body_that_does_not_come_is_closed_with_a_word_and_nothing_is_logged(
    tmp_path, caplog
):
    bounds = Bounds(body_grace_s=0.1, **FAST)
    async with served(tmp_path, bounds=bounds) as at:
        heard = await at.say(POST + b"Content-Length: 5000\r\n\r\n", b"lang=")
        chunked = await at.say(POST + b"Transfer-Encoding: chunked\r\n\r\n", b"5\r\nlang=\r\n")

        await at.emptied()

    assert (status(heard), status(chunked)) == (408, 408)
    assert [line for line in caplog.records if line.levelno >= logging.ERROR] == []


async def test_a_body_that_comes_as_fast_as_an_old_phone_is_read(tmp_path):
    bounds = Bounds(body_grace_s=0.0, body_bytes_a_second=1_000, **FAST)
    async with served(tmp_path, bounds=bounds) as at:
        reader, writer = await at.call()
        writer.write(POST + b"Connection: close\r\nContent-Length: 20000\r\n\r\n")
        for _ in range(20):
            writer.write(b"a" * 1_000)
            await writer.drain()
        heard = await all_of(reader)
        writer.close()

    assert status(heard) == 403  # read to its end; it has no token


async def test_who_goes_on_sending_after_the_answer_is_cut_off(tmp_path):
    bounds = Bounds(after_answer_bytes=200_000, **FAST)
    async with served(tmp_path, bounds=bounds) as at:
        reader, writer = await at.call()
        writer.write(POST + b"Content-Length: 90000000\r\n\r\n")
        ended = asyncio.create_task(all_of(reader))
        sent = 0
        try:
            while sent < 90_000_000:
                writer.write(b"a" * 100_000)
                sent += 100_000
                await writer.drain()
        except ConnectionError:
            pass
        heard = await ended

    assert status(heard) in {0, 413}
    assert sent < 20_000_000


async def test_an_answer_that_nobody_reads_is_given_up(tmp_path):
    async with served(tmp_path, bounds=Bounds(unread_s=0.2, **FAST)) as at:
        reader, writer = await at.call()
        reader._transport.pause_reading()  # type: ignore[attr-defined]  # it does not read
        path = at.world.server.site.assets.url("app.css").encode()
        while at.waiting() == 0:
            writer.write(b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"\r\n")
            await asyncio.sleep(0)
        await at.emptied()
        writer.close()


# --- how many ------------------------------------------------------------------------------------


async def test_connections_that_ask_nothing_make_room_for_who_asks(tmp_path):
    async with served(tmp_path, bounds=Bounds(of_network=5, **FAST)) as at:
        idle = [await at.call() for _ in range(3)]
        half = [await at.call() for _ in range(2)]
        for _reader, writer in half:
            writer.write(GET)
        while len(at.open.all) < 5 or sum(one.started for one in at.open.all) < 2:
            await asyncio.sleep(0)
        answers = [await at.say(GET + b"Connection: close\r\n\r\n")]
        while at.open.all and len(at.open.all) > 4:
            await asyncio.sleep(0)
        for _reader, writer in half:
            writer.write(b"Connection: close\r\n\r\n")
        answers += [await all_of(reader) for reader, _writer in half]
        first = await all_of(idle[0][0])
        for _reader, writer in idle + half:
            writer.close()

    assert [status(one) for one in answers] == [200] * 3
    assert first == b""


async def test_half_requests_of_a_neighbour_keep_nobody_out(tmp_path):
    async with served(tmp_path, bounds=Bounds(of_network=5, **FAST)) as at:
        held = [await at.call() for _ in range(5)]
        for _reader, writer in held:
            writer.write(POST + b"Content-Length: 100\r\n\r\na=")
        while sum(one.phase == "body" for one in at.open.all) < 5:
            await asyncio.sleep(0)
        heard = await at.say(GET + b"Connection: close\r\n\r\n")
        gone = await all_of(held[0][0])
        for _reader, writer in held:
            writer.close()

    assert status(heard) == 200
    assert status(gone) == 503
    assert b"Retry-After: 5" in gone


async def test_who_has_shown_a_login_keeps_the_connection_while_strangers_come(tmp_path):
    async with served(tmp_path, bounds=Bounds(of_network=3, **FAST)) as at:
        have = await belongings(at.world)
        known = await at.call()
        cookie = f"Cookie: fair_login={have.stage.tokens[LAN]}\r\n".encode()
        known[1].write(b"GET /clock HTTP/1.1\r\n" + HOST + cookie + b"\r\n")
        await known[0].readuntil(b"}")
        idle = [await at.call() for _ in range(6)]
        for one in idle[:4]:
            assert await all_of(one[0]) == b""
        known[1].write(b"GET /clock HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
        again = await all_of(known[0])
        for _reader, writer in [known, *idle]:
            writer.close()

    assert status(again) == 200


async def test_all_together_hold_only_so_many_and_a_proxy_of_ours_speaks_for_many(tmp_path):
    bounds = Bounds(of_network=2, connections=6, proxies="127.0.0.0/8", **FAST)
    async with served(tmp_path, bounds=bounds) as at:
        held = [await at.call() for _ in range(6)]
        for _reader, writer in held:
            writer.write(GET)
        while sum(one.started for one in at.open.all) < 6:
            await asyncio.sleep(0)
        heard = await at.say(GET + b"Connection: close\r\n\r\n")
        for _reader, writer in held:
            writer.write(b"Connection: close\r\n\r\n")
        answers = [status(await all_of(reader)) for reader, _writer in held]
        for _reader, writer in held:
            writer.close()

    assert status(heard) == 200
    assert answers == [503] + [200] * 5


async def test_requests_one_after_the_other_whose_browser_goes_are_no_line_in_the_log(
    tmp_path, caplog
):
    async with served(tmp_path, bounds=Bounds(**FAST)) as at:
        for _ in range(5):
            await at.say(b"GET /clock HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 40)
        await at.emptied()

    assert [line for line in caplog.records if line.levelno >= logging.ERROR] == []


async def test_a_visitors_form_has_a_bound_and_comes_within_seconds(tmp_path, monkeypatch):
    async with served(tmp_path, bounds=Bounds(**FAST)) as at:
        long = await at.say(POST + b"Connection: close\r\nContent-Length: 33000\r\n\r\n")
        endless = await at.say(
            POST + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"8235\r\n" + b"a" * 0x8235 + b"\r\n",
        )
        monkeypatch.setattr(bodies, "VISITORS_FORM_S", 0.1)
        reader, writer = await at.call()
        writer.write(POST + b"Content-Length: 100\r\n\r\na=")
        slow = await reader.read(65536)
        writer.close()

    assert [status(one) for one in (long, endless, slow)] == [413, 413, 408]
    assert b"32 kB" in long


async def test_bodies_that_do_not_come_hold_no_place_that_others_need(tmp_path, monkeypatch):
    monkeypatch.setattr(traffic, "MOST_OPEN_OF_STRANGERS", 3)
    monkeypatch.setattr(traffic, "MOST_OPEN", 4)
    async with served(tmp_path, bounds=Bounds(**FAST)) as at:
        held = [await at.call() for _ in range(8)]
        for _reader, writer in held:
            writer.write(POST + b"Content-Length: 100\r\n\r\na=")
        while sum(one.phase == "body" for one in at.open.all) < 8:
            await asyncio.sleep(0)
        heard = await at.say(GET + b"Connection: close\r\n\r\n")
        for _reader, writer in held:
            writer.close()

    assert status(heard) == 200


async def test_a_flood_of_nonsense_is_one_line_in_the_log(tmp_path, caplog):
    caplog.set_level(logging.WARNING)
    http_bounds.quiet.__init__(http_bounds.log)  # type: ignore[misc]
    async with served(tmp_path, bounds=Bounds(**FAST)) as at:
        for _ in range(30):
            await at.say(b"nonsense\r\n\r\n")

    beside = ("asyncio", "fair.watchdog")  # a busy machine
    assert len([line for line in caplog.records if line.name not in beside]) <= 2


def test_uvicorn_has_what_is_built_upon():
    assert http_bounds.missing() == []
    assert http_bounds.missing(object) == list(http_bounds.NEEDED)
