"""Tickets, their order and forecast, the recruiter's desk."""
