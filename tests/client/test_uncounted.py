"""What was sent and did not count is said, in a real browser: when the class moved on, and after a reload."""

import json
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, WebSocketRoute, expect

from server.live.hall import LiveRoom
from server.room.commands import CloseQuestion, OpenQuestion, ShowStep
from tests.client.phones import joined, stage
from tests.room.stories import FIRST_QUESTION
from tests.serving import Served

pytestmark = pytest.mark.acceptance
LEAVE_BEHIND = "([name, outbox]) => localStorage.setItem(name, outbox)"
LEFT_BEHIND = "(name) => localStorage.getItem(name)"


async def swallow_answers(page: Page) -> None:
    """The line that this page opens next carries everything but answers."""

    def carry(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        line.on_message(lambda said: None if json.loads(said)["type"] == "answer" else server.send(said))

    await page.route_web_socket("**/ws/student", carry)


async def test_a_refused_answer_is_said_when_the_class_moved_on_and_after_reloads(
    phone: BrowserContext, served: Served, room: LiveRoom, pictures: Path
):
    page = await joined(phone, served, room)
    await swallow_answers(page)
    await page.reload()
    await stage(room, ShowStep(FIRST_QUESTION), OpenQuestion(FIRST_QUESTION))
    await page.get_by_test_id("option-2").click()
    await page.get_by_test_id("send-answer").click()
    await expect(page.get_by_test_id("send-answer")).to_have_text("Not saved yet, trying again")
    await stage(room, CloseQuestion(FIRST_QUESTION), ShowStep(0))
    again = await phone.new_page()  # on it, nothing is swallowed
    await page.close()

    for _ in range(2):
        await again.goto(f"{served.url}/{room.host.room.code}")
        await expect(again.get_by_test_id("uncounted")).to_contain_text(
            "Your answer to question 1 did not count: Time was up before your answer arrived."
        )
        await expect(again.get_by_test_id("connection")).to_have_text("Connected")
    await again.screenshot(path=pictures / "student-uncounted.png")
    await again.get_by_text("Understood").click()
    await expect(again.get_by_test_id("uncounted")).to_have_count(0)
    await again.reload()
    await expect(again.get_by_test_id("connection")).to_have_text("Connected")
    await expect(again.get_by_test_id("uncounted")).to_have_count(0)


async def test_an_answer_that_the_server_cannot_read_is_given_up_and_said(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    page = await joined(phone, served, room)
    answer = {"form": "pick", "option": "two"}
    request = {"type": "answer", "key": "key-000001", "step": FIRST_QUESTION, "answer": answer}
    outbox = f"threadrace.outbox.1.{room.host.room.code}"
    await page.evaluate(LEAVE_BEHIND, [outbox, json.dumps([{"request": request, "slot": "", "about": "1"}])])
    await page.reload()

    await expect(page.get_by_test_id("uncounted")).to_contain_text("The server could not read this.")
    await expect(page.get_by_test_id("connection")).to_have_text("Connected")
    assert await page.evaluate(LEFT_BEHIND, outbox) is None
