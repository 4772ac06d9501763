"""Messages to closed pages: sent once, tried again when the gateway was away, not after expiry."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import select, update

from fair import signals
from fair.signals import signal
from fair.signals.carriers import Gateway, Outbox
from fair.signals.delivery import Delivery


class _Gateway(BaseHTTPRequestHandler):
    status = 200
    url = ""
    heard: list[dict[str, str]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).heard.append(body | {"key": self.headers["Idempotency-Key"]})
        self.send_response(type(self).status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def gateway() -> Iterator[type[_Gateway]]:
    class Here(_Gateway):
        heard: list[dict[str, str]] = []  # noqa: RUF012 - one class per test

    server = HTTPServer(("127.0.0.1", 0), Here)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Here.url = f"http://127.0.0.1:{server.server_port}/"
    yield Here
    server.shutdown()
    thread.join()
    server.server_close()


async def deliver(world, carrier):
    delivery = Delivery(world.database, {"text": carrier})
    await delivery.drain()
    await carrier.close()
    return [row.ended for row in world.rows(select(signal.c.ended))]


async def put(world, dedupe="ring-1", lasts_s=60):
    await world.work(
        lambda work: signals.send(
            work, person_id="p1", recipient="+8613800001234", text="Your turn", dedupe=dedupe,
            lasts_s=lasts_s,
        )
    )  # fmt: skip


async def test_a_message_reaches_the_gateway_once_with_its_key(world, gateway):
    await put(world)
    await put(world)

    assert await deliver(world, Gateway(gateway.url, "t")) == ["sent"]
    assert await deliver(world, Gateway(gateway.url, "t")) == ["sent"]
    assert gateway.heard == [{"to": "+8613800001234", "text": "Your turn", "key": "ring-1"}]


async def test_a_message_is_tried_again_when_the_gateway_was_away(world, gateway):
    gateway.status = 503
    await put(world)
    assert await deliver(world, Gateway(gateway.url, "")) == [""]

    gateway.status = 200
    await world.work(lambda work: work.write(update(signal).values(next_try_at=work.now)))

    assert await deliver(world, Gateway(gateway.url, "")) == ["sent"]


async def test_an_expired_message_is_never_sent(world, gateway):
    await put(world, lasts_s=-1)

    assert await deliver(world, Gateway(gateway.url, "")) == ["expired"]
    assert gateway.heard == []


async def test_a_message_whose_work_was_refused_is_not_sent(world):
    def refuse(work):
        signals.send(work, person_id="p1", recipient="+86", text="x", dedupe="never", lasts_s=60)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await world.work(refuse)

    assert await deliver(world, Outbox()) == []
