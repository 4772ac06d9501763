"""A simulated recruiter's day: open, call the next person, talk, conclude, answer the chat."""

import asyncio
import contextlib
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from fair.contract.booths import DutyStart
from fair.contract.hiring import ConfirmHire, MakeOffer, OfferChanged
from fair.contract.interviews import ConcludeInterview
from fair.contract.queue import CallNext
from fair.contract.queue_news import DeskChanged
from fair.contract.rooms import CancelCall
from fair.contract.rooms_chat import AnswerQuestion, MessageShown
from fair.crowd.browser import Browser, NotReached, Refused
from fair.crowd.cast import RecruiterPart
from fair.crowd.forms import Form, Page
from fair.crowd.shared import REAL_TALK_S, TALK_S, Shared
from fair.crowd.sound import converse
from fair.crowd.talk import RINGING, TALKING, Calls, hang_up, pretend
from fair.glossary import OfferState

log = logging.getLogger("fair.crowd")
# Seconds between two calls: short ones at most booths; long where a real recruiter finds people.
BETWEEN_S = {"brisk": (8.0, 35.0), "unhurried": (200.0, 400.0), "welcoming": (1.0, 3.0)}
FIRST_S = (2.0, 14.0)
NOBODY_S = (25.0, 55.0)
LONGEST_RING_S = 100.0
UNSHOWN_S = 12.0


class Recruiter:
    """One recruiter of one booth."""

    def __init__(self, shared: Shared, part: RecruiterPart, browser: Browser) -> None:
        self.shared, self.part, self.browser = shared, part, browser
        self.booth_id = part.booth_id
        self.calls = Calls(browser)
        self._stirred = asyncio.Event()
        self._talked_to: set[str] = set()
        self._answering = False
        browser.on(DeskChanged.name, lambda _told: self._stirred.set())
        browser.on(OfferChanged.name, self._offer)
        browser.on(MessageShown.name, self._posted)

    async def work(self) -> None:
        """Work until something goes wrong for good."""
        await self.browser.sign_in(self.part.link)
        await self.browser.connect()
        await self.browser.watch(f"desk:{self.booth_id}", f"room:{self.booth_id}")
        with contextlib.suppress(Refused):
            await self.browser.ask(DutyStart.name, booth_id=self.booth_id)
        if self.part.mood == "silent":
            await asyncio.Event().wait()
        await self.browser.open(f"/desk/{self.booth_id}")
        await self._finish_open_call()
        between = FIRST_S if self.part.mood == "brisk" else BETWEEN_S[self.part.mood]
        while True:
            await self.shared.pause(*between)
            between = BETWEEN_S[self.part.mood]
            try:
                await self._call_next()
            except Refused as error:
                log.debug("%s: %s", self.part.name, error)
                await self._wait_for_somebody(error.code)
            except NotReached:
                await self.shared.pause(3, 8)

    async def _wait_for_somebody(self, code: str) -> None:
        """Nobody to call: look again when the desk changes, or after a while."""
        if code in ("off-duty", "fair-on-pause"):
            await self.shared.pause(20, 40)
            with contextlib.suppress(Refused):
                await self.browser.ask(DutyStart.name, booth_id=self.booth_id)
        if code == "answers-first" and await self._answer_oldest():
            return
        self._stirred.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stirred.wait(), self.shared.dice.uniform(*NOBODY_S))

    async def _finish_open_call(self) -> None:
        """A call of ours may still be open from before a restart: hang up and conclude it."""
        page = await self.browser.open(f"/desk/{self.booth_id}")
        for call_id in page.ids("calls")[:1]:
            await hang_up(self.browser, call_id)
            with contextlib.suppress(Refused):
                await self._conclude(call_id)

    async def _answer_oldest(self) -> bool:
        """Give the answer that is open for longest: three of them keep the desk from calling."""
        desk = await self.browser.open(f"/desk/{self.booth_id}")
        for interview_id in desk.ids(f"desk/{self.booth_id}/owed")[:1]:
            return await self._choose_outcome(
                await self.browser.open(f"/desk/{self.booth_id}/owed/{interview_id}")
            )
        return False

    # --- a call ----------------------------------------------------------------------------------

    async def _call_next(self) -> None:
        said = await self.browser.ask(CallNext.name, booth_id=self.booth_id)
        call_id = str(said["call_id"])
        self.shared.called.add(call_id)
        self.shared.count["calls"] += 1
        try:
            self.calls.states[call_id] = RINGING
            if await self._rings(call_id) in TALKING:
                await self._talk(call_id)
        finally:
            self.shared.over(call_id)
            self.calls.forget(call_id)

    async def _rings(self, call_id: str) -> str:
        """Wait for the answer; take back a ring that comes onto no screen."""
        ringing = frozenset({RINGING})
        state = await self.calls.leaves(call_id, ringing, UNSHOWN_S)
        if state != RINGING:
            return state
        shown = (await self.browser.look(f"/calls/{call_id}/state")).get("shown")
        if not shown:
            with contextlib.suppress(Refused):
                await self.browser.ask(CancelCall.name, call_id=call_id)
        return await self.calls.leaves(call_id, ringing, LONGEST_RING_S)

    async def _talk(self, call_id: str) -> None:
        if self.shared.with_sound(call_id):
            self.shared.count["with real people"] += 1
            partner = self.shared.partner(self.part.name, self.part.language, leads=True)
            await converse(self.calls, call_id, REAL_TALK_S, partner)
            offers = 1.0
        else:
            await pretend(self.calls, call_id, self.shared.dice.uniform(*TALK_S))
            offers = 0.42
        await hang_up(self.browser, call_id)
        await self.shared.pause(2, 10)
        try:
            await self._conclude(call_id, offers)
        except Refused as error:
            log.info("%s could not conclude: %s", self.part.name, error)

    # --- the outcome -----------------------------------------------------------------------------

    async def _conclude(self, call_id: str, offers: float = 0.42) -> None:
        """Every talk ends with an outcome: an offer, or the form of outcomes beside the call."""
        page = await self.browser.open(f"/calls/{call_id}")
        form = page.form(MakeOffer.name)
        if form is not None and self.shared.chance(offers) and await self._offer_one(form):
            return
        await self._choose_outcome(page)

    async def _choose_outcome(self, page: Page) -> bool:
        """Fill in one of the forms of outcomes; return whether it was taken."""
        outcomes = {self._outcome(form): form for form in page.all_forms(ConcludeInterview.name)}
        for _ in range(3 if outcomes else 0):
            outcome = self.shared.dice.choice(["next_step", "on_hold", "no_fit", "no_fit"])
            chosen = outcomes.get(outcome) or next(iter(outcomes.values()))
            with contextlib.suppress(Refused):
                await self.browser.submit(chosen, **self._filling(chosen, outcome))
                self.shared.count["other outcomes"] += 1
                return True
        return False

    @staticmethod
    def _outcome(form: Form) -> str:
        return form.value("outcome")

    def _filling(self, form: Form, outcome: str) -> dict[str, str | list[str]]:
        soon = datetime.now(UTC) + timedelta(days=self.shared.dice.randint(2, 9))
        filling: dict[str, str | list[str]] = {}
        if not form.value("outcome"):
            filling["outcome"] = outcome
        outcome = form.value("outcome") or outcome
        if outcome == "next_step":
            filling |= {
                "what": self.part.what,
                "where": self.part.where,
                "when": f"{soon:%Y-%m-%d}T10:00",
            }
        elif outcome == "on_hold":
            filling["until"] = f"{soon:%Y-%m-%d}"
        elif reasons := form.choices("reason"):
            filling["reason"] = self.shared.dice.choice(reasons)
        return filling

    async def _offer_one(self, form: Form) -> bool:
        """Offer the first post, which the person named; a reserve offer where it is full."""
        posts = form.choices("vacancy_id")
        chosen = form.value("vacancy_id") or (posts[0] if posts else "")
        filling: dict[str, str | list[str]] = {"vacancy_id": chosen}
        if not form.value("starts_on"):
            starts = datetime.now(UTC) + timedelta(days=self.shared.dice.randint(10, 25))
            filling["starts_on"] = f"{starts:%Y-%m-%d}"
        for _ in range(2):
            try:
                await self.browser.submit(form, **filling)
            except Refused as error:
                if error.code != "beyond-head-count":
                    return False
                filling["as_reserve"] = "true"
            else:
                self.shared.count["offers"] += 1
                return True
        return False

    async def _offer(self, told: dict[str, Any]) -> None:
        """Somebody accepted: after a moment the employer confirms the hire too."""
        if told.get("state") == OfferState.ACCEPTED and told.get("booth_id") == self.booth_id:
            if not self.part.first:
                return
            await self.shared.pause(10, 40)
            await self.browser.ask(ConfirmHire.name, offer_id=told["offer_id"])
            self.shared.count["hires confirmed"] += 1

    # --- the room --------------------------------------------------------------------------------

    async def _posted(self, _told: dict[str, Any]) -> None:
        """Somebody wrote in the room: answer the questions that stand open."""
        if not self.part.first or self._answering or self.part.mood == "silent":
            return
        self._answering = True
        try:
            await self.shared.pause(8, 30)
            page = await self.browser.open(f"/rooms/{self.booth_id}/chat")
            for form in page.all_forms(AnswerQuestion.name):
                answer = self._answer_to(form.around)
                if answer and not form.value("text"):
                    await self.shared.pause(2, 6)
                    with contextlib.suppress(Refused):
                        await self.browser.submit(form, text=answer)
                        self.shared.count["answered"] += 1
        finally:
            self._answering = False

    def _answer_to(self, around: str) -> str:
        """Return the answer to the last question that stands before the form."""
        answers = self.shared.cast.answers
        found = [(around.rfind(question), question) for question in answers if question in around]
        return answers[max(found)[1]] if found else ""
