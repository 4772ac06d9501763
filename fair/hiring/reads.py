"""Read-only queries of `hiring` that other slices may use; frozen values."""
