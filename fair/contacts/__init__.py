"""Ways to reach somebody outside the fair, found in what people write, however disguised. Pure.

Each file finds one kind of way in a folded text and returns spans of it; `masking` covers them.
"""
