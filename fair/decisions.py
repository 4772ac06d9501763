"""What a rule works with: who asks, what happened, and a refusal in words a person can act on.

Pure: no clock, no dice, no I/O. Every noun of every slice builds on this page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from fair.direction import shielded
from fair.glossary import Role
from fair.roles import OVERSEERS

State = TypeVar("State", bound=str)
Moves = Mapping[State, Mapping[str, State]]


def N_(sentence: str) -> str:
    """Mark an English sentence for the catalogues; it is translated where a person reads it."""
    return sentence


# Stands between a context and its sentence, as in gettext's own catalogues.
_GLUE = "\x04"


def NC_(context: str, sentence: str) -> str:
    """Mark an English sentence that says two things, like `N_`: the context says which."""
    return f"{context}{_GLUE}{sentence}"


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark an English sentence that says one thing differently than many."""
    return one, many


def english(sentence: str) -> str:
    """Return what a marked sentence says in English, without its context."""
    return sentence.rpartition(_GLUE)[2]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a seeker by `person_id`, staff by `account_id`.

    An organiser of one fair, and an auditor of one, by its `fair_id` too.
    """

    role: Role
    person_id: str = ""
    account_id: str = ""
    employer_id: str = ""
    login_id: str = ""
    name: str = ""
    address: str = ""
    proved_at: datetime | None = None
    fair_id: str = ""
    import_id: str = ""
    by_hand: bool = False
    behalf: "Actor | None" = None

    @property
    def author(self) -> str:
        """Who answers for what is done, in the ledger: whose id it is, else one of `AUTHORS`.

        What the house does on somebody's behalf is theirs; what it does on nobody's, the clock's.
        """
        if self.behalf is not None:
            return self.behalf.author
        if self.by_hand:
            return TYPED
        for kind in ("import", "account", "person"):
            if ref := getattr(self, f"{kind}_id"):
                return f"{kind}:{ref}"
        return CLOCK if self.role is Role.SYSTEM else SOMEBODY

    @property
    def key(self) -> str:
        """One string per actor, for reply rows and rate limits."""
        return self.person_id or self.account_id or f"{self.role}:{self.address}"

    def works_for(self, employer_id: str) -> bool:
        """True for a recruiter of this employer; nobody works for "" (no employer)."""
        return self.role is Role.RECRUITER and self.employer_id == employer_id != ""

    @property
    def oversees(self) -> bool:
        """True for who reads the whole fair; what they may change is each command's `by`."""
        return self.role in OVERSEERS

    def runs(self, fair_id: str) -> bool:
        """True for who runs this fair: organisers, and the organiser of it alone."""
        return self.oversees or (self.role is Role.FAIR_ORGANISER and self.fair_id == fair_id != "")

    def examines(self, fair_id: str) -> bool:
        """True for who opens this fair's figures to their rows: who runs it, and its auditor."""
        return self.runs(fair_id) or (self.role is Role.AUDITOR and self.fair_id in ("", fair_id))


CLOCK, TYPED, SOMEBODY = AUTHORS = ("clock", "by_hand", "visitor")
"""Authors without an id: the clock, whoever typed at the server, somebody not signed in."""
SYSTEM = Actor(Role.SYSTEM)
HAND = Actor(Role.SYSTEM, by_hand=True)
VISITOR = Actor(Role.VISITOR)


def _home(kind: type) -> tuple[str, str]:
    return kind.__module__, kind.__qualname__


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened. Subclasses name it in the past tense and set `kind`.

    Fields are ids, coarse codes, numbers and salted hashes, never free text: a fact is never
    erased. A field named `person_id` (or ending so) is replaced by the person's alias of that
    fair when the ledger writes it. A `quiet` kind is a step of a machine, or one of very many: it
    stands in the ledger and in no history that people read.
    """

    kind: ClassVar[str] = ""
    quiet: ClassVar[bool] = False
    fair_id: str = ""

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if cls.kind:
            known = FACTS.setdefault(cls.kind, cls)
            if _home(known) != _home(cls):
                raise TypeError(f"two facts are called {cls.kind}")


FACTS: dict[str, type[Fact]] = {}


class Refusal(Exception):
    """A rule said no. Nothing has changed; the sentence says what to do next.

    `values` fill the placeholders of the (translated) sentence; `field` names the form's field
    that must change, where there is one. `choices` are (value, English words) of which one, sent
    along as `<field>.which`, or as the field `answer`, answers what the sentence asks. `one` is
    what the sentence is where it says `seconds`, and there is one. One that `asks` sends its reader
    to the organiser: the telephone stands beside it.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    sentence: str = N_("That is not possible now.")
    one: ClassVar[str] = ""
    field: str = ""
    choices: Sequence[tuple[str, str]] = ()
    answer: ClassVar[str] = ""
    asks: ClassVar[bool] = False

    def __init__(self, **values: Any) -> None:
        super().__init__(self.code)
        self.values = values

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        known = REFUSALS.setdefault(cls.code, cls)
        if _home(known) != _home(cls):
            raise TypeError(f"two refusals are called {cls.code}")

    def __str__(self) -> str:
        return filled(english(self.sentence), self.values)


def filled(sentence: str, values: Mapping[str, Any]) -> str:
    """Return the sentence with its `{placeholders}` filled; one without a value reads "…".

    No value turns the sentence around it: texts are isolated in their direction.
    """
    return sentence.format_map(_Blank(shielded(values)))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside another one: a refusal's value that is translated and filled itself."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return filled(english(self.text), self.values)


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


REFUSALS: dict[str, type[Refusal]] = {}


class NotAllowed(Refusal):
    code = "not-allowed"
    status = 403
    sentence = N_("This is for somebody else. Sign in with the link or account that may do it.")


class SignInFirst(Refusal):
    code = "sign-in-first"
    status = 401
    sentence = N_("Sign in first, then try again.")


class SignInEnded(SignInFirst):
    """Ended before its time; `says` why, as far as whoever holds the old login may know it."""

    code = "sign-in-ended"
    sentence = N_("Your sign-in on this device has ended. What was shown here is hidden.")

    def __init__(self, *, says: str = "", **values: Any) -> None:
        super().__init__(**values)
        self.sentence = says or self.sentence


class SignInOver(SignInFirst):
    code = "sign-in-over"
    sentence = N_(
        "Your sign-in has ended, to keep your account safe. Sign in again: you come back to this "
        "page, and what you wrote and did not send is still there."
    )


class NotFound(Refusal):
    code = "not-found"
    status = 404
    sentence = N_("We cannot find that. It may have been removed. Go back and choose again.")


class Malformed(Refusal):
    code = "malformed"
    status = 422
    sentence = N_("Please check this: {problem}")

    def __init__(self, *, says: str = "", field: str = "", **values: Any) -> None:
        super().__init__(**values)
        self.sentence = says or self.sentence
        self.field = field


class TooMany(Refusal):
    code = "too-many"
    status = 429
    one, sentence = NN_(
        "That was too often. Wait {seconds} second and try again.",
        "That was too often. Wait {seconds} seconds and try again.",
    )


class Busy(Refusal):
    code = "busy"
    status = 503
    one, sentence = NN_(
        "Very many people are here right now. Wait {seconds} second and try again.",
        "Very many people are here right now. Wait {seconds} seconds and try again.",
    )

    def __init__(self, *, seconds: int = 5) -> None:
        super().__init__(seconds=seconds)


class ReasonNeeded(Refusal):
    code = "reason-needed"
    status = 422
    field = "reason"
    sentence = N_("Say why. Whoever this takes something from reads the reason.")


class WrongState(Refusal):
    code = "wrong-state"
    sentence = N_("This has changed in the meantime. Look at the page again; it is up to date now.")


class ReusedId(Refusal):
    code = "reused-id"
    sentence = N_("This form was already sent with other content. Reload the page and try again.")


class NotKnown(Refusal):
    code = "not-known"
    status = 503
    sentence = N_("We do not know yet whether that was saved. Send it again: it counts only once.")


def move(moves: Moves[State], state: State, verb: str) -> State:
    """Return the state that `verb` leads to from `state`.

    Refuses with `WrongState` where the table of moves has no such step.
    """
    try:
        return moves[state][verb]
    except KeyError:
        raise WrongState from None
