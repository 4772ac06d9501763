"""Employers, licences, booths, recruiters on duty, vacancies, search.

Doors: its nouns, actions, reads.
"""
