"""What a login is called."""

from fair.sign_in.login import device_label


def test_a_device_is_named_as_its_owner_knows_it():
    phone = "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit Chrome/120 MicroMessenger/8.0"

    assert device_label(phone) == "Android · WeChat"
    assert device_label("curl/8") == ""
