"""The texts that say which words may be texted back, and what a word has done.

Each offers only words that would do something now: after the free five minutes no other five, and
where several turns were asked about, none that could give up or put off the wrong one.
"""

from fair.decisions import N_
from fair.signals.text import Text

READY_REPLY = Text(
    "ready_reply",
    N_(
        "{employer}: get ready, your talk begins in a few minutes. Tap here when you are there: "
        "{link} Or reply 1: ready, 2: five more minutes, 3: leave."
    ),
)
READY_REPLY_USED = Text(
    "ready_reply_used",
    N_(
        "{employer}: get ready, your talk begins in a few minutes. Tap here when you are there: "
        "{link} Or reply 1: ready, 3: leave."
    ),
)
READY_REPLY_ONLY = Text(
    "ready_reply_only",
    N_(
        "{employer}: get ready, your talk begins in a few minutes. Tap here when you are there: "
        "{link} Or reply 1: ready."
    ),
)
REPLIED_READY = Text(
    "replied_ready",
    N_(
        "{employer}: by your reply you are ready. Not yet? Reply 2: five more minutes, 3: leave. "
        "Or open your turn: {link}"
    ),
)
REPLIED_READY_USED = Text(
    "replied_ready_used",
    N_("{employer}: by your reply you are ready. Reply 3 to leave, or open your turn: {link}"),
)
REPLIED_READY_ONLY = Text(
    "replied_ready_only",
    N_("{employer}: by your reply you are ready. Open your turn here: {link}"),
)
REPLIED_FIVE = Text(
    "replied_five",
    N_(
        "{employer}: by your reply you have five more minutes; your place is kept. Ready sooner? "
        "Reply 1, or tap here: {link}"
    ),
)
REPLIED_LEFT = Text(
    "replied_left",
    N_(
        "{employer}: by your reply you have left the queue. Was that a mistake? Within 5 minutes, "
        "reply 0 or tap here to stay: {link}"
    ),
)
REPLIED_STAYS = Text(
    "replied_stays",
    N_(
        "{employer}: by your reply you are in the queue again. Reply 1: ready, 3: leave, or open "
        "your turn: {link}"
    ),
)
REPLY_UNHEARD = Text(
    "reply_unheard",
    N_(
        "Your reply changed nothing: we could not tell what it means, or for which turn, or that "
        "turn needs more than a reply. Use the link of our last text, or open the fair, “My "
        "queues”."
    ),
)
READY_REPLIES = (READY_REPLY, READY_REPLY_USED, READY_REPLY_ONLY)
REPLIED_READIES = (REPLIED_READY, REPLIED_READY_USED, REPLIED_READY_ONLY)
REPLIES = (
    *READY_REPLIES, *REPLIED_READIES, REPLIED_FIVE, REPLIED_LEFT, REPLIED_STAYS, REPLY_UNHEARD,
)  # fmt: skip
# These say which words may be texted back; to any other text a word answers nothing.
OFFER_REPLIES = frozenset(REPLIES) - {REPLY_UNHEARD}
