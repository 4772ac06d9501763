"""Which versions of the WebRTC library we know by heart, down to what it does not document."""

from importlib.metadata import version

KNOWN = {"aiortc": ("1.16.0",), "aioice": ("0.13.0",)}


def unknown() -> list[str]:
    """Return the libraries whose version nobody has tried with our fast way, with that version."""
    here = {name: version(name) for name in KNOWN}
    return [f"{name} {here[name]}" for name, known in KNOWN.items() if here[name] not in known]
