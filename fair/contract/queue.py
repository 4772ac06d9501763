"""Messages of the slice `queue`."""
