"""The misconceptions of a lesson, and whether its questions name only those."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from schema.lesson import LessonHead, MisconceptionFile
from server.catalog.folder import LESSON_FILE, LessonFolder
from server.room import plan
from server.room.rounds.misconceptions import touched_by


def misconceptions(head: LessonHead, folder: LessonFolder) -> Iterator[plan.Misconception]:
    """Those of lesson.toml, then those of the file that it names."""
    written = list(head.misconception)
    if head.misconceptions and (file := folder.table(MisconceptionFile, head.misconceptions, "")):
        written += file.misconception
    for id, times in Counter(one.id for one in written).items():
        if times > 1:
            folder.problem(f"misconception {id}", "is there twice: give one of them another id")
    for one in written:
        yield plan.Misconception(one.id, one.name.strip(), one.mend.strip(), one.read.strip())


def check_references(lesson: plan.Plan, folder: LessonFolder) -> None:
    """Every id that a question names must be one of the lesson's."""
    known = [one.id for one in lesson.misconceptions]
    for step in lesson.steps:
        if isinstance(step, plan.Question):
            for id in sorted(touched_by(step) - set(known)):
                close = get_close_matches(id, known, n=1)
                fix = f"did you mean {close[0]}?" if close else "add a [[misconception]] with this id"
                folder.problem(
                    f'question "{step.title}"', f"names the misconception {id}; {fix}", LESSON_FILE
                )
