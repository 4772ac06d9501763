"""Being signed in: logins and links; coming in, registering, and being known again."""
