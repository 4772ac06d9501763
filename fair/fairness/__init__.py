"""Whether the waiting was fair: who went before whom, and how long who waited."""
