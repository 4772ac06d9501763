"""Commands of requests to take part: asking, confirming, taking back, deciding."""

from typing import Any

from fair import signals
from fair.accounts import reads as accounts
from fair.accounts.account import normal_email
from fair.accounts.invitation_actions import hand_over
from fair.accounts.link import INVITED, link_token
from fair.accounts.refusals import EmailTaken
from fair.contract.accounts import HandInvitationOver
from fair.contract.base import Done
from fair.contract.employers import EmployerInvite, LicenceSubmit
from fair.contract.enrolments import (
    EnrolmentAccept,
    EnrolmentAcceptedReply,
    EnrolmentAsk,
    EnrolmentConfirm,
    EnrolmentRefuse,
    EnrolmentRefuseSeveral,
    EnrolmentTakeBack,
)
from fair.days import day_at
from fair.db import Work
from fair.decisions import NotFound, move
from fair.employers import employer_actions, licence_actions
from fair.employers.licence import LICENCE_ZONE, LicenceTerms
from fair.enrolments import mail_writes, store
from fair.enrolments.enrolment import (
    KEPT_A_DAY,
    MAILS_A_DAY,
    MOST_AN_HOUR,
    MOVES_ENROLMENT,
    Enrolment,
    credit_code,
    open_one,
    terms_of,
)
from fair.enrolments.facts import (
    EnrolmentAccepted,
    EnrolmentAsked,
    EnrolmentRefused,
    EnrolmentTakenBack,
)
from fair.enrolments.refusals import (
    ContactHasAccount,
    EnrolmentDecided,
    EnrolmentOver,
    NoMailGoesOut,
    TooManyAsk,
)
from fair.glossary import EmployerKind, EnrolmentState
from fair.office.office import dialled
from fair.office.refusals import OfficePhone
from fair.people.person import check_name
from fair.programme import reads as programme
from fair.programme.fair import Fair, must_be_changeable, visible
from fair.screening.screen import check_fee

_CENTS = 100


def ask(work: Work, command: EnrolmentAsk) -> Done:
    """Keep a request and mail the link that proves the address; the same whoever asked before.

    To an address that three requests named today nothing more is sent: the links that it has show
    this one too, so that nobody silences an owner by naming the address first.
    """
    fair = programme.fair(work.connection, command.fair_id)
    if fair is None or not visible(fair, work.actor):
        raise NotFound
    must_be_changeable(fair)
    if not signals.leaves(work, signals.MAIL):
        raise NoMailGoesOut
    made = _written(work, command)
    if store.asked_this_hour(work, fair.id) >= MOST_AN_HOUR:
        raise TooManyAsk
    named = store.asked_today(work, made.email)
    if named < KEPT_A_DAY:
        store.add(work, made)
    if named < MAILS_A_DAY:
        mail_writes.confirm(work, made, fair)
    return Done()


def _written(work: Work, command: EnrolmentAsk) -> Enrolment:
    # The name may stand on a booth one day, number and authority on a post.
    check_fee(command.legal_name, command.number, command.authority, command.contact_name)
    if command.phone and not dialled(command.phone):
        raise OfficePhone
    yuan, code = command.reserve_yuan, credit_code(command.code)
    written = LicenceTerms(
        number=command.number,
        authority=command.authority,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        reserve_cents=None if yuan is None else yuan * _CENTS,
    )
    terms = terms_of(command.kind, code, written, day_at(work.now, LICENCE_ZONE))
    return Enrolment(
        id=work.new_id(),
        fair_id=command.fair_id,
        state=EnrolmentState.ASKED,
        kind=command.kind,
        name=command.legal_name,
        code=code,
        number=terms.number,
        authority=terms.authority,
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        reserve_cents=terms.reserve_cents,
        contact_name=check_name(command.contact_name),
        phone=command.phone,
        email=normal_email(command.email),
        lang=command.lang,
        asked_at=work.now,
    )


def confirm(work: Work, command: EnrolmentConfirm) -> Done:
    """Let a request wait for the organiser: whoever presses has its link, and so its address."""
    found = open_one(store.enrolment(work, command.enrolment_id), work.now)
    if found.waits:
        return Done()
    _must_be_ahead(work, found)
    store.save(work, found.id, _moved(found, "confirm"), confirmed_at=work.now)
    work.record(
        EnrolmentAsked(
            fair_id=found.fair_id,
            enrolment_id=found.id,
            employer_kind=found.kind,
            valid_from=found.valid_from,
            valid_to=found.valid_to,
            reserve_cents=found.reserve_cents,
            hashes=store.hashes(found.id, found.name, found.code, found.number, found.authority),
        )
    )
    return Done()


def take_back(work: Work, command: EnrolmentTakeBack) -> Done:
    """End a request that waits, and forget who asked for the company."""
    found = open_one(store.enrolment(work, command.enrolment_id), work.now)
    state = _moved(found, "take_back")
    store.save(work, found.id, state, decided_at=work.now, **store.NO_CONTACT)
    work.record(EnrolmentTakenBack(fair_id=found.fair_id, enrolment_id=found.id))
    return Done()


def accept(work: Work, command: EnrolmentAccept) -> EnrolmentAcceptedReply:
    """Make the employer, hand its licence in for the check, and mail its contact an invitation.

    Refuses an address that has an account, a licence that ran out while it waited, and a fair that
    is over.
    """
    found = _undecided(work, command.enrolment_id)
    state = _moved(found, "accept")
    fair = _must_be_ahead(work, found)
    if not signals.leaves(work, signals.MAIL):
        raise NoMailGoesOut
    asked = EmployerInvite(legal_name=found.name, kind=found.kind, email=found.email)
    try:
        invited = employer_actions.invite(work, asked)
    except EmailTaken:
        raise ContactHasAccount(email=found.email) from None
    # the company wrote it, and no account of it is there yet
    licence_actions.submit(work, _licence(found, invited.employer_id), by="")
    kept = {"decided_by": work.actor.account_id, "employer_id": invited.employer_id}
    store.save(work, found.id, state, decided_at=work.now, **kept)
    work.record(
        EnrolmentAccepted(
            fair_id=found.fair_id, enrolment_id=found.id, employer_id=invited.employer_id
        )
    )
    token = link_token(work.settings.secret, INVITED, invited.invitation_id)
    hand_over(
        work,
        HandInvitationOver(
            invitation_id=invited.invitation_id,
            by_account_id=work.actor.account_id,
            link=f"{work.settings.base_url}/invited/{token}",
            lang=found.lang,
        ),
        mail_writes.accepted(found, fair),
    )
    return EnrolmentAcceptedReply(
        employer_id=invited.employer_id, invitation_id=invited.invitation_id
    )


def _must_be_ahead(work: Work, found: Enrolment) -> Fair:
    fair = programme.fair(work.connection, found.fair_id)
    if fair is None:
        raise NotFound
    must_be_changeable(fair)
    return fair


def _licence(found: Enrolment, employer_id: str) -> LicenceSubmit:
    direct, cents = found.kind is EmployerKind.DIRECT, found.reserve_cents
    return LicenceSubmit(
        employer_id=employer_id,
        number=found.code if direct else found.number,
        authority=found.authority,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        reserve_yuan=None if cents is None else cents // _CENTS,
    )


def refuse(work: Work, command: EnrolmentRefuse) -> Done:
    """Do not take a company; it is mailed that its link says why."""
    _refuse(work, _undecided(work, command.enrolment_id), command.reason)
    return Done()


def refuse_several(work: Work, command: EnrolmentRefuseSeveral) -> Done:
    """Do not take several companies, for one reason; who was answered meanwhile stays answered."""
    found = [store.enrolment(work, one) for one in dict.fromkeys(command.enrolment_ids)]
    waiting = [one for one in found if one and one.waits]
    if not waiting:
        _undecided(work, command.enrolment_ids[0])
    for one in waiting:
        _refuse(work, one, command.reason)
    return Done()


def _refuse(work: Work, found: Enrolment, reason: str) -> None:
    kept = {"decided_by": work.actor.account_id, "reason": reason}
    store.save(work, found.id, _moved(found, "refuse"), decided_at=work.now, **kept)
    work.record(EnrolmentRefused(fair_id=found.fair_id, enrolment_id=found.id))
    mail_writes.refused(work, found)


def _undecided(work: Work, enrolment_id: str) -> Enrolment:
    """Return a request for who decides; refuses `EnrolmentDecided` where a colleague came first."""
    found = open_one(store.enrolment(work, enrolment_id), work.now)
    if found.decided_by:
        who = accounts.accounts(work.connection, [found.decided_by]).get(found.decided_by)
        raise EnrolmentDecided(by=who.name if who else "…", name=found.name)
    return found


def _moved(found: Enrolment, verb: str) -> EnrolmentState:
    if verb not in MOVES_ENROLMENT[found.state]:
        raise EnrolmentOver
    return move(MOVES_ENROLMENT, found.state, verb)


HANDLERS: dict[Any, Any] = {
    EnrolmentAsk: ask,
    EnrolmentConfirm: confirm,
    EnrolmentTakeBack: take_back,
    EnrolmentAccept: accept,
    EnrolmentRefuse: refuse,
    EnrolmentRefuseSeveral: refuse_several,
}
