"""Drafts of all employers, worked on by the office: completed, opened, deleted, many at once."""
