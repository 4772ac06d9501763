"""Employers and their licences."""
