"""Fairs, halls, sessions and announcements, as the facts of `programme` add up to them."""

from fair.folds import Data, Fold, Follows, Row, Things, ended, hashed, instant, said
from fair.glossary import FairState, SessionState
from fair.programme import facts

FAIR, HALL, SESSION, SAID = "fair", "hall", "session", "announcement"


def _described(data: Data) -> Row:
    return {
        **said(data, "zone", "most_tickets", "languages"),
        **hashed(data, "title", "about", "titles", "abouts", "phone"),
        **hashed(data, "phone_hours", "permit"),
        "opens_at": instant(data, "opens_at"),
        "closes_at": instant(data, "closes_at"),
        "moved_at": instant(data, "moved_at"),
    }


def _created(things: Things, data: Data, at: int) -> None:
    things.new(
        FAIR,
        data["fair_id"],
        {
            "id": data["fair_id"], "state": FairState.DRAFT, "demo": data["demo"], "version": 1,
            "created_at": at, "closed_at": None, "rehearses": data.get("rehearses", ""),
            **_described(data),
        },
    )  # fmt: skip


def _changed(things: Things, data: Data, _at: int) -> None:
    things.get(FAIR, data["fair_id"]).update(version=data["version"], **_described(data))


def _moved(state: FairState) -> Fold:
    def fold(things: Things, data: Data, at: int) -> None:
        fair = things.get(FAIR, data["fair_id"])
        fair.update(state=state, version=fair.get("version", 0) + 1)
        if state is FairState.CLOSED:
            fair["closed_at"] = at

    return fold


def _hall_added(things: Things, data: Data, _at: int) -> None:
    hall_id = data["hall_id"]
    things.new(
        HALL,
        hall_id,
        {"id": hall_id, "fair_id": data["fair_id"], "removed_at": None, **hashed(data, "titles")},
    )


def _hall_changed(things: Things, data: Data, _at: int) -> None:
    things.get(HALL, data["hall_id"]).update(hashed(data, "titles"))


def _hall_removed(things: Things, data: Data, at: int) -> None:
    things.get(HALL, data["hall_id"])["removed_at"] = at


def _window(data: Data) -> Row:
    return {name: instant(data, name) for name in ("opens_at", "closes_at")}


def _session_added(things: Things, data: Data, _at: int) -> None:
    things.new(
        SESSION,
        data["session_id"],
        {
            "id": data["session_id"], "fair_id": data["fair_id"], "state": SessionState.PLANNED,
            "sequence": 0, "removed_at": None, **_window(data),
        },
    )  # fmt: skip


def _session_moved(things: Things, data: Data, _at: int) -> None:
    changed = {"state": data["state"], **_window(data), **said(data, "sequence")}
    things.get(SESSION, data["session_id"]).update(changed)


def _session_removed(things: Things, data: Data, at: int) -> None:
    if "sequence" not in data:  # of that time, when its row was deleted
        things.drop(SESSION, data["session_id"])
        return
    things.get(SESSION, data["session_id"]).update(removed_at=at, sequence=data["sequence"])


def _announced(things: Things, data: Data, at: int) -> None:
    things.new(
        SAID,
        data["announcement_id"],
        {
            "id": data["announcement_id"], "fair_id": data["fair_id"], "posted_at": at,
            **said(data, "account_id"),
        },
    )  # fmt: skip


FOLDS: dict[str, Fold] = {
    facts.FairCreated.kind: _created,
    facts.FairChanged.kind: _changed,
    facts.FairPublished.kind: _moved(FairState.PUBLISHED),
    facts.FairOpened.kind: _moved(FairState.OPEN),
    facts.FairPaused.kind: _moved(FairState.PAUSED),
    facts.FairResumed.kind: _moved(FairState.OPEN),
    facts.FairClosed.kind: _moved(FairState.CLOSED),
    facts.FairArchived.kind: _moved(FairState.ARCHIVED),
    facts.HallAdded.kind: _hall_added,
    facts.HallChanged.kind: _hall_changed,
    facts.HallRemoved.kind: _hall_removed,
    facts.SessionAdded.kind: _session_added,
    facts.SessionMoved.kind: _session_moved,
    facts.SessionRemoved.kind: _session_removed,
    facts.AnnouncementPosted.kind: _announced,
    facts.AnnouncementRemoved.kind: ended(SAID, "announcement_id"),
}
FOLLOWS = (
    Follows(
        table=FAIR,
        columns=(
            "id", "title", "about", "state", "zone", "demo", "opens_at", "closes_at",
            "most_tickets", "languages", "version", "created_at", "closed_at",
            "titles", "abouts", "phone", "phone_hours", "permit", "moved_at", "rehearses",
        ),
    ),
    Follows(
        table=HALL,
        columns=("id", "fair_id", "titles", "removed_at"),
        free={"position": "the order in which halls are listed; no rule asks for it"},
    ),
    Follows(
        table=SESSION,
        columns=("id", "fair_id", "state", "opens_at", "closes_at", "sequence", "removed_at"),
    ),
    Follows(
        table=SAID,
        columns=("id", "fair_id", "account_id", "posted_at"),
        free=dict.fromkeys(
            ("text", "texts"),
            "free text that the organiser may take back; a report freezes its own copy",
        ),
    ),
)  # fmt: skip
