"""The folds of all slices put together: each fact's, and which rows of every table follow."""

from collections.abc import Mapping, Sequence

from fair import key_folds
from fair.appointments import folds as appointments
from fair.asks import folds as asks
from fair.audit import folds as audit
from fair.board import folds as board
from fair.booths import folds as booths
from fair.conduct import folds as conduct
from fair.drafts import folds as drafts
from fair.employers import folds as employers
from fair.enrolments import folds as enrolments
from fair.exports import folds as exports
from fair.feedback import folds as feedback
from fair.filings import folds as filings
from fair.folds import Fold, Follows, free_table, names_of
from fair.guests import folds as guests
from fair.helpdesk import folds as helpdesk
from fair.hiring import folds as hiring
from fair.imports import folds as imports
from fair.intake import folds as intake
from fair.interviews import folds as interviews
from fair.lanes import folds as lanes
from fair.limits import folds as limits
from fair.looks import folds as looks
from fair.lots import folds as lots
from fair.office import folds as office
from fair.outside import folds as outside
from fair.people import folds as people
from fair.programme import folds as programme
from fair.queue import folds as queue
from fair.readiness import folds as readiness
from fair.recurring import folds as recurring
from fair.rooms import folds as rooms
from fair.roster import folds as roster
from fair.shaping import folds as shaping
from fair.vacancies import folds as vacancies

# Who may sign in, and how: their facts are read in the ledger itself.
_STAFF = "who may sign in as staff, and by whose act: told in the ledger; no figure rests on it"
_SECRETS = "secrets of their holder, who sees when one was set, used or ended"
_OF_SIGNING_IN = (
    free_table("account", _STAFF),
    free_table("invitation", _STAFF),
    free_table("account_act", "a list for the account's holder of what the facts tell too"),
    free_table("password_reset", "links that end within hours"),
    free_table("factor", _SECRETS),
    free_table("recovery_code", _SECRETS),
    free_table("factor_asking", _SECRETS),
    free_table("code", "codes that end within minutes"),
    free_table("text_link", "links of texts, over within a day"),
    free_table("login", "who is signed in where: their holder sees and ends it"),
    free_table("key_link", "links that open a login, each ends with its time"),
)

# What the house keeps for itself, under the slices.
_OF_THE_HOUSE = (
    free_table("ledger", "it is what tells"),
    free_table("anchor", "compared with the chains themselves"),
    free_table("alias", "compared with each row that names a person"),
    free_table("reply", "answers that are given again for a day"),
    free_table("signal", "messages on their way out"),
    free_table("deadline", "clocks that run: what they led to is a fact"),
    free_table("news_head", "how many works each process told of, for hours"),
    free_table("heartbeat", "whether a server lives"),
    free_table("pen", "whose turn it is to write"),
    key_folds.FOLLOWS,
    free_table("ledger_head", "compared with its signature and with the chains"),
    free_table("ledger_kept", "which head left the house last, by each way out"),
    free_table("reason", "its words are compared with the seal in the row of the ledger"),
    free_table("fact_about", "an index of the ledger: compared with what its rows say"),
)

FOLDS: Mapping[str, Fold] = {
    **people.FOLDS,
    **office.FOLDS,
    **programme.FOLDS,
    **conduct.FOLDS,
    **rooms.FOLDS,
    **employers.FOLDS,
    **enrolments.FOLDS,
    **filings.FOLDS,
    **helpdesk.FOLDS,
    **booths.FOLDS,
    **limits.FOLDS,
    **guests.FOLDS,
    **vacancies.FOLDS,
    **recurring.FOLDS,
    **imports.FOLDS,
    **intake.FOLDS,
    **drafts.FOLDS,
    **interviews.FOLDS,
    **queue.FOLDS,
    **appointments.FOLDS,
    **lanes.FOLDS,
    **asks.FOLDS,
    **feedback.FOLDS,
    **lots.FOLDS,
    **outside.FOLDS,
    **hiring.FOLDS,
    **readiness.FOLDS,
    **roster.FOLDS,
    **audit.FOLDS,
    **exports.FOLDS,
    **board.FOLDS,
    **key_folds.FOLDS,
}
# People first: their rows tell who is who where an alias is gone.
_ALL: Sequence[Follows] = (
    *people.FOLLOWS,
    *office.FOLLOWS,
    *programme.FOLLOWS,
    *looks.FOLLOWS,
    *conduct.FOLLOWS,
    *rooms.FOLLOWS,
    *employers.FOLLOWS,
    *enrolments.FOLLOWS,
    *filings.FOLLOWS,
    *helpdesk.FOLLOWS,
    *audit.FOLLOWS,
    *exports.FOLLOWS,
    *booths.FOLLOWS,
    *limits.FOLLOWS,
    *guests.FOLLOWS,
    *vacancies.FOLLOWS,
    *recurring.FOLLOWS,
    *interviews.FOLLOWS,
    *queue.FOLLOWS,
    *appointments.FOLLOWS,
    *lanes.FOLLOWS,
    *asks.FOLLOWS,
    *feedback.FOLLOWS,
    *lots.FOLLOWS,
    *outside.FOLLOWS,
    *hiring.FOLLOWS,
    *readiness.FOLLOWS,
    *roster.FOLLOWS,
    *imports.FOLLOWS,
    *intake.FOLLOWS,
    *shaping.FOLLOWS,
    *drafts.FOLLOWS,
    *board.FOLLOWS,
    *_OF_SIGNING_IN,
    *_OF_THE_HOUSE,
)
FOLLOWS: Mapping[str, Follows] = names_of(_ALL)
