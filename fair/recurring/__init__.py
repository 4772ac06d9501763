"""What an office takes from one fair to the next: the posts of employers, booths, whole fairs."""
