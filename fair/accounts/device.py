"""How a person recognises a device."""

_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("HarmonyOS", "HarmonyOS"), ("Android", "Android"),
    ("Windows", "Windows"), ("Macintosh", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
_BROWSERS = (
    ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Line/", "LINE"), ("Edg", "Edge"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("OPR", "Opera"), ("CriOS", "Chrome"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip


def device_label(user_agent: str) -> str:
    """Return how a person recognises a device, such as "Android · WeChat"; may be empty."""
    found = (
        next((label for mark, label in signs if mark in user_agent), "")
        for signs in (_SYSTEMS, _BROWSERS)
    )
    return " · ".join(label for label in found if label)
