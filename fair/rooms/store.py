"""All SQL of the slice `rooms` that writes: tables, rows ⇄ values."""
