"""Being signed in: logins, links, codes; coming in, registering, and being known again."""
