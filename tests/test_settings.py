"""Settings are typed by people too: a copied sign that nobody sees stops no server."""

import pytest

from fair.settings import Settings

SECRET = "\u200bdo not touch what programs made\ufeff "


def test_what_was_pasted_into_a_setting_is_read_without_its_hidden_signs(monkeypatch):
    monkeypatch.setenv("FAIR_BASE_URL", "\ufeffhttps://fair.example\r")
    monkeypatch.setenv("FAIR_CALL_MINUTES", " １２\u200e")
    monkeypatch.setenv("FAIR_SECRET", SECRET)

    settings = Settings.read()

    assert settings.base_url == "https://fair.example"
    assert settings.secure
    assert settings.call_minutes == 12
    assert settings.secret == SECRET


def test_a_number_that_is_none_names_its_variable(monkeypatch):
    monkeypatch.setenv("FAIR_CALL_MINUTES", "ten")

    with pytest.raises(SystemExit, match="FAIR_CALL_MINUTES"):
        Settings.read(secret=SECRET)
