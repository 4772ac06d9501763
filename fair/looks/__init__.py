"""A look by the organiser: words of staff, or a reported post, on which a person decides."""
