"""All SQL of the slice `hiring` that writes: tables, rows ⇄ values."""
