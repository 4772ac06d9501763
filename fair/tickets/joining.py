"""Joining a queue: who may take a ticket where, and the ticket that is taken.

Values in, a refusal or a ticket out. What limits a join stands in `Limits`: another limit, such as
how many a booth lets wait, is a field there, what it is judged by in `Join`, and a line in `check`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from fair.booths.booth import Booth, lacks_licence
from fair.decisions import NotFound, WrongState
from fair.employers.licence import Licence
from fair.glossary import BoothState, Lane, TicketState, VacancyState
from fair.people.person import Person
from fair.people.refusals import UnderAge
from fair.programme.fair import Fair, must_be_open
from fair.tickets.refusals import (
    AlreadyInQueue,
    BoothIsClosed,
    ForAdults,
    LineFull,
    NoNumber,
    PostElsewhere,
    PostProtected,
    TooManyQueues,
)
from fair.tickets.ticket import FIVE, Ticket, rank_of
from fair.vacancies.vacancy import Vacancy

# A filled post still has a reserve.
_TALKED_OF = frozenset({VacancyState.OPEN, VacancyState.FILLED})


@dataclass(frozen=True, slots=True)
class Held:
    """A live ticket that somebody holds somewhere.

    `counts`: it is one of the few of a fair; who was asked to come uses none of them up.
    """

    ticket_id: str
    booth_id: str
    fair_id: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier place of somebody in the line that they join: joining anew wins no better one.

    `undrawn`: its number was never drawn; else it went on from another ticket, and was left.
    """

    ticket_id: str
    rank: int
    undrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of waiting there may be: `tickets` of one person at a fair, in a line `capacity`.

    `capacity` is None where as many may wait as come.
    """

    tickets: int
    capacity: int | None = None

    def full(self, held: Sequence[Held], fair_id: str) -> bool:
        """True where somebody waits in as many queues of a fair as one may."""
        return sum(one.counts and one.fair_id == fair_id for one in held) >= self.tickets


def limits_of(fair: Fair, capacity: int | None = None) -> Limits:
    """Return what limits a join at a fair, and in a line: the organiser sets it."""
    return Limits(tickets=fair.most_tickets, capacity=capacity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """All that a join is judged by. `posts` are those `named` that there are, by id.

    `offered` are the posts of the booth, where the person is 16 or 17. So many are `waiting`.
    `ahead`: for a set time, whether the booth is open now or not.
    """

    booth: Booth
    person: Person | None
    today: date
    limits: Limits
    held: Sequence[Held] = ()
    named: tuple[str, ...] = ()
    posts: Mapping[str, Vacancy] = field(default_factory=dict)
    offered: Sequence[Vacancy] = ()
    waiting: int = 0
    ahead: bool = False


def check(join: Join) -> Person:
    """Return who may join; refuses what the rules forbid, the booth's first.

    `BoothIsClosed`, `UnderAge`, `AlreadyInQueue`, `TooManyQueues`, `LineFull`, `PostElsewhere`,
    `PostProtected`, `ForAdults`; `NotFound` for who is erased.
    """
    booth = join.booth
    if closed(booth) and not join.ahead:
        raise BoothIsClosed
    person = _grown_enough(join.person, join.today)
    check_room(join.limits, join.held, booth)
    capacity = join.limits.capacity
    if capacity is not None and join.waiting >= capacity:
        raise LineFull(most=capacity)
    protected = person.protected(join.today)
    for vacancy_id in join.named:
        _check_post(join.posts.get(vacancy_id), booth, protected=protected)
    if protected and not fitting(join.offered):
        raise ForAdults
    return person


def may_be_phoned(person: Person | None, *, proves: bool) -> bool:
    """True where a telephone rings at this person's, as far as can be known.

    `proves`: numbers can be confirmed here; then nobody's telephone rings who has not done so, or
    whose number is somebody else's by now.
    """
    return person is not None and bool(person.phone) and (person.confirmed or not proves)


def check_number(person: Person | None, *, proves: bool) -> None:
    """Refuse the telephone to whom it would not reach."""
    if not may_be_phoned(person, proves=proves):
        raise NoNumber


def check_room(limits: Limits, held: Sequence[Held], booth: Booth) -> None:
    """Refuse a second ticket at a booth, and one too many elsewhere."""
    if any(one.booth_id == booth.id for one in held):
        raise AlreadyInQueue
    if limits.full(held, booth.fair_id):
        raise TooManyQueues(most=limits.tickets)


def fitting(posts: Iterable[Vacancy]) -> frozenset[str]:
    """Return the ids of the posts for which somebody of 16 or 17 may be rung or put on a list."""
    return frozenset(
        post.id for post in posts if post.state in _TALKED_OF and post.terms.open_to(protected=True)
    )


def fit(ticket: Ticket, person: Person | None, today: date, posts: Sequence[Vacancy]) -> Ticket:
    """Return the ticket with those named posts only that its owner may take.

    Refuses `UnderAge`, and `ForAdults` where no post of the booth is open to the person. `posts`
    are the booth's; they count for whoever is under 18 only.
    """
    if person is None or not person.protected(today):
        return ticket
    _grown_enough(person, today)
    open_to = fitting(posts)
    if not open_to:
        raise ForAdults
    return replace(ticket, vacancy_ids=tuple(one for one in ticket.vacancy_ids if one in open_to))


def closed(booth: Booth | None) -> bool:
    """True where nobody can join: a paused booth keeps its queue, a closed one has none.

    One that is still to open has a queue, which its opening finds.
    """
    return booth is None or (booth.state is BoothState.CLOSED and booth.cause is not None)


def yet_to_open(booth: Booth) -> bool:
    """True until its first opening: one may stand in its line already."""
    return booth.state is BoothState.CLOSED and booth.cause is None


def check_welcome(fair: Fair, booth: Booth, licence: Licence | None) -> None:
    """Refuse to join a fair that is not announced, and a booth that could not open today.

    An employer whose licence nobody has verified gathers no people before it opens.
    """
    if not (fair.ahead and fair.welcomes):
        must_be_open(fair)
    if yet_to_open(booth) and lacks_licence(booth, licence):
        raise BoothIsClosed


def _grown_enough(person: Person | None, today: date) -> Person:
    if person is None or person.erased:
        raise NotFound
    if person.too_young(today):
        raise UnderAge
    return person


def _check_post(post: Vacancy | None, booth: Booth, *, protected: bool) -> None:
    if post is None or post.booth_id != booth.id or not post.open:
        raise PostElsewhere
    if not may_take(post, protected=protected):
        raise PostProtected


def may_take(post: Vacancy, *, protected: bool) -> bool:
    """True where somebody may name this post now."""
    return post.open and post.terms.open_to(protected=protected)


def paused(booth: Booth, fair: Fair | None) -> bool:
    """True where nobody is rung, because the booth or its fair is on a pause."""
    return booth.state is BoothState.PAUSED or (fair is not None and fair.state == "paused")


def idle(waiting: int, on_duty: int, talking: int) -> bool:
    """True where who joins would be called at once: then "ready now, or in five minutes?"."""
    return waiting == 0 and on_duty > talking


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody says when joining. `ready_in` minutes, where the booth is idle."""

    named: tuple[str, ...] = ()
    ready_in: int | None = None
    phone_ok: bool = False
    phone_first: bool = False
    helper: bool = False
    text_only: bool = False


def taken(ticket_id: str, join: Join, wish: Wish, number: int, now: datetime) -> Ticket:
    """Return the ticket that a join takes: it stands by its number, or waits five minutes first."""
    ready = now if wish.ready_in == 0 else None
    return Ticket(
        id=ticket_id,
        fair_id=join.booth.fair_id,
        booth_id=join.booth.id,
        person_id=join.person.id if join.person else "",
        number=number,
        rank=rank_of(number),
        lane=Lane.STANDARD,
        state=TicketState.WAITING,
        vacancy_ids=tuple(dict.fromkeys(wish.named)),
        joined_at=now,
        since_at=now,
        version=1,
        held=FIVE if wish.ready_in else "",
        warned_at=ready,
        ready_at=ready,
        phone_ok=wish.phone_ok,
        phone_first=wish.phone_first and not wish.text_only,
        helper=wish.helper,
        text_only=wish.text_only,
    )


def telephone(ticket: Ticket, *, first: bool) -> Ticket:
    """To be called by telephone from now on, or on the page and by no telephone any more.

    The place stays. Refuses `WrongState` once it rings or is over.
    """
    if not (ticket.waits or ticket.state is TicketState.PARKED):
        raise WrongState
    return replace(ticket, phone_first=first, version=ticket.version + 1)
