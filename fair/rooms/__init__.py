"""Where people meet: calls and chat."""
