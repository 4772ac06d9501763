"""Talks at a set time: an employer's slots, who has taken them, and second talks."""
