"""What each person was told of the wait: the table of forecasts as they were shown."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from fair.tables import Instant, metadata

# A forecast as it was first shown to a person, and what happened; left first counts as censored.
forecast_table = Table(
    "forecast",
    metadata,
    Column("ticket_id", String(12), primary_key=True),
    Column("booth_id", String(12), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("shown_at", Instant, nullable=False),
    Column("p10_at", Instant, nullable=False),
    Column("p50_at", Instant, nullable=False),
    Column("p90_at", Instant, nullable=False),
    Column("called_at", Instant),
    Column("result", String(12), nullable=False, server_default=""),
    # What is told now, where it is not what was shown first.
    Column("told_p10_at", Instant),
    Column("told_p50_at", Instant),
    Column("told_p90_at", Instant),
    Column("told_why", String(20), nullable=False, server_default=""),
    Column("told_unlikely", Boolean, nullable=False, server_default="0"),
    # What the plays had said, before it was set right by past errors: to learn from what came.
    Column("fair_id", String(12), nullable=False, server_default=""),
    Column("played_p10_s", Integer),
    Column("played_p50_s", Integer),
    Column("played_p90_s", Integer),
    Column("left_at", Instant),
)
Index("ix_forecast_fair_id_shown_at", forecast_table.c.fair_id, forecast_table.c.shown_at)
