"""What the office texts to whoever it muted at a fair, or sent out of it."""

from fair.decisions import N_
from fair.signals.text import Text

MUTED = Text(
    "muted",
    N_(
        "{fair}: {helper} of the organiser muted you until {until}: you cannot write to others "
        "there. Your places and offers stay. Why, and how to answer: in the fair, “I need help”."
    ),
)
MUTED_ASK = Text(
    "muted_ask",
    N_(
        "{fair}: {helper} of the organiser muted you until {until}: you cannot write to others "
        "there. Your places and offers stay. Why: in the fair, “I need help”, or ask: {office}"
    ),
)
SENT_OUT = Text(
    "sent_out",
    N_(
        "{fair}: {helper} of the organiser removed you from the fair. Your places there have "
        "ended; offers stay yours. Why, and how to answer: in the fair, “I need help”."
    ),
)
SENT_OUT_ASK = Text(
    "sent_out_ask",
    N_(
        "{fair}: {helper} of the organiser removed you from the fair. Your places there have "
        "ended; offers stay yours. Why: in the fair, “I need help”, or ask: {office}"
    ),
)
CONDUCT: tuple[Text, ...] = (MUTED, MUTED_ASK, SENT_OUT, SENT_OUT_ASK)
