"""Which accounts belong to a demo, and whether this database is one for demos."""

from sqlalchemy import Column, Connection, ForeignKey, String, Table, insert, select

from fair.db import Work, metadata
from fair.programme.store import fair_table

demo_staff_table = Table(
    "demo_staff",
    metadata,
    Column("account_id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("role", String(12), nullable=False),
)


def add_staff(work: Work, account_id: str, fair_id: str, role: str) -> None:
    """Keep that an account is invented for a demo fair."""
    work.write(
        insert(demo_staff_table), {"account_id": account_id, "fair_id": fair_id, "role": role}
    )


def has_fair(connection: Connection, *, demo: bool) -> bool:
    """Return whether there is any demo fair here, or any real one."""
    query = select(fair_table.c.id).where(fair_table.c.demo.is_(demo)).limit(1)
    return connection.execute(query).first() is not None


def staff_role(connection: Connection, account_id: str) -> str:
    """Return the role of an account that was invented for a demo; empty for every other one."""
    staff = demo_staff_table
    query = select(staff.c.role).where(staff.c.account_id == account_id)
    return str(connection.execute(query).scalar() or "")
