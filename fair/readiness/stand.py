"""What a booth of a fair still lacks before it can call people, and who is told of it. Pure.

A booth is ready when somebody joined, the licence is valid on the day of the fair, a post is open,
and a recruiter who is needed at no other booth is on duty or could be: heard, and practised where
the fair asks for it. What lacks besides is named, and does not keep the booth from calling.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from fair.accounts.invitation import Invitation
from fair.booths.booth import Booth, lacks_licence
from fair.employers.employer import Employer
from fair.employers.licence import Licence
from fair.glossary import LicenceState
from fair.languages import DEFAULT

HEARD_FOR = timedelta(days=14)
PRACTISED_FOR = timedelta(days=90)
WORKS = "works"


class Lack(StrEnum):
    """What can lack, in the order in which one sees to it."""

    NOBODY_INVITED = "nobody_invited"
    NOT_JOINED = "not_joined"
    NO_LICENCE = "no_licence"
    LICENCE_WAITS = "licence_waits"
    LICENCE_DUE = "licence_due"
    LICENCE_EXPIRED = "licence_expired"
    LICENCE_REFUSED = "licence_refused"
    LICENCE_PAUSED = "licence_paused"
    LICENCE_ENDS = "licence_ends"
    NO_POST = "no_post"
    DRAFTS = "drafts"
    REVIEW = "review"
    POSTS_END = "posts_end"
    POSTS_SUSPENDED = "posts_suspended"
    POSTS_HIDDEN = "posts_hidden"
    POSTS_FILLED = "posts_filled"
    NEITHER = "neither"
    MIC_FAILED = "mic_failed"
    NOT_HEARD = "not_heard"
    NOT_PRACTISED = "not_practised"
    SHARED = "shared"


OFFICE = frozenset({Lack.NOBODY_INVITED, Lack.LICENCE_WAITS, Lack.LICENCE_DUE, Lack.REVIEW})
"""What waits for the organiser, of which nobody at the booth is reminded."""
OWN = frozenset({Lack.NEITHER, Lack.MIC_FAILED, Lack.NOT_HEARD, Lack.NOT_PRACTISED})
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
    """A recruiter of the booth's employer; `verdict` is what the microphone's check last found.

    `let_on` says that somebody said yes to duty without practice, `let_on_by` their name. `duty_at`
    is the booth of the fair where the recruiter is on duty now; `practised_at` is the time of the
    last practised call, however long ago.
    """

    id: str
    name: str
    email: str
    lang: str
    lead: bool
    verdict: str
    heard: bool
    practised: bool
    let_on: bool = False
    let_on_by: str = ""
    practised_at: datetime | None = None
    duty_at: str = ""

    def may_call(self, *, practice_first: bool) -> bool:
        """True where no rule keeps this recruiter from duty; the microphone is no rule."""
        return bool(self.duty_at) or not practice_first or self.practised or self.let_on

    def able(self, *, practice_first: bool) -> bool:
        """True where this recruiter is on duty, or may be and has been heard."""
        return bool(self.duty_at) or (self.heard and self.may_call(practice_first=practice_first))


@dataclass(frozen=True, slots=True)
class PostsNow:
    """How many posts of a booth are open on the day of the fair, and why the others are not."""

    open: int = 0
    drafts: int = 0
    review: int = 0
    ended: int = 0
    suspended: int = 0
    hidden: int = 0
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the organiser rings at an employer."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A booth as it stands before a fair of this `day`; `told_at` is the last reminder.

    `elsewhere` says that all of its employer's able recruiters are needed at other booths there;
    `invitations` are all that ever went to an address of the employer, `lang` is its language.
    """

    booth: Booth
    employer: Employer
    licence: Licence | None
    posts: PostsNow
    staff: tuple[Recruiter, ...]
    invited: tuple[Invitation, ...]
    contact: Contact
    day: date
    practice_first: bool = False
    elsewhere: bool = False
    invitations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lang: str = DEFAULT
    told_at: datetime | None = None

    @property
    def licensed(self) -> bool:
        """True where the licence is valid on the day of the fair."""
        return bool(self.licence and self.licence.valid and not self.ends)

    @property
    def ends(self) -> bool:
        """True where the licence's last day is before the fair."""
        until = self.licence.valid_to if self.licence else None
        return until is not None and until < self.day

    @property
    def lacks(self) -> tuple[Lacking, ...]:
        """Return all that lacks, in order; what keeps the booth from calling first."""
        return tuple(sorted(_lacks(self), key=lambda one: not one.blocks))

    @property
    def able(self) -> tuple[Recruiter, ...]:
        """Return the recruiters who could call here, or are needed at another booth."""
        return tuple(one for one in self.staff if one.able(practice_first=self.practice_first))

    @property
    def furnished(self) -> bool:
        """True where nothing lacks that is of the booth itself: its licence and its posts."""
        of_itself = (_of_licence(self), *_of_posts(self.posts))
        return not any(one.blocks for one in of_itself if one)

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
    if of_licence := _of_licence(stand):
        yield of_licence
    yield from _of_posts(stand.posts)
    able = stand.able
    for one in stand.staff:
        if not one.duty_at:
            yield from _of_recruiter(one, blocks=not able)
    if stand.elsewhere:
        yield Lacking(Lack.SHARED, count=len(able))


def _of_licence(stand: Stand) -> Lacking | None:
    licence = stand.licence
    if licence is None:
        return Lacking(Lack.NO_LICENCE)
    if licence.in_force and stand.ends:
        return Lacking(Lack.LICENCE_ENDS, day=licence.valid_to)
    if licence.state is LicenceState.DUE:
        # What is open stays open; only a closed booth cannot open before the check.
        return Lacking(Lack.LICENCE_DUE, blocks=lacks_licence(stand.booth, licence))
    what = _LICENCES.get(licence.state)
    return Lacking(what) if what else None


_LICENCES = {
    LicenceState.SUBMITTED: Lack.LICENCE_WAITS,
    LicenceState.EXPIRED: Lack.LICENCE_EXPIRED,
    LicenceState.REJECTED: Lack.LICENCE_REFUSED,
    LicenceState.SUSPENDED: Lack.LICENCE_PAUSED,
}


def _of_posts(posts: PostsNow) -> Iterator[Lacking]:
    kinds = (
        (Lack.REVIEW, posts.review),
        (Lack.DRAFTS, posts.drafts),
        (Lack.POSTS_END, posts.ended),
        (Lack.POSTS_SUSPENDED, posts.suspended),
        (Lack.POSTS_HIDDEN, posts.hidden),
        # That every place is spoken for lacks only where nothing else is open.
        (Lack.POSTS_FILLED, 0 if posts.open else posts.filled),
    )
    found = [Lacking(what, not posts.open, count=count) for what, count in kinds if count]
    yield from found or ([] if posts.open else [Lacking(Lack.NO_POST)])


def _of_recruiter(one: Recruiter, *, blocks: bool) -> Iterator[Lacking]:
    """Say what lacks of one recruiter; who may go on duty by a yes lacks no practice."""
    practises = not one.practised and not one.let_on
    if not one.verdict and practises:
        yield Lacking(Lack.NEITHER, blocks, one.id, one.name)
        return
    if not one.heard:
        failed = one.verdict not in ("", WORKS)
        what = Lack.MIC_FAILED if failed else Lack.NOT_HEARD
        yield Lacking(what, blocks, one.id, one.name)
    if practises:
        yield Lacking(Lack.NOT_PRACTISED, blocks, one.id, one.name)


def shared_out(stands: Iterable[Stand]) -> list[Stand]:
    """Return the booths, with who of one employer's is needed elsewhere said: nobody is at two.

    Who is on duty counts at that booth; the others go first to booths that lack nothing else.
    """
    found = list(stands)
    of_employer: dict[str, list[Stand]] = {}
    for one in sorted(found, key=lambda it: (not it.furnished, it.booth.number)):
        of_employer.setdefault(one.employer.id, []).append(one)
    alone: set[str] = set()
    for theirs in of_employer.values():
        able = theirs[0].able
        held = {one.duty_at for one in able if one.duty_at}
        free = sum(not one.duty_at for one in able)
        open_yet = [one.booth.id for one in theirs if one.booth.id not in held]
        if able:
            alone |= set(open_yet[free:])
    return [replace(one, elsewhere=one.booth.id in alone) for one in found]


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
