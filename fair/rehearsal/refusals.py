"""Why a rehearsal does not begin, in words an organiser can act on."""

from fair.decisions import N_, Refusal


class NotToRehearse(Refusal):
    code = "not-to-rehearse"
    sentence = N_("Only a fair that is announced and has not opened yet can be rehearsed.")


class TooLateToRehearse(Refusal):
    code = "too-late-to-rehearse"
    sentence = N_(
        "The fair opens in less than {minutes} minutes, too soon for a rehearsal. Recruiters can "
        "still practise a call at their desk: it takes one minute."
    )


class RehearsalRuns(Refusal):
    code = "rehearsal-runs"
    sentence = N_("A rehearsal of this fair runs already. End it first, or join it.")


class RehearsedEnough(Refusal):
    code = "rehearsed-enough"
    sentence = N_(
        "This fair was rehearsed {most} times, and that is the most. Recruiters can still practise "
        "a call at their desk."
    )


class NoPostsInRehearsal(Refusal):
    code = "no-posts-in-rehearsal"
    sentence = N_(
        "A rehearsal has no posts, so that no offer takes a real place. Write the post at your "
        "booth of the fair itself."
    )


class RehearsalFull(Refusal):
    code = "rehearsal-full"
    sentence = N_("This rehearsal has all the people that it may have.")
