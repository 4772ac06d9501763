"""What the person and the employer see of an offer: the letter, a person's list."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from fair import codes
from fair.accounts import reads as accounts
from fair.decisions import NotAllowed, NotFound
from fair.employers import reads as employer_reads
from fair.employers.employer import Employer
from fair.glossary import HireState, OfferState, Role
from fair.hiring import reads
from fair.hiring.contexts import Letter, MyOffer, MyOffers, OfTalk, Promise, Summary
from fair.hiring.hire import EMPLOYERS_REASONS, FELL_BECAUSE, SEEKERS_REASONS, Hire
from fair.hiring.offer import LIVE, RECRUITERS_REASONS, WITHDRAWN_BECAUSE, Offer
from fair.hiring.terms import compare
from fair.hiring.terms_views import rows
from fair.interviews import reads as interviews
from fair.looks import reads as looks
from fair.looks.look import LookKind
from fair.people import reads as people
from fair.programme import reads as programme
from fair.queue import reads as queue
from fair.terms.pay import work_out
from fair.terms.terms import from_dict
from fair.vacancies import reads as vacancies
from fair.web import Viewer

ERASED = "#"  # "Seeker" without a number

# --- the letter -----------------------------------------------------------------------------------


def letter(connection: Connection, viewer: Viewer, offer_id: str) -> Letter:
    """Return one offer as this viewer may see it: its person, its employer, an organiser.

    Refuses `NotFound`, and `NotAllowed` for anybody else.
    """
    offer = reads.offer(connection, offer_id)
    if offer is None:
        raise NotFound
    _may_read(viewer, offer)
    mine = viewer.role is Role.SEEKER
    post = vacancies.vacancy_version(connection, offer.vacancy_id, offer.vacancy_version)
    employer = _employer(connection, offer.employer_id)
    name = employer.called(viewer.lang)
    terms = rows(post, offer.terms, viewer.words, name) if offer.terms else []
    looked = looks.at(connection, LookKind.OFFER, [offer.id]).get(offer.id)
    if looked and looked.hidden:
        terms = [row for row in terms if row.key != "place"]
    fair = programme.fair(connection, offer.fair_id)
    return {
        **_promise(offer, reads.hire(connection, offer.id), employer, viewer),
        "fair": fair,
        "licence": employer_reads.licence(connection, offer.employer_id),
        "post": str(offer.terms.get("title") or post.get("title", "")),
        "person_name": names(connection, offer.employer_id, offer.fair_id, [offer.person_id])[
            offer.person_id
        ]
        if not mine
        else viewer.name,
        "home": _home(connection, viewer, offer),
        "recruiter": accounts.account(connection, offer.account_id),
        "terms": terms,
        "worse_count": sum(bool(row.worse) for row in terms),
        "terms_open": not mine or offer.opened_at is not None or not offer.live,
        "mine": mine,
        "ours": viewer.role is Role.RECRUITER,
        "helper": _helper(connection, offer) if mine else False,
        "reserve_size": _reserve_size(connection, offer),
        "accepted_elsewhere": _elsewhere(connection, viewer, offer) if mine else "",
        "fell_reasons": [
            (code, viewer.words.gettext(FELL_BECAUSE[code]))
            for code in (SEEKERS_REASONS if mine else EMPLOYERS_REASONS)
        ],
        "withdraw_reasons": [
            (code, viewer.words.gettext(WITHDRAWN_BECAUSE[code])) for code in RECRUITERS_REASONS
        ],
    }


def _may_read(viewer: Viewer, offer: Offer) -> None:
    mine = viewer.person_id == offer.person_id != ""
    if not (mine or viewer.actor.works_for(offer.employer_id) or viewer.oversees):
        raise NotAllowed


def _home(connection: Connection, viewer: Viewer, offer: Offer) -> str:
    """Return where the person comes from, once this very offer is accepted; else ""."""
    if viewer.role is not Role.RECRUITER or offer.state is not OfferState.ACCEPTED:
        return ""
    county = people.homes_of(connection, offer.employer_id, [offer.person_id]).get(offer.person_id)
    return codes.place(county, viewer.lang) if county else ""


def _employer(connection: Connection, employer_id: str) -> Employer:
    employer = employer_reads.employer(connection, employer_id)
    if employer is None:
        raise NotFound
    return employer


def _reserve_size(connection: Connection, offer: Offer) -> int:
    if offer.rank is None:
        return 0
    of_vacancy = reads.offers_of_vacancy(connection, offer.vacancy_id)
    return sum(one.rank is not None for one in of_vacancy)


def _elsewhere(connection: Connection, viewer: Viewer, offer: Offer) -> str:
    """Return the post that accepting this offer would give back; empty where there is none."""
    accepted = reads.accepted_offer(connection, viewer.person_id)
    if accepted is None or accepted.id == offer.id:
        return ""
    return str(accepted.terms.get("title", ""))


def _promise(offer: Offer, hire: Hire | None, employer: Employer, viewer: Viewer) -> Promise:
    return {
        **summary(offer, hire, viewer),
        "employer_name": employer.called(viewer.lang),
        "pay": work_out(from_dict(offer.terms)),
    }


def summary(offer: Offer, hire: Hire | None, viewer: Viewer) -> Summary:
    """Return what every list shows of an offer."""
    reasons = WITHDRAWN_BECAUSE if offer.state is OfferState.WITHDRAWN else FELL_BECAUSE
    return {
        "offer": offer,
        "hire": hire,
        "post": offer.terms.get("title", ""),
        "reason": viewer.words.gettext(reasons[offer.reason]) if offer.reason in reasons else "",
        "state": shown_state(offer, hire),
    }


def shown_state(offer: Offer, hire: Hire | None) -> str:
    """Return the state that a reader sees: an accepted offer may be confirmed, or a hire."""
    if offer.state is OfferState.ACCEPTED and hire and hire.state is HireState.HIRED:
        return "hired"
    return offer.state.value


def names(
    connection: Connection, employer_id: str, fair_id: str, ids: Sequence[str]
) -> dict[str, str]:
    """Return what the employer may call each person: the name, or the number without a consent.

    `ERASED` for who was erased. Views of an employer only; an organiser reads the same.
    """
    seen = people.consented_of(connection, employer_id, ids)
    known = people.persons(connection, seen)
    here = people.known(connection, ids)
    numbers = people.numbers_of(connection, fair_id, here)
    return dict.fromkeys(ids, ERASED) | {
        one: known[one].name
        if one in known and known[one].name
        else f"#{numbers[one]}"
        if one in numbers
        else ""
        for one in here
    }


# --- a person's own list --------------------------------------------------------------------------


def mine(connection: Connection, viewer: Viewer) -> MyOffers:
    """Return a person's offers: those that wait for an answer or a yes, by expiry; the rest."""
    offers = reads.offers_of_person(connection, viewer.person_id)
    hires = reads.hires(connection, [offer.id for offer in offers])
    employers = employer_reads.employers(connection, {offer.employer_id for offer in offers})
    shown: list[MyOffer] = [
        {
            **_promise(offer, hires.get(offer.id), employers[offer.employer_id], viewer),
            "worse_count": _worse_count(connection, offer) if offer.state in LIVE else 0,
        }
        for offer in sorted(offers, key=_urgent)
    ]
    live = [one for one in shown if one["offer"].live]
    return {
        "waiting": [one for one in live if _waits(one)],
        "offers": [one for one in live if not _waits(one)],
        "past": [one for one in shown if not one["offer"].live],
    }


def _waits(one: MyOffer) -> bool:
    """Return whether the next step is the person's: the answer, or the yes to the hire."""
    confirmed = one["hire"] is not None and one["hire"].person_confirmed_at is not None
    return one["state"] == "firm" or (one["state"] == "accepted" and not confirmed)


def of_talk(connection: Connection, viewer: Viewer, interview_id: str) -> OfTalk:
    """Return what this person was offered in a talk, the newest first; nothing to others."""
    offers = reads.offers_of_interview(connection, interview_id)
    mine = [one for one in offers if one.person_id == viewer.person_id != ""]
    hires = reads.hires(connection, [one.id for one in mine])
    newest = sorted(mine, key=lambda one: one.made_at, reverse=True)
    return {
        "of_talk": [
            {
                "offer": one,
                "post": str(one.terms.get("title", "")),
                "state": shown_state(one, hires.get(one.id)),
            }
            for one in newest
        ]
    }


_URGENCY = (OfferState.FIRM, OfferState.ACCEPTED, OfferState.FROZEN, OfferState.RESERVE)


def _urgent(offer: Offer) -> tuple[int, float]:
    rank = _URGENCY.index(offer.state) if offer.state in _URGENCY else len(_URGENCY)
    at: datetime = offer.expires_at or offer.made_at
    return rank, at.timestamp() if offer.live else -at.timestamp()


def _worse_count(connection: Connection, offer: Offer) -> int:
    post = vacancies.vacancy_version(connection, offer.vacancy_id, offer.vacancy_version)
    return len(compare(post, offer.terms))


def _helper(connection: Connection, offer: Offer) -> bool:
    """Return whether the person said at joining that a helper sits beside them."""
    interview = interviews.interview(connection, offer.interview_id)
    ticket = queue.ticket(connection, interview.ticket_id) if interview else None
    return bool(ticket and ticket.helper)
