"""Attacks on the way two browsers find each other: refused with a reason, and nothing is moved."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection

from fair.contract.rooms import HangUp, TakeLeg
from fair.contract.signalling import Signal
from tests.rooms.meeting import Meeting, a_meeting
from tests.rooms.signals import CANDIDATE, MALFORMED, candidate, offer
from tests.sockets.attackers import Town, heard, listening

HELLO = {"kind": "hello", "n": 0, "to_epoch": 1}


class Pages:
    """Sockets of Lan, of Mei, and of whoever else comes; what each was told since it last asked."""

    def __init__(self, town: Town, meeting: Meeting, call_id: str) -> None:
        self.town, self.meeting, self.call_id = town, meeting, call_id
        self.told: dict[ClientConnection, list[dict[str, Any]]] = {}
        self._number = 0

    async def signals(
        self, socket: ClientConnection, signal: Any, epoch: Any = 1, call_id: str = ""
    ) -> dict[str, Any]:
        payload = {"call_id": call_id or self.call_id, "epoch": epoch, "signal": signal}
        return await self.asks(socket, "call.describe", {"id": "", "payload": payload})

    async def asks(self, socket: ClientConnection, *said: Any) -> dict[str, Any]:
        self._number += 1
        await socket.send(f"42{self._number}{json.dumps(said)}")
        while not (packet := str(await heard(socket))).startswith(f"43{self._number}["):
            if packet == "2":
                await socket.send("3")
            elif packet.startswith("42"):
                name, *events = json.loads(packet[2:])
                self.told.setdefault(socket, []).extend({"name": name, **one} for one in events)
        answer: dict[str, Any] = json.loads(packet.removeprefix(f"43{self._number}"))[0]
        return answer

    async def heard(self, socket: ClientConnection) -> list[Any]:
        """Return the signals that reached a page since it was last asked."""
        await self.asks(socket, "clock")
        told = self.told.pop(socket, [])
        return [one["signal"] for one in told if one["name"] == "call.signal"]


@pytest.fixture
async def pages(tmp_path: Path) -> AsyncIterator[Pages]:
    async with listening(tmp_path, sms_provider="outbox") as town:
        meeting = await a_meeting(town.world)
        call_id, *_ = await meeting.on_legs()
        yield Pages(town, meeting, call_id)


async def test_what_browsers_really_send_reaches_the_other_side_as_it_was(pages: Pages) -> None:
    tokens = pages.meeting.tokens
    async with pages.town.page(tokens["lan"]) as lan, pages.town.page(tokens["recruiter"]) as mei:
        for signal in (offer(), candidate(), candidate(""), HELLO):
            assert await pages.signals(mei, signal) == {"ok": {}}
        heard = await pages.heard(lan)
        assert [one["kind"] for one in heard] == ["describe", "ice", "ice", "hello"]
        assert heard[0]["description"] == offer()["description"]
        assert heard[1]["ice"]["candidate"] == CANDIDATE
        assert await pages.heard(mei) == []


async def test_what_is_malformed_reaches_nobody_and_changes_nothing(pages: Pages) -> None:
    tokens, world = pages.meeting.tokens, pages.town.world
    before = [kind for kind in world.kinds() if kind != "forecast.moved"]
    row = world.rows("SELECT * FROM call")
    async with pages.town.page(tokens["lan"]) as lan:
        for name, signal in MALFORMED.items():
            async with pages.town.page(tokens["recruiter"]) as mei:
                said = await pages.signals(mei, signal)
                assert (said.get("status"), said.get("refused")) == (422, "malformed"), name
        for epoch in ("x", -1, 2**40, None):
            async with pages.town.page(tokens["recruiter"]) as mei:
                said = await pages.signals(mei, HELLO, epoch)
                assert said.get("status") == 422, epoch
        assert await pages.heard(lan) == []
    # On a slow machine the clock has moved a forecast meanwhile.
    assert [kind for kind in world.kinds() if kind != "forecast.moved"] == before
    assert world.rows("SELECT * FROM call") == row


async def test_nobody_speaks_into_a_call_of_others(pages: Pages) -> None:
    meeting = pages.meeting
    async with pages.town.page(meeting.tokens["lan"]) as lan:
        for who, status in (("bo", 403), ("colleague", 403), ("stranger", 403), ("", 401)):
            token = meeting.tokens[who] if who else ""
            async with pages.town.page(token) as attacker:
                for signal in (HELLO, offer(), candidate()):
                    said = await pages.signals(attacker, signal)
                    assert said["status"] == status, (who, said)
                said = await pages.asks(
                    attacker,
                    "call.paths",
                    {"id": "", "payload": {"call_id": pages.call_id, "epoch": 1}},
                )
                assert said["status"] == status
        async with pages.town.page(meeting.tokens["recruiter"]) as mei:
            assert (await pages.signals(mei, HELLO, call_id="c00000000009"))["status"] == 404
        assert await pages.heard(lan) == []


async def test_a_side_describes_only_as_its_side_does(pages: Pages) -> None:
    """A description of the wrong kind would make the other browser drop its own."""
    tokens = pages.meeting.tokens
    answer = offer() | {"description": {**offer()["description"], "type": "answer"}}
    async with pages.town.page(tokens["lan"]) as lan, pages.town.page(tokens["recruiter"]) as mei:
        assert (await pages.signals(lan, offer()))["status"] == 422
        assert (await pages.signals(mei, answer))["status"] == 422
        assert await pages.heard(lan) == await pages.heard(mei) == []
        assert await pages.signals(lan, answer) == {"ok": {}}
        assert [one["kind"] for one in await pages.heard(mei)] == ["describe"]


async def test_what_was_recorded_of_an_earlier_page_or_call_is_refused(pages: Pages) -> None:
    meeting, world = pages.meeting, pages.town.world
    async with (
        pages.town.page(meeting.tokens["lan"]) as lan,
        pages.town.page(meeting.tokens["recruiter"]) as mei,
    ):
        assert await pages.signals(mei, offer()) == {"ok": {}}
        await world.do(TakeLeg(call_id=pages.call_id, tab="mei-1"), meeting.mei)
        await pages.heard(lan)

        said = await pages.signals(mei, offer())
        assert (said["status"], said["refused"]) == (409, "seat-moved")
        assert await pages.signals(mei, offer(), 2) == {"ok": {}}
        await world.do(HangUp(call_id=pages.call_id), meeting.lan)
        said = await pages.signals(mei, offer(), 2)

        assert (said["status"], said["refused"]) == (409, "call-over")
        assert [one["kind"] for one in await pages.heard(lan)] == ["describe"]


def test_every_signal_of_our_own_pages_is_one() -> None:
    for signal in (HELLO, offer(), candidate(), candidate(""), {"kind": "restart", "n": 3},
                   {"kind": "video", "on": True, "to_epoch": 2}):  # fmt: skip
        assert Signal.model_validate(signal).kind == signal["kind"]
