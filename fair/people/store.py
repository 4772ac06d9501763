"""All SQL of the slice `people` that writes: tables, rows ⇄ values."""
