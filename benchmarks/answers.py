"""*Answer* to first sound: `python -m benchmarks answers --rounds 30 [--ways direct,bridge,turn]`.

Two Chromiums at `fair serve` as shipped, each call of another seeker from her waiting page, both
microphones allowed before. From her click on *Answer* to the first frame of sound that is given to
the loudspeaker, on each side: by the receiver's own list of sources, looked at every four
milliseconds. `turn`: two networks without a way to each other, and Debian's coturn between them by
UDP (needs root). The steps between are kept beside it, in milliseconds after the click.
"""

import asyncio
import os
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.async_api import Page, expect

from fair.contract.queue import JoinQueue
from fair.upgrade import upgrade
from tests.journeys.harness.browsers import Browsers, Person, browsers
from tests.journeys.harness.coturn import coturn
from tests.journeys.harness.networks import two_networks
from tests.journeys.harness.server import Server
from tests.rooms.meeting import Meeting, a_meeting, seeker
from tests.world import running

WAYS = ("direct", "bridge", "turn")
GOALS_MS = {"direct": 150, "bridge": 250, "turn": 400}
MARKED = """(() => {
  const now = () => performance.timeOrigin + performance.now();
  const marks = window.marks = {};
  const mark = (what) => { marks[what] ??= now(); };
  addEventListener("click", ({ target }) => {
    if (target.closest(".button--answer")) sessionStorage.answered = now();
  }, true);
  addEventListener("DOMContentLoaded", () => mark("page"));
  const media = navigator.mediaDevices;
  const open = media?.getUserMedia.bind(media);
  if (open) media.getUserMedia = async (wish) => {
    mark("asked"); const stream = await open(wish); mark("microphone"); return stream;
  };
  const said = WebSocket.prototype.send;
  WebSocket.prototype.send = function send(data) {
    const what = /"call\\.(seat|paths|describe|live)"/.exec(String(data));
    if (what) mark(`said ${what[1]}`);
    return said.call(this, data);
  };
  const Made = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Made {
    constructor(...given) {
      super(...given);
      mark("made");
      this.addEventListener("connectionstatechange", () => {
        if (this.connectionState === "connected") mark("connected");
      });
      const looking = setInterval(() => {
        if (this.signalingState === "closed") return clearInterval(looking);
        const heard = this.getReceivers().some((one) =>
          one.track.kind === "audio" && one.getSynchronizationSources().length);
        if (heard) { mark("sound"); clearInterval(looking); }
      }, 4);
    }
  };
})();"""
SOUND = "() => window.marks?.sound"
MARKS = """() => {
  const began = performance.timeOrigin;
  const marks = { ...window.marks, answered: Number(sessionStorage.answered ?? 0) };
  const before = performance.getEntriesByType("resource").filter(({ name, responseEnd }) =>
    name.endsWith("/state") && responseEnd + began < (marks["said seat"] ?? 0)).at(-1);
  if (before) {
    marks["asked state"] = before.startTime + began;
    marks["told state"] = before.responseEnd + began;
  }
  return marks;
}"""


@dataclass(frozen=True)
class Place:
    """Where the calls of one way are made."""

    server: Server
    lan: Person
    mei: Person


async def measure(folder: Path, *, rounds: int, ways: list[str]) -> dict[str, Any]:
    """Make so many calls by each way; return medians and 95th percentiles in milliseconds."""
    found: dict[str, Any] = {"load": [round(one, 2) for one in os.getloadavg()]}
    for way in ways:
        own = folder / way
        own.mkdir()
        meeting, tokens = await _line(own, rounds + 1)
        async with _place(own, way) as place:
            calls = [await _call(own, place, meeting, tokens) for _ in tokens]
        found[way] = {"goal_ms": GOALS_MS[way], **_said(calls[1:]), "first": calls[0]}
        print(way, found[way])
    return {**found, "load_after": [round(one, 2) for one in os.getloadavg()]}


async def _line(folder: Path, people: int) -> tuple[Meeting, dict[str, str]]:
    """Put so many seekers in the line of one booth; return their logins by person."""
    upgrade(f"sqlite:///{folder}/fair.db")
    async with running(folder) as world:
        meeting = await a_meeting(world)
        lan, bo = meeting.lan.person_id, meeting.bo.person_id
        tokens = {lan: meeting.tokens["lan"], bo: meeting.tokens["bo"]}
        for number in range(people - len(tokens)):
            who, token = await seeker(
                world, meeting.scene.fair_id, "Sun Li", f"139 0000 {number:04d}"
            )
            await world.do(JoinQueue(booth_id=meeting.scene.booth_id, ready_in=0), who)
            tokens[who.person_id] = token
    return meeting, tokens


@asynccontextmanager
async def _place(folder: Path, way: str) -> AsyncIterator[Place]:
    if way == "turn":
        with two_networks(folder) as networks:
            host = networks[0].server
            async with coturn(folder, host=host, ways=("udp",)) as turn:
                env = {**turn.env, "FAIR_HOSTS": host}
                server = Server(folder, env=env, arguments=("--host", "0.0.0.0"))
                url = f"http://{host}:{server.port}"
                named = [
                    {"program": one.chromium, "flags": one.flags(url, turn.spki)}
                    for one in networks
                ]
                async with _served(server, folder, url, named) as place:
                    yield place
    else:
        server = Server(folder, env={"FAIR_CALLS": way})
        async with _served(server, folder, server.url, [{}, {}]) as place:
            yield place


@asynccontextmanager
async def _served(
    server: Server, folder: Path, url: str, named: list[dict[str, Any]]
) -> AsyncIterator[Place]:
    try:
        await server.start(within_s=60)
        async with browsers(folder, url) as people:
            lan = await _person(people, "phone", 440, named[0])
            mei = await _person(people, "desktop", 880, named[1])
            try:
                yield Place(server, lan, mei)
            finally:
                await people.close(failed=False)
    finally:
        await server.stop()


async def _person(people: Browsers, device: Any, hz: int, named: dict[str, Any]) -> Person:
    person = await people.person(device, device=device, hz=hz, **named)
    await person.context.add_init_script(MARKED)
    await person.context.grant_permissions(["microphone"])
    return person


async def _call(
    folder: Path, place: Place, meeting: Meeting, tokens: dict[str, str]
) -> dict[str, float]:
    lan, mei = place.lan, place.mei
    await _sign_in(mei, meeting.tokens["recruiter"])
    await mei.goto(f"/desk/{meeting.scene.booth_id}")
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")
    with sqlite3.connect(f"file:{folder}/fair.db?mode=ro", uri=True) as look:
        [called] = look.execute(
            "SELECT person_id FROM call WHERE id = ?", [mei.page.url.rpartition("/")[2]]
        ).fetchone()
    await _sign_in(lan, tokens[called])
    await lan.goto("/queues")
    # As she finds it who looks, reads and decides; the ring was seen at the other side.
    await mei.page.locator('[data-ring="shown"]').wait_for()
    await asyncio.sleep(1)
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await asyncio.gather(*(one.page.wait_for_function(SOUND, polling=50) for one in (lan, mei)))
    hers, theirs = [await one.page.evaluate(MARKS) for one in (lan, mei)]
    began = hers["answered"]
    await asyncio.sleep(2)  # a talk of no second was none: its person would be first once more
    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    await lan.page.get_by_text("The call is over").first.wait_for()
    await mei.goto(f"/desk/{meeting.scene.booth_id}")
    await _conclude(mei.page)
    steps = {
        f"{side} {what}": round(at - began)
        for side, marks in (("seeker", hers), ("recruiter", theirs))
        for what, at in marks.items()
        if what != "answered"
    }
    return {"both": max(steps["seeker sound"], steps["recruiter sound"]), **steps}


async def _conclude(page: Page) -> None:
    """Answer the talk: who owes more than two is asked for those before the next call."""
    await page.locator(".owed__row").first.click()
    outcome = page.locator("section.outcome")
    await outcome.get_by_role("radio", name="No fit").check()
    await outcome.get_by_label("The seeker reads this reason").select_option(index=1)
    await outcome.get_by_role("button", name=re.compile("^(Save|Tell the seeker)")).click()
    await expect(page.locator(".owed__row")).to_have_count(0)


async def _sign_in(person: Person, login: str) -> None:
    await person.context.clear_cookies()
    await person.context.add_cookies(
        [{"name": "fair_login", "value": login, "url": person.base_url}]
    )


def _said(calls: list[dict[str, float]]) -> dict[str, Any]:
    found = {}
    for what in calls[0] if calls else ():
        all_ms = sorted(one[what] for one in calls if what in one)
        p95 = quantiles(all_ms, n=20)[-1] if len(all_ms) > 1 else all_ms[0]
        found[what] = {"median_ms": round(median(all_ms)), "p95_ms": round(p95)}
    return {"calls": len(calls), **found}
