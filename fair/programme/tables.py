"""The tables of `programme`."""

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    event,
)

from fair.db import Instant, metadata

fair = Table(
    "fair",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("about", Text, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("zone", String(40), nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("opens_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("most_tickets", Integer, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("closed_at", Instant),
    CheckConstraint("closes_at > opens_at", name="hours_run_forward"),
    CheckConstraint("most_tickets between 1 and 20", name="most_tickets_in_reason"),
)
hall = Table(
    "hall",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("titles", JSON, nullable=False),
    Column("position", Integer, nullable=False),
)
session = Table(
    "session",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("opens_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    CheckConstraint("closes_at > opens_at", name="hours_run_forward"),
)
announcement = Table(
    "announcement",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("posted_at", Instant, nullable=False),
)

# A fair born as demo never becomes real, nor the other way round: not even by hand.
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
event.listen(fair, "after_create", DDL(DEMO_IS_FIXED_SQLITE).execute_if(dialect="sqlite"))
event.listen(
    fair,
    "after_create",
    DDL(DEMO_IS_FIXED_POSTGRESQL.replace("%", "%%")).execute_if(dialect="postgresql"),
)
