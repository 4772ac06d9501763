"""Why a rule about readiness says no, in words that say what to do next."""

from fair.decisions import N_, Refusal


class ContactPhone(Refusal):
    code = "contact-phone"
    status = 422
    field = "phone"
    sentence = N_("This is no telephone number that can be dialled. For example 0558-2222222.")


class PractiseFirst(Refusal):
    code = "practise-first"
    asks = True
    sentence = N_(
        "At this fair everybody practises a call before going on duty. It takes one minute: press "
        "“Practise a call”. Or ask a colleague who has practised to let you on duty at the desk."
    )


class YourOwnYes(Refusal):
    code = "your-own-yes"
    status = 403
    sentence = N_("Nobody lets themselves on duty: a colleague says yes, or you practise a call.")


class PractiseYourself(Refusal):
    code = "practise-yourself"
    sentence = N_("Practise a call yourself first: then you can let colleagues on duty.")
