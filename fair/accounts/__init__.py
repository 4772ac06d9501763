"""Staff: who has an account, who was invited to have one, and how passwords are kept and lost."""
