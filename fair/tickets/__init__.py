"""A ticket's life, the order of a line, and what may be refused of both: nouns without a table."""
