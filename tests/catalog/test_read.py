"""A lesson folder becomes a plan, or a list of everything that is wrong with it."""

from pathlib import Path

import pytest

from server.catalog import LessonError, load_lesson
from server.catalog.read import slug_of
from server.room.plan import Plan, Podium, Question, Race, Slide, Term, Terms
from tests.catalog.lessons import MINIMAL, with_challenge, with_questions, write

EVERY_FORM = """
[[question]]
form = "single"
title = "Pick"
prompt = "Which?"
options = '''
- [ ] one
  > It is the first.
- [x] two

  ```python
  x = 2
  ```
'''
explanation = "Two it is."
seconds = 20
weight = 2

[[question]]
form = "multiple"
prompt = "**Which** of `these`?\\n\\nAll that apply."
options = "- [x] a\\n- [ ] b\\n- [X] c"

[[question]]
form = "truefalse"
prompt = "It is."
answer = false

[[question]]
form = "numeric"
prompt = "How many?"
answer = 3
tolerance = 0.5
unit = "s"

[[question]]
form = "text"
prompt = "Name it."
accepted = ["lock", "a lock"]

[[question]]
form = "ordering"
prompt = "Order!"
order = '''
1. acquire
2. read
3. write
4. release
'''

[[question]]
form = "matching"
prompt = "Who has what?"
pairs = '''
- Node -> a pool
- a page → workers
- -> nothing
'''

[[question]]
form = "poll"
prompt = "Sure?"
options = '''
- yes
- [ ] no
'''
"""


def problems(folder: Path) -> list[str]:
    with pytest.raises(LessonError) as error:
        load_lesson(folder)
    return str(error.value).splitlines()


def test_a_lesson_of_one_slide_needs_two_files_and_no_settings(tmp_path: Path):
    folder = write(tmp_path / "My Lesson")

    assert load_lesson(folder) == Plan(
        slug="my-lesson",
        title="Short",
        language="en",
        series="my-lesson",
        scoring="accuracy-first",
        steps=(Slide("Welcome", "Hello.", ""),),
    )


def test_what_the_author_chose_is_kept(tmp_path: Path):
    head = 'title = "Kurz"\nlanguage = "de"\nseries = "Info 1"\nscoring = "classic"\n'
    podium = '[[step]]\nkind = "podium"\ntitle = "Ende"\nnotes = "Danke sagen"\n'
    plan = load_lesson(write(tmp_path, lesson_toml=head + podium))

    assert (plan.language, plan.series, plan.scoring) == ("de", "Info 1", "classic")
    assert plan.steps == (Podium("Ende", "Danke sagen"),)


def test_every_form_of_question_gets_its_key(tmp_path: Path):
    single, multiple, truefalse, numeric, text, ordering, matching, poll = load_lesson(
        with_questions(tmp_path, EVERY_FORM)
    ).steps

    assert single == Question(
        title="Pick",
        prompt_md="Which?",
        form="single",
        seconds=20,
        weight=2.0,
        options_md=("one", "two\n\n```python\nx = 2\n```"),
        right=(1,),
        explanation_md="Two it is.",
        whys_md=("It is the first.", ""),
        misconceptions=("", ""),
    )
    assert isinstance(multiple, Question) and multiple.right == (0, 2)
    assert multiple.title == "Which of these?"
    assert isinstance(truefalse, Question) and truefalse.right == (1,)
    assert truefalse.options_md == ("True", "False")
    assert isinstance(numeric, Question)
    assert (numeric.number, numeric.tolerance, numeric.unit) == (3.0, 0.5, "s")
    assert isinstance(text, Question) and text.accepted == ("lock", "a lock")
    assert isinstance(ordering, Question)
    assert [ordering.options_md[i] for i in ordering.right] == ["acquire", "read", "write", "release"]
    assert isinstance(matching, Question) and matching.items_md == ("Node", "a page")
    assert [matching.options_md[i] for i in matching.right] == ["a pool", "workers"]
    assert len(matching.options_md) == 3
    assert isinstance(poll, Question)
    assert (poll.options_md, poll.right) == (("yes", "no"), ())


def test_all_can_be_written_in_lesson_toml_itself(tmp_path: Path):
    lesson = """
        title = "One file"
        [[step]]
        kind = "slide"
        title = "Hello"
        text = "World"
        notes = "wave"
        [[step]]
        kind = "terms"
        title = "Words"
        [[step.term]]
        term = "lock"
        meaning = "holds one"
        [[step]]
        kind = "questions"
        [[step.question]]
        form = "truefalse"
        prompt = "Yes?"
        answer = true
    """
    slide, terms, question = load_lesson(write(tmp_path, lesson_toml=lesson)).steps

    assert slide == Slide("Hello", "World", "wave")
    assert terms == Terms("Words", (Term("lock", "holds one"),))
    assert isinstance(question, Question) and question.right == (0,)


def test_true_and_false_are_said_in_the_language_of_the_lesson(tmp_path: Path):
    lesson = 'title = "W"\nlanguage = "de-AT"\n[[step]]\nkind = "questions"\nfile = "q.toml"\n'
    question = '[[question]]\nform = "truefalse"\nprompt = "Ja?"\nanswer = true\n'
    (step,) = load_lesson(write(tmp_path, lesson_toml=lesson, q_toml=question)).steps

    assert isinstance(step, Question) and step.options_md == ("Wahr", "Falsch")


def test_a_race_takes_its_texts_from_the_folder_of_its_challenge(tmp_path: Path):
    assert load_lesson(with_challenge(tmp_path)).steps == (
        Race(
            title="The own challenge",
            challenge="own",
            statement_md="Write `f`.",
            starter="def f():\n    pass\n",
            hints_md=("First.", "Second,\nlonger."),
            seconds=600,
            weight=3.0,
            cooldown_seconds=5.0,
        ),
    )


def test_a_picture_becomes_part_of_its_slide(tmp_path: Path):
    slide = "# A\n\n![two threads](pictures/t.svg) and `![code](x.svg)`\n\n```\n![code](y.svg)\n```"
    folder = write(tmp_path, slides__a_md=slide, pictures__t_svg="<svg/>")
    (step,) = load_lesson(folder).steps

    assert isinstance(step, Slide)
    assert step.body_md.startswith("![two threads](data:image/svg+xml;base64,PHN2Zy8+) and `![code](x.svg)`")
    assert step.body_md.endswith("![code](y.svg)\n```")


def test_all_problems_are_told_at_once_with_file_place_and_fix(tmp_path: Path):
    lesson = """
        titel = "Typing mistake"
        scoring = "acuracy"
        [[step]]
        kind = "slide"
        file = "slides/b.md"
        [[step]]
        kind = "slid"
        [[step]]
        kind = "questions"
        file = "questions/quiz.toml"
        [[step]]
        kind = "race"
        challenge = "bnak"
        seconds = 10
    """
    quiz = """
        [[question]]
        form = "single"
        promt = "Which?"
        options = "- [x] a\\n- [x] b"
        [[question]]
        form = "numeric"
        prompt = "How many?"
        answer = "3"
    """
    folder = write(tmp_path, lesson_toml=lesson, questions__quiz_toml=quiz)

    assert problems(folder) == [
        'lesson.toml: has scoring = "acuracy"; did you mean accuracy?',
        "lesson.toml: has the unknown key titel; did you mean title?",
        "lesson.toml: step 1 names slides/b.md, which does not exist; did you mean a.md?",
        'lesson.toml: step 2 has kind = "slid"; did you mean slide?',
        "questions/quiz.toml: question 1 has 2 options marked right, and a single choice has one: "
        'leave one, or write form = "multiple" (options)',
        "questions/quiz.toml: question 1 has the unknown key promt; did you mean prompt?",
        'questions/quiz.toml: question 2 has answer = "3", and a number is wanted, without quotation marks',
        "lesson.toml: step 4 has seconds = 10, and at least 30 is wanted",
    ]


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        ("", "lesson.toml: has no title: add title = …\nlesson.toml: has no steps: add [[step]] with a kind"),
        (
            'title = "x"\n[step]\nkind = "slide"',
            "lesson.toml: has [step] with single brackets: write [[step]]",
        ),
        ('title = "x"\nstep = [1]', "lesson.toml: step 1 is 1, and a table is wanted: begin it with [[…]]"),
        ("title = x", "lesson.toml: is not valid TOML: Invalid value (at line 1, column 9)"),
        (
            'title = "x"\n[[step]]\nfile = "a"',
            "lesson.toml: step 1 has no kind: "
            "add one of slide, terms, tour, questions, race, code, experiment, learned, podium",
        ),
        ('title = "x"\n[[step]]\nkind = "slide"', "lesson.toml: step 1 has neither file nor text: add one"),
        (
            'title = "x"\n[[step]]\nkind = "slide"\ntext = "x"\nfile = "slides/a.md"',
            "lesson.toml: step 1 has both file and text: keep one",
        ),
        (
            'title = "x"\n[[step]]\nkind = "slide"\ntext = "x"',
            'lesson.toml: step 1 has no title: add title = "…"',
        ),
        (
            'title = "x"\n[[step]]\nkind = "slide"\nfile = "../secret.md"',
            "lesson.toml: step 1 names ../secret.md, which is outside the lesson folder: "
            "copy the file into it",
        ),
        (
            'title = "x"\n[[step]]\nkind = "slide"\nfile = "slides\\\\a.md"',
            "lesson.toml: step 1 names slides\\a.md: write / instead of \\",
        ),
        (
            'title = "x"\n[[step]]\nkind = "slide"\nfile = "slides"',
            "lesson.toml: step 1 names slides, which is a folder, and a file is wanted",
        ),
        (
            'title = "x"\n[[step]]\nkind = "podium"\ntitle = "Bye"\nlanguage = "de"',
            "lesson.toml: step 1 has the unknown key language: move it above the first [[step]]",
        ),
        (
            'title = "x"\n[[step]]\nkind = "race"\nchallenge = "bnak"',
            "lesson.toml: step 1 names the challenge bnak, and there is no folder challenges/bnak: "
            "create it, or correct the name",
        ),
        (
            'title = "x"\n[[step]]\nkind = "podium"\ntitle = " "',
            'lesson.toml: step 1 has title = " ": write a line of text',
        ),
        (
            'title = "x"\n[[step]]\nkind = "race"\nchallenge = "../bank"',
            'lesson.toml: step 1 has challenge = "../bank": write the name of its folder: '
            "lower-case letters, digits and - between them",
        ),
        (
            'title = "\\u0000"',
            "lesson.toml: contains the NUL character \\u0000, which no screen can show: take it out",
        ),
    ],
)
def test_a_mistake_in_lesson_toml_is_told_with_its_fix(tmp_path: Path, lesson: str, said: str):
    assert "\n".join(problems(write(tmp_path, lesson_toml=lesson))) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Hello", 'has no title: begin it with a line such as "# What a thread is"'),
        (b"# " + b"x" * 121, "has a title of 121 characters, and at most 120 fit"),
        (b"# A\n\xff\xfe", "is not UTF-8 text (line 2): save it with the encoding UTF-8"),
        (b"#" * 300_000, "is larger than 256 kB: make it shorter, or divide it into several files"),
        (
            b"# A\n![x](x.png)",
            "shows the picture x.png, which does not exist: create it, or correct its name",
        ),
        (b"# A\n![x](../x.png)", "names ../x.png, which is outside the lesson folder: copy the file into it"),
        (b"# A\n![x](a.md)", "shows a.md: a picture is one of .gif, .jpeg, .jpg, .png, .svg, .webp"),
        (b"# A\n![x](https://a/x.png)", "shows https://a/x.png: save the picture in the lesson folder"),
    ],
)
def test_a_mistake_in_a_slide_is_told_with_its_fix(tmp_path: Path, content: bytes, said: str):
    folder = write(tmp_path)
    (folder / "slides/a.md").write_bytes(content)
    (problem,) = problems(folder)

    assert problem.startswith(f"slides/a.md: {said}")


@pytest.mark.parametrize("number", ["9" * 5_000, "0x" + "f" * 5_000, "1e999", "2026-02-30"])
def test_no_number_is_too_strange_for_a_message(tmp_path: Path, number: str):
    question = f'[[question]]\nform = "numeric"\nprompt = "?"\nanswer = {number}\n'

    assert len(problems(with_questions(tmp_path, question))) == 1


def test_files_of_any_editor_are_read(tmp_path: Path):
    folder = write(tmp_path)
    (folder / "slides/a.md").write_bytes("\ufeff# Grüße\r\n\r\nHallo\r\n\r\nNotes:\r\n\r\nleise\r\n".encode())
    (folder / "lesson.toml").write_bytes(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode())

    assert load_lesson(folder).steps == (Slide("Grüße", "Hallo", "leise"),)


def test_a_challenge_without_its_files_says_which(tmp_path: Path):
    folder = with_challenge(tmp_path, challenges__own__challenge_toml="rules = 1")
    (folder / "challenges/own/starter.py").unlink()

    assert problems(folder) == [
        "challenges/own/starter.py: does not exist: create it, or correct its name",
        'challenges/own/challenge.toml: has no title: add title = "…"',
    ]


def test_a_folder_without_a_lesson_says_how_to_make_one(tmp_path: Path):
    assert problems(tmp_path) == [
        f"lesson.toml: does not exist; make a lesson with: threadrace lesson new {tmp_path}"
    ]


def test_every_folder_has_a_name_for_addresses(tmp_path: Path):
    assert slug_of(tmp_path / "Fäden & Schlösser 2") == "f-den-schl-sser-2"
    assert slug_of(tmp_path / "日本") == "lesson"


def test_a_lesson_too_large_for_a_room_is_refused(tmp_path: Path):
    many = "".join(f'[[question]]\nform="truefalse"\nprompt="{i}"\nanswer=true\n' for i in range(100))
    step = '[[step]]\nkind = "questions"\nfile = "q.toml"\n'
    folder = write(tmp_path, lesson_toml='title = "x"\n' + step * 4, q_toml=many)

    assert problems(folder) == ["lesson.toml: has 400 steps, and at most 300 fit: make two lessons of it"]
