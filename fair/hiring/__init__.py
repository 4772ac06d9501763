"""Offers, acceptance, hires. Doors: its nouns, actions, reads."""
