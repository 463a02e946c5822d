"""Lesson folders for tests, written as an author writes them."""

from pathlib import Path

SLIDE = "# Welcome\n\nHello."
MINIMAL = 'title = "Short"\n\n[[step]]\nkind = "slide"\nfile = "slides/a.md"\n'


def write(folder: Path, **files: str) -> Path:
    """A lesson folder with these files; `a__b_toml` is `a/b.toml`."""
    for name, text in {"lesson_toml": MINIMAL, "slides__a_md": SLIDE, **files}.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def with_questions(folder: Path, questions: str) -> Path:
    """A lesson whose one step is a file of these questions."""
    lesson = 'title = "Quiz"\n[[step]]\nkind = "questions"\nfile = "questions/quiz.toml"\n'
    return write(folder, lesson_toml=lesson, questions__quiz_toml=questions)


def with_challenge(folder: Path, **files: str) -> Path:
    """A lesson whose one step is a race for a challenge of its own."""
    lesson = 'title = "Race"\n[[step]]\nkind = "race"\nchallenge = "own"\n'
    usual = {
        "challenges__own__challenge_toml": 'title = "The own challenge"\n',
        "challenges__own__statement_md": "Write `f`.\n",
        "challenges__own__starter_py": "def f():\n    pass\n",
        "challenges__own__hints_md": "First.\n\n---\n\nSecond,\nlonger.\n",
    }
    return write(folder, lesson_toml=lesson, **{**usual, **files})
