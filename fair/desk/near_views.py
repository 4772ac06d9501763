"""How far the work is from home: what a recruiter reads in place of the home county."""

from sqlalchemy import Connection

from fair.codes.distances import Distance, distance, nearest
from fair.decisions import N_
from fair.glossary import VacancyState
from fair.people import reads as people
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies
from fair.web import Viewer

SAID = {
    Distance.SAME_CITY: N_("Work in the same city or prefecture as home"),
    Distance.SAME_PROVINCE: N_("Work in the home province, in another city"),
    Distance.OTHER_PROVINCE: N_("Work in another province than home"),
    Distance.ABROAD: N_("Work abroad"),
}


def near(connection: Connection, viewer: Viewer, ticket: Ticket) -> str:
    """Return how far the nearest work of the ticket is from its person's home; "" if not told.

    The posts count as they stood when the person joined, and which of them is the nearest is not
    said: who moves a post from county to county learns nothing more about the people in the line.
    """
    home = people.profile(connection, ticket.person_id).county
    of_booth = vacancies.vacancies_of_booth(connection, ticket.booth_id) if home else ()
    ids = ticket.vacancy_ids or [one.id for one in of_booth if one.state is VacancyState.OPEN]
    places = vacancies.places_at(connection, ids, ticket.joined_at) if home else ()
    found = nearest(distance(home, county, country) for county, country in places)
    return viewer.words.gettext(SAID[found]) if found else ""
