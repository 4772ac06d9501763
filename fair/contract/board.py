"""Messages of the slice `board`."""
