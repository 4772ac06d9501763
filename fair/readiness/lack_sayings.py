"""What lacks, in one sentence each: on the organiser's list, and in the mail to who lacks it."""

from collections.abc import Callable
from datetime import date

from fair.decisions import N_
from fair.readiness.stand import Lack, Lacking

SAYS: dict[Lack, str] = {
    Lack.NOBODY_INVITED: N_("Nobody of this employer is invited."),
    Lack.NOT_JOINED: N_("Invited, but nobody has made an account yet."),
    Lack.NO_LICENCE: N_("No licence is submitted."),
    Lack.LICENCE_WAITS: N_("The licence waits for the organiser’s check."),
    Lack.LICENCE_OUT: N_(
        "The licence is not in force: it ended or was refused, or the organiser paused it."
    ),
    Lack.LICENCE_ENDS: N_("The licence ends before the fair, on {day}."),
    Lack.NO_POST: N_("No post is written or taken to this fair."),
    Lack.REVIEW: N_("Posts that wait for the organiser’s look: {count}."),
    Lack.DRAFTS: N_("Posts that are drafts, so that nobody finds them: {count}."),
    Lack.POSTS_END: N_("Every post ends before the fair."),
    Lack.POSTS_HIDDEN: N_("Every post is hidden."),
    Lack.POSTS_FILLED: N_("Every place is spoken for."),
    Lack.NEITHER: N_("{name} has neither tried the microphone nor practised a call."),
    Lack.NOT_HEARD: N_("{name}: the microphone was not heard in the last 14 days."),
    Lack.NOT_PRACTISED: N_("{name} has not practised a call."),
}


def said(one: Lacking, gettext: Callable[..., str], day_in: Callable[[date], str]) -> str:
    """Return what lacks in a reader's language: its `gettext`, and how it says a day."""
    day = day_in(one.day) if one.day else ""
    return gettext(SAYS[one.what], name=one.name, count=one.count, day=day)
