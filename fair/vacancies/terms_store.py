"""Saving what posts say: the terms, the columns people search by, and who said each field."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from fair import codes
from fair.db import Work
from fair.folding import fold
from fair.ledger import hashes_of
from fair.terms.pay import work_out
from fair.terms.terms import Terms
from fair.vacancies.store import vacancy_statement_table, vacancy_table
from fair.vacancies.vacancy import STANDING, Vacancy, frozen

_TITLE = 200


@cache
def _named(code: str) -> str:
    entry = codes.work_groups().get(code) or codes.skills().get(code)
    return " ".join(entry.titles.values()) if entry else code


@cache
def _placed(county: str) -> str:
    return " ".join(f"{step.name} {step.latin}" for step in codes.path(county)) or county


def search_text(terms: Terms) -> str:
    """Return the text that a search looks into, folded."""
    found = [
        terms.title,
        _named(terms.work),
        _placed(terms.county),
        terms.place,
        terms.signed_by if not terms.direct else "",
        *(_named(code) for code in (*terms.skills, *terms.certificates, *terms.languages)),
        terms.duties,
        terms.conditions,
    ]
    return fold("\n".join(found))


def columns(terms: Terms) -> dict[str, Any]:
    """Return the columns that follow from the terms."""
    made = {"search_text": search_text(terms), "ref_key": fold(terms.ref)}
    return {**_called(terms), **shows(terms), **made}


def _called(terms: Terms) -> dict[str, Any]:
    return {"terms": terms.as_dict(), "ref": terms.ref, "title": terms.title[:_TITLE]}


def shows(terms: Terms) -> dict[str, Any]:
    """Return what people find a post by: codes, numbers and days, no words."""
    return {
        "work": terms.work,
        "county": terms.county,
        "country": terms.overseas_country,
        "currency": terms.currency,
        "guaranteed_cents": work_out(terms).guaranteed_cents,
        "lodging": terms.lodging,
        "home_every_night": bool(terms.home_every_night),
        "direct": terms.direct,
        "adults_only": terms.adults_only,
        "valid_through": terms.last_day,
    }


def promised(vacancy: Vacancy) -> dict[str, Any]:
    """Return what a fact carries of a post that people can see: numbers, codes, and hashes."""
    ref = version_ref(vacancy.id, vacancy.version)
    version = frozen(vacancy.terms, vacancy.head_count, vacancy.employer_id)
    return {
        "employer_id": vacancy.employer_id,
        "head_count": vacancy.head_count,
        "shows": shows(vacancy.terms),
        "hashes": hashes_of(vacancy.id, **_called(vacancy.terms)) | hashes_of(ref, version=version),
    }


def version_ref(vacancy_id: str, version: int) -> str:
    """Return what a version of a post is called."""
    return f"{vacancy_id}/{version}"


def places_abroad(work: Work, employer_id: str) -> dict[str, tuple[str, int]]:
    """Return contract and head-count of each standing post of an employer for work abroad."""
    at = vacancy_table.c
    contract = at.terms["principal_contract"].as_string().label("contract")
    rows = work.all(
        select(at.id, at.head_count, contract).where(
            at.employer_id == employer_id, at.country != "", at.state.in_(STANDING)
        )
    )
    return {row.id: (row.contract or "", row.head_count) for row in rows}


def save_terms(work: Work, vacancies: Sequence[Vacancy]) -> None:
    """Save terms, head-count, version and booth of these vacancies, all at once."""
    rows = [
        {
            "of_id": one.id,
            "booth_id": one.booth_id or None,
            "fair_id": one.fair_id or None,
            "version": one.version,
            "head_count": one.head_count,
            **columns(one.terms),
        }
        for one in vacancies
    ]
    if rows:
        names = [name for name in rows[0] if name != "of_id"]
        work.write(
            update(vacancy_table)
            .where(vacancy_table.c.id == bindparam("of_id"))
            .values({name: bindparam(name) for name in names}),
            rows,
        )


def keep_statements(work: Work, said: Iterable[tuple[str, str]], how: str) -> None:
    """Note that the asker said these (vacancy, field) now: by form, bulk, import or office."""
    rows = [
        {
            "vacancy_id": vacancy_id,
            "field": field,
            "account_id": work.actor.account_id,
            "how": how,
            "at": work.now,
        }
        for vacancy_id, field in said
    ]
    if not rows:
        return
    at = vacancy_statement_table.c
    work.write(
        delete(vacancy_statement_table).where(
            at.vacancy_id == bindparam("of_id"), at.field == bindparam("of_field")
        ),
        [{"of_id": row["vacancy_id"], "of_field": row["field"]} for row in rows],
    )
    work.write(insert(vacancy_statement_table), rows)


def drop_statements(work: Work, ids: Iterable[str], fields: Sequence[str] = ()) -> None:
    """Forget who said these fields of posts, or all of them."""
    at = vacancy_statement_table.c
    where = [at.vacancy_id.in_(list(ids))]
    if fields:
        where.append(at.field.in_(fields))
    work.write(delete(vacancy_statement_table).where(*where))


def statements_of(connection: Connection, vacancy_id: str) -> dict[str, tuple[str, str, datetime]]:
    """Return who said each field of a post, how, and when: {field: (account, how, at)}."""
    at = vacancy_statement_table.c
    rows = connection.execute(
        select(at.field, at.account_id, at.how, at.at).where(at.vacancy_id == vacancy_id)
    )
    return {row.field: (row.account_id, row.how, row.at) for row in rows}
