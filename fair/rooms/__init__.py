"""Where people meet: presence, chat, calls. Doors: its nouns, actions, reads."""
