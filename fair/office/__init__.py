"""The organiser's office: where it is reached, when, and by which licence it holds fairs."""
