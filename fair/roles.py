"""Who may do what, by sets of roles: a page or a command names one of these, never a list.

A new role is a line in `glossary.Role`, its name in the sets here that it belongs to, and its
words where accounts are invited (`templates/accounts/`). An organiser of one fair stands in no set
that reads the whole house: what it asks for names something of its own fair (`fair.of_fair`). An
auditor reads figures and rows without
names: it stands in no set that reads the whole fair, and in no command's `by` but those of its own
account, its own audit, and the files of rows that it takes, which stand by aliases.
"""

from fair.glossary import Role

SEEKERS = frozenset({Role.SEEKER})
RECRUITERS = frozenset({Role.RECRUITER})
ORGANISERS = frozenset({Role.ORGANISER})
FAIR_ORGANISERS = frozenset({Role.FAIR_ORGANISER})
RUNNERS = ORGANISERS | FAIR_ORGANISERS
"""Who runs a fair: organisers any one, an organiser of one fair that one."""
SYSTEM = frozenset({Role.SYSTEM})
VISITORS = frozenset({Role.VISITOR})
AUDITORS = frozenset({Role.AUDITOR})
OVERSEERS = ORGANISERS
"""Who reads the whole fair: board, employers, posts, cases. To decide is the organisers' alone."""
EXAMINERS = RUNNERS | AUDITORS
"""Who opens a figure to its rows, by aliases; but for organisers, of the own fair alone."""
STAFF = RECRUITERS | RUNNERS | AUDITORS
"""Who comes in by an account, with an e-mail address and a password."""
SIDES = SEEKERS | RECRUITERS
"""The two who talk in a call and write in a chat."""
TAKING_PART = SEEKERS | RECRUITERS | OVERSEERS
"""Who reads the pages of persons, employers and posts wherever they are signed in."""
SIGNED_IN = SEEKERS | STAFF
EVERYBODY = SIGNED_IN | VISITORS
ANYBODY = TAKING_PART | VISITORS
"""Who may say something to somebody: everybody but who only reads."""
