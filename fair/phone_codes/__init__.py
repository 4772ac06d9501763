"""Six digits to a number: proving it, signing in with it; how many are sent, and to whom."""
