"""Bringing files in: tables, maps, staging, the command line of it."""
