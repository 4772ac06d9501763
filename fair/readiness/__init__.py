"""What each booth of a fair still lacks before it can call people, and whom its office rings."""
