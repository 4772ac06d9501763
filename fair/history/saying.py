"""What each kind of fact says to people, in one sentence, whoever reads it.

A kind that says different things by a field has a sentence for each value, after `=`.
"""

from collections.abc import Mapping
from typing import Any

from fair.booths.facts import PracticeDone
from fair.decisions import N_
from fair.glossary import Telephoned
from fair.hiring.facts import HireFellThrough
from fair.interviews.facts import InterviewUnanswered, TelephoneTold
from fair.queue.facts import GotReady, TelephoneChosen

# The field by whose value a kind says one thing or another.
VARY: Mapping[str, str] = {
    "session.moved": "state", "booth.opened": "resumed", "vacancy.reviewed": "approved",
    "look.decided": "verdict", "person.changed": "what",
    TelephoneChosen.kind: "first", TelephoneTold.kind: "word",
    "ticket.chosen": "choice", "interview.concluded": "outcome",
}  # fmt: skip
SAYINGS: Mapping[str, str] = {
    "fair.created": N_("The fair was created."),
    "fair.changed": N_("What is said of the fair was changed."),
    "fair.published": N_("The fair was published."),
    "fair.opened": N_("The fair opened."),
    "fair.paused": N_("The fair was paused."),
    "fair.resumed": N_("The fair went on."),
    "fair.closed": N_("The fair closed."),
    "fair.archived": N_("The fair was archived."),
    "fair.sealed": N_("The figures of the fair were made final."),
    "hall.added": N_("A hall was added: {hall}."),
    "hall.changed": N_("A hall has another name: {hall}."),
    "hall.removed": N_("A hall was removed: {hall}."),
    "session.added": N_("A session was added."),
    "session.moved=planned": N_("The hours of a session were changed."),
    "session.moved=open": N_("A session opened."),
    "session.moved=paused": N_("A session was paused."),
    "session.moved=over": N_("A session ended."),
    "session.removed": N_("A session was removed."),
    "look.asked": N_("Words of {booth} wait for a look by the organiser."),
    "look.decided=stand": N_("The organiser let words of {booth} stand."),
    "look.decided=refuse": N_("The organiser refused words of {booth}."),
    "look.undone": N_("A decision about words of {booth} was taken back."),
    "look.taken_back": N_("{booth} took back words that waited for a look."),
    "announcement.posted": N_("An announcement was posted."),
    "announcement.removed": N_("An announcement was removed."),
    "booth.added": N_("The booth of {booth} was added."),
    "booth.told": N_("The booth of {booth} was changed: words, hall or number."),
    "booth.opened=False": N_("The booth of {booth} opened."),
    "booth.opened=True": N_("The booth of {booth} went on after a pause."),
    "booth.paused": N_("The booth of {booth} paused."),
    "booth.closed": N_("The booth of {booth} closed."),
    "duty.started": N_("{staff} came on duty at the booth of {booth}."),
    PracticeDone.kind: N_("{staff} practised a call."),
    "duty.ended": N_("{staff} went off duty at the booth of {booth}."),
    "employer.added": N_("The employer was brought in: {employer}."),
    "employer.corrected": N_("Name or kind of the employer was corrected: {employer}."),
    "licence.submitted": N_("Licence {licence} was handed in for a check."),
    "licence.verified": N_("Licence {licence} was checked and is valid."),
    "licence.rejected": N_("Licence {licence} was refused."),
    "licence.due": N_("Licence {licence} must be checked again: six months are over."),
    "licence.expired": N_("The last day of licence {licence} is over."),
    "licence.replaced": N_("A newer licence took the place of {licence}."),
    "licence.suspended": N_("The organiser paused recruiting under licence {licence}."),
    "licence.lifted": N_("The organiser let recruiting under licence {licence} go on."),
    "account.invited": N_("Somebody was invited as a colleague."),
    "invitation.withdrawn": N_("An invitation of a colleague ended."),
    "account.joined": N_("{staff} joined."),
    "account.lead_changed": N_("{staff} leads the team now."),
    "account.renamed": N_("A colleague is called {staff} now."),
    "account.closed": N_("{staff} lost the role and was signed out everywhere."),
    "vacancies.imported": N_("A file of posts was brought in: {vacancies}."),
    "vacancies.completed": N_(
        "What was missing was filled in for many posts at once: {vacancies}."
    ),
    "vacancy.created": N_("The post was written: {post}."),
    "vacancy.changed": N_("The post was changed; version {version} counts now."),
    "vacancy.opened": N_("The post opened: everybody finds version {version}."),
    "vacancy.sent_to_review": N_("The post waits for a look by the organiser."),
    "vacancy.reviewed=True": N_("The organiser looked at the post and let it pass."),
    "vacancy.reviewed=False": N_("The organiser sent the post back."),
    "vacancy.filled": N_("The last free place is spoken for: nobody finds the post now."),
    "vacancy.reopened": N_("A place is free again: the post is found."),
    "vacancy.suspended": N_("The post was hidden."),
    "vacancy.lifted": N_("The post is shown again."),
    "vacancy.withdrawn": N_("The post was taken away for good."),
    "vacancy.expired": N_("The last day of the post is over."),
    "opening.held": N_("An offer holds one place."),
    "seat.freed": N_("A place was given back."),
    "case.opened": N_("A case was opened: number {number}."),
    "case.told": N_("More was said in a case."),
    "case.answered": N_("A case was answered."),
    "case.resolved": N_("A case was resolved."),
    "case.escalated": N_("A case was passed on to the authority."),
    "person.registered": N_("Registered at the fair."),
    "person.attended": N_("Takes part in the fair as Seeker {number}."),
    "number.confirmed": N_("The telephone number was confirmed."),
    "person.changed=name": N_("The name was changed."),
    "person.changed=home": N_("The home county was changed."),
    "person.changed=number": N_("The telephone number was changed."),
    "person.changed=number lost": N_("The telephone number is somebody else’s now."),
    "person.erased": N_("The data were erased."),
    "consent.given": N_("{employer} may see name and skills from now on."),
    "consent.home_shown": N_("{employer} may see the home county now, for the journey."),
    "consent.home_hidden": N_("{employer} may see the home county no longer."),
    "consent.withdrawn": N_("{employer} may see nothing any more."),
    "ticket.taken": N_("Joined the queue of {booth} with number {number}."),
    "ticket.warned": N_("Was told to get ready for {booth}."),
    GotReady.kind: N_("Said: ready for {booth}."),
    "ticket.postponed": N_("Asked for five more minutes at {booth}."),
    f"{TelephoneChosen.kind}=True": N_("Asked {booth} for a call by telephone."),
    f"{TelephoneChosen.kind}=False": N_("Asked {booth} for a call on the page."),
    "ticket.called": N_("{booth} called."),
    "ticket.kept": N_("The place at {booth} was kept."),
    "ticket.stayed": N_("Took leaving the queue of {booth} back."),
    "ticket.left": N_("Left the queue of {booth}."),
    "ticket.parked": N_("The place at {booth} was set aside until the return."),
    "ticket.returned": N_("Came back to the queue of {booth}."),
    "ticket.lapsed": N_("The place at {booth} lapsed."),
    "ticket.closed": N_("The queue of {booth} ended before the turn."),
    "ticket.drawn": N_("Drew number {number} at {booth} by lot."),
    "ticket.goes_on": N_("The place at {booth} goes on from an earlier session."),
    "ticket.chosen=next": N_("Chose for the closing of {booth}: its next session."),
    "ticket.chosen=phone_me": N_("Chose after the closing of {booth}: a telephone call."),
    "ticket.chosen=phoned": N_("{booth} phoned after the closing."),
    "ticket.chosen=leave": N_("Chose after the closing of {booth}: to leave it."),
    "call.rang": N_("{booth} rang."),
    "call.missed": N_("A ring of {booth} was not answered."),
    "call.postponed": N_("A ring of {booth} was put off."),
    "call.declined": N_("A ring of {booth} was declined."),
    "call.unshown": N_("No screen showed the ring of {booth}."),
    "call.cancelled": N_("{booth} called the ring off."),
    "call.ended": N_("The call with {booth} ended."),
    "message.posted": N_("Wrote in the chat of {booth}."),
    "message.hidden": N_("A message in the chat of {booth} was hidden."),
    "interview.started": N_("The interview with {booth} began."),
    f"{TelephoneTold.kind}={Telephoned.CONFIRMED}": N_(
        "Confirmed the telephone talk with {booth}."
    ),
    f"{TelephoneTold.kind}={Telephoned.DENIED}": N_(
        "Said that there was no telephone talk with {booth}."
    ),
    f"{TelephoneTold.kind}={Telephoned.DISPUTED}": N_(
        "Objected to what {booth} noted after the telephone talk."
    ),
    "interview.resumed": N_("The interview with {booth} went on."),
    "interview.owed": N_("The talk is over: {booth} has to answer."),
    "interview.concluded=offer": N_("{booth} answered: an offer."),
    "interview.concluded=next_step": N_("{booth} answered: a next step."),
    "interview.concluded=on_hold": N_("{booth} answered: on hold until a date."),
    "interview.owed_again": N_("The date has come: {booth} has to answer today."),
    "interview.concluded=no_fit": N_("{booth} answered: no fit."),
    InterviewUnanswered.kind: N_("{booth} did not answer in time."),
    "offer.made": N_("An offer was made: {post}."),
    "offer.firm": N_("The reserve offer became firm: {post}."),
    "offer.opened": N_("The terms of the offer were opened: {post}."),
    "offer.accepted": N_("The offer was accepted: {post}."),
    "offer.taken_back": N_("The acceptance was taken back: {post}."),
    "offer.released": N_("The accepted offer was given up: {post}."),
    "offer.declined": N_("The offer was declined: {post}."),
    "offer.withdrawn": N_("The offer was withdrawn: {post}."),
    "offer.expired": N_("The time of the offer was over: {post}."),
    "offer.frozen": N_("The offer stands still while the employer may not recruit: {post}."),
    "offer.thawed": N_("The offer runs on: {post}."),
    "hire.confirmed": N_("One side confirmed the hire: {post}."),
    "hire.hired": N_("Both sides confirmed: hired for {post}."),
    HireFellThrough.kind: N_("The hire came to nothing: {post}."),
}


def saying(kind: str, data: Mapping[str, Any]) -> str:
    """Return the English sentence of a fact; "" for one that no history shows."""
    if field := VARY.get(kind):
        kind = f"{kind}={data.get(field)}"
    return SAYINGS.get(kind, "")
