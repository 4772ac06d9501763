"""Who may know what about a person: given by joining a queue, taken back with one tap."""

from dataclasses import dataclass
from datetime import datetime

# What an employer sees after consent. Never: number, age, home county (a name and a county tell the
# origin), sex, ethnicity, picture.
FIELDS = (
    "name", "adult", "work", "years", "skills", "certificates", "languages", "places", "distance",
    "cv",
)  # fmt: skip
# The home county, for the journey: from an accepted offer on, as long as it stands.
HOME = "home"


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

    @property
    def shows_home(self) -> bool:
        """True while the employer may see the home county."""
        return HOME in self.fields and self.withdrawn_at is None
