"""What each figure of a fair counts, in one sentence."""

from collections.abc import Mapping

from fair.decisions import N_

DEFINITIONS: Mapping[str, str] = {
    "people": N_("Each person who takes part in the fair, once: registered before or during it."),
    "came": N_(
        "Each person who did something at the fair while it was open, or registered then, once."
    ),
    "queued": N_("Each person who took a place in a queue, once, at however many booths."),
    "contacts": N_("Each person at each booth whose queue they joined, once."),
    "interviews": N_(
        "Each talk that began; by telephone only where it was held, as the person may say."
    ),
    "outcomes": N_("Each of these talks that ended with an answer which still stands."),
    "offers": N_("Each offer that was made, firm or in reserve, whatever became of it."),
    "accepted": N_("Each offer that the person accepted and that still stands accepted."),
    "hires": N_("Each accepted offer that both sides confirmed and that did not fall through."),
}
PRESENT = "present"
NOW_DEFINITIONS: Mapping[str, str] = {
    PRESENT: N_(
        "Each person who has a page of the fair open now. That is kept nowhere: it has no rows, "
        "and nothing can be counted anew."
    ),
    "waiting": N_("Each place in a queue whose person waits now and may be called."),
    "talking": N_("Each talk that goes on now."),
    "longest": N_("How long the person has waited who waits longest of these: the first row."),
    "owed": N_("Each talk that is over and whose person has no answer yet."),
}
"""What the figures of this instant count, which the board and the wall show."""
