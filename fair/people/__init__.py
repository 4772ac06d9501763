"""Who takes part: accounts, sign-in, profiles, consents. Doors: nouns, actions, reads."""
