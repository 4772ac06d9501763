"""What the figures and tables of a report are called, and what each counts."""

from collections.abc import Mapping

from fair.board.figures import NAMES
from fair.decisions import N_
from fair.glossary import FeedbackAbout

# In the order in which people pass through a fair.
FIGURES = ("people", "came", "queued", *(name for name in NAMES if name != "people"))
CALLED: Mapping[str, str] = {
    "people": N_("Registered"),
    "came": N_("Came"),
    "queued": N_("Queued"),
    "contacts": N_("Contacts"),
    "interviews": N_("Interviews"),
    "outcomes": N_("Outcomes"),
    "offers": N_("Offers"),
    "accepted": N_("Accepted offers"),
    "hires": N_("Hires"),
}
TITLES: Mapping[str, tuple[str, str]] = {
    "employers": (
        N_("By employer"),
        N_("What each employer’s booths had; who queued at two employers counts at both."),
    ),
    "work": (
        N_("By occupation"),
        N_(
            "By the posts that people named when they queued, and that were offered, as they say "
            "now. Who named posts of two kinds counts in both, so the rows do not add up."
        ),
    ),
    "places": (
        N_("By place of work"),
        N_("The same by where the work is. Who named posts at two places counts in both."),
    ),
    "origins": (
        N_("By home county"),
        N_(
            "By the home county that people said themselves. Who said none, or had the data "
            "erased, stands under “Not said”."
        ),
    ),
    "answers": (
        N_("Answers in time"),
        N_(
            "An answer is due 24 hours after a talk, or after the day of a hold. Late is what was "
            "not answered by then, whatever followed."
        ),
    ),
    "waits": (
        N_("Waits"),
        N_("Minutes from taking a number to the first talk, of those who talked."),
    ),
    "overtakes": (
        N_("Who went before others"),
        N_("Each time that somebody went, or came, before others, with its cause."),
    ),
    "forecast": (
        N_("How true the told times were"),
        N_(
            "Of the ranges that people were shown, how many were called inside them. Who left "
            "first is left out."
        ),
    ),
    "feedback": (
        N_("What people said of their talks"),
        N_("Three questions after a talk, each answered with yes or no, or left out."),
    ),
    "connection": (
        N_("How the calls connected"),
        N_("Calls in which a voice was to be heard, as both pages told it."),
    ),
}
ABOUT: Mapping[FeedbackAbout, str] = {
    FeedbackAbout.PAY: N_("Pay said"),
    FeedbackAbout.CLEAR: N_("Clear"),
    FeedbackAbout.FAIR: N_("Treated well"),
}
