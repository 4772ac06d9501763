"""What every command of vacancies starts with: whose post is it, and what was written."""

from fair.contract.vacancies import PostCells
from fair.db import Work
from fair.decisions import Sentence
from fair.terms import cells, post_rules
from fair.terms.code_reads import code_lists
from fair.terms.pay_cell import timed
from fair.terms.terms import LABELS, Terms
from fair.vacancies import store
from fair.vacancies.refusals import BadField, NotYourVacancy
from fair.vacancies.vacancy import Vacancy


def require_own(work: Work, vacancy_id: str) -> Vacancy:
    """Return the vacancy; refuses `NotYourVacancy` unless a recruiter of its employer asks."""
    vacancy = store.vacancy(work, vacancy_id)
    check_own(work, vacancy)
    return vacancy


def check_own(work: Work, vacancy: Vacancy) -> None:
    """Refuse `NotYourVacancy` unless a recruiter of its employer asks."""
    if not work.actor.works_for(vacancy.employer_id):
        raise NotYourVacancy


def read_cells(work: Work, written: PostCells, fair_id: str) -> tuple[Terms, int]:
    """Return what was written; refuses `BadField` for the first cell that cannot be read."""
    today = work.today(fair_id)
    terms, head_count, troubles = cells.read(written.cells(), code_lists(), today)
    for trouble in troubles:
        raise BadField(field=LABELS[trouble.column], problem=Sentence(trouble.says, trouble.values))
    return terms, head_count


def read_post(work: Work, written: PostCells, fair_id: str) -> tuple[Terms, int]:
    """Return a whole post as it was written; `BadField` also for a pay that is for no time."""
    terms, head_count = read_cells(work, written, fair_id)
    if why := timed(terms)[1]:
        raise BadField(field=LABELS["pay_period"], problem=Sentence(why))
    return terms, head_count


def judge(written: PostCells) -> None:
    """Refuse what the words of a post must not say, before anything is looked up or saved."""
    post_rules.check_texts(written.cells())
