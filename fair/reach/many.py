"""What is told to very many people at once: from whom on the next ones hear."""

CLOSED = "booth.closed_told"  # the deadline after which who waited hears that the booth has closed
HOURS_MAILED = "fair.hours_mailed"  # after which the next recruiters are mailed of changed hours
EMPLOYERS_AT_ONCE = 10
AT_ONCE = 50  # in one work, so that it holds nobody up
