"""The published JSON Schema says what the models say."""

import json

import pytest

from schema.generate.files import ROOT
from schema.generate.lesson_schema import lesson_schemas


@pytest.mark.parametrize("name", lesson_schemas())
def test_the_published_schema_is_current(name: str):
    assert (ROOT / "schema" / name).read_text("utf-8") == lesson_schemas()[name]


def test_an_editor_learns_every_kind_of_step_and_every_form_of_question():
    parts = json.loads(lesson_schemas()["lesson.schema.json"])["$defs"]
    kinds = {part["properties"]["kind"]["const"] for part in parts.values() if "kind" in part["properties"]}
    forms = {part["properties"]["form"]["const"] for part in parts.values() if "form" in part["properties"]}

    assert kinds == {"slide", "terms", "tour", "questions", "race", "code", "experiment", "learned", "podium"}
    assert forms == {"single", "multiple", "truefalse", "numeric", "text", "ordering", "matching", "poll"}
    assert all(part["additionalProperties"] is False for part in parts.values())
