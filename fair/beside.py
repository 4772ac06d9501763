"""Where the folders beside the package are: in a checkout beside it, in a wheel inside it."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_IN_THE_WHEEL = _PACKAGE / "beside_it"


def resource(name: str) -> Path:
    """Return the folder `locale`, `migrations`, `static` or `templates` of this very version."""
    inside = _IN_THE_WHEEL / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
