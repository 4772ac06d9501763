"""Companies that ask to take part in a fair, until the organiser has decided."""
