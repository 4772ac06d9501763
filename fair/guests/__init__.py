"""Who is brought into a call: a colleague, an interpreter, a helper; with the person's yes."""
