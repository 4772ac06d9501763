"""An employer: a direct one, a licensed agency, or a licensed overseas company."""

from dataclasses import dataclass
from datetime import datetime

from fair.glossary import EmployerKind
from fair.languages import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """Who recruits. `name` is the legal one; `names` holds it in other languages, where given."""

    id: str
    name: str
    names: Texts
    kind: EmployerKind
    created_at: datetime

    def called(self, lang: str) -> str:
        """Return the name for a reader of this language."""
        return self.names.get(lang, self.name)
