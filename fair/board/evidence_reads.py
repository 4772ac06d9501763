"""What a case freezes: the version of a thing as it stands now, in plain values."""

from collections.abc import Callable, Mapping
from typing import Any

from fair.accounts import reads as accounts
from fair.board.case import CaseKind, Evidence
from fair.board.refusals import NothingToReport
from fair.board.store import plain
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.conduct import reads as conduct
from fair.db import Work
from fair.decisions import Actor
from fair.employers import reads as employers
from fair.glossary import VacancyState
from fair.hiring import reads as hiring
from fair.people import reads as people
from fair.programme import reads as programme
from fair.rooms import call_reads as rooms
from fair.rooms import chat_reads
from fair.rooms.chat import Message
from fair.vacancies import reads as vacancies


def evidence(work: Work, kind: CaseKind, ref: str) -> Evidence:
    """Return what to freeze; refuses `NothingToReport` where the asker cannot see such a thing."""
    return _FREEZE[kind](work, ref)


def _booth(work: Work, booth_id: str) -> Booth:
    booth = booths.booth(work.connection, booth_id)
    if booth is None:
        raise NothingToReport
    return booth


def _employer(work: Work, employer_id: str) -> str:
    employer = employers.employer(work.connection, employer_id)
    return employer.name if employer else ""


def _at(work: Work, booth: Booth, version: int, person_id: str, **values: Any) -> Evidence:
    frozen = {
        "employer": _employer(work, booth.employer_id),
        "booth": booth.number,
        "booth_title": booth.title,
        **({"version": version} if version else {}),
        **values,
    }
    return Evidence(
        fair_id=booth.fair_id,
        booth_id=booth.id,
        employer_id=booth.employer_id,
        version=version,
        frozen=plain(frozen),
        about_person_id=person_id,
    )


def _vacancy(work: Work, ref: str) -> Evidence:
    post = vacancies.vacancy(work.connection, ref)
    if post is None or post.state in (VacancyState.DRAFT, VacancyState.REVIEW):
        raise NothingToReport
    terms = vacancies.vacancy_version(work.connection, post.id, post.version)
    return _at(
        work,
        _booth(work, post.booth_id),
        post.version,
        "",
        title=post.title,
        head_count=post.head_count,
        terms=terms,
    )


def _message(work: Work, ref: str) -> Evidence:
    message = chat_reads.message(work.connection, ref)
    if message is None or (message.hidden and not _may_still_read(work, message)):
        raise NothingToReport
    number = people.number_of(work.connection, message.fair_id, message.person_id)
    return _at(
        work,
        _booth(work, message.booth_id),
        0,
        message.person_id,
        text=message.text,
        answer=message.answer,
        sent_at=message.at,
        by=number or "employer",
    )


def _may_still_read(work: Work, message: Message) -> bool:
    """Return whether the asker may report a hidden message: staff's words, or one's own."""
    booth = _booth(work, message.booth_id)
    return message.by_staff or _is_side(work.actor, message.person_id, booth.employer_id)


def _is_side(actor: Actor, person_id: str, employer_id: str) -> bool:
    if actor.oversees:
        return True
    return actor.works_for(employer_id) or (bool(person_id) and actor.person_id == person_id)


def _call(work: Work, ref: str) -> Evidence:
    call = rooms.call(work.connection, ref)
    if call is None:
        raise NothingToReport
    booth = _booth(work, call.booth_id)
    if not _is_side(work.actor, call.person_id, booth.employer_id):
        raise NothingToReport
    recruiter = accounts.account(work.connection, call.account_id)
    return _at(
        work,
        booth,
        0,
        call.person_id,
        rang_at=call.rang_at,
        live_at=call.live_at,
        ended_at=call.ended_at,
        state=call.state,
        recruiter=recruiter.name if recruiter else "",
    )


def _offer(work: Work, ref: str) -> Evidence:
    offer = hiring.offer(work.connection, ref)
    if offer is None or not _is_side(work.actor, offer.person_id, offer.employer_id):
        raise NothingToReport
    return _at(
        work,
        _booth(work, offer.booth_id),
        offer.vacancy_version,
        offer.person_id,
        state=offer.state,
        starts_on=offer.starts_on,
        terms=dict(offer.terms),
    )


def _of_booth(work: Work, ref: str) -> Evidence:
    booth = _booth(work, ref)
    return _at(work, booth, 0, "", about=dict(booth.about), state=booth.state)


def _announcement(work: Work, ref: str) -> Evidence:
    said = programme.announcement(work.connection, ref)
    if said is None:
        return _message(work, ref)
    return Evidence(
        fair_id=said.fair_id,
        booth_id="",
        employer_id="",
        version=0,
        frozen=plain({"text": said.text, "sent_at": said.posted_at, "by": "organiser"}),
    )


def _measure(work: Work, ref: str) -> Evidence:
    """Freeze why somebody was muted or removed; only they answer it, and organisers."""
    one, actor = conduct.measure(work.connection, ref), work.actor
    own = one is not None and actor.key in {one.person_id, one.account_id} - {""}
    if one is None or not (own or actor.oversees):
        raise NothingToReport
    by = accounts.account(work.connection, one.by_id)
    return Evidence(
        fair_id=one.fair_id,
        booth_id="",
        employer_id="",
        version=0,
        frozen=plain({
            "measure": one.sort, "text": one.happened, "sent_at": one.made_at,
            "by": by.name if by else "organiser",
        }),
        about_person_id=one.person_id,
    )  # fmt: skip


_FREEZE: Mapping[CaseKind, Callable[[Work, str], Evidence]] = {
    CaseKind.VACANCY: _vacancy,
    CaseKind.MESSAGE: _message,
    CaseKind.CALL: _call,
    CaseKind.OFFER: _offer,
    CaseKind.BOOTH: _of_booth,
    CaseKind.ANNOUNCEMENT: _announcement,
    CaseKind.MEASURE: _measure,
}
