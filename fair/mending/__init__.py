"""Rows of a file that could not come in: found, mended where they stand, or downloaded."""
