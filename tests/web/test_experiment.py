"""An experiment over real sockets: what each page is told, and what it may not ask."""

import pytest

from server.live.hall import LiveRoom
from server.room import commands as c
from tests.live.classes import all_done
from tests.room.stories import CODE_STEP, COUNTER_STEP, MAIN_THREAD_STEP
from tests.serving import Served


async def shown(live: LiveRoom, step: int, *moves: type) -> None:
    for command in (c.ShowStep(step), *(move(step) for move in moves)):
        await all_done(live.host, [command])


async def test_the_class_predicts_runs_and_compares(served: Served, live: LiveRoom, code: str):
    async with (
        served.seated(code, "Ada") as ada,
        served.projector(code) as projector,
        served.console(code) as console,
    ):
        await shown(live, MAIN_THREAD_STEP, c.TakePredictions)
        await ada.do("predict", step=MAIN_THREAD_STEP, numbers=[900.0])
        assert (await projector.scene(kind="experiment", predicted=1))["of"] == 1
        await console.do("start_trials", step=MAIN_THREAD_STEP)
        await ada.do("report_trial", step=MAIN_THREAD_STEP, numbers=[1012.5])
        you = ada.last("you")
        await console.do("compare_results", step=MAIN_THREAD_STEP)
        scene = await ada.scene(kind="experiment", state="compared")

    assert you["experiment"]["prediction"] == [900.0]
    assert you["experiment"]["trials"] == [{"number": 1, "numbers": [1012.5], "why": ""}]
    assert [bar["value"] for bar in scene["found"]["bars"]] == [1012.5]
    assert sum(bin_["shown"] for bin_ in scene["found"]["bins"]) == 1


async def test_nothing_of_what_the_class_found_is_told_before_it_compares(
    served: Served, live: LiveRoom, code: str
):
    async with served.seated(code, "Ada") as ada, served.projector(code) as projector:
        await shown(live, MAIN_THREAD_STEP, c.TakePredictions, c.StartTrials)
        await ada.do("predict", step=MAIN_THREAD_STEP, numbers=[900.0])
        await ada.do("report_trial", step=MAIN_THREAD_STEP, numbers=[1012.5])
        scene = await projector.scene(kind="experiment", runs=1)

    assert scene["found"] is None


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        ({"type_": "ask_trial"}, "predict_first"),
        ({"type_": "report_trial", "numbers": [5.0]}, "predict_first"),
        ({"type_": "predict", "numbers": [201.0]}, "prediction_does_not_fit"),
        ({"type_": "predict", "numbers": []}, "prediction_does_not_fit"),
    ],
)
async def test_what_does_not_fit_is_refused_with_a_reason(
    served: Served, live: LiveRoom, code: str, request_: dict, reason: str
):
    async with served.seated(code, "Ada") as ada:
        await shown(live, COUNTER_STEP, c.TakePredictions, c.StartTrials)
        reply = await ada.ask(step=COUNTER_STEP, **request_)

    assert (reply["type"], reply["reason"], reply["retry"]) == ("refused", reason, False)
    assert reply["text"].endswith(".")


@pytest.mark.parametrize("numbers", [[-1.0], [1e9], ["5"], [None], [1.0] * 5])
async def test_numbers_beyond_all_bounds_are_not_even_read(
    served: Served, live: LiveRoom, code: str, numbers: list
):
    async with served.seated(code, "Ada") as ada:
        await shown(live, COUNTER_STEP, c.TakePredictions)
        await ada.send("predict", key="key-predict", step=COUNTER_STEP, numbers=numbers)
        refused = await ada.until("refused")

    assert refused["reason"] == "malformed"


async def test_a_run_that_the_server_cannot_do_says_why(served: Served, live: LiveRoom, code: str):
    """The server of these tests has no laboratory."""
    async with served.seated(code, "Ada") as ada:
        await shown(live, COUNTER_STEP, c.TakePredictions, c.StartTrials)
        await ada.do("predict", step=COUNTER_STEP, numbers=[200.0])
        await ada.do("ask_trial", step=COUNTER_STEP)
        you = await ada.until(
            "you",
            lambda you: (
                bool((you["experiment"] or {}).get("trials"))
                and any(trial["why"] for trial in you["experiment"]["trials"])
            ),
        )

    assert "Run it again" in you["experiment"]["trials"][0]["why"]


async def test_examples_come_coloured_and_with_what_can_be_run(served: Served, live: LiveRoom, code: str):
    async with served.seated(code, "Ada") as ada:
        await shown(live, CODE_STEP)
        scene = await ada.scene(kind="code")

    assert [tab["label"] for tab in scene["tabs"]] == ["Python", "JavaScript"]
    assert all('<pre class="code"' in tab["code_html"] for tab in scene["tabs"])
