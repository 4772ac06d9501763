"""Posts: terms, pay, post rules, versions, openings, many at once."""
