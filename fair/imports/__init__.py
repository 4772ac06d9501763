"""Bringing files in: tables, maps, staging, the command line of it; a new employer's first day."""
