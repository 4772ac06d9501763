"""Fairs, their sessions, halls and announcements."""
