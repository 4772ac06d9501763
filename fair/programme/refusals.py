"""Why a rule about fairs says no, in words an organiser can act on."""

from fair.decisions import N_, Refusal


class NotADemo(Refusal):
    code = "not-a-demo"
    status = 403
    sentence = N_("Simulated people exist only in demo fairs, and this fair is a real one.")


class RealFairsHere(Refusal):
    code = "real-fairs-here"
    sentence = N_("This database holds real fairs. Give the demo a database of its own.")


class NoSuchFair(Refusal):
    code = "no-such-fair"
    status = 422
    field = "fair_id"
    sentence = N_("There is no such fair. Open the fair, and invite people from its own page.")


# --- refusals ---------------------------------------------------------------------------------


class FairNotOpen(Refusal):
    code = "fair-not-open"
    sentence = N_("The fair is not open now. Look at its hours and come back then.")


class BetweenSessions(Refusal):
    code = "between-sessions"
    sentence = N_("No session runs now. The next one opens at {opens}: open the booth then.")


class SessionsOver(Refusal):
    code = "sessions-over"
    asks = True
    sentence = N_("The last session of this fair is over. Ask the organiser to plan another one.")


class FairOnPause(Refusal):
    code = "fair-on-pause"
    sentence = N_("The fair is paused. Every place is kept; try again when it goes on.")


class HoursBackwards(Refusal):
    code = "hours-backwards"
    status = 422
    sentence = N_("The closing time must be later than the opening time. Change one of them.")


class HoursTooLong(Refusal):
    code = "hours-too-long"
    status = 422
    sentence = N_("A fair lasts {days} days at most. Choose an earlier closing time.")


class HoursPast(Refusal):
    code = "hours-past"
    status = 422
    sentence = N_("These hours are over already. Change the hours to days that lie ahead.")


class OpenAlready(Refusal):
    code = "open-already"
    sentence = N_(
        "This fair is open: it cannot open later any more. Close it, and hold it again on the new "
        "day; or change only when it closes."
    )


class HallNamedSo(Refusal):
    code = "hall-named-so"
    status = 422
    sentence = N_(
        "Another hall of this fair is called “{name}” too. Give this one a name of its own."
    )


class NoHall(Refusal):
    code = "no-hall"
    sentence = N_("The fair has no hall yet. Add at least one hall, then publish.")


class HallNeedsName(Refusal):
    code = "hall-needs-name"
    status = 422
    sentence = N_("Give the hall a name in at least one language.")


class LastHall(Refusal):
    code = "last-hall"
    sentence = N_("This is the only hall. Add another hall before you remove this one.")


class DemoIsBorn(Refusal):
    code = "demo-is-born"
    status = 403
    sentence = N_("Only the demo command makes a demo fair. Create a real fair here.")


class FairFinished(Refusal):
    code = "fair-finished"
    sentence = N_("This fair is over and can no longer be changed. Create a new one.")


class SessionOutside(Refusal):
    code = "session-outside"
    status = 422
    sentence = N_("A session must lie inside the fair's hours. Change the session or the hours.")


class SessionsOverlap(Refusal):
    code = "sessions-overlap"
    status = 422
    sentence = N_("This session overlaps another one. Choose other times.")


class SessionRunning(Refusal):
    code = "session-running"
    sentence = N_("Another session is open. End it first.")
