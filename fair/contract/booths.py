"""Messages of the slice `booths`."""
