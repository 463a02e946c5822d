"""A whole lesson, as people play it: one console, one projector, three students, in real pages."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.acceptance.pages import BEAMER, LAPTOP, PHONE, Console, Projector, Student
from tests.acceptance.serving import Links, ServerProcess

pytestmark = pytest.mark.acceptance

SINGLE, MULTIPLE, TRUE_FALSE, NUMERIC, TEXT, ORDERING, POLL, RACE = range(2, 10)
IN_ORDER = ["acquire the lock", "read the balance", "write the balance", "release the lock"]
STUDENTS = ("Ada", "Bob", "Cyd")
RIGHT_CODE = """\
def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance
    for amount in transfers:
        balance += amount
    return balance
"""


class Class:
    """Everybody in the room."""

    console: Console
    projector: Projector
    ada: Student
    bob: Student
    cyd: Student

    @property
    def students(self) -> list[Student]:
        return [self.ada, self.bob, self.cyd]

    async def enter(self, browser: Browser, links: Links) -> None:
        """The instructor makes a room of their own beside the one that is there; all others go to that."""
        self.console = await Console.open(browser, LAPTOP, links.console)
        await expect(self.console.find("room-code")).to_contain_text(links.code)
        code = await self.console.make_room("CS 101")
        assert re.fullmatch(r"[C-Y2-9]{6}", code) and code != links.code
        self.projector = await Projector.open(browser, BEAMER, links.projector.replace(links.code, code))
        students = links.students.replace(links.code, code)
        self.ada = await Student.open(browser, PHONE, students)
        self.bob = await Student.open(browser, PHONE, students)
        self.cyd = await Student.open(browser, LAPTOP, students)

    async def ask(self, step: int) -> None:
        """Turn to a question and open it."""
        await self.console.press_main("show_step")
        await expect(self.console.find(f"step-{step}")).to_have_attribute("aria-current", "step")
        await self.console.press_main("open_question")

    async def reveal(self) -> None:
        await self.console.press_main("reveal_answer")
        for student in self.students:
            await expect(student.find("result")).to_be_visible()

    def complaints(self) -> list[str]:
        screens = [self.console, self.projector, *self.students]
        return [complaint for screen in screens for complaint in screen.complaints]


async def test_a_whole_lesson(browser: Browser, server: ServerProcess, pictures: Path):
    links = await server.start()
    room = Class()
    await room.enter(browser, links)

    await _lobby(room, pictures)
    await _slides(room, pictures)
    await _single(room, pictures)
    await _multiple(room, pictures)
    await _true_false_with_a_reload(room)
    await _numeric_with_a_restart(room, server)
    await _text_through_a_dead_spot(room)
    await _ordering(room, pictures)
    await _poll(room)
    await _leaderboard(room, pictures)
    await _race(room, pictures)
    await _end(room, pictures)
    assert room.complaints() == []


async def _lobby(room: Class, pictures: Path) -> None:
    await expect(room.projector.find("qr")).to_be_visible()
    for student, name in zip(room.students, STUDENTS, strict=True):
        await student.join(name)
    await expect(room.projector.find("starter")).to_have_count(3)
    await expect(room.console.find("player-3")).to_contain_text("Cyd")
    await room.console.rename(2, "Bobby")
    await room.projector.shows("Bobby")
    await room.projector.picture(pictures, "projector-lobby")
    await room.ada.picture(pictures, "student-lobby")
    await room.console.picture(pictures, "console-lobby")


async def _slides(room: Class, pictures: Path) -> None:
    await room.console.press_main("show_step")
    await room.projector.shows("Two threads share one account")
    await expect(room.ada.page.locator("pre.code")).to_be_visible()
    await room.projector.picture(pictures, "projector-slide")
    await room.console.press_main("show_step")
    await room.projector.shows("race condition")
    await room.ada.picture(pictures, "student-terms")
    await room.console.press("move-back")
    await room.projector.shows("Two threads share one account")
    await room.console.press_main("show_step")
    await room.projector.shows("race condition")


async def _single(room: Class, pictures: Path) -> None:
    await room.ask(SINGLE)
    await expect(room.projector.find("countdown")).to_be_visible()
    await room.ada.picture(pictures, "student-question")
    await room.ada.pick(1)
    await expect(room.projector.find("counted")).to_contain_text("1")
    await room.projector.picture(pictures, "projector-question")
    await room.console.picture(pictures, "console-question")
    await room.bob.pick(0)
    await room.cyd.pick(1)
    await room.reveal()
    await expect(room.projector.find("bar-1")).to_have_attribute("data-count", "2")
    await expect(room.ada.find("explanation")).to_contain_text("lost update")
    await expect(room.ada.find("result")).to_have_attribute("data-mark", "right")
    await expect(room.bob.find("result")).to_have_attribute("data-mark", "wrong")
    await room.projector.picture(pictures, "projector-reveal")
    await room.ada.picture(pictures, "student-reveal")


async def _multiple(room: Class, pictures: Path) -> None:
    """Closed early by the instructor, after a pause and with more time; one student does not answer."""
    await room.ask(MULTIPLE)
    await room.ada.pick(0, 2)
    await room.bob.pick(0)
    await room.console.press("move-pause")
    await expect(room.cyd.find("send-answer")).to_be_disabled()
    await room.console.press_main("resume")
    await room.console.press("move-extend_time")
    await room.console.press_main("close_question")
    await room.reveal()
    await expect(room.ada.find("result")).to_have_attribute("data-mark", "right")
    await expect(room.bob.find("result")).to_have_attribute("data-mark", "partly")
    await expect(room.cyd.find("result")).to_have_attribute("data-mark", "none")


async def _true_false_with_a_reload(room: Class) -> None:
    """Ada reloads before she answers, Bob after it, and both come back to where they were."""
    await room.ask(TRUE_FALSE)
    await room.bob.pick(1)
    await room.ada.page.reload()
    await room.ada.pick(1)
    await room.bob.page.reload()
    await expect(room.bob.find("saved")).to_be_visible()
    await room.cyd.pick(0)
    await room.reveal()


async def _numeric_with_a_restart(room: Class, server: ServerProcess) -> None:
    """The server stops and starts in mid-question; every page comes back by itself."""
    await room.ask(NUMERIC)
    await room.ada.type_answer("6")
    assert await server.stop() == 0
    assert "Stopping" in server.printed
    await server.start()
    for student in room.students:
        await expect(student.find("connection")).to_contain_text("Connected", timeout=15_000)
    await expect(room.ada.find("saved")).to_be_visible()
    await room.bob.type_answer("6.0")
    await room.cyd.type_answer("8")
    await room.reveal()
    await expect(room.ada.find("result")).to_have_attribute("data-mark", "right")
    await expect(room.cyd.find("result")).to_have_attribute("data-mark", "wrong")


async def _text_through_a_dead_spot(room: Class) -> None:
    """Ada's Wi-Fi is gone while she answers; her page says so, and saves the answer when it is back."""
    await room.ask(TEXT)
    await room.ada.find("answer-text").fill("Deadlock")
    await room.ada.context.set_offline(True)
    await room.ada.find("send-answer").click()
    await expect(room.ada.page.locator("body")).to_contain_text("Not saved yet", timeout=20_000)
    await room.ada.context.set_offline(False)
    await expect(room.ada.find("saved")).to_be_visible(timeout=20_000)
    await room.bob.type_answer("<img src=x onerror=alert(1)>")
    await room.cyd.type_answer(" DEADLOCK ")
    await room.reveal()
    await room.projector.shows("<img src=x onerror=alert(1)>")


async def _ordering(room: Class, pictures: Path) -> None:
    await room.ask(ORDERING)
    await room.bob.picture(pictures, "student-ordering")
    await room.ada.order(IN_ORDER)
    await room.bob.order(IN_ORDER[::-1])
    await room.cyd.order(IN_ORDER)
    await room.reveal()
    await expect(room.ada.find("result")).to_have_attribute("data-mark", "right")
    await expect(room.bob.find("result")).to_have_attribute("data-mark", "wrong")
    await room.projector.picture(pictures, "projector-ordering-reveal")


async def _poll(room: Class) -> None:
    await room.ask(POLL)
    for student in room.students:
        await student.pick(2)
    await room.console.press_main("reveal_answer")
    await expect(room.projector.find("bar-2")).to_have_attribute("data-count", "3")


async def _leaderboard(room: Class, pictures: Path) -> None:
    await room.console.press("move-show_leaderboard")
    rows = room.projector.find("board-row")
    await expect(rows).to_have_count(3)
    await expect(rows.first).to_contain_text("Ada")
    await room.projector.picture(pictures, "projector-leaderboard")
    await room.ada.picture(pictures, "student-leaderboard")


async def _race(room: Class, pictures: Path) -> None:
    """Ada sends the starter and loses money, keeps her code over a reload, and mends it; Bob only tries."""
    await room.console.press_main("show_step")
    await room.console.press_main("open_race")
    await expect(room.ada.find("editor")).to_contain_text("def safe_bank_transfer")
    await room.ada.submit()
    await expect(room.ada.find("verdict")).to_have_attribute("data-verdict", "lost_update", timeout=30_000)
    await expect(room.ada.find("editor").locator(".cm-line.marked")).to_be_visible()
    await room.ada.picture(pictures, "student-race")
    await _tab_and_undo(room.cyd)
    await room.cyd.submit()
    await expect(room.cyd.find("verdict")).to_have_attribute("data-verdict", "lost_update", timeout=30_000)
    await room.cyd.picture(pictures, "student-race-laptop")
    await room.ada.write(RIGHT_CODE)
    await room.ada.page.reload()
    await expect(room.ada.find("editor")).to_contain_text("for amount in transfers")
    await room.projector.picture(pictures, "projector-race")
    await room.ada.submit()
    await expect(room.ada.find("verdict")).to_have_attribute("data-verdict", "accepted", timeout=30_000)
    await expect(room.projector.find("lane").filter(has_text="Ada")).to_have_class(re.compile("finished"))
    await room.projector.picture(pictures, "projector-race-finish")
    await room.console.picture(pictures, "console-race")
    await _frozen(room, pictures)


async def _frozen(room: Class, pictures: Path) -> None:
    """What Cyd does behind the frozen board only Cyd learns, until the lane is revealed."""
    await room.console.press("move-freeze_race")
    await room.projector.shows("The board is frozen")
    lane = room.projector.find("lane").filter(has_text="Cyd")
    await room.cyd.write(RIGHT_CODE)
    await room.cyd.submit()
    await expect(room.cyd.find("verdict")).to_have_attribute("data-verdict", "accepted", timeout=30_000)
    await expect(lane.get_by_role("img", name="not told yet")).to_be_visible()
    await expect(lane).not_to_have_class(re.compile("finished"))
    await room.console.press_main("close_race")
    await room.projector.picture(pictures, "projector-race-frozen")
    await room.console.press_main("reveal_lane")
    await expect(lane).to_have_class(re.compile("finished"))
    await room.projector.picture(pictures, "projector-race-revealed")


async def _tab_and_undo(student: Student) -> None:
    """Tab indents and stays in the editor; undo takes back what was typed, and not the starter."""
    code = student.find("editor").locator(".cm-content")
    await code.click()
    await student.page.keyboard.press("ControlOrMeta+End")
    await student.page.keyboard.press("Tab")
    await student.page.keyboard.type("zebra")
    await expect(code.locator(".cm-line").last).to_have_text(re.compile(r"^ {4}\s*zebra$"))
    for _ in range(10):
        await student.page.keyboard.press("ControlOrMeta+Z")
    await expect(code).not_to_contain_text("zebra")
    await expect(code).to_contain_text("def safe_bank_transfer")


async def _end(room: Class, pictures: Path) -> None:
    await room.console.press("lock")
    await room.console.press("player-2")
    await room.console.press("remove-2")
    await room.console.press("confirm")
    await expect(room.bob.find("away")).to_be_visible()
    await room.console.show_step(RACE + 1)
    await expect(room.projector.find("podium")).to_contain_text("Ada")
    await room.console.press("end-lesson")
    await room.console.press("confirm")
    await expect(room.ada.find("podium")).to_be_visible()
    await room.projector.picture(pictures, "projector-podium")
    await room.ada.picture(pictures, "student-podium")
    await room.console.picture(pictures, "console-ended")
    _check_results(await room.console.download_results())


def _check_results(text: str) -> None:
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["name"] for row in rows] == ["Ada", "Cyd"], "Bob was removed"
    ada = rows[0]
    points = [int(value) for column, value in ada.items() if re.fullmatch(r".*: points", column) and value]
    assert int(ada["points"]) == sum(points) > 6 * 1000
    assert all("accepted" in row.values() for row in rows), "what the frozen board held counts at the end"
