"""What can be chosen, and what was: from the command line, else the environment, else a default.

Every choice knows where it came from, so that whoever reports it can say how to choose otherwise.
"""

import ipaddress
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import idna

Origin = Literal["option", "environment", "default"]
SCHEMES = ("postgresql://", "postgres://")
USUAL_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


class ConfigError(Exception):
    """A choice that cannot be; the text is one line that names the fix."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its name in `Settings`, its flag, how `--help` calls its value, what reads it."""

    name: str
    flag: str
    value: str  # empty for a switch
    help: str
    read: Callable[[str], Any]

    @property
    def variable(self) -> str:
        return "THREADRACE" + self.flag.removeprefix("-").replace("-", "_").upper()


@dataclass(frozen=True, slots=True)
class Settings:
    """How this server runs.  `database_url` None: a Postgres of our own; `lesson` None: the built-in one."""

    host: str
    port: int
    database_url: str | None
    lesson: Path | None
    data_dir: Path
    browser: bool
    origins: Mapping[str, Origin]
    accept_weak: bool = False  # run code where the system cannot confine it
    public_url: str = ""  # scheme, host and port by which a proxy or a tunnel shows us; empty without one

    def otherwise(self, name: str) -> str:
        """How to choose this differently, to be put after what was chosen: `another: --port PORT`."""
        option = next(option for option in OPTIONS if option.name == name)
        if self.origins[name] == "environment":
            return f"from {option.variable}"
        return f"another: {option.flag} {option.value}" if option.value else f"not: {option.flag}"


def settings_from(options: Mapping[str, str | None], environment: Mapping[str, str] = os.environ) -> Settings:
    """What was chosen.  `options` holds what was given on the command line, by name, as it was typed."""
    chosen: dict[str, Any] = {**_defaults(environment), "origins": {}}
    for option in OPTIONS:
        given, origin = _given(option, options, environment)
        chosen["origins"][option.name] = origin
        if given is not None:
            chosen[option.name] = _read(option, given, origin)
    return Settings(**chosen)


def default_data_dir(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where this kind of machine keeps a user's data."""
    home = Path(environment["HOME"]) if environment.get("HOME") else Path.home()
    if platform == "darwin":
        return home / "Library" / "Application Support" / "threadrace"
    if platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"]) / "threadrace"
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "threadrace"


def _given(
    option: Option, options: Mapping[str, str | None], environment: Mapping[str, str]
) -> tuple[str | None, Origin]:
    from_option = options.get(option.name)
    if from_option is not None:
        return from_option, "option"
    if environment.get(option.variable):
        return environment[option.variable], "environment"
    return None, "default"


def _read(option: Option, given: str, origin: Origin) -> Any:
    try:
        return option.read(given)
    except ValueError as error:
        raise ConfigError(f"{option.flag if origin == 'option' else option.variable} {error}") from None


def _defaults(environment: Mapping[str, str]) -> dict[str, Any]:
    return {
        "host": "0.0.0.0",  # phones must reach it
        "port": 8000,
        "database_url": None,
        "lesson": None,
        "data_dir": default_data_dir(environment),
        "browser": True,
        "accept_weak": False,
        "public_url": "",
    }


def _host(given: str) -> str:
    if not given or any(character.isspace() or character == "/" for character in given):
        raise ValueError(f"must be an address or a name of this machine, such as 127.0.0.1, not {given!r}")
    return given


def _port(given: str) -> int:
    if not given.isascii() or not given.isdigit() or int(given) > 65535:
        raise ValueError(f"must be a number from 1 to 65535, not {given!r}")
    return int(given)  # 0: any that is free


def _database_url(given: str) -> str:
    if not given.startswith(SCHEMES):
        raise ValueError("must look like postgresql://user:password@host/database")
    return given


def _public_url(given: str) -> str:
    """As browsers write it in `Host` and `Origin`: in small letters and punycode, without the usual port."""
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        raise ValueError(f"must look like https://quiz.example.org, not {given!r}") from None
    if parts.scheme not in USUAL_PORTS or not parts.hostname or parts.username is not None or parts.query:
        raise ValueError(f"must look like https://quiz.example.org, not {given!r}")
    if parts.path.strip("/") or parts.fragment:
        raise ValueError(f"must end after the name and the port: {parts.scheme}://{parts.netloc}")
    shown = "" if port in (None, USUAL_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{_as_browsers_write(parts.hostname, given)}{shown}"


def _as_browsers_write(host: str, given: str) -> str:
    if ":" in host:
        address = ipaddress.IPv6Address(host)
        if address.scope_id is not None:
            raise ValueError(f"must look like https://quiz.example.org, not {given!r}")
        return f"[{address}]"
    name = host.removesuffix(".")
    try:
        written = name if name.isascii() else idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        written = ""
    if not _NAME.fullmatch(written):
        raise ValueError(f"must look like https://quiz.example.org, not {given!r}")
    return written


def _lesson(given: str) -> Path:
    folder = Path(given).expanduser()
    if not folder.is_dir():
        raise ValueError(
            f"names no folder: {given}.  Give the folder that holds lesson.toml, or make one: "
            f"threadrace lesson new {given}"
        )
    return folder.absolute()


def _data_dir(given: str) -> Path:
    folder = Path(given).expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"must be a folder, and {given} is a file")
    return folder


def _switch(given: str) -> bool:
    if given.lower() not in (*YES, *NO):
        raise ValueError(f"must be 1 or 0, not {given!r}")
    return given.lower() in YES


def _no_browser(given: str) -> bool:
    return not _switch(given)


OPTIONS = (
    Option("host", "--host", "HOST", "the address to listen on (all of this machine)", _host),
    Option("port", "--port", "PORT", "the port to listen on (8000)", _port),
    Option(
        "database_url",
        "--database-url",
        "URL",
        "a Postgres of your own, postgresql://user:password@host/database (one is brought along)",
        _database_url,
    ),
    Option(
        "public_url",
        "--public-url",
        "URL",
        "the link under which a proxy or a tunnel shows this server (none)",
        _public_url,
    ),
    Option("lesson", "--lesson", "DIR", "the lesson's folder (Threads and thread safety)", _lesson),
    Option("data_dir", "--data-dir", "DIR", "where rooms and scores are kept", _data_dir),
    Option("browser", "--no-browser", "", "do not open the console in a browser", _no_browser),
    Option(
        "accept_weak",
        "--accept-weak-isolation",
        "",
        "run code though this system cannot confine it; on 127.0.0.1 only",
        _switch,
    ),
)
