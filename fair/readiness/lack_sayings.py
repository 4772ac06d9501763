"""What lacks, in one sentence each: on the organiser's list, and in the mail to who lacks it."""

from collections.abc import Callable
from datetime import date

from fair.decisions import N_
from fair.readiness.stand import Lack, Lacking, Stand

SAYS: dict[Lack, str] = {
    Lack.NOBODY_INVITED: N_("Nobody of this employer is invited."),
    Lack.NOT_JOINED: N_("Invited, but nobody has made an account yet."),
    Lack.NO_LICENCE: N_("No licence is submitted."),
    Lack.LICENCE_WAITS: N_("The licence waits for the organiser’s check."),
    Lack.LICENCE_DUE: N_("The licence must be checked again: nothing new opens until then."),
    Lack.LICENCE_EXPIRED: N_("The licence has run out."),
    Lack.LICENCE_REFUSED: N_("The organiser refused the licence."),
    Lack.LICENCE_PAUSED: N_("The organiser paused the recruiting of this employer."),
    Lack.LICENCE_ENDS: N_("The licence ends before the fair, on {day}."),
    Lack.NO_POST: N_("No post is written or taken to this fair."),
    Lack.REVIEW: N_("Posts that wait for the organiser’s look: {count}."),
    Lack.DRAFTS: N_("Posts that are drafts, so that nobody finds them: {count}."),
    Lack.POSTS_END: N_("Posts that end before the fair: {count}."),
    Lack.POSTS_SUSPENDED: N_("Posts that the organiser suspended: {count}."),
    Lack.POSTS_HIDDEN: N_("Posts that are hidden because of the licence: {count}."),
    Lack.POSTS_FILLED: N_("Posts of which every place is spoken for: {count}."),
    Lack.NEITHER: N_("{name} has neither tried the microphone nor practised a call."),
    Lack.MIC_FAILED: N_("{name}: the last check of the microphone failed."),
    Lack.NOT_HEARD: N_("{name}: the microphone was not heard in the last 14 days."),
    Lack.NOT_PRACTISED: N_("{name} has not practised a call in the last 90 days."),
    Lack.SHARED: N_(
        "Ready recruiters of this employer: {count}. Each is on duty at one booth only, and its "
        "other booths need them."
    ),
}


def said(one: Lacking, gettext: Callable[..., str], day_in: Callable[[date], str]) -> str:
    """Return what lacks in a reader's language: its `gettext`, and how it says a day."""
    day = day_in(one.day) if one.day else ""
    return gettext(SAYS[one.what], name=one.name, count=one.count, day=day)


_PEOPLE = "/organise/employers/{employer_id}#people"
_LICENCE = "/organise/employers/{employer_id}#licence"
MENDS: dict[Lack, str] = {
    Lack.NOBODY_INVITED: _PEOPLE,
    Lack.NOT_JOINED: _PEOPLE,
    Lack.SHARED: _PEOPLE,
    Lack.NO_LICENCE: _LICENCE,
    Lack.LICENCE_WAITS: _LICENCE,
    Lack.LICENCE_DUE: _LICENCE,
    Lack.LICENCE_EXPIRED: _LICENCE,
    Lack.LICENCE_REFUSED: _LICENCE,
    Lack.LICENCE_PAUSED: _LICENCE,
    Lack.LICENCE_ENDS: _LICENCE,
    Lack.POSTS_HIDDEN: _LICENCE,
    Lack.REVIEW: "/board/{fair_id}/looks",
    Lack.POSTS_SUSPENDED: "/organise/vacancies",
}


def mended_at(one: Lacking, of: Stand) -> str:
    """Return the page of the organiser's act that mends it; "" where only the booth can."""
    return MENDS.get(one.what, "").format(employer_id=of.employer.id, fair_id=of.booth.fair_id)
