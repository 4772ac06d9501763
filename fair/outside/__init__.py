"""What a fair shows to the outside: calendars, poster, machines that search; and reminders."""
