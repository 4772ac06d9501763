"""A fair is rehearsed: one like it, with its booths and its staff, and with made-up people."""
