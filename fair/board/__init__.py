"""The organiser's live board, money reports, exports. Doors: its nouns, actions, reads."""
