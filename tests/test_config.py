"""The command line wins over the environment, which wins over the default; each choice tells which it was."""

from pathlib import Path

import pytest

from server.config import ConfigError, default_data_dir, settings_from

HOME = {"HOME": "/home/you"}


def test_nothing_has_to_be_chosen():
    settings = settings_from({}, HOME)

    assert (settings.host, settings.port, settings.database_url, settings.lesson, settings.browser) == (
        *("0.0.0.0", 8000),
        *(None, None, True),
    )
    assert settings.data_dir == Path("/home/you/.local/share/threadrace")
    assert settings.otherwise("port") == "another: --port PORT"
    assert settings.otherwise("browser") == "not: --no-browser"


def test_the_environment_chooses_and_says_so():
    settings = settings_from({}, {**HOME, "THREADRACE_PORT": "9000", "THREADRACE_NO_BROWSER": "1"})

    assert settings.port == 9000
    assert not settings.browser
    assert settings.otherwise("port") == "from THREADRACE_PORT"


def test_the_command_line_wins():
    settings = settings_from({"port": "7000", "browser": "1"}, {**HOME, "THREADRACE_PORT": "9000"})

    assert settings.port == 7000
    assert not settings.browser
    assert settings.origins["port"] == "option"


def test_an_empty_variable_is_no_choice():
    assert settings_from({}, {**HOME, "THREADRACE_PORT": "", "THREADRACE_LESSON": ""}).port == 8000


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("port", "http", "--port must be a number from 1 to 65535, not 'http'"),
        ("port", "65536", "--port must be a number from 1 to 65535, not '65536'"),
        ("port", "-1", "--port must be a number from 1 to 65535, not '-1'"),
        ("port", "٨", "--port must be a number from 1 to 65535, not '٨'"),
        ("host", "http://here", "--host must be an address"),
        ("database_url", "mysql://here/db", "--database-url must look like postgresql://"),
        ("lesson", "/no/such/lesson", "threadrace lesson new /no/such/lesson"),
        ("data_dir", __file__, "--data-dir must be a folder"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_with_the_fix(name: str, value: str, says: str):
    with pytest.raises(ConfigError) as refused:
        settings_from({name: value}, HOME)

    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_wrong_variable_is_named():
    with pytest.raises(ConfigError, match=r"^THREADRACE_PORT must be"):
        settings_from({}, {**HOME, "THREADRACE_PORT": "many"})


def test_a_refused_database_url_does_not_show_its_password():
    with pytest.raises(ConfigError) as refused:
        settings_from({"database_url": "pg://me:hush@here/db"}, HOME)

    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", HOME, "/home/you/.local/share/threadrace"),
        ("linux", {**HOME, "XDG_DATA_HOME": "/data"}, "/data/threadrace"),
        ("darwin", HOME, "/home/you/Library/Application Support/threadrace"),
    ],
)
def test_data_is_kept_where_this_kind_of_machine_keeps_it(
    platform: str, environment: dict[str, str], folder: str
):
    assert default_data_dir(environment, platform) == Path(folder)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://quiz.example.org", "https://quiz.example.org"),
        ("https://Quiz.Example.org/", "https://quiz.example.org"),
        ("HTTPS://quiz.example.org:443", "https://quiz.example.org"),
        ("http://quiz.example.org:80", "http://quiz.example.org"),
        ("http://quiz.example.org:443", "http://quiz.example.org:443"),
        ("https://quiz.example.org.", "https://quiz.example.org"),
        ("https://quiz.example.org.:8443/", "https://quiz.example.org:8443"),
        ("https://schüler.example", "https://xn--schler-5ya.example"),
        ("https://SCHÜLER.example", "https://xn--schler-5ya.example"),
        ("https://[2001:DB8:0::1]:443", "https://[2001:db8::1]"),
        ("https://10.0.0.7:8443", "https://10.0.0.7:8443"),
    ],
)
def test_a_public_link_is_kept_as_browsers_write_it(given: str, kept: str):
    assert settings_from({"public_url": given}, HOME).public_url == kept


@pytest.mark.parametrize(
    "given",
    [
        *("quiz.example.org", "ftp://quiz.example.org", "https://", "https://me@quiz.example.org"),
        *("https://quiz.example.org/path", "https://quiz.example.org?x", "https://quiz.example.org#x"),
        *("https://quiz.example.org:99999", "https://quiz example.org", "https://-\u202e.example"),
        *("https://quiz..example", "https://[::1", "https://[::1%25x]", 'https://quiz".example'),
    ],
)
def test_a_public_link_that_no_browser_could_open_is_refused(given: str):
    with pytest.raises(ConfigError):
        settings_from({"public_url": given}, HOME)
