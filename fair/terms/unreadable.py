"""What is raised where nobody can say what somebody meant."""


class Unreadable(Exception):
    """What stands in a cell cannot be read; carries the sentence and what fills it."""

    def __init__(self, says: str, **values: str) -> None:
        super().__init__(says)
        self.says, self.values = says, values
