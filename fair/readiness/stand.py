"""What a booth of a fair still lacks before it can call people, and who is told of it. Pure.

A booth is ready when somebody joined, the licence is valid on the day of the fair, a post is open,
and at least one recruiter has been heard and has practised. What lacks besides is named, and does
not keep the booth from calling.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from fair.accounts.invitation import Invitation
from fair.booths.booth import Booth
from fair.employers.employer import Employer
from fair.employers.licence import Licence
from fair.glossary import LicenceState

HEARD_FOR = timedelta(days=14)
PRACTISED_FOR = timedelta(days=90)
WORKS = "works"


class Lack(StrEnum):
    """What can lack, in the order in which one sees to it."""

    NOBODY_INVITED = "nobody_invited"
    NOT_JOINED = "not_joined"
    NO_LICENCE = "no_licence"
    LICENCE_WAITS = "licence_waits"
    LICENCE_OUT = "licence_out"
    LICENCE_ENDS = "licence_ends"
    NO_POST = "no_post"
    DRAFTS = "drafts"
    REVIEW = "review"
    POSTS_END = "posts_end"
    POSTS_HIDDEN = "posts_hidden"
    POSTS_FILLED = "posts_filled"
    NEITHER = "neither"
    NOT_HEARD = "not_heard"
    NOT_PRACTISED = "not_practised"


OFFICE = frozenset({Lack.NOBODY_INVITED, Lack.LICENCE_WAITS, Lack.REVIEW})
"""What waits for the organiser, of which nobody at the booth is reminded."""
OWN = frozenset({Lack.NEITHER, Lack.NOT_HEARD, Lack.NOT_PRACTISED})
"""What lacks of one recruiter, who can see to it alone."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that lacks: whose, of how many posts; `blocks` where the booth cannot call."""

    what: Lack
    blocks: bool = True
    account_id: str = ""
    name: str = ""
    count: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recruiter:
    """A recruiter of the booth's employer; `verdict` is what the microphone's check last found."""

    id: str
    name: str
    email: str
    lang: str
    lead: bool
    verdict: str
    heard: bool
    practised: bool
    let_on: bool = False

    @property
    def ready(self) -> bool:
        """True where this recruiter has been heard and has practised."""
        return self.heard and self.practised


@dataclass(frozen=True, slots=True)
class PostsNow:
    """How many posts of a booth are open on the day of the fair, and why the others are not."""

    open: int = 0
    drafts: int = 0
    review: int = 0
    ended: int = 0
    hidden: int = 0
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the organiser rings at an employer."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A booth as it stands before a fair of this `day`; `told_at` is the last reminder."""

    booth: Booth
    employer: Employer
    licence: Licence | None
    posts: PostsNow
    staff: tuple[Recruiter, ...]
    invited: tuple[Invitation, ...]
    contact: Contact
    day: date
    told_at: datetime | None = None

    @property
    def licensed(self) -> bool:
        """True where the licence is valid on the day of the fair."""
        return bool(self.licence and self.licence.valid and not self._ends)

    @property
    def _ends(self) -> bool:
        until = self.licence.valid_to if self.licence else None
        return until is not None and until < self.day

    @property
    def lacks(self) -> tuple[Lacking, ...]:
        """Return all that lacks, in order."""
        return tuple(_lacks(self))

    @property
    def ready(self) -> bool:
        """True where nothing lacks that keeps the booth from calling people."""
        return not any(one.blocks for one in self.lacks)

    @property
    def reached(self) -> bool:
        """True where somebody at the employer can be written to."""
        return bool(self.staff or self.invited)


def _lacks(stand: Stand) -> Iterator[Lacking]:
    if not stand.staff:
        yield Lacking(Lack.NOT_JOINED if stand.invited else Lack.NOBODY_INVITED)
    if not stand.licensed:
        yield _of_licence(stand)
    yield from _of_posts(stand.posts)
    blocks = not any(one.ready for one in stand.staff)
    for one in stand.staff:
        if not one.ready:
            what = (
                Lack.NOT_PRACTISED if one.heard
                else Lack.NOT_HEARD if one.practised else Lack.NEITHER
            )  # fmt: skip
            yield Lacking(what, blocks, one.id, one.name)


def _of_licence(stand: Stand) -> Lacking:
    licence = stand.licence
    if licence is None:
        return Lacking(Lack.NO_LICENCE)
    if licence.valid:
        return Lacking(Lack.LICENCE_ENDS, day=licence.valid_to)
    waits = licence.state in (LicenceState.SUBMITTED, LicenceState.DUE)
    return Lacking(Lack.LICENCE_WAITS if waits else Lack.LICENCE_OUT)


def _of_posts(posts: PostsNow) -> Iterator[Lacking]:
    kinds = (
        (Lack.REVIEW, posts.review),
        (Lack.DRAFTS, posts.drafts),
        (Lack.POSTS_END, posts.ended),
        (Lack.POSTS_HIDDEN, posts.hidden),
        (Lack.POSTS_FILLED, posts.filled),
    )
    if posts.open:
        yield from (
            Lacking(what, blocks=False, count=count)
            for what, count in kinds
            if count and what in (Lack.REVIEW, Lack.DRAFTS)
        )
        return
    yield next(
        (Lacking(what, count=count) for what, count in kinds if count), Lacking(Lack.NO_POST)
    )


def heard(verdict: str, tried_at: datetime | None, now: datetime) -> bool:
    """True where a microphone worked lately: another device may be in front of somebody by then."""
    return verdict == WORKS and tried_at is not None and now - tried_at <= HEARD_FOR


def practised(done_at: datetime | None, now: datetime) -> bool:
    """True where somebody practised a call within the last quarter of a year."""
    return done_at is not None and now - done_at <= PRACTISED_FOR


def in_order(stands: Iterable[Stand]) -> list[Stand]:
    """Return the booths, the most lacking first."""

    def order(one: Stand) -> tuple[int, int, int]:
        lacks = one.lacks
        kinds = {Lack.NEITHER if it.what in OWN else it.what for it in lacks if it.blocks}
        return -len(kinds) - (not one.staff), -len(lacks), one.booth.number

    return sorted(stands, key=order)


# --- who is told ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who is reminded: an account, or an invitation that nobody answered (`joins`)."""

    ref: str
    email: str
    lang: str
    joins: bool
    lacks: tuple[tuple[Stand, tuple[Lacking, ...]], ...]


def whom(stands: Sequence[Stand], lang: str) -> list[Told]:
    """Return who is told what, each person once, by their ids.

    Who leads the employer's team hears what lacks of the booth, each recruiter what is their own;
    where nobody joined, the invited hear it in `lang`.
    """
    found: dict[str, Told] = {}
    for stand in stands:
        for one in _told(stand, lang):
            known = found.get(one.ref)
            found[one.ref] = (
                one if known is None
                else Told(one.ref, one.email, one.lang, one.joins, known.lacks + one.lacks)
            )  # fmt: skip
    return [found[ref] for ref in sorted(found)]


def _told(stand: Stand, lang: str) -> Iterator[Told]:
    theirs = [one for one in stand.lacks if one.what not in OFFICE]
    if not theirs:
        return
    if not stand.staff:
        for one in stand.invited:
            yield Told(one.id, one.email, lang, joins=True, lacks=((stand, tuple(theirs)),))
        return
    nobody_leads = not any(one.lead for one in stand.staff)
    for who in stand.staff:
        mine = tuple(
            one
            for one in theirs
            if (one.account_id == who.id if one.what in OWN else who.lead or nobody_leads)
        )
        if mine:
            yield Told(who.id, who.email, who.lang, joins=False, lacks=((stand, mine),))


def unreached(stands: Iterable[Stand]) -> list[Stand]:
    """Return the booths that lack something of which nobody there can be told in writing."""
    return [one for one in stands if not one.reached and any(lack.blocks for lack in one.lacks)]
