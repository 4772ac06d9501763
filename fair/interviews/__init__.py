"""Talks, their outcomes, and what is owed."""
