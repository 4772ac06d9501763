"""The folds of all slices put together: each fact's, and which rows of every table follow."""

from collections.abc import Mapping, Sequence

from fair import key_record
from fair.accounts import folds as accounts
from fair.board import folds as board
from fair.booths import folds as booths
from fair.employers import folds as employers
from fair.factors import folds as factors
from fair.folds import Fold, Follows, free_table, names_of
from fair.hiring import folds as hiring
from fair.imports import folds as imports
from fair.interviews import folds as interviews
from fair.looks import folds as looks
from fair.people import folds as people
from fair.phone_codes import folds as phone_codes
from fair.programme import folds as programme
from fair.queue import folds as queue
from fair.rooms import folds as rooms
from fair.sign_in import folds as sign_in
from fair.vacancies import folds as vacancies

# What the house keeps for itself, under the slices.
_OF_THE_HOUSE = (
    free_table("ledger", "it is what tells"),
    free_table("anchor", "compared with the chains themselves"),
    free_table("alias", "compared with each row that names a person"),
    free_table("reply", "answers that are given again for a day"),
    free_table("signal", "messages on their way out"),
    free_table("deadline", "clocks that run: what they led to is a fact"),
    free_table("heartbeat", "whether a server lives"),
    key_record.FOLLOWS,
    free_table("ledger_head", "compared with its signature and with the chains"),
    free_table("ledger_kept", "which head left the house last, by each way out"),
    free_table("reason", "its words are compared with the seal in the row of the ledger"),
    free_table("fact_about", "an index of the ledger: which facts speak of a thing"),
)

FOLDS: Mapping[str, Fold] = {
    **people.FOLDS,
    **programme.FOLDS,
    **rooms.FOLDS,
    **employers.FOLDS,
    **booths.FOLDS,
    **vacancies.FOLDS,
    **imports.FOLDS,
    **interviews.FOLDS,
    **queue.FOLDS,
    **hiring.FOLDS,
    **board.FOLDS,
    **key_record.FOLDS,
}
# People first: their rows tell who is who where an alias is gone.
_ALL: Sequence[Follows] = (
    *people.FOLLOWS,
    *accounts.FOLLOWS,
    *factors.FOLLOWS,
    *phone_codes.FOLLOWS,
    *sign_in.FOLLOWS,
    *programme.FOLLOWS,
    *looks.FOLLOWS,
    *rooms.FOLLOWS,
    *employers.FOLLOWS,
    *booths.FOLLOWS,
    *vacancies.FOLLOWS,
    *interviews.FOLLOWS,
    *queue.FOLLOWS,
    *hiring.FOLLOWS,
    *board.FOLLOWS,
    *_OF_THE_HOUSE,
)
FOLLOWS: Mapping[str, Follows] = names_of(_ALL)
