"""Where a place comes from: the lot of a fair's first minutes, a session before, a silent booth."""
