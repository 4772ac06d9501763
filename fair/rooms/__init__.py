"""Where people meet: halls, chat, calls."""
