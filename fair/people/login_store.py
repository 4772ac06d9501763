"""Logins, links, codes, accounts and invitations: what the actions of `people` load and save."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update

from fair.db import Work
from fair.people import store
from fair.people.account import Account, Invitation
from fair.people.login import CODE_LASTS, Code, Login


def add_login(work: Work, made: Login, hashed: str) -> None:
    """Save a login under the hash of its token."""
    work.write(
        insert(store.login_table),
        {
            "id": made.id,
            "token_hash": hashed,
            "person_id": made.person_id,
            "account_id": made.account_id,
            "device": made.device[:60],
            "made_at": made.made_at,
            "revoked_at": None,
        },
    )


def login(work: Work, login_id: str) -> Login | None:
    """Load a login, or None."""
    row = work.one(select(store.login_table).where(store.login_table.c.id == login_id))
    return store.as_login(row) if row else None


def revoke(
    work: Work, *, login_id: str = "", person_id: str = "", account_id: str = "", but: str = ""
) -> int:
    """Revoke one login, or every one of a person or an account but one; return how many."""
    at = store.login_table
    if login_id:
        which = at.c.id == login_id
    elif person_id:
        which = at.c.person_id == person_id
    else:
        which = at.c.account_id == account_id
    return work.write(
        update(at)
        .where(which, at.c.id != but, at.c.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )


def open_logins(work: Work, *, person_id: str = "", account_id: str = "") -> list[str]:
    """Return the ids of the logins that are open."""
    at = store.login_table
    mine = at.c.person_id == person_id if person_id else at.c.account_id == account_id
    return [row.id for row in work.all(select(at.c.id).where(mine, at.c.revoked_at.is_(None)))]


# --- links ---------------------------------------------------------------------------------------


def open_link(work: Work, *, person_id: str = "", account_id: str = "") -> str:
    """Make a new link that signs somebody in and return its id; an earlier one ends."""
    end_link(work, person_id=person_id, account_id=account_id)
    link_id = work.new_id()
    work.write(
        insert(store.key_link_table),
        {
            "id": link_id,
            "person_id": person_id,
            "account_id": account_id,
            "made_at": work.now,
            "revoked_at": None,
        },
    )
    return link_id


def end_link(work: Work, *, person_id: str = "", account_id: str = "") -> int:
    """End somebody's open link; return how many there were."""
    link = store.key_link_table
    mine = (link.c.person_id == person_id, link.c.account_id == account_id)
    return work.write(
        update(link).where(*mine, link.c.revoked_at.is_(None)).values(revoked_at=work.now)
    )


def link_owner(work: Work, link_id: str) -> str:
    """Return the person or account of an open link; empty where it has ended."""
    link = store.key_link_table
    row = work.one(select(link).where(link.c.id == link_id, link.c.revoked_at.is_(None)))
    return str(row.person_id or row.account_id) if row else ""


# --- codes ---------------------------------------------------------------------------------------


def add_code(work: Work, made: Code) -> None:
    """Save a code; an earlier one of the same purpose and number is spent."""
    code = store.code_table
    end_codes(work, made.purpose, made.phone, made.person_id)
    work.write(
        insert(code),
        {
            "id": made.id,
            "purpose": made.purpose,
            "person_id": made.person_id,
            "phone": made.phone,
            "salt": made.salt,
            "sealed": made.sealed,
            "made_at": made.made_at,
            "tries": made.tries,
            "used_at": made.used_at,
        },
    )


def end_codes(work: Work, purpose: str, phone: str, person_id: str) -> None:
    """Let no open code of this purpose work any more; that it was sent is kept for an hour."""
    code = store.code_table
    work.write(
        update(code)
        .where(
            code.c.purpose == purpose,
            or_(code.c.phone == phone, code.c.person_id == person_id),
            code.c.used_at.is_(None),
        )
        .values(used_at=work.now)
    )


def last_code(work: Work, purpose: str, person_id: str, phone: str) -> Code | None:
    """Return the code that was sent last to this person's number for a purpose."""
    code = store.code_table
    row = work.one(
        select(code)
        .where(code.c.purpose == purpose, code.c.person_id == person_id, code.c.phone == phone)
        .order_by(code.c.made_at.desc(), code.c.used_at.is_not(None))
        .limit(1)
    )
    return store.as_code(row) if row else None


def codes_sent(work: Work, phone: str) -> list[datetime]:
    """Return when codes were sent to a number lately; forget those older than a day."""
    code = store.code_table
    work.write(delete(code).where(code.c.made_at < work.now - timedelta(days=1) - CODE_LASTS))
    return [row.made_at for row in work.all(select(code.c.made_at).where(code.c.phone == phone))]


def count_try(work: Work, code_id: str) -> None:
    """Count one wrong try."""
    code = store.code_table
    work.write(update(code).where(code.c.id == code_id).values(tries=code.c.tries + 1))


def spend(work: Work, code_id: str) -> None:
    """Mark a code as used."""
    code = store.code_table
    work.write(update(code).where(code.c.id == code_id).values(used_at=work.now))


# --- staff ---------------------------------------------------------------------------------------


def account(work: Work, account_id: str) -> Account | None:
    """Load a working account, or None."""
    staff = store.account_table
    row = work.one(select(staff).where(staff.c.id == account_id, staff.c.closed_at.is_(None)))
    return store.as_account(row) if row else None


def account_of(work: Work, email: str) -> str:
    """Return the id of the account of an address, closed ones too; empty where there is none."""
    staff = store.account_table
    return str(work.value(select(staff.c.id).where(staff.c.email == email)) or "")


def add_account(work: Work, made: Account, password_hash: str) -> None:
    """Save a new account."""
    work.write(
        insert(store.account_table),
        {
            "id": made.id,
            "name": made.name,
            "email": made.email,
            "role": str(made.role),
            "employer_id": made.employer_id,
            "password_hash": password_hash,
            "made_at": work.now,
            "closed_at": None,
        },
    )


def change_account(
    work: Work, account_id: str, *, name: str | None = None, password_hash: str | None = None
) -> None:
    """Save what is given."""
    given = {"name": name, "password_hash": password_hash}
    values = {key: value for key, value in given.items() if value is not None}
    staff = store.account_table
    work.write(update(staff).where(staff.c.id == account_id).values(**values))


def close_account(work: Work, account_id: str) -> None:
    """End an account: it keeps its name for what was done under it, and no password fits."""
    staff = store.account_table
    work.write(
        update(staff)
        .where(staff.c.id == account_id)
        .values(closed_at=work.now, password_hash="", email=f"closed:{account_id}")
    )


def invitation(work: Work, invitation_id: str) -> Invitation | None:
    """Load an invitation, or None."""
    table = store.invitation_table
    row = work.one(select(table).where(table.c.id == invitation_id))
    return store.as_invitation(row) if row else None


def add_invitation(work: Work, made: Invitation) -> None:
    """Save an invitation."""
    work.write(
        insert(store.invitation_table),
        {
            "id": made.id,
            "email": made.email,
            "role": str(made.role),
            "employer_id": made.employer_id,
            "by_account_id": made.by_account_id,
            "made_at": made.made_at,
            "expires_at": made.expires_at,
            "accepted_at": None,
            "withdrawn_at": None,
        },
    )


def end_invitations_by(work: Work, account_id: str) -> None:
    """Withdraw what this account sent and nobody has used: it knows the links."""
    table = store.invitation_table
    work.write(
        update(table)
        .where(
            table.c.by_account_id == account_id,
            table.c.accepted_at.is_(None),
            table.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=work.now)
    )


def end_invitation(work: Work, invitation_id: str, *, accepted: bool) -> None:
    """Mark an invitation as accepted or withdrawn."""
    table = store.invitation_table
    which = "accepted_at" if accepted else "withdrawn_at"
    work.write(update(table).where(table.c.id == invitation_id).values({which: work.now}))
