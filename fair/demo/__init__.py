"""`fair demo`: a fair that is open now, with employers, posts and simulated people in it."""
