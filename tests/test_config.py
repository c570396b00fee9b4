"""Settings: typed, read once, failing loudly."""

from pathlib import Path

import pytest

from broadsheet.config import Settings
from broadsheet.errors import BadSettings


def test_without_anything_said_the_defaults_hold(tmp_path):
    settings = Settings.read(data=tmp_path)
    assert settings.host == "127.0.0.1"
    assert settings.database_address == f"sqlite:///{tmp_path / 'broadsheet.db'}"


def test_the_environment_wins_over_the_file_and_the_command_line_over_both(tmp_path, monkeypatch):
    (tmp_path / "broadsheet.toml").write_text('port = 1001\nhost = "127.0.0.2"\ncontact = "me@example.org"')
    monkeypatch.setenv("BROADSHEET_PORT", "1002")
    monkeypatch.setenv("BROADSHEET_HOST", "127.0.0.3")
    settings = Settings.read(data=tmp_path, host="127.0.0.4")
    assert (settings.port, settings.host, settings.contact) == (1002, "127.0.0.4", "me@example.org")


def test_the_data_folder_comes_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path / "news"))
    assert Settings.read().data == tmp_path / "news"


def test_a_secret_comes_from_a_file(tmp_path, monkeypatch):
    (tmp_path / "address").write_text("postgresql://news:secret@db/news\n")
    monkeypatch.setenv("BROADSHEET_DATABASE_FILE", str(tmp_path / "address"))
    assert Settings.read(data=tmp_path).database_address == "postgresql://news:secret@db/news"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("https://paper.example.org", True), ("https://paper.example.org:8443", True), ("https://8.8.8.8", True),
        ("http://paper.example.org", False), ("https://localhost", False), ("https://127.0.0.1:8480", False),
        ("https://192.168.1.5", False), ("https://[fd00::1]", False), ("https://nas", False), ("https://nas.", False),
        ("https://nas.local", False), ("https://news.home.arpa", False), (None, False),
    ],
)  # fmt: skip
def test_hubs_can_call_only_a_public_address_that_is_encrypted(address, public):
    assert Settings(base_address=address).callbacks == (address if public else None)
    assert Settings(base_address=address, websub=False).callbacks is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BROADSHEET_PORT", "many", "port"),
        ("BROADSHEET_PORT", "70000", "port"),
        ("BROADSHEET_FETCH_PROXY", "localhost:8090", "http://"),
        ("BROADSHEET_FETCH_PROXY", "http://[bad", "host"),
        ("BROADSHEET_FETCH_PROXY", "http://proxy:99999", "port"),
        ("BROADSHEET_FETCH_PROXY", "http://a b", "host"),
        ("BROADSHEET_BASE_ADDRESS", "https://example.org/news", "below a path"),
        ("BROADSHEET_NEWSLETTERS", "pop3://ada@mail.example", "newsletters"),
        ("BROADSHEET_NEWSLETTERS", "imaps://mail.example/News", "imaps://user:password@"),
        ("BROADSHEET_NEWSLETTERS", "imaps://ada@mail.example:0x/", "imaps://user:password@"),
        ("BROADSHEET_NEWSLETTERS", "imaps://ada:a#b@mail.example", "must be an address"),
        ("BROADSHEET_NEWSLETTERS", "imaps://ada@mail.example/a?b", "%3F"),
        ("BROADSHEET_NEWSLETTERS", "imaps://ada@mail.example/a%0Ab", "must be an address"),
        ("BROADSHEET_NEWSLETTERS_PASSWORD", "a\nb", "one line"),
        ("BROADSHEET_NEWSLETTERS_TO", "nobody", "address of mail"),
        ("BROADSHEET_DATABASE", "mysql://x", "database"),
        ("BROADSHEET_REFRESH_MINUTES", "0", "refresh_minutes"),
        ("BROADSHEET_COLOUR", "red", "no setting BROADSHEET_COLOUR"),
        ("BROADSHEET_DATABASE_FILE", "/nowhere/at/all", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(tmp_path, monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as error:
        Settings.read(data=tmp_path)
    assert said in error.value.reason
    assert "\n" not in error.value.reason


@pytest.mark.parametrize("content", ["port = ", 'colour = "red"', "port = 'x'"])
def test_a_wrong_settings_file_is_one_clear_line(tmp_path: Path, content):
    (tmp_path / "broadsheet.toml").write_text(content)
    with pytest.raises(BadSettings) as error:
        Settings.read(data=tmp_path)
    assert "\n" not in error.value.reason


def test_a_mailbox_is_read_from_its_address(tmp_path):
    address = "imaps://ada@home.example:p%23w@mail.example/Briefe/Tide%20%26%20Co"
    box = Settings.read(data=tmp_path, newsletters=address, newsletters_to="Ada <Ada+News@home.example>").mailbox
    assert (box.host, box.port, box.implicit, box.user, box.password) == (
        "mail.example",
        993,
        True,
        "ada@home.example",
        "p#w",
    )
    assert (box.folder, box.to) == ("Briefe/Tide & Co", "ada+news@home.example")
    assert "p#w" not in repr(box) and "p#w" not in box.place
    box = Settings.read(data=tmp_path, newsletters="imap://ada@mail.example", newsletters_password="a b").mailbox
    assert (box.port, box.implicit, box.password, box.folder) == (143, False, "a b", "INBOX")
    assert Settings.read(data=tmp_path).mailbox is None


def test_what_is_wrong_with_a_secret_does_not_tell_it(tmp_path):
    with pytest.raises(BadSettings) as error:
        Settings.read(data=tmp_path, newsletters="imaps://ada:hunter2@/")
    assert "hunter2" not in error.value.reason
