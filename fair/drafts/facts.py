"""What the office does to many drafts, on behalf of their employers."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class DraftsBegun(Fact):
    """An organiser began to complete, open or delete so many drafts: `what` says which."""

    kind: ClassVar[str] = "drafts.begun"
    run_id: str
    what: str
    drafts: int


@dataclass(frozen=True, kw_only=True)
class DraftsCompleted(Fact):
    """The office filled fields of an employer's drafts, on its behalf."""

    kind: ClassVar[str] = "drafts.completed"
    run_id: str
    employer_id: str
    drafts: int
    fields: int


@dataclass(frozen=True, kw_only=True)
class DraftsDeleted(Fact):
    """The office deleted an employer's drafts; the reason stands beside the author."""

    kind: ClassVar[str] = "drafts.deleted"
    run_id: str
    employer_id: str
    drafts: int


@dataclass(frozen=True, kw_only=True)
class DraftDeleted(Fact):
    """One of them: a post that nobody ever saw is not here any more."""

    kind: ClassVar[str] = "draft.deleted"
    quiet: ClassVar[bool] = True
    run_id: str
    vacancy_id: str


@dataclass(frozen=True, kw_only=True)
class DraftsWorked(Fact):
    """A part was worked on."""

    kind: ClassVar[str] = "drafts.worked"
    quiet: ClassVar[bool] = True
    run_id: str
    done: int


@dataclass(frozen=True, kw_only=True)
class DraftsEnded(Fact):
    """All were worked on, or it was stopped: `changed` were, `left` stay as they were."""

    kind: ClassVar[str] = "drafts.ended"
    run_id: str
    changed: int
    left: int
    cancelled: bool


@dataclass(frozen=True, kw_only=True)
class OfficeTakenBack(Fact):
    """An employer took out of a draft what the office had said for it."""

    kind: ClassVar[str] = "drafts.taken_back"
    vacancy_id: str
    employer_id: str
    fields: int
