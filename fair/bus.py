"""The way between the processes of one fair: Redis carries what they say, and keeps nothing.

Nothing depends on what goes this way: what is lost is found in the database (`fair/news_heads.py`)
and told afresh. So a message is sent once, waits for nobody, and is thrown away where it cannot go.
Each is signed with the secret of the fair, and numbered: what anybody else writes there is not
read, nor what somebody says once more that we have heard.
"""

import asyncio
import hashlib
import hmac
import logging
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any

import orjson
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from fair.marks import marked
from fair.quiet_log import QuietLog

log = logging.getLogger("fair.bus")
VERSION = 1
MOST_BYTES = 512_000
MOST_WAITING = 2000
MOST_KNOWN = 1000
AGAIN_S = 0.5
GREETS_S = 1.0
SILENT_S = 2.5  # so long nothing of our own came back: the way is not there
_SIGNATURE = 16
GREETING = "here"
Said = Mapping[str, Any]


class Bus:
    """One process' ear and mouth. `heard` gets what others said, with `from` whom.

    What one says is numbered: `missed` hears of whom something did not come. `greeting` gives what
    is told of this process each second, whatever else there is to say.
    """

    def __init__(
        self, url: str, secret: str, writer: str, *,
        heard: Callable[[dict[str, Any]], None], missed: Callable[[str], None],
        greeting: Callable[[], Said] = dict,
    ) -> None:  # fmt: skip
        self.writer, self._url = writer, url
        self._key = hashlib.sha256(f"bus {secret}".encode()).digest()
        self._channel = f"fair:{marked(secret, 'bus')[:24]}"
        self._heard, self._greeting, self._missed = heard, greeting, missed
        self._number = 0
        self._numbers: dict[str, int] = {}
        self._waiting: deque[bytes] = deque()
        self._stirred = asyncio.Event()
        self._own_heard_at = 0.0
        self._tasks: set[asyncio.Task[None]] = set()
        self.quiet = QuietLog(log)

    @property
    def up(self) -> bool:
        """True while what we say comes back to us: then it reaches the others too."""
        return monotonic() - self._own_heard_at < SILENT_S

    def say(self, kind: str, **what: Any) -> bool:
        """Say something to all others; False where it cannot be said now. Never waits.

        Whatever did not reach them they notice by its number, once we hear each other again.
        """
        return self._say({"kind": kind, **what})

    def _say(self, said: Said) -> bool:
        # Also what cannot be said has its number, so that the others notice later.
        self._number += 1
        body = orjson.dumps({"v": VERSION, "from": self.writer, "n": self._number, **said})
        if len(body) > MOST_BYTES:
            self.quiet.tell("something is too long to be said to the other processes")
            return False
        if not self.up and said["kind"] != GREETING:
            return False
        if len(self._waiting) >= MOST_WAITING:
            self.quiet.tell("more is to be said to the other processes than Redis takes")
            return False
        self._waiting.append(self._sign(body) + body)
        self._stirred.set()
        return True

    def _sign(self, body: bytes) -> bytes:
        return hashlib.blake2b(body, key=self._key, digest_size=_SIGNATURE).digest()

    # --- the connection ---------------------------------------------------------------------------

    async def run(self) -> None:
        """Speak and listen until cancelled; begin anew half a second after whatever goes wrong."""
        while True:
            try:
                await self._once()
            except (RedisError, OSError, TimeoutError) as error:
                self.quiet.tell(f"Redis is not to be had ({type(error).__name__}): others hear "
                                "what happens here from the database, seconds later")  # fmt: skip
            except Exception:
                log.exception("the bus stumbled; it begins anew")
            self._own_heard_at = 0.0
            self._waiting.clear()
            await asyncio.sleep(AGAIN_S)

    async def _once(self) -> None:
        async with client(self._url) as redis, redis.pubsub() as ears:
            await ears.subscribe(self._channel)
            tasks = [
                asyncio.create_task(self._listen(ears)),
                asyncio.create_task(self._speak(redis)),
                asyncio.create_task(self._greet()),
            ]
            try:
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _speak(self, redis: "Redis") -> None:
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            while self._waiting:
                await redis.publish(self._channel, self._waiting.popleft())

    async def _greet(self) -> None:
        began = monotonic()
        while True:
            self._say({"kind": GREETING, **self._greeting()})
            await asyncio.sleep(GREETS_S)
            if monotonic() - max(began, self._own_heard_at) > SILENT_S:
                raise TimeoutError

    async def _listen(self, ears: Any) -> None:
        while True:
            message = await ears.get_message(ignore_subscribe_messages=True, timeout=5.0)
            if message is not None:
                self.take(message["data"])

    def take(self, data: bytes) -> None:
        """Take in what came; what this fair has not signed, or of another version, is not read."""
        signature, body = data[:_SIGNATURE], data[_SIGNATURE:]
        if len(body) > MOST_BYTES or not hmac.compare_digest(signature, self._sign(body)):
            self.quiet.tell("somebody without our FAIR_SECRET says something in our place at Redis")
            return
        with suppress(ValueError):
            said = orjson.loads(body)
            if said.get("from") == self.writer:
                self._own_heard_at = monotonic()
            elif said.get("v") == VERSION:
                self._hear(said)

    def _hear(self, said: dict[str, Any]) -> None:
        whom, number = str(said["from"]), int(said["n"])
        before = self._numbers.pop(whom, number - 1)
        self._numbers[whom] = max(number, before)
        if len(self._numbers) > MOST_KNOWN:
            del self._numbers[next(iter(self._numbers))]
        if number <= before:
            self.quiet.tell("something was said once more at Redis, and is not heard twice")
            return
        try:
            if number != before + 1:
                self._missed(whom)
            self._heard(said)
        except Exception:
            log.exception("what another process said (%s) was not understood", said.get("kind"))


def client(url: str) -> "Redis":
    """Return a connection to Redis that gives up soon and tries nothing again by itself."""
    return Redis.from_url(
        url, socket_connect_timeout=2.0, socket_timeout=5.0, retry=Retry(NoBackoff(), 0)
    )


async def unreachable(url: str) -> str:
    """Return, in a few words, why Redis is not to be had; empty where it is."""
    try:
        async with client(url) as redis:
            await redis.ping()
    except (RedisError, OSError, ValueError) as error:
        return type(error).__name__
    return ""
