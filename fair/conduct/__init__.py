"""How people behave at a fair: who may write there no more for a while, and who was sent out."""
