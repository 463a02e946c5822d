"""A05, X05: what a page of somebody else can do in the browser of an instructor: nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Browser

from server import opening
from tests.acceptance.pages import LAPTOP, Screen
from tests.acceptance.serving import ServerProcess

pytestmark = pytest.mark.acceptance

ATTACK = """async (own) => {
  const tried = {};
  const fetched = async (name, path, options) => {
    try {
      const answer = await fetch(own + path, {credentials: "include", ...options});
      tried[name] = `${answer.type} ${answer.status}`;
    } catch { tried[name] = "refused"; }
  };
  await fetched("fetch", "/console", {});
  await fetched("fetch without reading", "/console", {mode: "no-cors"});
  await fetched("post", "/console", {method: "POST", mode: "no-cors", body: "a=b"});
  const json = {"Content-Type": "application/json"};
  await fetched("post json", "/console", {method: "POST", body: "{}", headers: json});
  for (const role of ["console", "projector", "student"])
    tried[role] = await new Promise((done) => {
      const socket = new WebSocket(own.replace("http", "ws") + "/ws/" + role);
      socket.onopen = () => done("open");
      socket.onerror = () => done("refused");
    });
  const frame = document.createElement("iframe");
  frame.src = own + "/console";
  document.body.append(frame);
  await new Promise((done) => { frame.onload = done; setTimeout(done, 3000); });
  try { tried.frame = frame.contentDocument ? "ours" : "closed"; } catch { tried.frame = "closed"; }
  return tried;
}"""
FORM = """(own) => {
  document.body.innerHTML = `<form method="post" action="${own}/console"><input name="a" value="b"></form>`;
  document.forms[0].submit();
}"""


@pytest.fixture
async def elsewhere() -> AsyncIterator[str]:
    """A page of another site."""
    app = web.Application()

    async def page(request: web.Request) -> web.Response:
        return web.Response(text="<!doctype html><body>hello", content_type="text/html")

    app.add_routes([web.get("/", page)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://localhost:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def test_a_page_of_another_site_does_nothing_with_the_instructors_cookie(
    browser: Browser, server: ServerProcess, elsewhere: str, tmp_path: Path
):
    """X05; and the file that opens the console leads into it, though no page of ours led to the file."""
    links = await server.start()
    own = links.students.rsplit("/", 1)[0]
    page = opening.write(tmp_path, links.console)
    console = await Screen.open(browser, LAPTOP, page.as_uri())
    await console.page.wait_for_url(f"{own}/console#*")
    await console.find("room-code").wait_for()

    other = await console.context.new_page()
    await other.goto(elsewhere)
    tried = await other.evaluate(ATTACK, own)
    await other.evaluate(FORM, own)
    await other.wait_for_url(f"{own}/console")

    assert tried == {
        "fetch": "refused",
        "fetch without reading": "opaque 0",
        "post": "opaque 0",
        "post json": "refused",
        "console": "refused",
        "projector": "refused",
        "student": "refused",
        "frame": "closed",
    }
    assert "takes nothing" in await other.inner_text("body")
    (cookie,) = await console.context.cookies(own)
    assert (cookie["sameSite"], cookie["httpOnly"]) == ("Strict", True)
    await console.page.reload()
    await console.find("room-code").wait_for()
