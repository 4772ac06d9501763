"""What happened to a thing, who did it, and why: read from the ledger, for whom it concerns."""
