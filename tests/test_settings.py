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


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("postgresql://fair:x@db.example.org/fair", True),
        ("postgres://fair@10.0.0.7:5433/fair", True),
        ("postgresql+psycopg://fair@/fair?host=db.example.org", True),
        ("postgresql://fair@127.0.0.1/fair", False),
        ("postgresql://fair@/fair?host=/run/postgresql", False),
        ("sqlite:///fair.db", False),
    ],
)
def test_machines_that_share_a_database_must_be_told_their_secret(
    url, asked, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)  # where a secret is made if none is asked for

    if asked:
        with pytest.raises(SystemExit, match="FAIR_SECRET must be set") as refused:
            Settings.read(database_url=url)
        assert "fair:x" not in str(refused.value)
    else:
        assert len(Settings.read(database_url=url).secret) >= 32
    assert Settings.read(database_url=url, secret=SECRET).secret == SECRET
