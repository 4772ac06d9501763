"""What an employer's recruiters see of offers: the panel beside a call, the list, the openings."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound
from fair.glossary import HireState, OfferState
from fair.hiring import reads
from fair.hiring.contexts import CallPanel, Choice, Desk, NewOffer, Openings, OurOffer, Panel
from fair.hiring.hire import Hire
from fair.hiring.offer import Offer, may_be_offered
from fair.hiring.offer_views import names, summary
from fair.interviews import reads as interviews
from fair.interviews.interview import Interview
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.recurring import reads as recurring
from fair.rooms import call_reads as rooms
from fair.terms.wording import LODGING, MEALS, TRAVEL
from fair.vacancies import reads as vacancies
from fair.vacancies import title_reads
from fair.vacancies.vacancy import Vacancy
from fair.web import Viewer


def panel(connection: Connection, viewer: Viewer, call_id: str) -> CallPanel:
    """Return the offer panel beside a call; refuses `NotFound` and `NotAllowed`."""
    call = rooms.call(connection, call_id)
    if call is None:
        raise NotFound
    interview = interviews.interview_of_call(connection, call_id)
    context = _panel(connection, viewer, call.booth_id, interview)
    return {**context, "call_id": call_id, "here": f"/calls/{call_id}"}


def panel_of_interview(connection: Connection, viewer: Viewer, interview_id: str) -> NewOffer:
    """Return the same for a talk that is over; refuses `NotFound` and `NotAllowed`."""
    interview = interviews.interview(connection, interview_id)
    if interview is None:
        raise NotFound
    context = _panel(connection, viewer, interview.booth_id, interview)
    person = names(connection, viewer.actor.employer_id, interview.fair_id, [interview.person_id])[
        interview.person_id
    ]
    here = f"/desk/offers/new/{interview.id}"
    fair = programme.fair(connection, interview.fair_id)
    return {**context, "fair": fair, "here": here, "person_name": person}


def _panel(
    connection: Connection, viewer: Viewer, booth_id: str, interview: Interview | None
) -> Panel:
    booth = booths.booth(connection, booth_id)
    if booth is None or not viewer.actor.works_for(booth.employer_id):
        raise NotAllowed
    today = day_at(utc_now(), programme.zone_of(connection, booth.fair_id))
    offers = reads.offers_of_interview(connection, interview.id) if interview else ()
    shares = bool(
        interview and people.consented(connection, booth.employer_id, interview.person_id)
    )
    choices = _choices(connection, viewer, interview, today) if interview and shares else []
    return {
        "booth": booth,
        "interview": interview,
        "shares": shares,
        "choices": choices,
        "made": _summaries(connection, viewer, offers),
        "today": today,
        "starts_on": choices[0]["starts_on"] if choices else today + timedelta(days=1),
        "lodgings": _or_as_in_post(viewer, LODGING),
        "meals": _or_as_in_post(viewer, MEALS),
        "travels": _or_as_in_post(viewer, TRAVEL),
    }


def _or_as_in_post(viewer: Viewer, table: Mapping[str, str]) -> list[tuple[str, str]]:
    _ = viewer.words.gettext
    return [("", _("as in the post")), *((code, _(text)) for code, text in table.items())]


def _choices(
    connection: Connection, viewer: Viewer, interview: Interview, today: date
) -> list[Choice]:
    """Return the posts to offer: named by the ticket first, then those with free openings."""
    ticket = queue.ticket(connection, interview.ticket_id)
    named = ticket.vacancy_ids if ticket else ()
    person = people.person(connection, interview.person_id)
    protected = bool(person and person.protected(today))
    live = {
        offer.vacancy_id
        for offer in reads.offers_of_person(connection, interview.person_id)
        if offer.live
    }
    posts = [
        post
        for post in recurring.posts_of_booth(connection, interview.booth_id)
        if may_be_offered(post) and post.id not in live and post.terms.open_to(protected=protected)
    ]
    posts.sort(key=lambda post: (_place(named, post), post.free < 1, post.title))
    waiting = _waiting(connection, posts)
    called = title_reads.told_apart(posts, posts, viewer.words)
    return [
        _choice(post, called[post.id], waiting[post.id], today, named=post.id in named)
        for post in posts
    ]


def _place(named: Sequence[str], post: Vacancy) -> int:
    return named.index(post.id) if post.id in named else len(named)


def _waiting(connection: Connection, posts: Sequence[Vacancy]) -> dict[str, int]:
    return {
        post.id: sum(one.rank is not None for one in reads.offers_of_vacancy(connection, post.id))
        for post in posts
    }


def _choice(post: Vacancy, called: str, waiting: int, today: date, *, named: bool) -> Choice:
    starts_on = post.terms.starts_on
    return {
        "post": post,
        "called": called,
        "named": named,
        "free": post.free if post.open else 0,
        "next_rank": waiting + 1,
        "starts_on": starts_on if starts_on and starts_on > today else today + timedelta(days=1),
        "currency": post.terms.currency,
        "pay": post.pay,
    }


def _summaries(connection: Connection, viewer: Viewer, offers: Sequence[Offer]) -> list[OurOffer]:
    """Return what the employer's lists show of these offers, with the persons' names."""
    hires = reads.hires(connection, [offer.id for offer in offers])
    # An erased person's offers have no terms any more; a post belongs to nobody.
    posts = vacancies.vacancies(connection, {one.vacancy_id for one in offers if not one.terms})
    by_fair: dict[str, dict[str, str]] = {}
    for fair_id in {offer.fair_id for offer in offers}:
        ids = sorted({offer.person_id for offer in offers if offer.fair_id == fair_id})
        by_fair[fair_id] = names(connection, viewer.actor.employer_id, fair_id, ids)
    found: list[OurOffer] = []
    for offer in offers:
        shown = summary(offer, hires.get(offer.id), viewer)
        if offer.vacancy_id in posts:
            shown["post"] = posts[offer.vacancy_id].title
        found.append({**shown, "person_name": by_fair[offer.fair_id][offer.person_id]})
    return found


def desk(connection: Connection, viewer: Viewer, wanted: str) -> Desk:
    """Return an employer's offers at one fair: the wanted one, else the running or latest one."""
    fairs = _fairs(connection, viewer)
    if wanted and wanted not in {fair.id for fair in fairs}:
        raise NotAllowed
    fair = next((one for one in fairs if one.id == wanted), fairs[0] if fairs else None)
    if fair is None:
        return {"fair": None, "fairs": [], "groups": _groups([]), "openings": [], "watch": ""}
    offers = reads.offers_of_employer(connection, viewer.actor.employer_id, fair.id)
    mine = [
        booth
        for booth in booths.booths_of_employer(connection, viewer.actor.employer_id)
        if booth.fair_id == fair.id
    ]
    return {
        "fair": fair,
        "fairs": fairs,
        "groups": _groups(_summaries(connection, viewer, offers)),
        "openings": _openings(connection, [booth.id for booth in mine], offers),
        "watch": " ".join(f"desk:{booth.id}" for booth in mine),
    }


def _fairs(connection: Connection, viewer: Viewer) -> list[Fair]:
    mine = booths.booths_of_employer(connection, viewer.actor.employer_id)
    found = [programme.fair(connection, one) for one in {booth.fair_id for booth in mine}]
    known = [fair for fair in found if fair]
    return sorted(known, key=lambda fair: (fair.is_open, fair.opens_at), reverse=True)


def _groups(shown: Sequence[OurOffer]) -> dict[str, list[OurOffer]]:
    groups: dict[str, list[OurOffer]] = {
        name: [] for name in ("confirm", "agreed", "firm", "frozen", "reserve", "hires", "over")
    }
    for one in shown:
        groups[_group(one["offer"], one["hire"])].append(one)
    groups["reserve"].sort(key=lambda one: (one["post"], one["offer"].rank))
    groups["over"].reverse()
    return groups


def _group(offer: Offer, hire: Hire | None) -> str:
    if offer.state is OfferState.ACCEPTED and hire:
        if hire.state is HireState.HIRED:
            return "hires"
        return "agreed" if hire.employer_confirmed_at else "confirm"
    known = {OfferState.FIRM: "firm", OfferState.FROZEN: "frozen", OfferState.RESERVE: "reserve"}
    return known.get(offer.state, "over")


def _openings(
    connection: Connection, booth_ids: Sequence[str], offers: Sequence[Offer]
) -> list[Openings]:
    """Return the posts that have or had offers, or could have: openings offered, accepted, free."""
    reserve = [offer.vacancy_id for offer in offers if offer.rank is not None]
    wanted = {offer.vacancy_id for offer in offers}
    posts = [
        post
        for booth_id in booth_ids
        for post in recurring.posts_of_booth(connection, booth_id)
        if may_be_offered(post) or post.id in wanted
    ]
    return [{"post": post, "reserve": reserve.count(post.id)} for post in posts]
