"""Maps that the office keeps, as their facts add up to them."""

from fair.folds import free_table

FOLLOWS = (
    free_table("office_map", "what columns of a table mean; the posts that came in are compared"),
)
