"""Pages and files over plain HTTP: who gets what, and with which headers."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from itertools import product

import aiohttp
import pytest

from schema.wire.base import PROTOCOL
from server.live.hall import LiveRoom
from server.room import commands as c
from server.room.outside import StoreUnavailable
from server.web import guesses, talk
from server.web.access import CONSOLE_COOKIE, SECURITY_HEADERS
from server.web.line import Seldom
from server.web.names import Names
from tests.live.classes import all_done
from tests.room.stories import FIRST_QUESTION
from tests.serving import Served

TEXT_STEP = 6
ADDRESSES = (
    *("/", "/CDFGHJ", "/projector/CDFGHJ", "/console", "/console?key=wrong", "/healthz", "/metrics"),
    *(
        "/console/CDFGHJ/results.csv",
        "/assets/page-ABC123.js",
        "/assets/none.js",
        "/no/such/page",
        "/ws/student",
    ),
    *("/assets/../student.html", "/%2e%2e/secret", "/favicon.ico"),
)


@pytest.fixture
async def browser(served: Served) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(served.url, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


async def as_instructor(served: Served, browser: aiohttp.ClientSession) -> str:
    """Opens the console link; gives the key, which is spent now."""
    key = await served.database.sessions.new_key()
    async with browser.get("/console", params={"key": key}) as page:
        assert page.status == 200 and "<title>console" in await page.text()
    return key


async def test_every_response_has_the_security_headers(served: Served, browser: aiohttp.ClientSession):
    for path, method in product(ADDRESSES, ("GET", "POST")):
        async with browser.request(method, path, allow_redirects=False) as response:
            headers = response.headers
        policy = headers["Content-Security-Policy"]

        assert headers.keys() >= SECURITY_HEADERS.keys(), path
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert f"ws://127.0.0.1:{served.port}" in policy, path
        assert response.status < 500, path


@pytest.mark.parametrize(
    ("path", "page"), [("/", "student"), ("/CDFGHJ", "student"), ("/projector/X", "projector")]
)
async def test_pages_are_for_everybody(browser: aiohttp.ClientSession, path: str, page: str):
    async with browser.get(path) as response:
        assert (response.status, response.headers["Cache-Control"]) == (200, "no-store")
        assert f"<title>{page}" in await response.text()


async def test_the_console_is_for_who_holds_its_cookie(browser: aiohttp.ClientSession):
    async with browser.get("/console") as response:
        assert response.status == 403
        assert "console link" in await response.text()


async def test_a_console_link_works_once_and_for_one_browser(served: Served, browser: aiohttp.ClientSession):
    used = []

    async def note() -> None:
        used.append(1)

    served.services.on_key_used = note
    key = await as_instructor(served, browser)
    async with aiohttp.ClientSession(served.url) as stranger:
        async with stranger.get("/console", params={"key": key}) as again:
            refused = again.status
    async with browser.get("/console", params={"key": key}) as own:
        known = own.status

    assert (refused, known, used) == (403, 200, [1])


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    served: Served, browser: aiohttp.ClientSession
):
    """A05."""
    key = await served.database.sessions.new_key()
    async with browser.get("/console", params={"key": key}, allow_redirects=False) as response:
        cookie = response.cookies[CONSOLE_COOKIE]

    assert (response.status, response.headers["Location"]) == (302, "/console")
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == "/"
    assert key not in str(response.headers)


async def test_the_cookie_is_for_encrypted_lines_only_where_the_class_comes_by_https(
    served: Served, browser: aiohttp.ClientSession
):
    """A05: and it has no domain, so it goes to no other server."""
    served.services.names = Names("https://quiz.example.org")
    found = []
    for host in ("quiz.example.org", f"127.0.0.1:{served.port}"):
        key = {"key": await served.database.sessions.new_key()}
        async with browser.get("/console", params=key, headers={"Host": host}, allow_redirects=False) as page:
            found.append(page.headers["Set-Cookie"])

    assert ["Secure" in cookie for cookie in found] == [True, False]
    assert not any("domain" in cookie.lower() for cookie in found)


async def test_looking_where_a_console_link_leads_does_not_spend_it(
    served: Served, browser: aiohttp.ClientSession
):
    key = await served.database.sessions.new_key()
    async with browser.head("/console", params={"key": key}) as looked:
        assert looked.status == 200 and "Set-Cookie" not in looked.headers

    async with browser.get("/console", params={"key": key}) as page:
        assert page.status == 200


async def test_who_comes_to_the_console_from_elsewhere_goes_on_from_our_own_page(
    served: Served, browser: aiohttp.ClientSession
):
    """Otherwise the browser would hold the new cookie back, as the click was another site's."""
    key = await served.database.sessions.new_key()
    headers = {"Sec-Fetch-Site": "cross-site"}
    async with browser.get("/console", params={"key": key}, headers=headers) as page:
        assert (page.status, page.headers["Refresh"]) == (200, "0; url=/console")
        assert CONSOLE_COOKIE in page.cookies and key not in await page.text()


class Away:
    """A database that does not answer as long as `lasts`."""

    def __init__(self, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lasts, sessions = False, served.database.sessions
        for name in ("check", "redeem", "new_key"):
            monkeypatch.setattr(sessions, name, self._instead(getattr(sessions, name)))
        monkeypatch.setattr(served.services, "results_csv", self._instead(served.services.results_csv))

    def _instead(self, asked):
        async def reach(*values: str):
            if self.lasts:
                raise StoreUnavailable
            return await asked(*values)

        return reach


async def test_while_the_database_is_away_pages_say_so_and_come_back_by_themselves(
    served: Served, browser: aiohttp.ClientSession, code: str, monkeypatch: pytest.MonkeyPatch
):
    away = Away(served, monkeypatch)
    key = await served.services.remembered.new_key()
    away.lasts = True
    stranger = {"Cookie": f"{CONSOLE_COOKIE}={'A' * 43}"}
    for path, headers in (
        *((f"/console?key={key}", {}), ("/console", stranger), (f"/console/{code}/results.csv", stranger)),
        ("/ws/console", {**stranger, "Upgrade": "websocket", "Connection": "upgrade"}),
    ):
        async with browser.get(path, headers=headers) as page:
            assert (page.status, page.headers["Refresh"], page.headers["Retry-After"]) == (503, "3", "3"), (
                path
            )
            assert "database" in await page.text()

    async with browser.get("/console", headers={**stranger, "Accept": "text/html,*/*"}) as page:
        assert page.status == 200 and "<title>console" in await page.text()

    away.lasts = False
    async with browser.get(f"/console?key={key}") as page:
        assert page.status == 200 and "<title>console" in await page.text()


async def test_a_console_that_was_here_comes_back_while_the_database_is_away(
    served: Served, browser: aiohttp.ClientSession, code: str, monkeypatch: pytest.MonkeyPatch
):
    """F03."""
    away = Away(served, monkeypatch)
    await as_instructor(served, browser)
    away.lasts = True
    async with browser.get("/console") as page, browser.get(f"/console/{code}/results.csv") as results:
        assert (page.status, results.status) == (200, 503)
    async with browser.ws_connect("/ws/console") as socket:
        await socket.send_json({"type": "hello", "protocol": PROTOCOL, "room": code})
        assert (await socket.receive_json())["type"] == "welcome"


async def test_whoever_opened_the_console_is_in_even_if_there_is_no_next_link(
    served: Served, browser: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
):
    away = Away(served, monkeypatch)

    async def print_new_key() -> None:
        away.lasts = True
        await served.services.remembered.new_key()

    served.services.on_key_used = print_new_key
    await as_instructor(served, browser)


async def test_wrong_keys_and_sessions_do_not_keep_the_database_busy(
    served: Served, browser: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
):
    """A02: past the limit nothing is looked up, and who is in stays in."""
    asked: list[str] = []
    check, redeem = served.database.sessions.check, served.database.sessions.redeem

    async def counted_check(token: str) -> bool:
        asked.append(token)
        return await check(token)

    async def counted_redeem(key: str) -> str | None:
        asked.append(key)
        return await redeem(key)

    monkeypatch.setattr(served.database.sessions, "check", counted_check)
    monkeypatch.setattr(served.database.sessions, "redeem", counted_redeem)
    await as_instructor(served, browser)
    asked.clear()
    async with aiohttp.ClientSession(served.url) as stranger:
        for number in range(100):
            wrong = f"{number:043}"
            async with stranger.get("/console", headers={"Cookie": f"{CONSOLE_COOKIE}={wrong}"}) as page:
                assert page.status in (403, 429)
            async with stranger.get("/console", params={"key": wrong}) as last:
                pass
        async with stranger.get("/console?key=short", headers={"Cookie": f"{CONSOLE_COOKIE}=short"}) as page:
            assert page.status == 403
    assert len(asked) <= guesses.PER_ADDRESS_AT_ONCE + 2
    assert (last.status, last.headers["Refresh"]) == (429, "3")

    async with browser.get("/console") as page:
        assert page.status == 200


async def test_results_are_for_the_instructor(
    served: Served, browser: aiohttp.ClientSession, live: LiveRoom, code: str
):
    async with served.seated(code, "=cmd()") as ada, served.seated(code, "Bob") as bob:
        await all_done(live.host, [c.ShowStep(TEXT_STEP), c.OpenQuestion(TEXT_STEP)])
        for page, typed in ((ada, "=HYPERLINK(1)"), (bob, "a;@b")):
            await page.do("answer", step=TEXT_STEP, answer={"form": "words", "text": typed})
        await all_done(live.host, [c.RevealAnswer(TEXT_STEP)])
        await all_done(live.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
        await ada.do("answer", step=FIRST_QUESTION, answer={"form": "pick", "option": 2})
        await bob.do("answer", step=FIRST_QUESTION, answer={"form": "pick", "option": 0})
        await live.host.ask(c.EndLesson())
    async with browser.get(f"/console/{code}/results.csv") as response:
        assert response.status == 403
    await as_instructor(served, browser)
    async with browser.get(f"/console/{code.lower()}/results.csv") as response:  # X08
        assert response.content_type == "text/csv" and "attachment" in response.headers["Content-Disposition"]
        rows = list(csv.reader(io.StringIO((await response.read()).decode("utf-8-sig"))))
    async with browser.get("/console/NOROOM/results.csv") as response:
        assert response.status == 404

    points = live.host.room.totals[live.host.room.active()[0].id]
    assert [row[:4] for row in rows[1:]] == [["1", "1", "'=cmd()", str(points)], ["2", "2", "Bob", "0"]]
    typed = [row[rows[0].index(f"{TEXT_STEP - FIRST_QUESTION + 1}. The word: answer")] for row in rows[1:]]
    assert typed == ["'=HYPERLINK(1)", "a;'@b"]


async def test_health_says_whether_rooms_can_save(browser: aiohttp.ClientSession, live: LiveRoom):
    async with browser.get("/healthz") as well:
        pass
    live.host.unsaved_since = live.host.now()
    async with browser.get("/healthz") as ill:
        pass

    assert (well.status, ill.status) == (200, 503)


async def test_metrics_count_rooms_students_and_sockets(
    served: Served, browser: aiohttp.ClientSession, code: str
):
    async with served.seated(code, "Ada"), browser.get("/metrics") as response:
        text = await response.text()

    assert {"threadrace_rooms 1", "threadrace_students 1", "threadrace_sockets 1"} <= set(text.splitlines())


async def test_assets_may_be_kept_for_good_and_what_is_missing_may_not(browser: aiohttp.ClientSession):
    async with browser.get("/assets/page-ABC123.js") as found, browser.get("/assets/none.js") as missing:
        kept = [response.headers["Cache-Control"] for response in (found, missing)]

    assert "immutable" in kept[0] and (missing.status, kept[1]) == (404, "no-store")


async def test_pages_that_are_not_built_say_how(served: Served, browser: aiohttp.ClientSession):
    (served.services.client_dir / "student.html").unlink()

    async with browser.get("/") as response:
        assert response.status == 503 and "make" in await response.text()


async def test_a_changed_page_is_read_again(served: Served, browser: aiohttp.ClientSession):
    async with browser.get("/"):
        pass
    (served.services.client_dir / "student.html").write_text("<!doctype html><title>newer")

    async with browser.get("/") as response:
        assert "newer" in await response.text()


ORIGINS = {
    "http://evil.example": 403,
    "null": 403,
    "": 403,
    "https://127.0.0.1": 403,
    "http://127.0.0.1:1": 403,
    "file://": 403,
    "own": 101,
    "own over TLS": 403,
    "own shouted": 403,
    "own with a dot": 403,
    "own as the beginning of another": 403,
    "own as the end of another": 403,
}


async def test_only_our_own_pages_open_sockets(
    served: Served,
    browser: aiohttp.ClientSession,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    """W01, W02, X05: whatever page of another origin the instructor has open, its sockets are refused."""
    monkeypatch.setattr(talk, "_foreign", Seldom(60))
    own = {
        "own": served.url,
        "own over TLS": served.url.replace("http", "https"),
        "own shouted": served.url.upper(),
        "own with a dot": served.url.replace("127.0.0.1", "127.0.0.1."),
        "own as the beginning of another": f"{served.url}.evil.example",
        "own as the end of another": served.url.replace("127.0.0.1", "127.0.0.1.evil.example"),
    }
    for role, (origin, status) in product(("student", "projector", "console"), ORIGINS.items()):
        try:
            async with browser.ws_connect(f"/ws/{role}", headers={"Origin": own.get(origin, origin)}):
                seen = 101
        except aiohttp.WSServerHandshakeError as refused:
            seen = refused.status

        assert seen == status, (role, origin)
    (told,) = caplog.records
    assert told.getMessage() == "1 sockets of other sites' pages were refused, the last from 127.0.0.1", (
        "of a flood of them the log tells once a minute"
    )


OUTSIDE = (
    *("/assets/../student.html", "/assets/..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd"),
    *("/assets//etc/passwd", "/assets/%2fetc%2fpasswd", "/assets/page%00.js", "/assets/outside.js"),
    *("/assets/" + "a" * 300, "/assets/" + "\u00e4" * 200, "/assets/" + "a" * 200 + "\u00e4" * 28),
    *("/assets/..\\student.html", "/assets/", "/assets", "/..%2f..%2fetc/passwd"),
)


async def test_no_file_outside_the_assets_can_be_had(served: Served):
    """X07: dots, encoded, absolute, cut off by NUL, or through a link in the folder itself."""
    (served.services.client_dir / "assets" / "outside.js").symlink_to("/etc/passwd")
    for path in OUTSIDE:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode())
        status, _, rest = (await reader.read()).partition(b"\r\n")
        writer.close()

        assert status.split()[1] in (b"400", b"403", b"404", b"414"), path
        assert b"root:" not in rest, path
