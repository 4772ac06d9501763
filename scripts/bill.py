"""Add the vendored front-end files to a bill of materials: python -m scripts.bill FILE.

A bill that leaves them out would not say what a browser runs. They are listed, with their versions,
licences and checksums, in `static/vendor/README.md`, which a test holds to the files.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

VENDORED = re.compile(
    r"^\| `(?P<file>[^`]+\.js)` \| npm package `(?P<package>[^`]+)`[^|]*"
    r"\| (?P<version>\S+) \| (?P<licence>[^|]+) \| `(?P<sha256>[0-9a-f]{64})` \|$",
    re.MULTILINE,
)


def vendored(table: str) -> list[dict[str, Any]]:
    """Return a CycloneDX 1.6 component for each script in the table of vendored files."""
    return [
        {
            "bom-ref": f"vendored-{one['file']}",
            "type": "library",
            "name": one["package"],
            "version": one["version"],
            "purl": f"pkg:npm/{one['package']}@{one['version']}",
            "licenses": [{"license": {"id": one["licence"].strip()}}],
            "hashes": [{"alg": "SHA-256", "content": one["sha256"]}],
        }
        for one in VENDORED.finditer(table)
    ]


def main(file: Path) -> None:
    """Write the bill anew, with what the browser runs in it."""
    bill = json.loads(file.read_text())
    bill["components"] += vendored(Path("static/vendor/README.md").read_text())
    file.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n")
    print(f"{len(bill['components'])} components")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
