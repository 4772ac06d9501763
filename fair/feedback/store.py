"""Answers after an interview: their table, rows ⇄ values."""

from typing import Any

from sqlalchemy import Column, Connection, String, Table, delete, insert, select

from fair.db import Work
from fair.feedback.feedback import Feedback
from fair.glossary import FeedbackAbout
from fair.tables import Instant, metadata

feedback_table = Table(
    "feedback",
    metadata,
    Column("interview_id", String(12), primary_key=True),
    Column("about", String(8), primary_key=True),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("booth_id", String(12), nullable=False, index=True),
    Column("person_id", String(12), nullable=False),
    Column("said", String(3), nullable=False),
    Column("at", Instant, nullable=False),
)


def of_interview(connection: Connection, interview_id: str) -> dict[FeedbackAbout, str]:
    """Return what was said of an interview, by question; what was left out is left out."""
    at = feedback_table.c
    query = select(at.about, at.said).where(at.interview_id == interview_id, at.said != "")
    return {FeedbackAbout(row.about): row.said for row in connection.execute(query)}


def save(work: Work, one: Feedback) -> None:
    """Keep an answer, in the place of the one before."""
    at = feedback_table.c
    mine = (at.interview_id == one.interview_id, at.about == one.about.value)
    work.write(delete(feedback_table).where(*mine))
    work.write(insert(feedback_table), _row(one))


def _row(one: Feedback) -> dict[str, Any]:
    return {
        "interview_id": one.interview_id, "about": one.about.value, "fair_id": one.fair_id,
        "booth_id": one.booth_id, "person_id": one.person_id, "said": one.said, "at": one.at,
    }  # fmt: skip
