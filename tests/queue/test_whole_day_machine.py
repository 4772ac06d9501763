"""A whole day played by Hypothesis, from the lot to the closing: the promises of the queue hold."""

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from fair.appointments import reads as appointments
from fair.board.rows_reads import verify_rows
from fair.decisions import Refusal
from fair.fairness import reads as fairness
from fair.glossary import Lane
from fair.tickets.order import LEAST_STANDARD, PRIORITY_EVERY, WINDOW
from tests.appointments.plan import Clock
from tests.databases import ON_POSTGRES
from tests.queue.test_day_machine import ENDED, DayAtTheBooth
from tests.queue.whole_day import ALL, BEGINNINGS, Beginning, WholeDay, a_whole_day, closing
from tests.world import running

pytestmark = pytest.mark.timeout(400)
SEVERAL = {"call", "cut", "talk", "miss", "booth_opens", "books", "join", "fair_pauses"}
"""Steps of several commands: where a later one is refused, the earlier ones have happened."""


class AWholeDay(DayAtTheBooth):
    """The clock moves only by its steps; calls are looked at before they happen."""

    day: WholeDay

    async def _begin(self) -> WholeDay:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("fair.db.datetime", Clock)
        morning = datetime.now(UTC).replace(hour=2, minute=0, second=0, microsecond=0)
        world = await self.stack.enter_async_context(running(self.folder))
        # In the past: a PostgreSQL refuses whoever's clock is ahead of its own.
        return await a_whole_day(world, morning - timedelta(days=3))

    @initialize(hour=st.sampled_from(BEGINNINGS))
    def it_begins(self, hour: Beginning) -> None:
        self.loop.run_until_complete(hour(self.day))

    # Which lists there are to draw from depends on the lot, and that on ids: the dice are our own.
    @rule(dice=st.randoms(use_true_random=True))
    def something_happens(self, dice: Random) -> None:
        for step in dice.choices(ALL, k=12):
            before = self.day.everything()
            Clock.at += timedelta(seconds=1)
            try:
                self.loop.run_until_complete(step(self.day, dice.choice))
            except Refusal:
                if step.__name__ not in SEVERAL:
                    assert self.day.everything() == before, step.__name__

    @invariant()
    def nobody_goes_before_others_without_a_cause(self) -> None:
        """Recounted from the facts alone."""
        found = self.day.world.look(fairness.recounted, self.day.scene.fair_id)
        assert found.unexplained == []

    @invariant()
    def a_number_is_never_lost(self) -> None:
        rows = {row.id: row for row in self.day.world.rows("SELECT * FROM ticket")}
        stayed = {
            json.loads(row.data)["ticket_id"]
            for row in self.day.world.rows("SELECT data FROM ledger WHERE kind = 'ticket.stayed'")
        }
        for ticket_id, was in self.tickets.items():
            now = rows[ticket_id]
            assert now.joined_at == was.joined_at
            assert was.undrawn or now.number == was.number, (was, now)
            back = was.state == "left" and ticket_id in stayed  # by the own tap, within 30 s
            assert was.state not in ENDED or now.state == was.state or back
            assert now.state != "lapsed" or now.misses >= 2
        self.tickets = rows

    @invariant()
    def nobody_who_is_carried_or_moved_loses_the_time_they_have_waited(self) -> None:
        rows = {row.id: row for row in self.day.world.rows("SELECT * FROM ticket")}
        for row in rows.values():
            if before := rows.get(row.after_id):
                assert row.person_id == before.person_id
                assert before.state in ENDED

    @invariant()
    def who_was_parked_when_a_booth_closed_comes_back_by_an_own_tap_alone(self) -> None:
        rows = {row.id: row for row in self.day.world.rows("SELECT * FROM ticket")}
        returned = {
            json.loads(row.data)["ticket_id"]
            for row in self.day.world.rows("SELECT data FROM ledger WHERE kind = 'ticket.returned'")
        }
        for row in rows.values():
            before = rows.get(row.after_id)
            if before and before.booth_id == row.booth_id and before.parked_for:
                assert row.state != "waiting" or row.id in returned

    @invariant()
    def no_slot_is_given_to_more_people_than_it_has_recruiters(self) -> None:
        for booth in self.day.booths:
            for slot in self.day.world.look(appointments.slots_of, booth):
                held = self.day.world.rows(
                    f"SELECT id FROM appointment WHERE slot_id = '{slot.id}' "
                    "AND state IN ('offered', 'booked', 'near', 'due', 'kept')"
                )
                assert len(held) <= slot.recruiters

    @invariant()
    def of_each_four_calls_two_go_to_the_standard_lane_and_of_five_one_to_priority(self) -> None:
        for calls in self.day.calls.values():
            for last in range(len(calls)):
                four = calls[max(0, last - WINDOW + 1) : last + 1]
                if len(four) == WINDOW and all(Lane.STANDARD in could for _, could in four):
                    standard = sum(lane is Lane.STANDARD for lane, _ in four)
                    assert standard >= LEAST_STANDARD
                five = calls[max(0, last - PRIORITY_EVERY + 1) : last + 1]
                if all(could - {Lane.PRIORITY} for _, could in five):
                    assert sum(lane is Lane.PRIORITY for lane, _ in five) <= 1

    def teardown(self) -> None:
        try:
            self._close()
        finally:
            self.patch.undo()
        super().teardown()

    def _close(self) -> None:
        """At the end nobody is left without a choice, and the ledger says what the rows say."""
        try:
            self.loop.run_until_complete(closing(self.day))
        except Refusal:  # a fair that never opened
            return
        for row in self.day.world.rows("SELECT * FROM ticket"):
            assert row.state in ENDED
            if row.state in {"closed", "lapsed"}:
                assert row.state == "lapsed" or row.choice
        assert [str(one) for one in self.day.world.look(verify_rows).differences] == []


AWholeDay.TestCase.settings = settings(
    max_examples=3 if ON_POSTGRES else 10,  # a PostgreSQL of its own syncs each commit
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_a_whole_day = AWholeDay.TestCase
