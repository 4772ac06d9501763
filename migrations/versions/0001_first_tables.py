"""The first tables, with the trigger that keeps a demo fair a demo."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DEMO_IS_FIXED_SQLITE = """
CREATE TRIGGER fair_demo_is_fixed BEFORE UPDATE OF demo ON fair
WHEN NEW.demo IS NOT OLD.demo
BEGIN SELECT RAISE(ABORT, 'CHECK fair_demo_is_fixed: demo is given at birth'); END
"""
DEMO_IS_FIXED_POSTGRESQL = """
CREATE FUNCTION fair_demo_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'CHECK fair_demo_is_fixed: demo is given at birth'; END $$;
CREATE TRIGGER fair_demo_is_fixed BEFORE UPDATE OF demo ON fair FOR EACH ROW
WHEN (NEW.demo IS DISTINCT FROM OLD.demo) EXECUTE FUNCTION fair_demo_is_fixed();
"""


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_employer_id"), ["employer_id"], unique=False)

    op.create_table(
        "alias",
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("alias", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("fair_id", "person_id", name=op.f("pk_alias")),
    )
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alias_person_id"), ["person_id"], unique=False)

    op.create_table(
        "anchor",
        sa.Column("stream", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_anchor")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("file_name", sa.String(length=80), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_person_id"), ["person_id"], unique=False)

    op.create_table(
        "call",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("ticket_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("post", sa.String(length=300), nullable=False),
        sa.Column("ring_s", sa.Integer(), nullable=False),
        sa.Column("warned", sa.Boolean(), nullable=False),
        sa.Column("rang_at", sa.BigInteger(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("live_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("talked_s", sa.Float(), nullable=False),
        sa.Column("runs_since", sa.BigInteger(), nullable=True),
        sa.Column("extra_s", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_call_booth_id_rang_at", ["booth_id", "rang_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_call_ticket_id"), ["ticket_id"], unique=False)
        batch_op.create_index(
            "uq_call_open_account",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('connecting', 'live', 'reconnecting', 'ringing')"),
            postgresql_where=sa.text("state IN ('connecting', 'live', 'reconnecting', 'ringing')"),
        )
        batch_op.create_index(
            "uq_call_open_person",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('connecting', 'live', 'reconnecting', 'ringing')"),
            postgresql_where=sa.text("state IN ('connecting', 'live', 'reconnecting', 'ringing')"),
        )

    op.create_table(
        "call_message",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("call_id", sa.String(length=12), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_message")),
    )
    with op.batch_alter_table("call_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_message_call_id"), ["call_id"], unique=False)

    op.create_table(
        "call_note",
        sa.Column("call_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_call_note")),
    )
    op.create_table(
        "call_seat",
        sa.Column("call_id", sa.String(length=12), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("tab", sa.String(length=40), nullable=False),
        sa.Column("down", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("call_id", "side", name=op.f("pk_call_seat")),
    )
    op.create_table(
        "code",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
    )
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_code_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_code_phone"), ["phone"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("fields", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_consent_given",
            ["employer_id", "person_id", "fair_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "deadline",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("left_s", sa.Float(), nullable=False),
        sa.Column("running_since", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "ref", name=op.f("pk_deadline")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_booth_id"), ["booth_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deadline_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "employer",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
    )
    op.create_table(
        "fair",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("opens_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("most_tickets", sa.Integer(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_fair_hours_run_forward")),
        sa.CheckConstraint(
            "most_tickets between 1 and 20", name=op.f("ck_fair_most_tickets_in_reason")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair")),
    )
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fair_state"), ["state"], unique=False)

    op.create_table(
        "forecast",
        sa.Column("ticket_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.Column("p10_at", sa.BigInteger(), nullable=False),
        sa.Column("p50_at", sa.BigInteger(), nullable=False),
        sa.Column("p90_at", sa.BigInteger(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.String(length=12), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_forecast")),
    )
    with op.batch_alter_table("forecast", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forecast_booth_id"), ["booth_id"], unique=False)

    op.create_table(
        "heartbeat",
        sa.Column("who", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "interview",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("ticket_id", sa.String(length=12), nullable=False),
        sa.Column("call_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("talk_s", sa.Integer(), server_default="0", nullable=False),
        sa.Column("concluded_at", sa.BigInteger(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sa.UniqueConstraint("call_id", name=op.f("uq_interview_call_id")),
    )
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_booth_id"), ["booth_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_fair_id"), ["fair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_ticket_id"), ["ticket_id"], unique=False)
        batch_op.create_index(
            "uq_interview_one_talk_per_person",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("state = 'talking'"),
            postgresql_where=sa.text("state = 'talking'"),
        )
        batch_op.create_index(
            "uq_interview_one_talk_per_recruiter",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("state = 'talking'"),
            postgresql_where=sa.text("state = 'talking'"),
        )

    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("by_account_id", sa.String(length=12), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invitation_employer_id"), ["employer_id"], unique=False
        )

    op.create_table(
        "key_link",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_link")),
    )
    with op.batch_alter_table("key_link", schema=None) as batch_op:
        batch_op.create_index(
            "uq_key_link_open",
            ["person_id", "account_id"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.create_table(
        "ledger",
        sa.Column("stream", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_ledger")),
    )
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_fair_id"), ["fair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_kind"), ["kind"], unique=False)

    op.create_table(
        "login",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_token_hash")),
    )
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_login_person_id"), ["person_id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(length=12), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("hidden_at", sa.BigInteger(), nullable=True),
        sa.Column("hidden_by", sa.String(length=12), nullable=False),
        sa.Column("hidden_reason", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_booth_id_at", ["booth_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_person_id"), ["person_id"], unique=False)

    op.create_table(
        "overtake",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("ticket_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=30), nullable=False),
        sa.Column("above", sa.BigInteger(), nullable=False),
        sa.Column("below", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overtake")),
    )
    with op.batch_alter_table("overtake", schema=None) as batch_op:
        batch_op.create_index("ix_overtake_booth_id_at", ["booth_id", "at"], unique=False)

    op.create_table(
        "participant",
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("fair_id", "person_id", name=op.f("pk_participant")),
        sa.UniqueConstraint("fair_id", "number", name="uq_participant_number"),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_person_id"), ["person_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("county", sa.String(length=6), server_default="", nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_phone"), ["phone"], unique=False)
        batch_op.create_index(
            "uq_person_confirmed_number",
            ["phone"],
            unique=True,
            sqlite_where=sa.text("confirmed_at IS NOT NULL"),
            postgresql_where=sa.text("confirmed_at IS NOT NULL"),
        )

    op.create_table(
        "profile",
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_profile")),
    )
    op.create_table(
        "queue",
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), server_default="0", nullable=False),
        sa.Column("by_name", sa.Integer(), server_default="0", nullable=False),
        sa.Column("recent", sa.Text(), server_default="", nullable=False),
        sa.Column("points", sa.Text(), server_default="[]", nullable=False),
        sa.Column("points_at", sa.BigInteger(), nullable=True),
        sa.Column("looking", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("booth_id", name=op.f("pk_queue")),
    )
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_queue_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "quiet",
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_quiet")),
    )
    op.create_table(
        "reply",
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("command_id", sa.String(length=80), nullable=False),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "command_id", name=op.f("pk_reply")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reply_at"), ["at"], unique=False)

    op.create_table(
        "room",
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("replies", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("booth_id", name=op.f("pk_room")),
    )
    op.create_table(
        "signal",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("recipient", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("dedupe", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_try_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
        sa.UniqueConstraint("dedupe", name=op.f("uq_signal_dedupe")),
    )
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signal_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signal_sent_at"), ["sent_at"], unique=False)

    op.create_table(
        "ticket",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("vacancy_ids", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("since_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("held", sa.String(length=12), server_default="", nullable=False),
        sa.Column("warned_at", sa.BigInteger(), nullable=True),
        sa.Column("ready_at", sa.BigInteger(), nullable=True),
        sa.Column("postponed", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("misses", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unreached", sa.Integer(), server_default="0", nullable=False),
        sa.Column("call_id", sa.String(length=12), server_default="", nullable=False),
        sa.Column("account_id", sa.String(length=12), server_default="", nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("cause", sa.String(length=30), server_default="", nullable=False),
        sa.Column("choice", sa.String(length=12), server_default="", nullable=False),
        sa.Column("phone_ok", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("helper", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("text_only", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_fair_id"), ["fair_id"], unique=False)
        batch_op.create_index("ix_ticket_line", ["booth_id", "state", "rank"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticket_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_ticket_one_live_per_person_and_booth",
            ["person_id", "booth_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('waiting', 'called', 'talking', 'parked')"),
            postgresql_where=sa.text("state IN ('waiting', 'called', 'talking', 'parked')"),
        )
        batch_op.create_index("uq_ticket_one_number_per_booth", ["booth_id", "number"], unique=True)
        batch_op.create_index(
            "uq_ticket_one_open_talk_per_person",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('called', 'talking')"),
            postgresql_where=sa.text("state IN ('called', 'talking')"),
        )
        batch_op.create_index(
            "uq_ticket_one_open_talk_per_recruiter",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('called', 'talking')"),
            postgresql_where=sa.text("state IN ('called', 'talking')"),
        )

    op.create_table(
        "announcement",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_announcement_fair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
    )
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_announcement_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "hall",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_hall_fair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall")),
    )
    with op.batch_alter_table("hall", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hall_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "licence",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("authority", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("reserve_cents", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'overseas' or (reserve_cents is not null and reserve_cents >= 300000000)",
            name=op.f("ck_licence_overseas_reserve"),
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_licence_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence")),
    )
    with op.batch_alter_table("licence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_licence_employer_id"), ["employer_id"], unique=False)

    op.create_table(
        "rights_case",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("frozen", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("about_person_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_rights_case_fair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_case")),
        sa.UniqueConstraint("fair_id", "number", name="uq_rights_case_number_per_fair"),
    )
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rights_case_about_person_id"), ["about_person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rights_case_person_id"), ["person_id"], unique=False)

    op.create_table(
        "session",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("opens_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_session_hours_run_forward")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_session_fair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "vacancy_import",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=True),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("map_name", sa.String(length=120), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("vacancies", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.Column("employers", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_vacancy_import_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_import")),
    )
    with op.batch_alter_table("vacancy_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_vacancy_import_employer_id"), ["employer_id"], unique=False
        )

    op.create_table(
        "booth",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("hall_id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "state <> 'paused' or cause is not null", name=op.f("ck_booth_pause_has_a_cause")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_booth_employer_id")
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_booth_fair_id")),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_booth_hall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booth")),
        sa.UniqueConstraint("fair_id", "number", name="uq_booth_one_number_per_fair"),
    )
    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booth_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_booth_hall_id"), ["hall_id"], unique=False)

    op.create_table(
        "case_reply",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["rights_case.id"], name=op.f("fk_case_reply_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_reply")),
    )
    with op.batch_alter_table("case_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_reply_case_id"), ["case_id"], unique=False)

    op.create_table(
        "duty",
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("back_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_duty_booth_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_duty")),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_booth_id"), ["booth_id"], unique=False)

    op.create_table(
        "vacancy",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=True),
        sa.Column("fair_id", sa.String(length=12), nullable=True),
        sa.Column("import_id", sa.String(length=12), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("head_count", sa.Integer(), nullable=False),
        sa.Column("firm", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("work", sa.String(length=40), nullable=False),
        sa.Column("county", sa.String(length=12), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("guaranteed_cents", sa.BigInteger(), nullable=True),
        sa.Column("lodging", sa.String(length=12), nullable=False),
        sa.Column("home_every_night", sa.Boolean(), nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("adults_only", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("valid_through", sa.Date(), nullable=True),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state <> 'suspended' or why is not null",
            name=op.f("ck_vacancy_suspension_has_a_cause"),
        ),
        sa.CheckConstraint(
            "state in ('draft', 'withdrawn') or booth_id is not null",
            name=op.f("ck_vacancy_opens_at_a_booth"),
        ),
        sa.CheckConstraint(
            "firm >= 0 and accepted >= 0 and firm + accepted <= head_count",
            name=op.f("ck_vacancy_seats"),
        ),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_vacancy_booth_id")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_vacancy_employer_id")
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_vacancy_fair_id")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["vacancy_import.id"], name=op.f("fk_vacancy_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
    )
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancy_booth_id"), ["booth_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancy_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index("ix_vacancy_ends_at", ["ends_at"], unique=False)
        batch_op.create_index("ix_vacancy_fair_id_state", ["fair_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancy_import_id"), ["import_id"], unique=False)

    op.create_table(
        "offer",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("vacancy_id", sa.String(length=12), nullable=False),
        sa.Column("vacancy_version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("interview_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("aloud_at", sa.BigInteger(), nullable=True),
        sa.Column("frozen_left_s", sa.Float(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'reserve') = (rank is not null)", name=op.f("ck_offer_rank_of_reserve")
        ),
        sa.CheckConstraint("rank is null or rank > 0", name=op.f("ck_offer_rank_from_one")),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_offer_booth_id")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_offer_employer_id")
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_offer_fair_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_offer_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_booth_id"), ["booth_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_fair_id"), ["fair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_interview_id"), ["interview_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_vacancy_id"), ["vacancy_id"], unique=False)
        batch_op.create_index(
            "uq_offer_one_accepted_per_person",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("state = 'accepted'"),
            postgresql_where=sa.text("state = 'accepted'"),
        )
        batch_op.create_index(
            "uq_offer_one_live_per_person_and_vacancy",
            ["person_id", "vacancy_id"],
            unique=True,
            sqlite_where=sa.text("state in ('accepted', 'firm', 'frozen', 'reserve')"),
            postgresql_where=sa.text("state in ('accepted', 'firm', 'frozen', 'reserve')"),
        )
        batch_op.create_index(
            "uq_offer_rank",
            ["vacancy_id", "rank"],
            unique=True,
            sqlite_where=sa.text("state = 'reserve'"),
            postgresql_where=sa.text("state = 'reserve'"),
        )

    op.create_table(
        "vacancy_version",
        sa.Column("vacancy_id", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_version_vacancy_id")
        ),
        sa.PrimaryKeyConstraint("vacancy_id", "version", name=op.f("pk_vacancy_version")),
    )
    op.create_table(
        "vacancy_word",
        sa.Column("vacancy_id", sa.String(length=12), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_word_vacancy_id")
        ),
        sa.PrimaryKeyConstraint("vacancy_id", "field", name=op.f("pk_vacancy_word")),
    )
    op.create_table(
        "hire",
        sa.Column("offer_id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("vacancy_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("agreed_at", sa.BigInteger(), nullable=False),
        sa.Column("person_confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("employer_confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("fell_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "state != 'hired' or (person_confirmed_at is not null and employer_confirmed_at is not null)",
            name=op.f("ck_hire_hired_by_both"),
        ),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name=op.f("fk_hire_booth_id")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_hire_employer_id")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_hire_fair_id")),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_hire_offer_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_hire_vacancy_id")),
        sa.PrimaryKeyConstraint("offer_id", name=op.f("pk_hire")),
    )
    with op.batch_alter_table("hire", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hire_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hire_fair_id"), ["fair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hire_person_id"), ["person_id"], unique=False)

    op.create_table(
        "offer_answer",
        sa.Column("offer_id", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "answer in ('accepted', 'declined')", name=op.f("ck_offer_answer_answers")
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_offer_answer_offer_id")),
        sa.PrimaryKeyConstraint("offer_id", name=op.f("pk_offer_answer")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(DEMO_IS_FIXED_SQLITE)
    else:
        op.execute(DEMO_IS_FIXED_POSTGRESQL)


def downgrade() -> None:
    """Take back."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP TRIGGER fair_demo_is_fixed ON fair")
        op.execute("DROP FUNCTION fair_demo_is_fixed()")
    op.drop_table("offer_answer")
    with op.batch_alter_table("hire", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hire_person_id"))
        batch_op.drop_index(batch_op.f("ix_hire_fair_id"))
        batch_op.drop_index(batch_op.f("ix_hire_employer_id"))

    op.drop_table("hire")
    op.drop_table("vacancy_word")
    op.drop_table("vacancy_version")
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_offer_rank",
            sqlite_where=sa.text("state = 'reserve'"),
            postgresql_where=sa.text("state = 'reserve'"),
        )
        batch_op.drop_index(
            "uq_offer_one_live_per_person_and_vacancy",
            sqlite_where=sa.text("state in ('accepted', 'firm', 'frozen', 'reserve')"),
            postgresql_where=sa.text("state in ('accepted', 'firm', 'frozen', 'reserve')"),
        )
        batch_op.drop_index(
            "uq_offer_one_accepted_per_person",
            sqlite_where=sa.text("state = 'accepted'"),
            postgresql_where=sa.text("state = 'accepted'"),
        )
        batch_op.drop_index(batch_op.f("ix_offer_vacancy_id"))
        batch_op.drop_index(batch_op.f("ix_offer_person_id"))
        batch_op.drop_index(batch_op.f("ix_offer_interview_id"))
        batch_op.drop_index(batch_op.f("ix_offer_fair_id"))
        batch_op.drop_index(batch_op.f("ix_offer_employer_id"))
        batch_op.drop_index(batch_op.f("ix_offer_booth_id"))

    op.drop_table("offer")
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vacancy_import_id"))
        batch_op.drop_index("ix_vacancy_fair_id_state")
        batch_op.drop_index("ix_vacancy_ends_at")
        batch_op.drop_index(batch_op.f("ix_vacancy_employer_id"))
        batch_op.drop_index(batch_op.f("ix_vacancy_booth_id"))

    op.drop_table("vacancy")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_booth_id"))

    op.drop_table("duty")
    with op.batch_alter_table("case_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_reply_case_id"))

    op.drop_table("case_reply")
    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_booth_hall_id"))
        batch_op.drop_index(batch_op.f("ix_booth_employer_id"))

    op.drop_table("booth")
    with op.batch_alter_table("vacancy_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vacancy_import_employer_id"))

    op.drop_table("vacancy_import")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_fair_id"))

    op.drop_table("session")
    with op.batch_alter_table("rights_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rights_case_person_id"))
        batch_op.drop_index(batch_op.f("ix_rights_case_about_person_id"))

    op.drop_table("rights_case")
    with op.batch_alter_table("licence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_licence_employer_id"))

    op.drop_table("licence")
    with op.batch_alter_table("hall", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hall_fair_id"))

    op.drop_table("hall")
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_announcement_fair_id"))

    op.drop_table("announcement")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_ticket_one_open_talk_per_recruiter",
            sqlite_where=sa.text("state IN ('called', 'talking')"),
            postgresql_where=sa.text("state IN ('called', 'talking')"),
        )
        batch_op.drop_index(
            "uq_ticket_one_open_talk_per_person",
            sqlite_where=sa.text("state IN ('called', 'talking')"),
            postgresql_where=sa.text("state IN ('called', 'talking')"),
        )
        batch_op.drop_index("uq_ticket_one_number_per_booth")
        batch_op.drop_index(
            "uq_ticket_one_live_per_person_and_booth",
            sqlite_where=sa.text("state IN ('waiting', 'called', 'talking', 'parked')"),
            postgresql_where=sa.text("state IN ('waiting', 'called', 'talking', 'parked')"),
        )
        batch_op.drop_index(batch_op.f("ix_ticket_person_id"))
        batch_op.drop_index("ix_ticket_line")
        batch_op.drop_index(batch_op.f("ix_ticket_fair_id"))

    op.drop_table("ticket")
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signal_sent_at"))
        batch_op.drop_index(batch_op.f("ix_signal_person_id"))

    op.drop_table("signal")
    op.drop_table("room")
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reply_at"))

    op.drop_table("reply")
    op.drop_table("quiet")
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_queue_fair_id"))

    op.drop_table("queue")
    op.drop_table("profile")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_person_confirmed_number",
            sqlite_where=sa.text("confirmed_at IS NOT NULL"),
            postgresql_where=sa.text("confirmed_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_person_phone"))

    op.drop_table("person")
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participant_person_id"))

    op.drop_table("participant")
    with op.batch_alter_table("overtake", schema=None) as batch_op:
        batch_op.drop_index("ix_overtake_booth_id_at")

    op.drop_table("overtake")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_person_id"))
        batch_op.drop_index("ix_message_booth_id_at")

    op.drop_table("message")
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_person_id"))
        batch_op.drop_index(batch_op.f("ix_login_account_id"))

    op.drop_table("login")
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_kind"))
        batch_op.drop_index(batch_op.f("ix_ledger_fair_id"))

    op.drop_table("ledger")
    with op.batch_alter_table("key_link", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_key_link_open",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.drop_table("key_link")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_employer_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_interview_one_talk_per_recruiter",
            sqlite_where=sa.text("state = 'talking'"),
            postgresql_where=sa.text("state = 'talking'"),
        )
        batch_op.drop_index(
            "uq_interview_one_talk_per_person",
            sqlite_where=sa.text("state = 'talking'"),
            postgresql_where=sa.text("state = 'talking'"),
        )
        batch_op.drop_index(batch_op.f("ix_interview_ticket_id"))
        batch_op.drop_index(batch_op.f("ix_interview_person_id"))
        batch_op.drop_index(batch_op.f("ix_interview_fair_id"))
        batch_op.drop_index(batch_op.f("ix_interview_booth_id"))

    op.drop_table("interview")
    op.drop_table("heartbeat")
    with op.batch_alter_table("forecast", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forecast_booth_id"))

    op.drop_table("forecast")
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fair_state"))

    op.drop_table("fair")
    op.drop_table("employer")
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_fair_id"))
        batch_op.drop_index(batch_op.f("ix_deadline_booth_id"))

    op.drop_table("deadline")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_consent_given",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_consent_person_id"))

    op.drop_table("consent")
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_phone"))
        batch_op.drop_index(batch_op.f("ix_code_person_id"))

    op.drop_table("code")
    op.drop_table("call_seat")
    op.drop_table("call_note")
    with op.batch_alter_table("call_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_message_call_id"))

    op.drop_table("call_message")
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_call_open_person",
            sqlite_where=sa.text("state IN ('connecting', 'live', 'reconnecting', 'ringing')"),
            postgresql_where=sa.text("state IN ('connecting', 'live', 'reconnecting', 'ringing')"),
        )
        batch_op.drop_index(
            "uq_call_open_account",
            sqlite_where=sa.text("state IN ('connecting', 'live', 'reconnecting', 'ringing')"),
            postgresql_where=sa.text("state IN ('connecting', 'live', 'reconnecting', 'ringing')"),
        )
        batch_op.drop_index(batch_op.f("ix_call_ticket_id"))
        batch_op.drop_index(batch_op.f("ix_call_person_id"))
        batch_op.drop_index("ix_call_booth_id_rang_at")
        batch_op.drop_index(batch_op.f("ix_call_account_id"))

    op.drop_table("call")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_person_id"))

    op.drop_table("attachment")
    op.drop_table("anchor")
    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alias_person_id"))

    op.drop_table("alias")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_employer_id"))

    op.drop_table("account")
