"""What a student does with whatever their page asks of them."""

import asyncio
from collections.abc import Sequence

from playwright.async_api import expect

from tests.acceptance.pages import Student

JUDGED_MS = 60_000
FIGURES = ("6", "2", "200", "24")
WORDS = ("deadlock", "race condition", "lock", "atomic")


async def act(student: Student, number: int, sources: Sequence[str]) -> None:
    """Answer, predict, try or race, whatever is open, each student in a way of their own; else nothing.

    `sources` are submitted one after the other in a race.
    """
    if await _asks(student, "option-0"):
        options = await student.page.locator("[data-testid^=option-]").count()
        await student.pick(number % options)
    elif await _asks(student, "answer-text"):
        figures = await student.find("answer-text").get_attribute("inputmode") == "decimal"
        await student.type_answer((FIGURES if figures else WORDS)[number % len(WORDS)])
    elif await _asks(student, "match-0"):
        await student.match(number)
    elif await _asks(student, "item-0"):
        await student.send()
    elif await student.find("guess").count() > 0:
        await _predict(student, number)
    elif await _asks(student, "run-trial"):
        await _try(student)
    elif await _asks(student, "submit-code"):
        for source in sources:
            await _run(student, source)


async def _predict(student: Student, number: int) -> None:
    for plus in await student.page.get_by_role("button", name="A little more").all():
        for _ in range(number + 1):
            await plus.click()
    await student.find("send-prediction").click()
    await expect(student.find("predicted")).to_be_visible()


async def _try(student: Student) -> None:
    await student.find("run-trial").click()
    await expect(student.find("trials").locator("li b").first).to_be_visible(timeout=JUDGED_MS)


async def _asks(student: Student, testid: str) -> bool:
    found = student.find(testid)
    return await found.count() > 0 and await found.first.is_enabled()


async def _run(student: Student, source: str) -> None:
    before = await student.page.locator(".attempt").count()
    await student.write(source)
    await expect(student.find("submit-code")).to_be_enabled(timeout=JUDGED_MS)
    await student.submit()
    await expect(student.page.locator(".attempt")).to_have_count(before + 1)
    await expect(student.find("verdict")).not_to_have_attribute("data-verdict", "waiting", timeout=JUDGED_MS)


async def act_all(students: Sequence[Student], sources: Sequence[Sequence[str]]) -> None:
    await asyncio.gather(
        *(
            act(student, number, own)
            for number, (student, own) in enumerate(zip(students, sources, strict=True))
        )
    )
