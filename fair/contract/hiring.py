"""Messages of the slice `hiring`."""
