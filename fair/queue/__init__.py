"""Tickets, order, forecast, interviews and outcomes. Doors: its nouns, actions, reads."""
