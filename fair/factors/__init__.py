"""The second step of signing in: an app's code, codes to fall back on, and being asked for it."""
