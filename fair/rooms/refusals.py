"""Why a rule about calls or the chat says no, in words a person can act on."""

from fair.decisions import N_, Malformed, Refusal

# --- refusals ------------------------------------------------------------------------------------


class PersonInCall(Refusal):
    code = "person-in-call"
    sentence = N_(
        "This person is in another call at this moment. Their place is kept. Call the next one."
    )


class AlreadyCalling(Refusal):
    code = "already-calling"
    sentence = N_("You have a call open. Finish or cancel it first, then call the next person.")


class ToldLately(Refusal):
    code = "told-lately"
    sentence = N_(
        "Everybody who waits heard from your booth less than five minutes ago. Wait a little, or "
        "write in the room."
    )


class CallOver(Refusal):
    code = "call-over"
    sentence = N_("This call is over. Your queues show what happens next.")


class AlreadyExtended(Refusal):
    code = "already-extended"
    sentence = N_("This call was extended once already. Please bring it to an end; others wait.")


# --- refusals ------------------------------------------------------------------------------------


class NothingSaid(Malformed):
    code = "nothing-said"
    sentence = N_("There is nothing written yet. Write something, then send it.")


class TooLong(Malformed):
    code = "too-long"
    sentence = N_("That is too long. Keep it under {most} characters, or send it in two parts.")


class RoomClosed(Refusal):
    code = "room-closed"
    sentence = N_("This fair is over, so nothing can be written here any more. You can still read.")


class NotAQuestion(Refusal):
    code = "not-a-question"
    sentence = N_("Only a question can be answered. Write a message instead.")


class StillThere(Refusal):
    code = "still-there"
    sentence = N_(
        "They are there, or were a moment ago. Wait half a minute, or hang up if the talk is over."
    )


class NoBridge(Refusal):
    code = "no-bridge"
    sentence = N_("This fair has no line of its own for calls.")


class BridgeFull(Refusal):
    code = "bridge-full"
    status = 503
    sentence = N_(
        "The fair's own line is full at the moment. We keep trying. Type until then, or use the "
        "telephone."
    )


class BridgeAway(Refusal):
    code = "bridge-away"
    status = 503
    sentence = N_("The fair's own line does not answer at the moment. We try again by ourselves.")


class LegTaken(Refusal):
    code = "seat-taken"
    sentence = N_("This call is open on another page. Choose which page carries the sound.")


class LegMoved(Refusal):
    code = "seat-moved"
    sentence = N_(
        "The call has moved to another page of yours. Bring it back here if you want to talk here."
    )
