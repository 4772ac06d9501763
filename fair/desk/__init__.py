"""The recruiter's desk: who is next and what is known, what is owed, what stands beside a call."""
