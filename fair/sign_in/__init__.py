"""Being signed in: accounts, logins, links, codes, invitations; coming in and registering."""
