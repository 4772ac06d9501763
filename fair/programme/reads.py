"""Read-only queries of `programme` that other slices may use; frozen values."""
