"""What people see of a line: the ticket, the way in, places and news."""
