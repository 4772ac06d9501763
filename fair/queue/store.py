"""All SQL of the slice `queue` that writes: tables, rows ⇄ values."""
