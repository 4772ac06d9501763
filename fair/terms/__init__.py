"""What a post promises and may not say: terms, pay, reading a cell, rules and their phrases."""
