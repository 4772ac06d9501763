"""All SQL of the slice `programme` that writes: tables, rows ⇄ values."""
