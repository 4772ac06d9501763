"""How much waiting there may be at a fair and at a booth: what its organiser sets."""
