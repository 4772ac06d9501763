"""Coming in by the link of a text: one browser."""

from typing import Any

from fair.contract.base import Done
from fair.contract.phone_codes import SpendTextLink
from fair.db import Work
from fair.phone_codes import text_link_reads, text_link_store
from fair.phone_codes.refusals import TextLinkOver


def spend(work: Work, command: SpendTextLink) -> Done:
    """Let nobody else come in by this link; refuses one that is over."""
    found = text_link_reads.link(work.connection, command.link_id)
    if found is None or not found.signs_in(command.browser, work.now):
        raise TextLinkOver
    if not text_link_store.spend(work, found.id, command.browser):
        raise TextLinkOver
    return Done()


HANDLERS: dict[Any, Any] = {SpendTextLink: spend}
