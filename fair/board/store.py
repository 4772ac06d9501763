"""All SQL of the slice `board` that writes: tables, rows ⇄ values."""
