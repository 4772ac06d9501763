"""Why an audit cannot do something, in words that an auditor can act on."""

from fair.decisions import N_, Refusal


class BadSeed(Refusal):
    code = "bad-seed"
    status = 422
    field = "seed"
    sentence = N_("The seed is six to forty digits, rolled with dice or taken from a lottery, say.")


class NobodyHired(Refusal):
    code = "nobody-hired"
    sentence = N_("No hire of this fair stands at the moment, so none can be drawn.")


class AuditOver(Refusal):
    code = "audit-over"
    asks = True
    status = 403
    sentence = N_("The time of this audit is over. Ask the organiser if it should go on.")


class NotYourDraw(Refusal):
    code = "not-your-draw"
    status = 403
    sentence = N_("Another auditor drew this: only who drew it marks it. Draw hires yourself.")


class OpenedEnough(Refusal):
    code = "opened-enough"
    status = 429
    sentence = N_(
        "You would have opened more than {most} names within 24 hours, and that is the most. Draw "
        "fewer, or go on tomorrow."
    )


class DrawIsClosed(Refusal):
    code = "draw-closed"
    sentence = N_("This draw is closed: what was marked stays as it is. Draw again where needed.")
