"""A person who looks for work: age, number, and the facts of their coming and going."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fair import typed
from fair.contacts.masking import by_rule
from fair.folding import key
from fair.people.phone import masked
from fair.people.refusals import BadBirthDate, BadName, UnderAge

# The ages of the law: from 16 one may work, from 18 also at night, with hazards or abroad.
YOUNGEST, GROWN_UP, OLDEST = 16, 18, 100
_BANDS = (
    (YOUNGEST, "16-17"), (GROWN_UP, "18-24"), (25, "25-34"), (35, "35-44"), (45, "45-54"),
    (55, "55-64"), (65, "65+"),
)  # fmt: skip
LONGEST_NAME = 60
# A number that nobody used so long may have been given to somebody else.
UNUSED = timedelta(days=90)
# So many people may share a confirmed number: a couple, or who has help.
MOST_SHARING = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who looks for work. After an erasure every value is empty and `erased` is true."""

    id: str
    name: str
    phone: str
    confirmed: bool
    born_on: date | None
    lang: str
    county: str
    erased: bool

    def age(self, on: date) -> int:
        """Return the age in whole years on a day; 0 where the birth date was erased."""
        return age(self.born_on, on) if self.born_on else 0

    def age_band(self, on: date) -> str:
        """Return the band that an employer may see, such as 25-34; empty after an erasure."""
        return age_band(self.age(on)) if self.born_on else ""

    def too_young(self, on: date) -> bool:
        """True below 16: no joining, shown to no employer."""
        return bool(self.born_on) and self.age(on) < YOUNGEST

    def protected(self, on: date) -> bool:
        """True for 16 and 17: night, hazardous and overseas posts are not for them."""
        return bool(self.born_on) and self.age(on) < GROWN_UP

    @property
    def reachable(self) -> bool:
        """True where a message reaches this person on a closed page."""
        return self.confirmed and not self.erased

    @property
    def masked_phone(self) -> str:
        return masked(self.phone)


def age(born_on: date, on: date) -> int:
    """Return the whole years from birth to a day; who is born on 29 February turns on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def age_band(years: int) -> str:
    """Return the band of an age; empty below 16."""
    return next((band for start, band in reversed(_BANDS) if years >= start), "")


def check_birth_date(born_on: date, today: date) -> None:
    """Refuse a date that cannot be (`BadBirthDate`) and anybody under 16 (`UnderAge`).

    `today` is the day at the place of the fair that somebody comes to.
    """
    if born_on > today or age(born_on, today) > OLDEST:
        raise BadBirthDate
    if age(born_on, today) < YOUNGEST:
        raise UnderAge


def is_unused(used_at: datetime, now: datetime) -> bool:
    """True from 90 days after the last sign of life on."""
    return now >= used_at + UNUSED


def is_who(person: Person, name: str, year: str) -> bool:
    """True where a name, however it is written, and the year of birth are this person's."""
    born = str(person.born_on.year) if person.born_on else ""
    same = key(typed.name(name)) == key(person.name)
    return bool(born) and same and year == born


def free_share(taken: Collection[int]) -> int:
    """Return the first share of a number that nobody has; 0 where all are taken."""
    return next((one for one in range(1, MOST_SHARING + 1) if one not in taken), 0)


def check_name(name: str) -> str:
    """Return the name in one line.

    Refuses with `BadName` an empty or endless one, and a way to reach somebody outside.
    """
    called = typed.name(name)
    if len(called) > LONGEST_NAME or not typed.has_letter(called) or by_rule(called):
        raise BadName
    return called
