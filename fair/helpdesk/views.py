"""What the office sees of who needs help, and what a person sees of who helps; and the news."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.accounts.facts import AccountRenamed
from fair.booths import reads as booths
from fair.contract.base import Event
from fair.contract.helpdesk import HelpDeskNews, HelpNews
from fair.db import utc_now
from fair.decisions import Actor, Fact, NotFound
from fair.glossary import HelpState, TicketState
from fair.helpdesk import number_reads, reads
from fair.helpdesk.contexts import (
    Asked,
    Done,
    Held,
    HelpDesk,
    HelpedBefore,
    Helping,
    HelpListed,
    NeedHelp,
    Placing,
    Waiting,
    Written,
)
from fair.helpdesk.facts import HELP_FACTS, HelpFact
from fair.helpdesk.request import IN_QUEUE, Act, Request, Step, require_mine
from fair.people import reads as people
from fair.people.facts import PersonChanged, PersonErased
from fair.people.person import Person
from fair.people.phone import masked
from fair.phone_codes import aloud_reads
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.tickets import joining
from fair.vacancies import reads as vacancies
from fair.web import Viewer

_RUNNING, _ENDED, _OWN = 200, 30, 10
_LISTS = {"waiting": HelpState.WAITING, "helped": HelpState.TAKEN}
_STEPS, _STEPS_LISTED, _POSTS = 60, 6, 200


def desk(connection: Connection, viewer: Viewer, fair_id: str) -> HelpDesk:
    """Return who needs help at a fair; refuses `NotFound`."""
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound

    def those(state: HelpState, most: int) -> list[Asked]:
        return _asked(connection, viewer, reads.running(connection, fair_id, state, most))

    waits, _ = reads.waiting(connection, fair_id)
    helped = those(HelpState.TAKEN, _RUNNING + 1)
    ended, more = reads.ended(connection, fair_id, _ENDED)
    return {
        "fair": fair,
        "waiting": those(HelpState.WAITING, _RUNNING),
        "more": max(0, waits - _RUNNING),
        "helped": helped[:_RUNNING],
        "ended": _asked(connection, viewer, ended),
        "all": {
            "waiting": waits > _RUNNING,
            "helped": len(helped) > _RUNNING,
            "ended": more,
        },
    }


def listed(
    connection: Connection, viewer: Viewer, fair_id: str, which: str, page: int
) -> HelpListed:
    """Return a page of one list of the help desk; refuses `NotFound`."""
    fair, state = programme.fair(connection, fair_id), _LISTS.get(which)
    if fair is None or (state is None and which != "ended"):
        raise NotFound
    if state is None:
        found, more = reads.ended(connection, fair_id, _ENDED, page)
    else:
        found = reads.running(connection, fair_id, state, _ENDED, page)
        more = bool(reads.running(connection, fair_id, state, _ENDED, page + 1))
    here = f"/board/{fair_id}/help/all/{which}?page="
    return {
        "fair": fair,
        "which": which,
        "listed": _asked(connection, viewer, found),
        "newer": f"{here}{page - 1}" if page > 1 else "",
        "older": f"{here}{page + 1}" if more else "",
    }


def before(connection: Connection, viewer: Viewer, page: int) -> HelpedBefore:
    """Return a page of when a person was helped."""
    found, more = reads.of_person(connection, viewer.person_id, _OWN, page)
    here = "/need-help/before?page="
    return {
        "listed": _asked(connection, viewer, found, _STEPS),
        "newer": f"{here}{page - 1}" if page > 1 else "",
        "older": f"{here}{page + 1}" if more else "",
    }


def helping(connection: Connection, viewer: Viewer, secret: str, request_id: str) -> Helping:
    """Return one request; the whole number and a code only for who helps."""
    found = reads.request(connection, request_id)
    if found is None:
        raise NotFound
    [asked] = _asked(connection, viewer, [found], _STEPS)
    who = people.person(connection, found.person_id)
    here = who if who and not who.erased else None
    read_out = _read_out(connection, secret, here, asked)
    return {
        "fair": programme.fair(connection, found.fair_id),
        "asked": asked,
        "person": here,
        "phone": here.phone if here and asked.mine else "",
        "code": read_out[0] if read_out else "",
        "until": read_out[1] if read_out else None,
        "held": _held(connection, viewer, here) if here and asked.mine else [],
        "written": _written(connection, here.id) if here else None,
    }


def _held(connection: Connection, viewer: Viewer, who: Person) -> list[Held]:
    """Return the person's places at which something can be done as they say."""
    free = number_reads.ahead(connection, who.id) is None
    found = []
    for one in queue.tickets_of_person(connection, who.id):
        booth = booths.booth(connection, one.booth_id)
        five = one.waits and not one.postponed
        parked = one.state is TicketState.PARKED
        telephone = (one.waits or parked) and not one.phone_first and who.confirmed and free
        if booth and (five or telephone):
            name = booths.name_of(connection, booth, viewer.lang)
            found.append(Held(one.id, name, five, telephone))
    return found


def _written(connection: Connection, person_id: str) -> Written | None:
    made = number_reads.ahead(connection, person_id)
    if made is None:
        return None
    by = accounts.accounts(connection, {made.account_id}).get(made.account_id)
    return Written(made.id, masked(made.phone), made.due_at, by.name if by else "")


def placing(connection: Connection, viewer: Viewer, request_id: str, booth_id: str) -> Placing:
    """Return where a place may be taken; refuses who does not help, as they read no name."""
    found = reads.request(connection, request_id)
    if found is None:
        raise NotFound
    require_mine(found, viewer.actor)
    [asked] = _asked(connection, viewer, [found], _STEPS_LISTED)
    open_ones = [
        one for one in booths.booths_of_fair(connection, found.fair_id) if not joining.closed(one)
    ]
    names = {one.id: booths.name_of(connection, one, viewer.lang) for one in open_ones}
    chosen = booth_id if booth_id in names else ""
    posts = vacancies.vacancies_of_booth(connection, chosen) if chosen else ()
    open_posts = [(post.id, post.title) for post in posts if post.open]
    return {
        "asked": asked,
        "booths": [(one.id, f"{one.number} · {names[one.id]}") for one in open_ones],
        "booth": chosen,
        "employer": names.get(chosen, ""),
        "posts": open_posts[:_POSTS],
        "more": max(0, len(open_posts) - _POSTS),
    }


def _read_out(connection: Connection, secret: str, who: Person | None, asked: Asked) -> Any:
    made = [one for one in asked.steps if one.it.what is Act.CODE]
    if who is None or not asked.mine or not made:
        return None
    if made[-1].it.account_id != asked.it.account_id:
        return None  # a colleague made it: whoever reads a code out has made it, and answers for it
    return aloud_reads.shown(connection, secret, who, utc_now())


def need(connection: Connection, viewer: Viewer, page: str = "") -> NeedHelp:
    """Return a person's own requests; `page` is where help is asked for now."""
    mine = viewer.person_id
    if not mine:
        return {
            "now": None, "before": [], "page": page, "over": None, "places": frozenset(),
            "written": None, "more": False,
        }  # fmt: skip
    found, more = reads.of_person(connection, mine, _OWN)
    asked = _asked(connection, viewer, found, _STEPS)
    running = [one for one in asked if one.it.runs]
    return {
        "now": running[0] if running else None,
        "before": [one for one in asked if not one.it.runs],
        "page": page,
        "over": _over(connection, mine),
        "places": frozenset(
            one.id for one in queue.tickets_of_person(connection, mine) if one.waits
        ),
        "written": _written(connection, mine),
        "more": more,
    }


def _over(connection: Connection, person_id: str) -> Fair | None:
    """Return the last fair of a person, where all of them are over; else None."""
    mine = [programme.fair(connection, one) for one, _ in people.fairs_of(connection, person_id)]
    found = [one for one in mine if one]
    return found[-1] if found and all(one.over for one in found) else None


def waiting(connection: Connection, _viewer: Viewer, fair_id: str) -> Waiting:
    """Return how many wait at a fair whom nobody helps yet."""
    count, since = reads.waiting(connection, fair_id)
    return {"fair_id": fair_id, "count": count, "since": since}


def _asked(
    connection: Connection, viewer: Viewer, found: Sequence[Request], most: int = _STEPS_LISTED
) -> list[Asked]:
    steps = reads.steps(connection, [one.id for one in found], most)
    staff = {one.account_id for one in found}
    staff |= {step.account_id for some, _ in steps.values() for step in some}
    names = {key: one.name for key, one in accounts.accounts(connection, staff - {""}).items()}
    who = people.persons(connection, {one.person_id for one in found})
    numbers = {
        fair_id: people.numbers_of(
            connection, fair_id, {one.person_id for one in found if one.fair_id == fair_id}
        )
        for fair_id in {one.fair_id for one in found}
    }
    where = _where(connection, viewer, [step for some, _ in steps.values() for step in some])
    return [
        Asked(
            one,
            who[one.person_id].name if one.person_id in who else "",
            numbers[one.fair_id].get(one.person_id, 0),
            names.get(one.account_id, ""),
            [
                Done(step, names.get(step.account_id, ""), where.get(step.ref, ""))
                for step in steps[one.id][0]
            ],
            one.mine(viewer.actor),
            steps[one.id][1],
        )
        for one in found
    ]


def _where(connection: Connection, viewer: Viewer, steps: Sequence[Step]) -> dict[str, str]:
    """Return the employer of each ticket that these steps are about."""
    found = queue.tickets(connection, {one.ref for one in steps if one.what in IN_QUEUE})
    names = {
        booth_id: booths.name_of(connection, booth, viewer.lang)
        for booth_id in {one.booth_id for one in found.values()}
        if (booth := booths.booth(connection, booth_id))
    }
    return {one.id: names.get(one.booth_id, "") for one in found.values()}


# --- news ----------------------------------------------------------------------------------------


def _news(_connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    told = [fact for fact in facts if isinstance(fact, HelpFact)]
    for fact in told:
        yield HelpNews(person_id=fact.person_id, request_id=fact.request_id)
    for fair_id in sorted({fact.fair_id for fact in told}):
        yield HelpDeskNews(fair_id=fair_id)


def _named(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell where the names of who is helped, and of who helps, are shown."""
    people_ids = {
        fact.person_id for fact in facts if isinstance(fact, PersonChanged | PersonErased)
    }
    helpers = {fact.account_id for fact in facts if isinstance(fact, AccountRenamed)}
    found = reads.concerned(connection, people_ids, helpers, _RUNNING)
    for one in found:
        yield HelpNews(person_id=one.person_id, request_id=one.id)
    for fair_id in sorted({one.fair_id for one in found}):
        yield HelpDeskNews(fair_id=fair_id)


def may_hear(connection: Connection, actor: Actor, fair_id: str) -> bool:
    """Only the office hears who needs help."""
    return actor.oversees and programme.fair(connection, fair_id) is not None


NEWS: tuple[Any, ...] = (
    (HELP_FACTS, _news),
    ((PersonChanged, PersonErased, AccountRenamed), _named),
)
AUDIENCES = {"helpdesk": may_hear}
