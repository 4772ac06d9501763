"""Persons: who they are, what they can and want, whom they let know them."""
