"""Read-only queries of `board` that other slices may use; frozen values."""
