"""Read-only queries of `rooms` that other slices may use; frozen values."""
