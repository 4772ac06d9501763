"""What is told to very many people at once: from whom on the next ones hear."""

CLOSED = "booth.closed_told"  # the deadline after which who waited hears that the booth has closed
AT_ONCE = 50  # in one work, so that it holds nobody up
