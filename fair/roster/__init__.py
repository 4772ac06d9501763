"""Companies brought in from a file: each once, each with an invitation of its own."""
