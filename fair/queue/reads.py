"""Read-only queries of `queue` that other slices may use; frozen values."""
