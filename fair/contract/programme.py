"""Messages of the slice `programme`."""
