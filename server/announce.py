"""What the server prints: where to go, what was chosen, and how to choose otherwise.  Pure."""

from dataclasses import dataclass

from server.config import Settings
from server.web.links import qr_terminal

WIDTH = 11  # of the first column


@dataclass(frozen=True, slots=True)
class Started:
    """What there is to say about a server that has just started."""

    settings: Settings
    version: str
    lesson: str
    steps: int
    database: str  # in words, without a password
    sandbox: str
    local_url: str  # as this machine reaches the server
    base_url: str  # as the class reaches it
    projector_url: str
    code: str
    rooms: int  # how many were brought back
    key: str


def started(news: Started) -> str:
    """The whole announcement, with the three links last, where the eye rests."""
    choose = news.settings.otherwise
    lines = [
        f"Threadrace {news.version}",
        "",
        _line("Lesson", f"{news.lesson}, {news.steps} steps", choose("lesson")),
        _line("Database", news.database, choose("database_url")),
        _line("Data", str(news.settings.data_dir), choose("data_dir")),
        _line("Code", news.sandbox, "more: threadrace doctor"),
        _line("Address", _address(news), f"{choose('host')}; {choose('port')}"),
        _line("Room", _room(news), "more rooms: in the console"),
        "",
        *_links(news),
        "",
        qr_terminal(f"{news.base_url}/{news.code}").rstrip("\n"),
        "",
        "Ctrl-C stops the server.  Rooms, scores and seats are kept for the next start.",
    ]
    return "\n".join(lines)


def new_console_link(local_url: str, base_url: str, key: str) -> str:
    """Said when a one-time console link has been used, so that one more device can become a console."""
    return f"The console was opened.  For one more device, once: {_console(local_url, base_url, key)}"


def qr_fallback(text: str, encoding: str | None) -> str:
    """The text without what a terminal of that encoding cannot show."""
    return text.encode(encoding or "utf-8", "replace").decode(encoding or "utf-8")


def _line(what: str, chosen: str, otherwise: str) -> str:
    return f"  {what:<{WIDTH}}{chosen}  ({otherwise})"


def _address(news: Started) -> str:
    if news.base_url == news.local_url:
        return f"{news.local_url}, this machine only"
    return news.base_url


def _room(news: Started) -> str:
    back = f", with {news.rooms} room{'s' if news.rooms > 1 else ''} brought back" if news.rooms else ""
    return f"{news.code}{back}"


def _links(news: Started) -> list[str]:
    return [
        f"  {'You':<{WIDTH}}{_console(news.local_url, news.base_url, news.key)}",
        f"  {'':<{WIDTH}}(works once, in one browser; when it is used, a new one is printed here)",
        f"  {'Projector':<{WIDTH}}{news.projector_url}",
        f"  {'Students':<{WIDTH}}{news.base_url}/{news.code}",
    ]


def _console(local_url: str, base_url: str, key: str) -> str:
    here = f"{local_url}/console?key={key}"
    return here if base_url == local_url else f"{here}\n  {'or':>{WIDTH - 2}}  {base_url}/console?key={key}"
