"""A fact knows its author and reason; what each fact is about is found without reading them all."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# Of the facts that are there: what each is about, as `fair/subjects.py` said at this version.
_PEOPLE = (
    "consent", "person", "number", "ticket", "call", "interview", "offer", "hire", "message", "login",
)  # fmt: skip
_QUIET = (
    "call.shown", "call.down", "call.up", "call.typed", "call.seated", "ticket.freed",
    "quiet.ended", "forecast.moved", "question.answered", "duty.break_started", "duty.break_ended",
    "offer.moved_up", "ticket.talks", "ticket.served", "call.answered", "call.live", "call.extended",
    "login.revoked",
)  # fmt: skip
_EMPLOYER = ("licence", "employer", "account", "booth", "duty", "vacancy", "vacancies")
_FAIR = ("fair", "hall", "session", "announcement", "booth", "duty", "case", "vacancies")


def upgrade() -> None:
    """Apply. What was recorded before has no author: none was kept."""
    for name, length in (("author", 40), ("reason", 80)):
        op.add_column(
            "ledger", sa.Column(name, sa.String(length), nullable=False, server_default="")
        )
    op.create_table(
        "reason",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("command", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reason")),
    )
    op.create_table(
        "fact_about",
        sa.Column("subject", sa.String(8), nullable=False),
        sa.Column("ref", sa.String(12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("stream", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "subject", "ref", "at", "stream", "seq", name=op.f("pk_fact_about")
        ),
        sqlite_with_rowid=False,
    )
    for subject, field, families in (
        ("person", "person_id", _PEOPLE),
        ("licence", "licence_id", ("licence",)),
        ("employer", "employer_id", _EMPLOYER),
        ("vacancy", "vacancy_id", ("vacancy", "opening", "seat")),
        ("fair", "fair_id", _FAIR),
    ):
        for family in families:
            _find(subject, field, family)


def _find(subject: str, field: str, family: str) -> None:
    quiet = ", ".join(f"'{kind}'" for kind in _QUIET)
    ref = "fair_id" if field == "fair_id" else _field(field)
    op.execute(
        sa.text(
            "INSERT INTO fact_about (subject, ref, at, stream, seq)"  # noqa: S608 - our own words
            f" SELECT '{subject}', {ref}, at, stream, seq FROM ledger"
            f" WHERE kind LIKE '{family}.%' AND kind NOT IN ({quiet}) AND coalesce({ref}, '') <> ''"
        )
    )


def _field(name: str) -> str:
    if op.get_bind().dialect.name == "sqlite":
        return f"json_extract(data, '$.{name}')"
    return f"data::json ->> '{name}'"


def downgrade() -> None:
    """Undo."""
    op.drop_table("fact_about")
    op.drop_table("reason")
    for name in ("reason", "author"):
        op.drop_column("ledger", name)
