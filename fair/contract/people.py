"""Messages of the slice `people`."""
