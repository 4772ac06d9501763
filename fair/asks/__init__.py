"""What a post asks before the talk: a person who waits says yes or no, or nothing at all."""
