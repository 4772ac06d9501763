"""Why a company is not brought in, in words that say what to mend."""

from fair.decisions import N_, Refusal


class NoName(Refusal):
    code = "company-without-name"
    status = 422
    sentence = N_("The name of the company is missing.")
    field = "legal_name"


class NoSuchKind(Refusal):
    code = "no-such-kind"
    status = 422
    sentence = N_("Write direct, agency or overseas for the kind, or leave it empty for direct.")
    field = "kind"


class TooLong(Refusal):
    code = "cell-too-long"
    status = 422
    sentence = N_("{column}: at most {most} characters.")


class SilentCell(Refusal):
    code = "cell-says-nothing"
    status = 422
    sentence = N_("{column}: {problem}")


class CompanyIsHere(Refusal):
    code = "company-is-here"
    sentence = N_("{company} is here already, or asked to take part: by the same code or name.")


class NothingToInvite(Refusal):
    code = "nothing-to-invite"
    status = 422
    sentence = N_("No company of this list can be invited. Bring a file with new ones.")
