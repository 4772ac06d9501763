"""Files of rows that leave the house: who took which, why, and until when the link works."""
