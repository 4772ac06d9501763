"""Write a migration for what changed in the tables: scripts/new_migration.py 'what changed'.

Compares the tables of the code with an empty database that all earlier migrations were applied to;
nobody's own database is touched.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command

from fair.upgrade import config


def main() -> None:
    """Write the file under migrations/versions and say its name."""
    message = " ".join(sys.argv[1:]).strip()
    if not message:
        raise SystemExit("Say what changed: make migrations M='tickets remember their language'")
    with tempfile.TemporaryDirectory() as folder:
        alembic = config(f"sqlite:///{Path(folder) / 'empty.db'}")
        command.upgrade(alembic, "head")
        made = command.revision(alembic, message=message, autogenerate=True)
    for script in made if isinstance(made, list) else [made]:
        if script:
            for task in (["check", "--quiet", "--fix", "--exit-zero"], ["format", "--quiet"]):
                subprocess.run([sys.executable, "-m", "ruff", *task, script.path], check=True)
            print(script.path)


main()
