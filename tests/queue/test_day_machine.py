"""A day at two booths, played by Hypothesis: whatever happens, the promises of the queue hold."""

import asyncio
import json
import shutil
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from fair.decisions import Refusal
from fair.queue import reads
from tests.queue.day import Day, a_day
from tests.queue.steps import STEPS
from tests.world import running

pytestmark = pytest.mark.timeout(240)
ENDED = {"served", "lapsed", "left", "closed"}


class DayAtTheBooth(RuleBasedStateMachine):
    """Steps are drawn; after each the rows, the orders and the ledger are looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.stack = AsyncExitStack()
        self.day: Day = self.loop.run_until_complete(self._begin())
        self.orders = {booth: self._order(booth) for booth in self.day.booths}
        self.tickets: dict[str, Any] = {}
        self.states: dict[str, str] = {}

    async def _begin(self) -> Day:
        world = await self.stack.enter_async_context(running(self.folder))
        day = await a_day(world)
        await day.another_booth()
        await day.waiting(2)
        return day

    def _order(self, booth_id: str) -> list[str]:
        line = self.day.world.look(reads.in_order, booth_id)
        return [standing.ticket_id for standing in line]

    @rule(step=st.sampled_from(STEPS), data=st.data())
    def something_happens(self, step: Any, data: Any) -> None:
        before = self.day.everything()
        try:
            self.loop.run_until_complete(
                step(self.day, lambda found: data.draw(st.sampled_from(found)))
            )
        except Refusal:
            if step.__name__ not in {"cut", "talk"}:
                assert self.day.everything() == before

    @invariant()
    def nobody_holds_two_live_tickets_at_a_booth_and_numbers_are_unique(self) -> None:
        rows = self.day.world.rows("SELECT * FROM ticket")
        live = Counter((r.person_id, r.booth_id) for r in rows if r.state not in ENDED)
        assert not live or max(live.values()) == 1
        assert len({(r.booth_id, r.number) for r in rows}) == len(rows)
        waits = Counter(r.person_id for r in rows if r.state not in ENDED)
        assert not waits or max(waits.values()) <= 3

    @invariant()
    def one_open_talk_per_person_and_recruiter(self) -> None:
        open_calls = self.day.world.rows(
            "SELECT person_id, account_id, ticket_id FROM call "
            "WHERE state IN ('ringing', 'connecting', 'live', 'reconnecting')"
        )
        assert len({r.person_id for r in open_calls}) == len(open_calls)
        assert len({r.account_id for r in open_calls}) == len(open_calls)
        called = self.day.world.rows("SELECT id FROM ticket WHERE state IN ('called', 'talking')")
        assert {r.id for r in called} == {r.ticket_id for r in open_calls}

    @invariant()
    def nobody_goes_before_others_without_a_cause(self) -> None:
        causes = {r.ticket_id for r in self.day.world.rows("SELECT ticket_id FROM overtake")}
        rows = {r.id: r for r in self.day.world.rows("SELECT * FROM ticket")}
        for booth in self.day.booths:
            old, new = self.orders.get(booth, []), self._order(booth)
            stayed = [one for one in old if one in new]
            for one in new:
                if one not in old or stayed.index(one) == [x for x in new if x in old].index(one):
                    continue
                assert causes, "the order changed without a cause"
            for one in set(old) - set(new):
                # Who stood before her by a lane only, and is away, is not passed: she is in turn.
                turn = (rows[one].rank, rows[one].number)
                passed = [x for x in old if (rows[x].rank, rows[x].number) < turn]
                if rows[one].state in {"called", "talking"} and passed:
                    assert one in causes
            for one in new:
                later = [x for x in new[new.index(one) + 1 :] if x in old]
                if self.states.get(one) in {"parked", "talking"} and later:
                    assert one in causes
            self.orders[booth] = new
        self.states = {one: row.state for one, row in rows.items()}

    @invariant()
    def a_number_is_never_lost(self) -> None:
        rows = {r.id: r for r in self.day.world.rows("SELECT * FROM ticket")}
        for ticket_id, was in self.tickets.items():
            now = rows[ticket_id]
            assert (now.number, now.joined_at) == (was.number, was.joined_at)
            back = (was.state, now.state) == ("left", "waiting")  # by the own tap, within 30 s
            assert was.state not in ENDED or now.state == was.state or back
            assert now.state != "lapsed" or now.misses >= 2
        self.tickets = rows

    @invariant()
    def the_ledger_counts_every_change_of_a_line_without_a_gap(self) -> None:
        rows = self.day.world.rows(
            "SELECT data FROM ledger WHERE kind LIKE 'ticket.%' ORDER BY at, stream, seq"
        )
        versions: dict[str, list[int]] = {}
        for row in rows:
            fact = json.loads(row.data)
            versions.setdefault(fact["booth_id"], []).append(fact["version"])
        for seen in versions.values():
            assert seen == list(range(1, len(seen) + 1))

    def teardown(self) -> None:
        assert self.day.world.chain_holds()
        self.loop.run_until_complete(self.stack.aclose())
        self.loop.close()
        shutil.rmtree(self.folder)


DayAtTheBooth.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_a_day_at_the_booth = DayAtTheBooth.TestCase
