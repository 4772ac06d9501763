"""Offers, acceptance, hires."""
