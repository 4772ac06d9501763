"""How simulated seekers answer an offer."""

import contextlib

from fair.contract.hiring import AcceptOffer, ConfirmHire, DeclineOffer, OpenTerms
from fair.crowd.browser import Browser, Refused
from fair.crowd.shared import Shared


async def answer_offer(browser: Browser, shared: Shared, offer_id: str, *, taken: bool) -> bool:
    """Read the terms, think, accept or decline; return whether the offer was accepted.

    Who accepted confirms soon after; who has `taken` another offer declines.
    """
    await shared.pause(4, 20)
    await browser.open(f"/offers/{offer_id}")
    await browser.ask(OpenTerms.name, offer_id=offer_id)
    await shared.pause(5, 25)
    if taken or shared.chance(0.3):
        await browser.ask(DeclineOffer.name, offer_id=offer_id)
        return False
    await browser.ask(AcceptOffer.name, offer_id=offer_id)
    shared.count["accepted"] += 1
    await shared.pause(4, 20)
    with contextlib.suppress(Refused):
        await browser.ask(ConfirmHire.name, offer_id=offer_id)
    return True
