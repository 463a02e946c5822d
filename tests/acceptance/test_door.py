"""Who comes in, as people see it; and names and texts that would like to be more than text."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Request, expect

from tests.acceptance.pages import BEAMER, LAPTOP, PHONE, Console, Projector, Screen, Student
from tests.acceptance.serving import ServerProcess

pytestmark = [pytest.mark.acceptance, pytest.mark.soak]

HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}"
NAMES = ("<i onclick=a()>", '"><script>x', "{{7*7}}", "javascript:a()")
LESSON = f"""
title = '''{HOSTILE}'''
language = "en"

[[step]]
kind = "slide"
title = '''{HOSTILE}'''
text = '''{HOSTILE} [a link](javascript:alert(3))'''
notes = '''{HOSTILE}'''

[[step]]
kind = "questions"
file = "questions.toml"
"""
QUESTIONS = f"""
[[question]]
form = "text"
title = '''{HOSTILE}'''
prompt = '''{HOSTILE}'''
accepted = ["yes"]
explanation = '''{HOSTILE}'''
seconds = 300
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "lesson.toml").write_text(LESSON)
    (folder / "questions.toml").write_text(QUESTIONS)
    return folder


def watched(screen: Screen, ours: str) -> None:
    """A dialog, or a request to anybody else, is a complaint; so is every report of the content policy."""

    def on_request(request: Request) -> None:
        if not request.url.startswith((ours, ours.replace("http", "ws"), "data:", "blob:")):
            screen.complaints.append(f"asked somebody else: {request.url}")

    screen.page.on("dialog", lambda dialog: screen.complaints.append(f"a dialog: {dialog.message}"))
    screen.page.on("request", on_request)


async def is_text(screen: Screen) -> None:
    """Nothing of it became an element, and nothing ran."""
    for tag in ("img[src=x]", "script:not([src])", "i[onclick]", "a[href^=javascript]"):
        assert await screen.page.locator(tag).count() == 0, tag
    assert screen.complaints == []


async def test_newcomers_wait_are_let_in_and_hostile_text_stays_text(
    browser: Browser, server: ServerProcess, pictures: Path
):
    """A13, X01, X02: names, titles, questions and answers on all three screens; no dialog, no request."""
    links = await server.start()
    ours = links.students.rpartition("/")[0]
    console = await Console.open(browser, LAPTOP, links.console)
    projector = await Projector.open(browser, BEAMER, links.projector)
    for screen in (console, projector):
        watched(screen, ours)
    await console.press("approval")
    await expect(projector.find("approval")).to_be_visible()

    students = []
    for name in NAMES:
        student = await Student.open(browser, PHONE, links.students)
        watched(student, ours)
        await student.find("nickname").fill(name)
        await student.find("join").click()
        await expect(student.find("waiting")).to_be_visible()
        students.append(student)
    await expect(console.find("waiting")).to_have_count(len(NAMES))
    await expect(projector.page.locator("body")).to_contain_text(f"{len(NAMES)} wait to be let in")
    await students[0].picture(pictures, "student-waiting")
    await console.picture(pictures, "console-door")
    await projector.picture(pictures, "projector-approval")

    await console.press("admit-all")
    for student in students:
        await expect(student.find("lobby")).to_be_visible()
    for name in NAMES:
        await projector.shows(name)
    for step in (0, 1):
        await console.show_step(step)
        for screen in (*students, projector, console):
            await expect(screen.page.locator("body")).to_contain_text("onerror=alert(1)")
            await is_text(screen)
    await console.press_main("open_question")
    await students[0].find("answer-text").fill(HOSTILE)
    await students[0].find("send-answer").click()
    await expect(console.page.locator("body")).to_contain_text("1 of 4 answered")
    await console.press_main("close_question")
    await console.press_main("reveal_answer")
    await projector.shows("onerror=alert(1)")
    for screen in (*students, projector, console):
        await is_text(screen)


async def test_a_second_device_opens_the_console_once_and_leads_the_class(
    browser: Browser, server: ServerProcess, pictures: Path
):
    """A03: the link on the screen works, once; the first console may go."""
    links = await server.start()
    first = await Console.open(browser, LAPTOP, links.console)
    await first.press("device")
    link = (await first.find("device-url").inner_text()).strip()
    await first.picture(pictures, "console-device")
    second = await Console.open(browser, PHONE, link)
    await expect(second.find("room-code")).to_contain_text(links.code)
    thief = await Screen.open(browser, PHONE, link)
    await expect(thief.page.locator("h1")).to_have_text("This link has been used")
    await first.context.close()
    await second.press_main("show_step")
    await expect(second.find("step-0")).to_have_attribute("aria-current", "step")
    await second.picture(pictures, "console-phone")

    assert second.complaints == []


PROBES = """async () => {
  const tried = {};
  tried.eval = await new Promise((resolve) => setTimeout(() => {  // what is evaluated for a test may do more
    try { eval("1"); resolve("ran"); } catch { resolve("blocked"); }
  }));
  const inline = document.createElement("script");
  inline.append("window.ran = true");
  document.head.append(inline);
  tried.inline = window.ran ? "ran" : "blocked";
  tried.fetch = await fetch("http://evil.example/").then(() => "ran", () => "blocked");
  return tried;
}"""
FOREIGN = """(url) => new Promise((resolve) => {
  const socket = new WebSocket(url);
  socket.onmessage = () => resolve("heard something");
  socket.onclose = () => resolve("refused");
})"""


async def test_the_content_policy_holds_and_other_sites_get_nothing(browser: Browser, server: ServerProcess):
    """X05, X06: in the instructor's own browser, in which somebody else's page is open, too."""
    links = await server.start()
    console = await Console.open(browser, LAPTOP, links.console)
    await expect(console.find("room-code")).to_contain_text(links.code)
    tried = await console.page.evaluate(PROBES)
    foreign = await console.context.new_page()
    await foreign.goto("data:text/html,<h1>somebody else</h1>")
    origin = links.students.rpartition("/")[0]
    heard = await foreign.evaluate(FOREIGN, f"{origin.replace('http', 'ws')}/ws/console")
    await foreign.set_content(f"<iframe src='{origin}/console'></iframe>")
    framed = foreign.frames[-1]

    assert tried == {"eval": "blocked", "inline": "blocked", "fetch": "blocked"}
    assert heard == "refused"
    assert "room-code" not in await framed.content()
