"""Why a rule about booths says no, in words a person can act on."""

from fair.decisions import N_, Refusal


class NotYourBooth(Refusal):
    code = "not-your-booth"
    status = 403
    sentence = N_("This booth belongs to another employer. Open your own desk.")


class OffDuty(Refusal):
    code = "off-duty"
    sentence = N_("Go on duty first: press “I am here” at the booth.")


class OnDutyElsewhere(Refusal):
    code = "on-duty-elsewhere"
    sentence = N_("You are on duty at booth {number}. End your duty there first.")


class NotPractised(Refusal):
    code = "not-practised"
    sentence = N_(
        "That was no practised call. Load the page anew, call the robot, talk with it, hang up and "
        "make the sample offer."
    )


class HallElsewhere(Refusal):
    code = "hall-elsewhere"
    status = 422
    sentence = N_("This hall belongs to another fair. Choose a hall of this fair.")


class HallInUse(Refusal):
    code = "hall-in-use"
    sentence = N_("Booths stand in this hall: {count}. Move them to another hall first.")


class NumberTaken(Refusal):
    code = "booth-number-taken"
    sentence = N_("Booth {number} is already somebody's. Choose another number.")
