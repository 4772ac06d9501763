"""Recruitment filings that no longer hold: no post for work abroad rests on them."""
