"""What a test's report needs to know; one place, so that every conftest means the same keys."""

from collections.abc import Callable

import pytest

FAILED = pytest.StashKey[bool]()
LOGS = pytest.StashKey[list[Callable[[], str]]]()
