"""Whatever takes something from somebody, or hands a role out, wants a fresh proof."""

from fair.contract.all import COMMANDS
from fair.roles import STAFF

# What staff ask about an account or a person and that takes nothing from anybody, with the reason.
TAKES_NOTHING = {
    "person.confirm_by_organiser": "says that a number is somebody's, beside them, many an hour",
    "handing.ask": "asks the person to go on to a colleague; nothing changes before their yes",
    "readiness.let_on_duty": "lets a colleague on duty who did not practise; nobody loses by it",
    "guest.colleague": "asks a colleague into one's own call; they hear nothing before a yes",
}
# A role, a way in, or somebody's name and number.
HANDS_OUT = {
    "account.invite", "account.hand_invitation_over", "enrolment.accept", "help.read_code",
    "help.correct_number",
    "audit.draw", "audit.open_name",
}  # fmt: skip


def about_somebody(kind):
    """True for what staff ask about one account, or about a person as such: not in a queue."""
    fields = set(kind.model_fields)
    return (
        bool(kind.by & STAFF)
        and ("account_id" in fields or "role" in fields or kind.name.startswith("person."))
        and bool(fields & {"account_id", "role", "person_id"})
    )


def test_every_command_that_takes_something_from_somebody_wants_a_fresh_proof():
    alike = {name for name, kind in COMMANDS.items() if about_somebody(kind)} | HANDS_OUT
    declared = {name for name, kind in COMMANDS.items() if kind.fresh}

    assert declared == alike - set(TAKES_NOTHING)
    assert set(TAKES_NOTHING) <= alike
    assert declared == {
        "account.close",
        "account.hand_invitation_over",
        "account.invite",
        "account.make_lead",
        "audit.draw",
        "audit.open_name",
        "conduct.mute_staff",
        "enrolment.accept",
        "factor.take_away",
        "help.correct_number",
        "help.read_code",
        "person.erase_on_request",
        "recruiter.remove",
    }
