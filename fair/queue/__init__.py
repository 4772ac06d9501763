"""Tickets, order, get-ready, forecast, interviews and outcomes. Doors: its nouns, actions, reads."""
