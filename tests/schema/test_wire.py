"""The protocol: every message has a golden example that both sides read, and nothing else is let in."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schema.generate.files import AUDIENCES, ROOT, generated_files
from schema.generate.vocabulary import members
from schema.wire.base import SOURCE_BYTES_MAX
from schema.wire.fetched import Fetched
from schema.wire.shared import Form, Scene
from schema.wire.student import StudentSends
from schema.wire.visible import visible

EXAMPLES = ROOT / "schema" / "examples"
ADAPTERS = {
    **{audience: TypeAdapter[Any](sends | gets) for audience, (_, sends, gets) in AUDIENCES.items()},
    "fetched": TypeAdapter[Any](Fetched),
}
STUDENT_SENDS = TypeAdapter[Any](StudentSends)
# These came later; who does not know them may still talk.
MAY_BE_LEFT_OUT = {("student", "hello", "page"), ("console", "show_step", "seen")}
EVERY_EXAMPLE = sorted(EXAMPLES.glob("*/*.json"))


def example(audience: str, name: str) -> dict[str, Any]:
    return json.loads((EXAMPLES / audience / f"{name}.json").read_text())


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", EVERY_EXAMPLE, ids=named)
def test_an_example_is_read_and_written_again_without_a_change(path: Path):
    read = ADAPTERS[path.parent.name].validate_json(path.read_bytes())

    assert json.loads(read.model_dump_json()) == json.loads(path.read_bytes())
    assert read.type == path.stem.partition("-")[0]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_message_has_an_example(audience: str):
    _, sends, gets = AUDIENCES[audience]
    types = {model.model_fields["type"].default for model in [*members(sends), *members(gets)]}

    assert types == {path.stem for path in (EXAMPLES / audience).glob("*.json") if "-" not in path.stem}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_kind_of_scene_and_every_form_of_question_has_an_example(audience: str):
    scenes = [json.loads(path.read_bytes())["scene"] for path in (EXAMPLES / audience).glob("scene*.json")]

    open_questions = [scene for scene in scenes if scene["kind"] == "question" and scene["state"] == "open"]

    assert {scene["kind"] for scene in scenes} == {
        kind.model_fields["kind"].default for kind in members(Scene)
    }
    assert {question["form"] for question in open_questions} == set(get_args(Form))


@pytest.mark.parametrize("path", EVERY_EXAMPLE, ids=named)
def test_a_message_with_a_field_too_many_or_too_few_is_refused(path: Path):
    adapter = ADAPTERS[path.parent.name]
    message = json.loads(path.read_bytes())

    with pytest.raises(ValidationError):
        adapter.validate_json(json.dumps(message | {"surplus": 1}))
    for field in message:
        if (path.parent.name, path.stem, field) not in MAY_BE_LEFT_OUT:
            with pytest.raises(ValidationError):
                adapter.validate_json(json.dumps({k: v for k, v in message.items() if k != field}))


@pytest.mark.parametrize(("audience", "name", "field"), sorted(MAY_BE_LEFT_OUT))
def test_what_came_later_may_be_left_out(audience: str, name: str, field: str):
    message = example(audience, name)
    del message[field]

    ADAPTERS[audience].validate_json(json.dumps(message))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("answer", {"step": "4"}),
        ("answer", {"step": -1}),
        ("answer", {"key": "short"}),
        ("answer", {"answer": {"form": "pick", "option": True}}),
        ("answer", {"answer": {"form": "figure", "number": "NaN"}}),
        ("join", {"token": "too-short"}),
        ("join", {"name": "x" * 81}),
        ("join", {"name": "nul\x00"}),
        ("submit", {"source": "é" * (SOURCE_BYTES_MAX // 2 + 1)}),
    ],
)
def test_a_value_out_of_its_bounds_is_refused(name: str, change: dict[str, Any]):
    STUDENT_SENDS.validate_json(json.dumps(example("student", name)))

    with pytest.raises(ValidationError):
        STUDENT_SENDS.validate_json(json.dumps(example("student", name) | change))


@pytest.mark.parametrize(
    "text", ['{"type": "ping"', '{"type": "pong"}', '{"type": "desk"}', "[]", "null", '"ping"']
)
def test_a_student_can_send_only_what_students_send(text: str):
    with pytest.raises(ValidationError):
        STUDENT_SENDS.validate_json(text)


def test_a_figure_that_is_not_finite_is_refused():
    text = json.dumps(example("student", "answer-figure")).replace("6.0", "1e999")

    with pytest.raises(ValidationError):
        STUDENT_SENDS.validate_json(text)


def test_a_lone_surrogate_is_refused():
    text = json.dumps(example("student", "join")).replace('"Ada"', r'"\ud800"')

    with pytest.raises(ValidationError):
        STUDENT_SENDS.validate_json(text)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_arrives_is_a_message_or_a_validation_error(frame: bytes):
    try:
        message = STUDENT_SENDS.validate_json(frame)
    except ValidationError:
        return
    assert message.type in {"ping", "suggest_name"}


@pytest.mark.parametrize("path", generated_files(), ids=lambda path: path.name)
def test_generated_files_are_current(path: Path):
    assert path.read_text(encoding="utf-8") == generated_files()[path], "run: make generate"


def integers(schema: Any) -> list[dict[str, Any]]:
    """Every whole number in a JSON Schema."""
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    found = [number for part in inside for number in integers(part)]
    return [schema, *found] if isinstance(schema, dict) and schema.get("type") == "integer" else found


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_number_that_a_browser_sends_has_bounds(audience: str):
    """W17: what Postgres or a screen could not hold is refused at the door."""
    _, sends, _ = AUDIENCES[audience]
    found = integers(TypeAdapter[Any](sends).json_schema())

    assert found and [number for number in found if not {"minimum", "maximum"} <= number.keys()] == []


@pytest.mark.parametrize("number", [-1, 2**31, 10**4000])
def test_a_number_out_of_bounds_is_refused(number: int):
    for name, field in (("hello", "protocol"), ("name_replay", "attempt")):
        with pytest.raises(ValidationError):
            STUDENT_SENDS.validate_python(example("student", name) | {field: number})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("race\u202econdition", "racecondition"),
        ("\u2066race\u2069 \u200bcondition\ufeff", "race condition"),
        ("ra\u200dce\u200c", "race"),
        ("\u200drace\u0007", "race"),
        ("two\nlines\u2028more", "two lines more"),
        ("\u3164\u115f\u2800", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("Übergang naïve 日本 1 < 2", "Übergang naïve 日本 1 < 2"),
    ],
)
def test_typed_words_are_what_a_reader_sees(typed: str, kept: str):
    """X02, X03: nothing in them turns the projector's other words around, hides, or takes no room."""
    answer = example("student", "answer") | {"answer": {"form": "words", "text": typed}}

    assert STUDENT_SENDS.validate_python(answer).answer.text == kept


@given(st.text(max_size=200))
def test_words_that_were_made_visible_stay_as_they_are(typed: str):
    assert visible(visible(typed)) == visible(typed)
