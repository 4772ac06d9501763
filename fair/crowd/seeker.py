"""A simulated seeker's visit: look around, tell a little, queue, wait, talk, answer offers, go."""

import asyncio
import contextlib
import logging
from typing import Any

from fair.contract.hiring import OfferChanged
from fair.contract.people import AnswerQuestion
from fair.contract.queue import (
    EndQuiet,
    GetReady,
    JoinQueue,
    LeaveQueue,
    PostponeTicket,
    ReturnToQueue,
)
from fair.contract.queue_news import QueueChanged, TicketChanged
from fair.contract.rooms import AnswerCall, DeclineCall, PostponeCall, ShowCall
from fair.contract.rooms_chat import Ask, Say
from fair.contract.signalling import CallRings
from fair.crowd.browser import Browser, NotReached, Refused
from fair.crowd.cast import SeekerPart
from fair.crowd.inbox import Inbox
from fair.crowd.offers import answer_offer
from fair.crowd.shared import REAL_TALK_S, TALK_S, Shared
from fair.crowd.sound import converse
from fair.crowd.talk import RINGING, TALKING, Calls, hang_up, pretend
from fair.glossary import OfferState

log = logging.getLogger("fair.crowd")
STAY_S = (420.0, 1500.0)
MOST_QUEUES = 3
SHOW_S = 7.0


class Seeker:
    """One visit of one person."""

    def __init__(self, shared: Shared, part: SeekerPart, browser: Browser) -> None:
        self.shared, self.part, self.browser = shared, part, browser
        self.calls, self.inbox = Calls(browser), Inbox()
        self.queues: list[str] = []
        self.seen: list[str] = []
        self.taken = False
        self._bored_at = 0.0
        browser.on(CallRings.name, lambda told: self.inbox.put("ring", told.get("call_id")))
        browser.on(TicketChanged.name, self._ticket)
        browser.on(OfferChanged.name, self._offer)
        browser.on(QueueChanged.name, self._queue)
        browser.on_again(self._again)

    def _ticket(self, told: dict[str, Any]) -> None:
        if told.get("state") in ("served", "left", "closed", "lapsed"):
            booth_id = str(told.get("booth_id"))
            with contextlib.suppress(ValueError):
                self.queues.remove(booth_id)
            if booth_id == self.shared.cast.visited:
                self.shared.at_visited.discard(self.part.link)
        else:
            self.inbox.put("ticket", told.get("ticket_id"))

    def _offer(self, told: dict[str, Any]) -> None:
        if told.get("fresh") or told.get("state") == OfferState.FIRM:
            self.inbox.put("offer", told.get("offer_id"))

    def _queue(self, told: dict[str, Any]) -> None:
        self.shared.waiting[str(told.get("booth_id"))] = int(told.get("waiting", 0))

    async def _again(self) -> None:
        """The connection was lost for a while: a ring may have been missed meanwhile."""
        rings = (await self.browser.look("/ring")).get("call")
        if rings:
            self.inbox.put("ring", rings["id"])

    # --- the visit -------------------------------------------------------------------------------

    async def visit(self) -> None:
        """Come, stay a while, go."""
        await self.browser.sign_in(self.part.link)
        await self.browser.connect()
        await self.browser.watch(f"fair:{self.shared.cast.fair_id}")
        await self._walk()
        self._be_patient()
        leaves_at = asyncio.get_running_loop().time() + self.shared.dice.uniform(*STAY_S)
        await self._queue_up()
        await self._tell_profile()
        await self._again()
        while asyncio.get_running_loop().time() < leaves_at:
            try:
                await self._moment()
            except Refused as error:
                log.debug("%s: %s", self.part.name, error)
                await self.shared.pause(3, 10)
            except NotReached:
                await self.shared.pause(2, 6)
        await self._go()

    async def _moment(self) -> None:
        """Wait for something to happen; out of patience, do something."""
        left = self._bored_at - asyncio.get_running_loop().time()
        try:
            what, ref = await asyncio.wait_for(self.inbox.get(), max(0.1, left))
        except TimeoutError:
            self._be_patient()
            await self._idle()
            return
        if what == "ring":
            await self._ring(ref)
        elif what == "offer":
            self.taken |= await answer_offer(self.browser, self.shared, ref, taken=self.taken)
        else:
            await self._look_at_tickets()

    def _be_patient(self) -> None:
        """After this long without a ring one does something else for a moment."""
        now = asyncio.get_running_loop().time()
        self._bored_at = now + self.shared.dice.uniform(25, 90)

    async def _walk(self) -> None:
        """Look into a hall and at a booth or two, as one does."""
        for _ in range(self.shared.dice.randint(1, 2)):
            await self.shared.pause(1, 6)
            hall = await self.browser.open(f"/halls/{self.shared.dice.choice(self.shared.halls)}")
            booths = hall.ids("booths")
            if booths:
                await self.shared.pause(2, 8)
                self.seen.append(self.shared.dice.choice(booths))
                await self.browser.open(f"/booths/{self.seen[-1]}")

    async def _tell_profile(self) -> None:
        """Answer what the page asks while one waits, once."""
        if self.part.link in self.shared.told:
            return
        self.shared.told.add(self.part.link)
        for question, values in self.part.answers().items():
            if not values or self.inbox.holds("ring"):
                continue
            await self.shared.pause(1, 6)
            with contextlib.suppress(Refused):
                await self.browser.ask(AnswerQuestion.name, question=question, values=values)

    async def _go(self) -> None:
        """Most people leave their places properly; some just lock the phone."""
        self.shared.at_visited.discard(self.part.link)
        if self.shared.chance(0.85):
            page = await self.browser.open("/queues")
            for form in list(page.all_forms(LeaveQueue.name)):
                with contextlib.suppress(Refused):
                    await self.browser.submit(form)

    # --- waiting ---------------------------------------------------------------------------------

    async def _queue_up(self) -> None:
        """Join up to three queues: that of a real recruiter, then those with the wanted work."""
        visited, link = self.shared.cast.visited, self.part.link
        free = visited not in self.queues and len(self.queues) < MOST_QUEUES
        if free and self.shared.wanted(link) and not await self._join(visited):
            self.shared.at_visited.discard(link)
        wanted = self.shared.dice.choice((1, 2, 3, 3, 3)) - len(self.queues)
        for _ in range(wanted * 3):
            if wanted <= 0 or len(self.queues) >= MOST_QUEUES or self.inbox.holds("ring"):
                return
            booth_id = await self._choose_booth()
            if booth_id in ("", self.shared.cast.kept_free, *self.queues):
                continue
            if self.shared.crowded(booth_id):
                continue
            if await self._join(booth_id):
                wanted -= 1
                await self.shared.pause(1, 8)

    async def _choose_booth(self) -> str:
        works = [*self.part.wants[:1] * 3, *self.part.wants]
        if works and self.shared.chance(0.8):
            work = self.shared.dice.choice(works)
            booths = await self._booths_with(work)
            if booths:
                # The first booths of a list are the most popular ones, in life too.
                return booths[min(int(self.shared.dice.expovariate(0.7)), len(booths) - 1)]
        return self.shared.dice.choice(self.seen) if self.seen else ""

    async def _booths_with(self, work: str) -> list[str]:
        known = self.shared.booths_of_work
        if work not in known:
            page = await self.browser.open(f"/vacancies?work={work}")
            known[work] = page.ids("booths")
            for vacancy_id in page.ids("vacancies")[:8] if not known[work] else ():
                known[work] += (await self.browser.open(f"/vacancies/{vacancy_id}")).ids("booths")
        return known[work]

    async def _join(self, booth_id: str) -> bool:
        """Join by the form on the booth's page; true where there is a ticket now."""
        page = await self.browser.open(f"/booths/{booth_id}")
        form = page.form(JoinQueue.name)
        if form is None:
            return False
        named = form.choices("vacancy_ids")
        filling: dict[str, str | list[str]] = {}
        if named:
            filling["vacancy_ids"] = self.shared.dice.sample(named, min(len(named), 2))
        await self.shared.pause(1, 4)
        try:
            await self.browser.submit(form, **filling)
        except Refused as error:
            if error.code == "too-many-queues":
                self.queues = (self.queues + [booth_id] * MOST_QUEUES)[:MOST_QUEUES]
            return False
        self.queues.append(booth_id)
        self.shared.count["joined"] += 1
        await self.browser.watch(f"queue:{booth_id}", f"room:{booth_id}")
        return True

    async def _look_at_tickets(self) -> None:
        """Open the queues' page and do what it asks: get ready, come back."""
        await self.shared.pause(1.5, 6)
        self.inbox.drop("ticket")
        page = await self.browser.open("/queues")
        for form in list(page.all_forms(GetReady.name)):
            later = page.form(PostponeTicket.name)
            chosen = later if later is not None and self.shared.chance(0.08) else form
            with contextlib.suppress(Refused):
                await self.browser.submit(chosen)
        for form in list(page.all_forms(ReturnToQueue.name)):
            await self.shared.pause(5, 20)
            with contextlib.suppress(Refused):
                await self.browser.submit(form)

    async def _idle(self) -> None:
        """Nothing happens: chat, look around, queue somewhere else, or do nothing."""
        roll = self.shared.dice.random()
        if not self.queues or roll < 0.35:  # noqa: PLR2004 - how often
            await self._queue_up()
        elif roll < 0.75:  # noqa: PLR2004 - how often
            await self._chat(self.shared.dice.choice(self.queues))
        elif roll < 0.85:  # noqa: PLR2004 - how often
            await self._walk()

    async def _chat(self, booth_id: str) -> None:
        asks, shared = self.part.asks, self.shared
        try:
            if asks and shared.chance(0.6):
                text = shared.dice.choice(asks)
                if not shared.asks(booth_id, text):
                    return
                await self.browser.ask(Ask.name, booth_id=booth_id, text=text)
                self.shared.count["asked"] += 1
            elif self.part.hello and shared.asks(booth_id, self.part.hello):
                await self.browser.ask(Say.name, booth_id=booth_id, text=self.part.hello)
                self.shared.count["said"] += 1
        except Refused:
            await self.shared.pause(5, 15)

    # --- the call --------------------------------------------------------------------------------

    async def _ring(self, call_id: str) -> None:
        """It rings: mostly answered, sometimes put off, declined or not heard."""
        self.shared.rung.add(call_id)
        try:
            await self.shared.pause(0.3, 1.2)
            await self.browser.ask(ShowCall.name, call_id=call_id)
            roll = self.shared.dice.random()
            if roll < 0.87:  # noqa: PLR2004 - how often
                await self.shared.pause(2, 7)
                await self.browser.ask(AnswerCall.name, call_id=call_id)
                await self._talk(call_id)
            elif roll < 0.93:  # noqa: PLR2004 - how often
                await self.shared.pause(3, 9)
                await self.browser.ask(PostponeCall.name, call_id=call_id)
            elif roll < 0.96:  # noqa: PLR2004 - how often
                await self.shared.pause(3, 9)
                await self.browser.ask(DeclineCall.name, call_id=call_id)
            else:
                await self._miss(call_id)
        finally:
            self.shared.over(call_id)
            self.calls.forget(call_id)

    async def _miss(self, call_id: str) -> None:
        """The phone lies on the table and rings."""
        while await self.calls.leaves(call_id, frozenset({RINGING}), SHOW_S) == RINGING:
            await self.browser.ask(ShowCall.name, call_id=call_id)

    async def _talk(self, call_id: str) -> None:
        self.calls.states[call_id] = "connecting"
        self.shared.count["talks"] += 1
        if self.shared.with_sound(call_id):
            partner = self.shared.partner(self.part.name, self.part.language, leads=False)
            over = await converse(self.calls, call_id, 10 * REAL_TALK_S, partner)
        else:
            over = await pretend(self.calls, call_id, 3 * TALK_S[1])
        if over or self.calls.states.get(call_id) in TALKING:
            await hang_up(self.browser, call_id)
        await self.shared.pause(2, 6)
        await self.browser.open(f"/calls/{call_id}")
        if self.shared.chance(0.7):
            await self.shared.pause(5, 30)
            await self.browser.ask(EndQuiet.name)
