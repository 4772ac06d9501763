"""Posts: their life, versions, openings, filters, many at once."""
