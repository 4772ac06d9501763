"""Why the queue says no, in words a person can act on."""

from fair.decisions import N_, Refusal


class AlreadyInQueue(Refusal):
    code = "already-in-queue"
    sentence = N_("You are already in this queue. Your place is on the page My queues.")


class TooManyQueues(Refusal):
    code = "too-many-queues"
    sentence = N_("You can wait in {most} queues at once. Leave one of them, then join here.")


class LineFull(Refusal):
    code = "line-full"
    sentence = N_(
        "This queue is full: at most {most} wait here. Its page shows who else has room. There is "
        "room again here when somebody is called."
    )


class BoothIsClosed(Refusal):
    code = "booth-closed"
    sentence = N_("This booth is closed now. Look at its hours, or choose another employer.")


class OpenBoothFirst(Refusal):
    code = "open-booth-first"
    sentence = N_("Open the booth first, then call the next person.")


class PostProtected(Refusal):
    code = "post-protected"
    sentence = N_(
        "Night work, hazardous work and work abroad are for people of 18 and over. Choose another "
        "post of this employer."
    )


class ForAdults(Refusal):
    code = "for-adults"
    sentence = N_(
        "No post of this booth is open to people under 18 now. They cannot queue here or be called."
    )


class PostElsewhere(Refusal):
    code = "post-elsewhere"
    sentence = N_("This post is not open at this booth now. Choose one of those shown there.")


class AlreadyPostponed(Refusal):
    code = "already-postponed"
    sentence = N_(
        "You have used your five minutes. Answer the ring, or say “Not now”: your place is kept."
    )


class LeftForGood(Refusal):
    code = "left-for-good"
    sentence = N_("The 30 seconds are over, and your place is given up. You can join again.")


class NobodyWaits(Refusal):
    code = "nobody-waits"
    sentence = N_("Nobody is in the queue now. New people appear here by themselves.")


class AnswersFirst(Refusal):
    code = "answers-first"
    sentence = N_(
        "{count} people wait for your answer after their talk. Answer one of them first; they "
        "stand beside the line. Then call the next person."
    )


class NobodyFree(Refusal):
    code = "nobody-free"
    sentence = N_(
        "Nobody who waits can be rung now: each is in a talk elsewhere or just after one, has an "
        "appointment elsewhere in a moment, asked for five minutes, could not be reached just now "
        "or goes on to a colleague. They keep their places; try again in a minute."
    )


class NextIs(Refusal):
    code = "next-is"
    sentence = N_("Nobody was rung: {name} is next now. Press again to call {name}.")


class AnotherIsNext(Refusal):
    code = "another-is-next"
    sentence = N_("Nobody was rung: somebody else is next now. Look who it is, then press again.")


class PersonAway(Refusal):
    code = "person-away"
    sentence = N_("This person cannot be called at this moment. Call the next one.")


class PhoneNotAgreed(Refusal):
    code = "phone-not-agreed"
    sentence = N_("This person did not agree to be phoned for this talk. Call the next one.")


class TooManyByName(Refusal):
    code = "too-many-by-name"
    sentence = N_("Only one call in {every} may be by name. Call the next in order first.")


class NoneByName(Refusal):
    code = "none-by-name"
    sentence = N_("The organiser lets nobody be called by name here. Call the next in order.")


class NoNumber(Refusal):
    code = "no-number"
    sentence = N_("Confirm your telephone number under Me first: then an employer can phone you.")
