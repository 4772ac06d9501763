"""People with no page open: the link of a text, and what is texted back."""
