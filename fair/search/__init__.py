"""Finding posts and booths: filters, hits, halls' cards."""
