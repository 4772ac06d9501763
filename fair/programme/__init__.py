"""Fairs, their sessions, halls and announcements. Doors: its nouns, actions, reads."""
