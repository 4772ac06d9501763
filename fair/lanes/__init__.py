"""Who comes ahead by the word of others: handed on by a colleague, or by a published rule."""
