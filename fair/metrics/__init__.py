"""What a program watches: whether this server and every fair that runs are all right."""
