"""Booths, and the recruiters on duty at them."""
