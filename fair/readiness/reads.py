"""What each booth of a fair lacks, in as many queries for three hundred booths as for one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.accounts.account import Account
from fair.accounts.invitation import Invitation
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.employers import reads as employers
from fair.enrolments import reads as enrolments
from fair.glossary import VacancyState
from fair.interviews import reads as interviews
from fair.languages import DEFAULT
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.readiness import capacity, stand, store
from fair.readiness.capacity import Capacity, Plan
from fair.readiness.stand import Contact, PostsNow, Recruiter, Stand
from fair.recurring import reads as recurring
from fair.recurring.showing import day_of
from fair.vacancies.vacancy import UNDECIDED, Placed, Why

_EARLIER = 5  # fairs whose talks say how long one takes


def contacts(connection: Connection, employer_ids: Collection[str]) -> dict[str, Contact]:
    """Return whom the organiser rings at each of these employers; who named nobody is left out."""
    return store.contacts(connection, employer_ids)


def plan(connection: Connection, fair_id: str) -> Plan:
    """Return what the organiser said of a fair."""
    return store.plan(connection, fair_id)


def stands(connection: Connection, fair: Fair, now: datetime) -> list[Stand]:
    """Return every booth of a fair with who and what is there, by number."""
    found = booths.booths_of_fair(connection, fair.id)
    of = {one.employer_id for one in found}
    known = employers.employers(connection, of)
    licences = employers.licences_that_count(connection, of)
    duties = booths.duties_of(connection, [one.id for one in found])
    at = {one.account_id: one.booth_id for team in duties.values() for one in team}
    team = recruiters(connection, fair, accounts.teams(connection, of), now, at)
    practice_first = store.plan(connection, fair.id).practice_first
    invited = accounts.invited(connection, of, now)
    ever = accounts.invitations_to(connection, of)
    langs = enrolments.languages(connection, of)
    contacts = store.contacts(connection, of)
    told = store.reminded(connection, fair.id)
    day = day_of(fair, now)
    posts = recurring.posts_of_fair(connection, fair.id, of)
    stood = [
        Stand(
            booth=one,
            employer=known[one.employer_id],
            licence=licences.get(one.employer_id),
            posts=_posts(posts.get(one.id, ()), day),
            staff=(mine := team.get(one.employer_id, ())),
            invited=(waits := invited.get(one.employer_id, ())),
            contact=contacts.get(one.employer_id, Contact()),
            day=day,
            practice_first=practice_first,
            invitations=(before := ever.get(one.employer_id, {})),
            lang=langs.get(one.employer_id, DEFAULT),
            told_at=max(
                (told[ref] for ref in _refs(mine, waits, before) if ref in told), default=None
            ),
        )
        for one in found
    ]
    return stand.shared_out(stood)


def _refs(
    staff: Sequence[Recruiter], invited: Sequence[Invitation], ever: Mapping[str, tuple[str, ...]]
) -> set[str]:
    emails = {one.email for one in staff} | {one.email for one in invited}
    return {one.id for one in staff} | {ref for email in emails for ref in ever.get(email, ())}


def recruiters(
    connection: Connection,
    fair: Fair,
    teams: Mapping[str, tuple[Account, ...]],
    now: datetime,
    duty_at: Mapping[str, str],
) -> dict[str, tuple[Recruiter, ...]]:
    """Return the recruiters of these employers as they stand before a fair.

    `duty_at` says at which booth of it an account is on duty.
    """
    ids = [one.id for team in teams.values() for one in team]
    done, tried = booths.practised(connection, ids), store.tried(connection, ids)
    let_on = store.let_on(connection, fair.id)
    lets = accounts.accounts(connection, set(let_on.values()) - {""})
    return {
        employer_id: tuple(
            Recruiter(
                id=one.id,
                name=one.name,
                email=one.email,
                lang=one.lang,
                lead=one.lead,
                verdict=tried[one.id].verdict if one.id in tried else "",
                heard=one.id in tried and stand.heard(*tried[one.id], now),
                practised=stand.practised(done.get(one.id), now),
                let_on=one.id in let_on,
                let_on_by=lets[by].name if (by := let_on.get(one.id, "")) in lets else "",
                practised_at=done.get(one.id),
                duty_at=duty_at.get(one.id, ""),
            )
            for one in team
        )
        for employer_id, team in teams.items()
    }


def of_booth(
    connection: Connection, fair: Fair, booth: Booth, now: datetime
) -> tuple[Recruiter, ...]:
    """Return the recruiters of one booth as they stand before its fair."""
    teams = accounts.teams(connection, [booth.employer_id])
    here = {one.account_id: booth.id for one in booths.duties(connection, booth.id)}
    return recruiters(connection, fair, teams, now, here).get(booth.employer_id, ())


def may_let(connection: Connection, fair_id: str, account_id: str, now: datetime) -> bool:
    """True where a recruiter may let colleagues on duty: practised, or on duty at this fair."""
    at = booths.duty(connection, account_id)
    here = booths.booth(connection, at.booth_id) if at else None
    on_duty = here is not None and here.fair_id == fair_id
    return on_duty or has_practised(connection, account_id, now)


def has_practised(connection: Connection, account_id: str, now: datetime) -> bool:
    """True where a recruiter has practised a call, at the desk or in a rehearsal, lately enough."""
    return stand.practised(booths.practised(connection, [account_id]).get(account_id), now)


def may_go_on_duty(connection: Connection, fair_id: str, account_id: str, now: datetime) -> bool:
    """True where a recruiter has practised, a colleague said yes, or the fair does not ask."""
    if not store.plan(connection, fair_id).practice_first:
        return True
    if has_practised(connection, account_id, now):
        return True
    return account_id in store.let_on(connection, fair_id)


def reach(connection: Connection, fair: Fair, now: datetime, stood: Iterable[Stand]) -> Capacity:
    """Return how many people the recruiters of a fair who can call can talk with.

    At a booth whose licence and posts are in order, and let on duty by the rule of practice.
    """
    found = list(stood)
    teams = {
        one.employer.id: [
            who for who in one.staff if who.may_call(practice_first=one.practice_first)
        ]
        for one in found
        if one.furnished
    }
    everybody = {who.id for one in found for who in one.staff}
    earlier = [
        one.id
        for one in programme.fairs(connection)
        if one.over and one.demo == fair.demo and one.id != fair.id
    ]
    return capacity.capacity(
        fair,
        programme.sessions(connection, fair.id),
        now,
        store.plan(connection, fair.id),
        recruiters=sum(map(len, teams.values())),
        fewest=min(filter(None, map(len, teams.values())), default=0),
        not_yet=len(everybody) - sum(map(len, teams.values())),
        talked=interviews.talked_at(connection, earlier[:_EARLIER]),
    )


def _posts(posts: Iterable[Placed], day: date) -> PostsNow:
    counted: Counter[str] = Counter()
    for one in posts:
        ends = one.valid_through is not None and one.valid_through < day
        if ends and one.state in (VacancyState.OPEN, VacancyState.FILLED):
            counted["ended"] += 1
        elif one.state is VacancyState.SUSPENDED and one.why in UNDECIDED:
            counted[VacancyState.REVIEW] += 1
        elif one.state is VacancyState.SUSPENDED and one.why is Why.LICENCE:
            counted["hidden"] += 1
        else:
            counted[one.state] += 1
    return PostsNow(
        open=counted[VacancyState.OPEN],
        drafts=counted[VacancyState.DRAFT],
        review=counted[VacancyState.REVIEW],
        ended=counted["ended"],
        suspended=counted[VacancyState.SUSPENDED],
        hidden=counted["hidden"],
        filled=counted[VacancyState.FILLED],
    )
