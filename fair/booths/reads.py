"""Read-only queries of `booths` that other slices may use; frozen values."""
