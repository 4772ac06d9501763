"""Messages of the slice `rooms`."""
