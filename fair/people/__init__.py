"""Who takes part: accounts, sign-in, roles, profiles, consents. Doors: its nouns, actions, reads."""
