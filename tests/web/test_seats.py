"""Two pages for one seat: the newest page has it, not the one that came back last."""

from pathlib import Path

from server.live.hall import LiveRoom
from server.room import commands as c
from server.room.events import PlayerId
from server.web.seats import REPLACED_MAX, NewestPages
from tests.fakes import JudgeByHand
from tests.live.classes import until
from tests.serving import Page, Served, new_token, serving

OLD, NEW = "page-old", "page-new"
ADA, BOB = PlayerId("ada"), PlayerId("bob")


async def sits(page: Page) -> None:
    await page.until("you")


async def stays(page: Page) -> None:
    await page.send("ping")
    await page.until("pong")


async def test_an_old_page_that_comes_back_after_a_newer_one_is_told_so_and_the_newer_one_stays(
    served: Served, code: str
):
    token = new_token()
    async with served.student(code, None, page=OLD) as old:
        await old.do("join", name="Ada", token=token)
        async with served.student(code, token, page=NEW) as new:
            await sits(new)
            async with served.student(code, token, page=OLD) as back:
                bye = await back.bye()
            await stays(new)

    assert (bye["reason"], bye["come_back"]) == ("replaced", False)


async def test_that_its_line_had_ended_before_makes_an_old_page_no_newer(served: Served, code: str):
    token = new_token()
    async with served.student(code, None, page=OLD) as old:
        await old.do("join", name="Ada", token=token)
    async with served.student(code, token, page=NEW) as new:
        await sits(new)
        async with served.student(code, token, page=OLD) as back:
            assert (await back.bye())["reason"] == "replaced"
        await stays(new)


async def test_a_page_whose_line_broke_comes_back_as_often_as_it_likes(served: Served, code: str):
    token = new_token()
    async with served.seated(code, "Ada", token):
        pass
    for _ in range(3):
        async with (
            served.student(code, token, page=OLD) as half_open,
            served.student(code, token, page=OLD) as back,
        ):
            await sits(half_open)
            await sits(back)
            await stays(back)


async def test_a_replaced_page_takes_over_again_by_a_reload(served: Served, code: str):
    token = new_token()
    async with served.seated(code, "Ada", token):
        pass
    async with served.student(code, token, page=OLD) as old:
        await sits(old)
        async with served.student(code, token, page=NEW) as new:
            await sits(new)
            assert (await old.bye())["reason"] == "replaced"
            async with served.student(code, token, page="page-old-reloaded") as reloaded:
                await sits(reloaded)
                assert (await new.bye())["reason"] == "replaced"
                await stays(reloaded)


async def test_of_programs_that_do_not_say_which_page_they_are_the_last_one_counts(served: Served, code: str):
    token = new_token()
    async with served.seated(code, "Ada", token) as first, served.student(code, token) as second:
        await sits(second)
        assert (await first.bye())["reason"] == "replaced"
        async with served.student(code, token) as third:
            await sits(third)
            assert (await second.bye())["reason"] == "replaced"


async def test_at_the_door_the_newest_page_waits_too(served: Served, live: LiveRoom, code: str):
    await live.host.ask(c.SetApproval(True))
    token = new_token()
    async with served.student(code, None, page=OLD) as old:
        await old.do("join", name="Ada", token=token)
        async with served.student(code, token, page=NEW) as new:
            await new.until("welcome", lambda welcome: welcome["waiting"])
            async with served.student(code, token, page=OLD) as back:
                assert (await back.bye())["reason"] == "replaced"
            (waiting,) = live.host.room.waiting.values()
            await live.host.ask(c.Admit((waiting.player,)))
            await sits(new)
            await until(live.host, lambda room: room.present == 1)


async def test_after_a_restart_the_last_one_to_come_back_counts(
    database_url: str, judge: JudgeByHand, tmp_path: Path
):
    token = new_token()
    async with serving(database_url, judge, tmp_path) as served:
        code = (await served.room()).host.room.code
        async with served.student(code, None, page=OLD) as old:
            await old.do("join", name="Ada", token=token)
            async with served.student(code, token, page=NEW) as new:
                await sits(new)
    async with serving(database_url, judge, tmp_path) as served:
        async with served.student(code, token, page=NEW) as new, served.student(code, token, page=OLD) as old:
            await sits(old)
            assert (await new.bye())["reason"] == "replaced"


def test_of_each_seat_only_so_many_replaced_pages_are_remembered():
    pages = NewestPages()
    for number in range(REPLACED_MAX + 2):
        assert pages.sits_down(ADA, f"page-{number}")

    assert not pages.sits_down(ADA, f"page-{REPLACED_MAX}")
    assert not pages.sits_down(ADA, "page-1")
    assert pages.sits_down(ADA, "page-0")


def test_what_one_seat_has_seen_is_nothing_to_another():
    pages = NewestPages()
    for page in (OLD, NEW):
        pages.sits_down(ADA, page)

    assert pages.sits_down(BOB, OLD)
