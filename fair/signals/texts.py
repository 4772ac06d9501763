"""Every text that leaves the house, by name: its sentence, and what fills it at most.

A gateway sends what it has approved. So a text is one of these, in the languages of the house;
what fills it is bounded; and it is true for who opens no link. `fair texts list` prints them all.
No text that may go out before a lot is drawn names the number that the draw will change.
"""

from fair.decisions import N_
from fair.signals.conduct_texts import CONDUCT
from fair.signals.reply_texts import REPLIES
from fair.signals.text import Text

CODE = Text(
    "code",
    N_(
        "{code} is your code for the job fair. It works for 10 minutes. Give it to nobody: "
        "no employer and no organiser asks for it."
    ),
)
CODE_READ_OUT = Text(
    "code_read_out",
    N_(
        "{helper} of the job fair reads you a code to sign in by telephone at {clock}. If nobody "
        "rang you, open the fair, “Me”, and sign out everywhere else."
    ),
)
HELP_PLACE = Text(
    "help_place",
    N_(
        "{employer}: {helper} of the job fair took a place there for you, as you asked. Not right? "
        "Open the fair, “My queues”, and leave."
    ),
)
HELP_FIVE = Text(
    "help_five",
    N_(
        "{employer}: {helper} of the job fair asked for five more minutes, as you wished; your "
        "place is kept. Ready sooner? Open the fair, “My queues”."
    ),
)
HELP_TELEPHONE = Text(
    "help_telephone",
    N_(
        "{employer} phones you at {phone} when it is your turn: {helper} of the job fair chose it, "
        "as you asked. You need no page. Not right? Open the fair, “My queues”."
    ),
)
NUMBER_AHEAD = Text(
    "number_ahead",
    N_(
        "{helper} of the job fair wrote down a new number for you: {phone}. It counts from "
        "{until}. Is that not your wish? Stop it here: {link}"
    ),
)
READY = Text(
    "ready",
    N_(
        "{employer}: get ready, your talk begins in a few minutes. Tap here when you are there, "
        "and keep the page open: {link}"
    ),
)
READY_BY_TELEPHONE = Text(
    "ready_by_telephone",
    N_(
        "{employer}: get ready, they phone you at {phone} in a few minutes. Keep the telephone "
        "free; you need no page."
    ),
)
RING = Text(
    "ring",
    N_(
        "{employer} rings you for your talk. Answer here: {link} If the ringing has stopped, tap "
        "there all the same: your place is kept."
    ),
)
MISSED = Text(
    "missed",
    N_(
        "{employer} rang you at {clock}, and nobody answered. Your place is kept. Tap here when "
        "you are back: {link}"
    ),
)
LAPSED = Text(
    "lapsed",
    N_(
        "{employer} rang you a second time at {clock}, and nobody answered. Your place there is "
        "over. Open the fair, “My queues”, to take a new number or to be phoned."
    ),
)
PHONES_NOW = Text(
    "phones_now",
    N_(
        "{employer} phones you now: {recruiter} dials {phone}. Please take the call, even from a "
        "number that you do not know. You need no page."
    ),
)
UNHEARD = Text(
    "unheard",
    N_(
        "{employer}: {recruiter} says that nobody answered at {phone}. Your place is kept. Open "
        "your page of the fair and tap when you are back."
    ),
)
SAYS_TALKED = Text(
    "says_talked",
    N_(
        "{employer} says that you talked by telephone just now. If so, you need not do anything "
        "but wait for the answer. If not, say so on your page of the fair: your place is kept."
    ),
)
CLOSED = Text(
    "closed",
    N_(
        "{employer} has closed before it was your turn. Your place is kept "
        "for their next session. Open the fair, “My queues”, if they shall phone you instead."
    ),
)
CLOSED_BROKE_OFF = Text(
    "closed_broke_off",
    N_(
        "{employer} has closed, and your talk had broken off. You go on first when they call "
        "people again. Open the fair, “My queues”, to choose something else."
    ),
)
CLOSED_LICENCE = Text(
    "closed_licence",
    N_(
        "{employer} was closed because of its licence, before it was your turn. "
        "That is not your fault. Your place is kept for when they may recruit again. "
        "Until then pay nothing; open the fair, “My queues”, to choose something else."
    ),
)
CARRIED = Text(
    "carried",
    N_(
        "{employer} calls people again, and your place is kept: you have number {number} now. We "
        "text you before your turn. Tap here when you are there: {link}"
    ),
)
CARRIED_AWAY = Text(
    "carried_away",
    N_(
        "{employer} calls people again. You were away, and your place is kept. Nobody rings you "
        "until you tap here: {link}"
    ),
)
LAST_CALL = Text(
    "last_call",
    N_(
        "{employer}: a turn for number {number} is unlikely before they close. Your place is kept "
        "for their next session. Open the fair, “My queues”, if they shall phone you instead."
    ),
)
ADULTS = Text(
    "adults",
    N_(
        "{employer}: no post here is open to people under 18 any more, so you are out of this "
        "queue. Please choose another employer."
    ),
)
FILLED = Text(
    "filled",
    N_(
        "{employer}: {post} is filled now. You keep your place for the other posts there, or leave "
        "the queue on your page of the fair."
    ),
)
UNFILED_POST = Text(
    "unfiled_post",
    N_(
        "{employer}: {post} is closed, its recruitment filing for work abroad does not hold. You "
        "keep your place for other posts there. Pay nothing to anybody."
    ),
)
HOURS = Text(
    "hours",
    N_("{fair}: its hours have changed. It opens {opens} and closes {closes}."),
)
HOURS_ASK = Text(
    "hours_ask",
    N_("{fair}: its hours have changed. It opens {opens} and closes {closes}. Questions: {office}"),
)
OPENS_SOON = Text(
    "opens_soon",
    N_(
        "{fair} opens {opens}. You asked us to remind you. Open the fair on your phone then, and "
        "choose an employer. Nobody may ask you for money."
    ),
)
OFFER = Text(
    "offer",
    N_("{employer} offers you: {post}. Answer until {until}. Open the fair, “My queues”."),
)
OFFER_RESERVE = Text(
    "offer_reserve",
    N_(
        "{employer} offers you number {rank} in the reserve: {post}. We text you when a place is "
        "free, until {last_day} at the latest."
    ),
)
OFFER_FIRM = Text(
    "offer_firm",
    N_(
        "A place is free: your offer from {employer} for {post} is firm now. Answer until {until}. "
        "Open the fair, “My queues”."
    ),
)
RESERVE_OVER = Text(
    "reserve_over",
    N_(
        "No place was freed: the reserve of {employer} for {post} is over. Other posts are in the "
        "fair."
    ),
)
WITHDRAWN = Text(
    "withdrawn",
    N_("{employer} withdrew the offer: {post}. The reason is in the fair, “My queues”."),
)
UNFILED = Text(
    "unfiled",
    N_(
        "{employer}: the recruitment filing for {post} abroad does not hold. Your offer waits for "
        "it. Do not travel or pay anything yet. Ask the organiser of the fair."
    ),
)
SUSPENDED = Text(
    "suspended",
    N_(
        "The licence of {employer} is suspended. Your accepted offer stands, but do not travel or "
        "pay anything yet. Open the offer in the fair and ask the organiser there."
    ),
)
SUSPENDED_ASK = Text(
    "suspended_ask",
    N_(
        "The organiser paused recruiting by {employer}. Your accepted offer stands, but do not "
        "travel or pay anything yet. Ask the organiser: {office}"
    ),
)
LIFTED = Text(
    "lifted",
    N_("The licence of {employer} is valid again. Your offer for {post} goes on."),
)
HIDDEN = Text(
    "hidden",
    N_(
        "The organiser of the job fair hid words that an employer wrote to you there. Nobody may "
        "ask you for money or keep your papers. Open the fair to see which."
    ),
)
HIDDEN_ASK = Text(
    "hidden_ask",
    N_(
        "The organiser of the job fair hid words that an employer wrote to you there. Nobody may "
        "ask you for money or keep your papers. Open the fair to see which, or ask: {office}"
    ),
)
APPOINTMENT_OFFERED = Text(
    "appointment_offered",
    N_("{employer} offers you a talk at a set time: {at}. Say yes or no in the fair, “My queues”."),
)
APPOINTMENT_SOON = Text(
    "appointment_soon",
    N_(
        "{employer}: your appointment is at {clock}. Keep the page of the fair open then; if it is "
        "closed, we text you the ring."
    ),
)
APPOINTMENT_LATE = Text(
    "appointment_late",
    N_(
        "{employer} is late for your appointment at {clock}. That is not your fault: you are "
        "called first, and it counts on them. Your number is in the fair, “My queues”."
    ),
)
APPOINTMENT_BROKEN = Text(
    "appointment_broken",
    N_(
        "{employer}: your appointment at {at} does not take place. That is not your fault. The "
        "reason and other times are in the fair, “My queues”."
    ),
)
TEXTS: tuple[Text, ...] = (
    CODE, CODE_READ_OUT, HELP_PLACE, HELP_FIVE, HELP_TELEPHONE, NUMBER_AHEAD,
    READY, READY_BY_TELEPHONE, RING, MISSED, LAPSED, PHONES_NOW, UNHEARD,
    SAYS_TALKED, CLOSED, CLOSED_BROKE_OFF, CLOSED_LICENCE, CARRIED, CARRIED_AWAY, LAST_CALL, ADULTS,
    FILLED, UNFILED_POST, HOURS, HOURS_ASK, OPENS_SOON, OFFER, OFFER_RESERVE, OFFER_FIRM,
    RESERVE_OVER, WITHDRAWN, SUSPENDED, SUSPENDED_ASK, UNFILED, LIFTED, HIDDEN,
    HIDDEN_ASK, APPOINTMENT_OFFERED, APPOINTMENT_SOON, APPOINTMENT_LATE, APPOINTMENT_BROKEN,
    *REPLIES, *CONDUCT,
)  # fmt: skip
