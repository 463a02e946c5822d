"""No lesson folder, however wrong, brings the server down."""

import tomllib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.catalog.folder import LessonFolder
from server.catalog.new import EXAMPLE
from server.catalog.read import read_lesson
from server.room.plan import Plan
from tests.catalog.lessons import write

KEYS = st.sampled_from(
    [
        "title",
        "step",
        "kind",
        "form",
        "question",
        "term",
        "file",
        "prompt",
        "options",
        "answer",
        "seconds",
        "x",
    ]
)
VALUES = st.recursive(
    st.one_of(
        st.sampled_from(
            ['"slide"', '"questions"', '"terms"', '"race"', '"single"', '"text"', '"slides/a.md"']
        ),
        st.sampled_from(
            ['"../x"', '""', "1", "-1", "nan", "inf", "true", "1979-05-27", '"- [x] a\\n- [ ] b"']
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda values: f"[{', '.join(values)}]"),
        st.dictionaries(KEYS, inner, max_size=4).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=12,
)
TABLES = st.dictionaries(KEYS, VALUES).map(
    lambda t: "\n".join(f"{key} = {value}" for key, value in t.items())
)
quick = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def read(folder: Path) -> None:
    """Whatever is there, the answer is a plan or a list of problems, each of one line."""
    reading = LessonFolder(folder)
    plan = read_lesson(reading)

    assert isinstance(plan, Plan) != bool(reading.findings.problems)
    assert all("\n" not in str(problem) for problem in reading.findings.problems)


@quick
@given(TABLES)
def test_any_table_is_a_lesson_or_a_list_of_problems(tmp_path: Path, text: str):
    tomllib.loads(text)
    read(write(tmp_path, lesson_toml=text))


@quick
@given(st.data())
def test_a_lesson_with_a_few_wrong_bytes_is_a_lesson_or_a_list_of_problems(
    tmp_path: Path, data: st.DataObject
):
    source = bytearray((EXAMPLE / "questions" / "warm-up.toml").read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=3))
    folder = write(tmp_path, lesson_toml='title = "x"\n[[step]]\nkind = "questions"\nfile = "q.toml"\n')
    (folder / "q.toml").write_bytes(source)

    read(folder)
