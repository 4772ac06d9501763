"""All SQL of the slice `booths` that writes: tables, rows ⇄ values."""
