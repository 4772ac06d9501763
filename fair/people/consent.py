"""Who may know what about a person: given by joining a queue, taken back with one tap."""

from dataclasses import dataclass
from datetime import datetime

# What an employer sees after consent. Never: number, birth date, sex, ethnicity, picture.
FIELDS = (
    "name", "age_band", "work", "years", "skills", "certificates", "languages", "places", "county",
    "cv",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Consent:
    """An employer may see `fields` of a person, since `given_at`, because of `why`."""

    person_id: str
    employer_id: str
    fair_id: str
    given_at: datetime
    why: str
    fields: tuple[str, ...]
    withdrawn_at: datetime | None = None
