"""Who may do what, by sets of roles: a page or a command names one of these, never a list.

A new role is a line in `glossary.Role`, its name in the sets here that it belongs to, and its
words where accounts are invited (`templates/accounts/`). One that reads what organisers read and
decides nothing stands in `OVERSEERS`, and in no command's `by` but those of its own account.
"""

from fair.glossary import Role

SEEKERS = frozenset({Role.SEEKER})
RECRUITERS = frozenset({Role.RECRUITER})
ORGANISERS = frozenset({Role.ORGANISER})
SYSTEM = frozenset({Role.SYSTEM})
VISITORS = frozenset({Role.VISITOR})
OVERSEERS = ORGANISERS
"""Who reads the whole fair: board, employers, posts, cases. To decide is the organisers' alone."""
STAFF = RECRUITERS | OVERSEERS
"""Who comes in by an account, with an e-mail address and a password."""
SIDES = SEEKERS | RECRUITERS
"""The two who talk in a call and write in a chat."""
SIGNED_IN = SEEKERS | STAFF
EVERYBODY = SIGNED_IN | VISITORS
