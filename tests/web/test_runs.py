"""Runs as pages get them: of a failed submission only what it went through, and whose only if they agree."""

import json
from dataclasses import replace

from schema.report import Report
from server.room import commands as c
from server.room.state import Room
from server.room.view import scene
from server.web.translate import shown
from tests.room.stories import ADA, LOST, RACE_STEP, TOUR_STEP, after, class_of_two, submit, with_race_open

SOURCE = "SECRET = 1\n\ndef add(self):\n    self.value += 1\n"
STEP = {"column": 4, "target": "self.value", "value": "0"}
WITNESS = {
    "scenario": "two",
    "schedule": "two:m1-0x1",
    "preemptions": 1,
    "gil_reachable": None,
    "story": "Both read 0.",
    "steps": [
        {"thread": 0, "line": 0, "op": "call", **STEP},
        {"thread": 0, "line": 4, "op": "read", **STEP},
        {"thread": 1, "line": 4, "op": "read", **STEP},
    ],
    "threads": ["add()", "add()"],
    "expected": "2",
    "observed": "1",
}


def report_json() -> str:
    fields = {name: _blank(name) for name in Report.model_fields}
    explored = {"schedules": 2, "proof": "all", "seconds": 0.1, "scenarios": []}
    report = Report.model_validate(
        {**fields, "verdict": "lost_update", "explored": explored, "witness": WITNESS}
    )
    return report.model_dump_json()


def _blank(name: str) -> object:
    blanks: dict[str, object] = {"format": 1, "accepted": False, "score": 0, "seed": 1}
    return blanks.get(name, None if name in ("performance", "line") else "")


def replayed() -> Room:
    judged = replace(LOST, report_json=report_json(), steps=3)
    return after(
        with_race_open(),
        (submit(ADA, SOURCE), 101),
        (c.GiveVerdict(ADA, RACE_STEP, 1, judged), 102),
        (c.ShowReplay(RACE_STEP, ADA, 1), 103),
    )


def test_a_replay_shows_the_lines_of_its_run_and_nothing_else_of_the_students_code():
    frame = shown.scene(scene(replayed(), "stage", 104), "")

    assert frame.kind == "replay" and frame.story == "Both read 0."
    assert [(line.number, line.text) for line in frame.run.lines] == [(4, "    self.value += 1")]
    assert [step.op for step in frame.run.steps] == ["call", "read", "read"]
    assert "SECRET" not in frame.model_dump_json()


def test_a_replay_is_nameless_until_the_student_agrees():
    room = replayed()
    nameless = shown.scene(scene(room, "stage", 104), "")
    named = shown.scene(scene(after(room, (c.NameReplay(ADA, RACE_STEP, 1, True), 104)), "stage", 105), "")

    assert (nameless.name, nameless.number) == ("", None)
    assert "Ada" not in nameless.model_dump_json() and ADA not in nameless.model_dump_json()
    assert (named.name, named.number) == ("Ada", 1)


def test_a_report_of_another_version_leaves_the_stage_standing():
    room = replayed()
    broken = json.dumps({"format": 2})
    view = replace(scene(room, "stage", 104), report_json=broken)

    assert shown.scene(view, "").run.steps == []


def test_a_tour_comes_with_all_of_its_source_and_the_words_as_html():
    room = after(class_of_two(), (c.ShowStep(TOUR_STEP), 10), (c.MoveRun(TOUR_STEP, 2), 11))
    frame = shown.scene(scene(room, "students", 12), "")

    assert frame.kind == "tour" and frame.at == 2
    assert [line.text for line in frame.run.lines] == ["n = n + 1"]
