"""What a device is called."""

import pytest

from fair.accounts import device as rules


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (iPhone) CriOS/120 Safari", "iPhone · Chrome"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari Edg/120", "Windows · Edge"),
        ("Mozilla/5.0 (X11; Linux) Firefox/120", "Linux · Firefox"),
        ("Mozilla/5.0 (Macintosh)", "Mac"),
        (
            "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit Chrome/120 MicroMessenger/8.0",
            "Android · WeChat",
        ),
        ("curl/8", ""),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(agent, label):
    assert rules.device_label(agent) == label
