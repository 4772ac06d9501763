"""Tables of any shape: which of their columns is which of ours, seen first, kept by name."""
