"""An audit: hires drawn by a printed seed and rung, names opened for a reason that is kept."""
