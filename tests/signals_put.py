"""Texts put into the outbox, for tests."""

from fair import signals
from fair.signals import SOON
from fair.signals.said import Said


async def put(world, *names, to="", urgency=SOON, lasts_s=3600):
    def all_of_them(work):
        for name in names:
            signals.send(
                work, person_id=name, recipient=to or f"+86{name}", dedupe=name, lasts_s=lasts_s,
                said=Said("ready", "en", {}, name), urgency=urgency,
            )  # fmt: skip

    await world.work(all_of_them)
