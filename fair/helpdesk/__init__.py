"""The help desk: who cannot go on alone asks with one tap, and the office sees it with a clock."""
